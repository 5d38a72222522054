import type { Clock } from '../clock.ts'
import { refuse } from '../refusal.ts'
import type { State } from '../state.ts'

/** Tokens left, as they were at a moment. */
interface Bucket {
  tokens: number
  atMs: number
}

interface Limit {
  key: string
  scope: 'ACCOUNT' | 'DEVELOPER'
  name: string
  perSecond: number
  /** A bucket holds what so many seconds bring. */
  seconds: number
}

/** Limits of speed: a bucket of tokens for each account and for the project, and one of operations per minute. */
export class RateLimits {
  readonly #state: State
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(state: State, clock: Clock) {
    this.#state = state
    this.#clock = clock
  }

  /** Lets one request through, or refuses it and says how long to wait. */
  takeRequest(customerId: string | undefined): void {
    const { customerQps, projectQps } = this.#state.settings.rates
    const limits: Limit[] = []
    if (projectQps !== undefined)
      limits.push({
        key: 'project',
        scope: 'DEVELOPER',
        name: 'Requests per project',
        perSecond: projectQps,
        seconds: 1,
      })
    if (customerQps !== undefined && customerId !== undefined)
      limits.push({
        key: `customer ${customerId}`,
        scope: 'ACCOUNT',
        name: 'Requests per account',
        perSecond: customerQps,
        seconds: 1,
      })
    this.#take(limits, 1)
  }

  takeOperations(operations: number): void {
    const { operationsPerMinute } = this.#state.settings.rates
    if (operationsPerMinute === undefined || operations === 0) return
    const perSecond = operationsPerMinute / 60
    const limit = { key: 'operations', scope: 'DEVELOPER', name: 'Operations per minute' } as const
    this.#take([{ ...limit, perSecond, seconds: 60 }], operations)
  }

  clear(): void {
    this.#buckets.clear()
  }

  /** From all buckets or from none. */
  #take(limits: readonly Limit[], wanted: number): void {
    const now = this.#clock.now()
    const filled = limits.map((limit) => ({ limit, tokens: this.#filled(limit, now) }))
    for (const { limit, tokens } of filled) {
      // More than a bucket holds goes through when it is full: otherwise it never would.
      const needed = Math.min(wanted, capacityOf(limit))
      if (tokens < needed) throw exhausted(limit, (needed - tokens) / limit.perSecond)
    }
    for (const { limit, tokens } of filled)
      this.#buckets.set(limit.key, { tokens: tokens - wanted, atMs: now })
  }

  #filled(limit: Limit, nowMs: number): number {
    const bucket = this.#buckets.get(limit.key)
    if (!bucket) return capacityOf(limit)
    const added = ((nowMs - bucket.atMs) / 1000) * limit.perSecond
    return Math.min(capacityOf(limit), bucket.tokens + added)
  }
}

function capacityOf({ perSecond, seconds }: Limit): number {
  return Math.max(1, perSecond * seconds)
}

function exhausted({ scope, name }: Limit, waitSeconds: number): Error {
  const retryDelay = `${Math.max(1, Math.ceil(waitSeconds))}s`
  const quotaErrorDetails = { rateScope: scope, rateName: name, retryDelay }
  const message = 'Too many requests at once. Retry in a moment.'
  return refuse('quotaError.RESOURCE_TEMPORARILY_EXHAUSTED', message, { details: { quotaErrorDetails } })
}
