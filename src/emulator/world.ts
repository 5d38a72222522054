import type { Clock } from './clock.ts'
import type { Meter } from './quota/meter.ts'
import type { RequestIds } from './request-ids.ts'
import type { Account, State } from './state.ts'

/** What every request works on. */
export interface World {
  state: State
  clock: Clock
  meter: Meter
  requestIds: RequestIds
  /** One line for whoever watches the emulator. */
  log(line: string): void
}

/** The caller as far as the rules care: which account, which version, and whether a person or the API does it. */
export interface Caller {
  account: Account
  version: string
  requestId: string
  clientType: 'GOOGLE_ADS_API' | 'GOOGLE_ADS_WEB_CLIENT'
  userEmail: string
}
