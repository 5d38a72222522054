import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../src/base/errors.ts'
import type { Database } from '../../src/store/db.ts'
import { type Loaded, REQUESTS } from './requests.ts'

/** One request that took long enough to be told of. Moments in milliseconds of the process's clock. */
export interface Slow {
  kind: string
  from: number
  to: number
}

export interface Tally {
  requests: number
  longestMs: number
  /** Every duration, for the percentiles; in milliseconds. */
  durations: number[]
}

/** A moment between two requests of one client: a person thinks, and one machine serves both sides here. */
const THINK_MS = 4
const SLOW_MS = 20

/** Clients that go on asking until they are stopped, each for everything that may be asked at the moment. */
export class Clients {
  readonly failures: string[] = []
  readonly slow: Slow[] = []
  #tallies = new Map<string, Tally>()
  readonly #db: Database
  readonly #allowed = new Set<string>()
  readonly #underWay = new Map<string, number>()
  readonly #running: Promise<void>[]
  #stopped = false

  constructor(db: Database, targets: readonly Loaded[], clients: number) {
    this.#db = db
    this.#running = Array.from({ length: clients }, async (_, index) => {
      await this.#run(
        targets.filter((_target, at) => at % clients === index),
        index,
      )
    })
  }

  /** Starts and stops kinds of requests, and waits for those under way that are stopped. */
  async allow(kinds: readonly string[]): Promise<void> {
    this.#allowed.clear()
    for (const kind of kinds) this.#allowed.add(kind)
    while ([...this.#underWay].some(([kind, count]) => count > 0 && !this.#allowed.has(kind))) await pause(1)
  }

  /** Waits until each of these was asked for since the last `take`. */
  async asked(kinds: readonly string[]): Promise<void> {
    while (kinds.some((kind) => !this.#tallies.has(kind))) await pause(1)
  }

  /** What was counted since the last call. */
  take(): Map<string, Tally> {
    const taken = this.#tallies
    this.#tallies = new Map()
    return taken
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#running)
  }

  async #run(mine: readonly Loaded[], index: number): Promise<void> {
    const kinds = Object.keys(REQUESTS)
    for (let turn = index; !this.#stopped; turn += 1) {
      const kind = kinds[turn % kinds.length]!
      const target = mine[(turn * 31) % mine.length]!
      if (this.#allowed.has(kind)) await this.#ask(kind, target, turn)
      await pause(this.#allowed.has(kind) ? THINK_MS : 1)
    }
  }

  async #ask(kind: string, target: Loaded, turn: number): Promise<void> {
    this.#underWay.set(kind, (this.#underWay.get(kind) ?? 0) + 1)
    const from = performance.now()
    try {
      await REQUESTS[kind]!(this.#db, target, Math.floor(turn / 11))
    } catch (error) {
      this.failures.push(`${kind}: ${wordsOf(error)}`)
    }
    const to = performance.now()
    this.#underWay.set(kind, this.#underWay.get(kind)! - 1)
    const tally = this.#tallies.get(kind) ?? { requests: 0, longestMs: 0, durations: [] }
    this.#tallies.set(kind, tally)
    tally.requests += 1
    tally.durations.push(to - from)
    tally.longestMs = Math.max(tally.longestMs, to - from)
    if (to - from > SLOW_MS) this.slow.push({ kind, from, to })
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof AppError && error.cause instanceof Error)
    return `${error.message} (${error.cause.message})`
  return error instanceof Error ? error.message : String(error)
}
