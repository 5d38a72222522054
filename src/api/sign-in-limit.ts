import { AppError } from '../base/errors.ts'

const FREE_FAILURES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
const FORGET_MS = 60 * 60_000
const MAX_ENTRIES = 10_000

interface Failures {
  count: number
  last: number
  until: number
}

/**
 * Slows down guessing: after five failures of one address from one place, each further one doubles the wait. Kept in
 * this process: another server counts for itself, and a restart forgets.
 */
export class SignInLimit {
  readonly #failures = new Map<string, Failures>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Throws `rate_limited` while the wait lasts. Counts the attempt as failed until `succeeded` says otherwise. */
  attempt(email: string, ip: string): void {
    const key = keyOf(email, ip)
    const now = this.#now().getTime()
    const known = this.#failures.get(key)
    const seen =
      known === undefined || now - known.last > FORGET_MS ? { count: 0, last: now, until: 0 } : known
    if (now < seen.until) {
      const seconds = Math.ceil((seen.until - now) / 1000)
      throw new AppError('rate_limited', `Too many wrong passwords. Try again in ${seconds} seconds.`, {
        retryAfterSeconds: seconds,
      })
    }
    const count = seen.count + 1
    const wait =
      count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_FAILURES))
    this.#failures.delete(key)
    this.#failures.set(key, { count, last: now, until: now + wait })
    if (this.#failures.size > MAX_ENTRIES) this.#failures.delete(this.#failures.keys().next().value!)
  }

  succeeded(email: string, ip: string): void {
    this.#failures.delete(keyOf(email, ip))
  }
}

function keyOf(email: string, ip: string): string {
  return `${ip} ${email.trim().toLowerCase()}`
}
