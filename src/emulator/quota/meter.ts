import type { Clock } from '../clock.ts'
import type { Account, State } from '../state.ts'
import { DailyQuota } from './daily-quota.ts'
import { RateLimits } from './rate-limits.ts'

/** What the API grants to whom: speed first, then the operations of a day. */
export class Meter {
  readonly daily: DailyQuota
  readonly rates: RateLimits

  constructor(state: State, clock: Clock) {
    this.daily = new DailyQuota(state, clock)
    this.rates = new RateLimits(state, clock)
  }

  /** Counts a request's operations: a search is one, its further pages are none, and a mutate has those it holds. */
  count(account: Account | undefined, operations: number): void {
    this.rates.takeOperations(operations)
    this.daily.take(account, operations)
  }

  /** Forgets what was used. */
  clear(): void {
    this.rates.clear()
    this.daily.setUsed(0)
  }
}
