import type { Clock } from '../clock.ts'
import { refuse } from '../refusal.ts'
import type { AccessLevel, Settings } from '../settings.ts'
import type { Account, State } from '../state.ts'

const DAY_MS = 86_400_000
/** Operations in any 24 hours. Source: Google Ads API, "Access levels and permissible use". */
const LEVELS: Readonly<Record<AccessLevel, { test: number; production: number; together: boolean }>> = {
  TEST: { test: 15_000, production: 0, together: false },
  EXPLORER: { test: 15_000, production: 2_880, together: false },
  BASIC: { test: 15_000, production: 15_000, together: true },
  STANDARD: { test: Infinity, production: Infinity, together: true },
}

interface Taken {
  atMs: number
  operations: number
}

export interface QuotaUse {
  /** Absent: unlimited. */
  limit?: number
  used: number
}

/** Counts the operations of the last 24 hours against what the project's access level allows. */
export class DailyQuota {
  readonly #state: State
  readonly #clock: Clock
  readonly #taken = { test: [] as Taken[], production: [] as Taken[] }

  constructor(state: State, clock: Clock) {
    this.#state = state
    this.#clock = clock
  }

  /** Counts operations on an account, or refuses the request that holds them. */
  take(account: Account | undefined, operations: number): void {
    const { accessLevel } = this.#state.settings
    const kind = account === undefined || account.testAccount ? 'test' : 'production'
    if (kind === 'production' && accessLevel === 'TEST') {
      throw refuse(
        'authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION',
        'A project with test access reaches test accounts only.',
      )
    }
    const { limit = Infinity, used } = this.use(kind)
    if (operations > 0 && used + operations > limit) throw this.#exhausted(kind, used + operations - limit)
    if (operations > 0) this.#taken[kind].push({ atMs: this.#clock.now(), operations })
  }

  /** What the last 24 hours took, of what there is. */
  use(kind: 'test' | 'production'): QuotaUse {
    const limit = limitOf(this.#state.settings, kind)
    const used = this.#counted(kind).reduce((sum, { operations }) => sum + operations, 0)
    return Number.isFinite(limit) ? { limit, used } : { used }
  }

  /** Lets so many operations count as used now, instead of those that were. */
  setUsed(operations: number): void {
    const taken = operations === 0 ? [] : [{ atMs: this.#clock.now(), operations }]
    this.#taken.test = [...taken]
    this.#taken.production = LEVELS[this.#state.settings.accessLevel].together ? [] : [...taken]
  }

  #counted(kind: 'test' | 'production'): Taken[] {
    const oldest = this.#clock.now() - DAY_MS
    for (const one of ['test', 'production'] as const)
      this.#taken[one] = this.#taken[one].filter(({ atMs }) => atMs > oldest)
    const { together } = LEVELS[this.#state.settings.accessLevel]
    return together ? [...this.#taken.test, ...this.#taken.production] : this.#taken[kind]
  }

  /** The wait is over when enough of the oldest operations are a day old. */
  #exhausted(kind: 'test' | 'production', excess: number): Error {
    const oldestFirst = this.#counted(kind).toSorted((a, b) => a.atMs - b.atMs)
    let freed = 0
    const last = oldestFirst.find(({ operations }) => (freed += operations) >= excess)
    const waitMs = last === undefined ? DAY_MS : last.atMs + DAY_MS - this.#clock.now()
    const level = this.#state.settings.accessLevel.toLowerCase()
    const quotaErrorDetails = {
      rateScope: 'DEVELOPER',
      rateName: `Number of operations for ${level} access`,
      retryDelay: `${Math.max(1, Math.ceil(waitMs / 1000))}s`,
    }
    return refuse('quotaError.RESOURCE_EXHAUSTED', 'Too many requests. Retry later.', {
      details: { quotaErrorDetails },
    })
  }
}

function limitOf({ accessLevel, dailyOperations }: Settings, kind: 'test' | 'production'): number {
  return dailyOperations ?? LEVELS[accessLevel][kind]
}
