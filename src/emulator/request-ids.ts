import { createHash, randomBytes } from 'node:crypto'
import type { State } from './state.ts'

/** Names that nobody chooses, such as request ids: random, or with a seed the same in every run. */
export class RequestIds {
  readonly #state: State
  /** Commits that were there when the program began, or was reset: a count that begins again must not repeat names. */
  #since: number
  #count = 0

  constructor(state: State) {
    this.#state = state
    this.#since = state.commits
  }

  /** 22 characters, as Google's. */
  next(): string {
    const { seed } = this.#state.settings
    if (seed === undefined) return randomBytes(16).toString('base64url')
    this.#count += 1
    const key = `${seed} ${this.#since} ${this.#count}`
    return createHash('sha256').update(key).digest().subarray(0, 16).toString('base64url')
  }

  /** As in an emulator that was just started on this state. */
  restart(): void {
    this.#since = this.#state.commits
    this.#count = 0
  }
}
