import { readMixedMutate, runMixedMutate } from '../http/mutate-endpoints.ts'
import type { AccessTokens } from '../http/access-tokens.ts'
import { type DayNumbers, runSince } from '../metrics/runs.ts'
import { readMessage } from '../request-json.ts'
import { resourceName } from '../resource-name.ts'
import { messageType } from '../schema.ts'
import { type SeedAccount, toAccounts } from '../seed.ts'
import { type Account, type State, type Table, TABLES } from '../state.ts'
import type { World } from '../world.ts'
import { type ActiveFault, type FaultInput, Faults } from './faults.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'

/** Its history is no part of what an account holds. */
const ROW_TABLES = TABLES.filter((table) => table !== 'change_event')

export interface StateSummary {
  now: string
  commits: number
  accounts: (Account & { rows: Partial<Record<Table, number>> })[]
  faults: readonly ActiveFault[]
  requests: number
}

/** What a test or a person does to the emulator from outside: faults, time, and edits as a user would make them. */
export class Control {
  readonly faults = new Faults()
  readonly requestLog = new RequestLog()
  readonly #world: World
  readonly #tokens: AccessTokens
  readonly #seed: readonly SeedAccount[]

  constructor(world: World, tokens: AccessTokens, seed: readonly SeedAccount[]) {
    this.#world = world
    this.#tokens = tokens
    this.#seed = seed
  }

  summary(): StateSummary {
    const { state, clock } = this.#world
    const accounts = [...state.accounts.values()].map((account) => {
      const counts = ROW_TABLES.map((table) => [table, state.count(table, account.id)] as const).filter(
        ([, count]) => count > 0,
      )
      return { ...account, rows: Object.fromEntries(counts) }
    })
    const now = new Date(clock.now()).toISOString()
    return {
      now,
      commits: state.commits,
      accounts,
      faults: this.faults.list(),
      requests: this.requestLog.list().length,
    }
  }

  /** The rows themselves, for tests that need a past which the API cannot make. */
  stateForTests(): State {
    return this.#world.state
  }

  injectFault(fault: FaultInput): ActiveFault {
    return this.faults.add(fault)
  }

  requests(): readonly LoggedRequest[] {
    return this.requestLog.list()
  }

  /** Back to the seed: no rows, no faults, the real time. */
  reset(): void {
    const { state, clock } = this.#world
    state.clear()
    clock.offsetMs = 0
    state.setAccounts(toAccounts(this.#seed), clock.now())
    this.faults.clear()
    this.requestLog.clear()
    this.#world.readLagMs = 0
    this.#tokens.revoked.clear()
    this.#tokens.revoked.add('revoked')
  }

  /** Moves the emulator's time on: reviews finish, campaigns begin and end, tokens expire. */
  advanceClock(byMs: number): string {
    const { state, clock } = this.#world
    clock.advance(byMs)
    state.setClockOffset(clock.offsetMs, clock.now())
    return new Date(clock.now()).toISOString()
  }

  /** Searches find what is created only this long after: Google promises no read of one's own writes. */
  setReadLag(ms: number): void {
    this.#world.readLagMs = ms
  }

  /** Ends a refresh token and the access tokens made with it. */
  revokeToken(refreshToken: string): void {
    this.#tokens.revoked.add(refreshToken)
  }

  /** Changes what an account is, like its status. */
  changeAccount(
    id: string,
    change: Partial<Pick<Account, 'status' | 'directAccess' | 'testAccount' | 'name'>>,
  ): Account | undefined {
    const { state, clock } = this.#world
    const account = state.accounts.get(id)
    if (!account) return undefined
    const changed = { ...account, ...change }
    state.setAccounts(
      [...state.accounts.values()].map((other) => (other.id === id ? changed : other)),
      clock.now(),
    )
    return changed
  }

  /**
   * Sets what a campaign did on some days, or makes it one that has been running since a time. False: there is no such
   * campaign.
   */
  setMetrics(
    customerId: string,
    campaignId: string,
    {
      runningSinceMs,
      days,
    }: { runningSinceMs?: number | undefined; days?: Record<string, DayNumbers> | undefined },
  ): boolean {
    const { state, clock } = this.#world
    const name = resourceName(customerId, 'campaigns', campaignId)
    if (state.find(name)?.table !== 'campaign') return false
    state.transaction(clock.now(), () => {
      if (runningSinceMs !== undefined) runSince(state, state.find(name)!, runningSinceMs)
      const row = state.find(name)!
      if (days) state.put({ ...row, givenDays: { ...row.givenDays, ...days } })
      return true
    })
    return true
  }

  /** A mutate as a person would make it in Google's own interface. */
  async editAsUser(
    customerId: string,
    mutateOperations: readonly unknown[],
    userEmail = 'person@emulator.example',
  ): Promise<Record<string, unknown> | undefined> {
    const account = this.#world.state.accounts.get(customerId)
    if (!account) return undefined
    const request = readMessage({ mutateOperations }, messageType('services.MutateGoogleAdsRequest'))
    const clientType = 'GOOGLE_ADS_WEB_CLIENT'
    const caller = { account, version: 'v25', requestId: 'edit', clientType, userEmail } as const
    return runMixedMutate(this.#world, caller, readMixedMutate(request))
  }
}
