import type { QueryResult } from 'pg'
import { isLostConnection } from './database-errors.ts'
import { ConnectionPool } from './db-pool.ts'
import { OpenTransaction, type Scope, type Sending } from './db-transaction.ts'
import { positionOf, WalPositions } from './replica-positions.ts'
import { type Statement, statement } from './statement.ts'

const STANDING = statement<{ recovering: boolean; replayed: string | null }>(
  'replica_standing',
  'select pg_is_in_recovery() as recovering, pg_last_wal_replay_lsn()::text as replayed',
  { recovering: 'bool', replayed: 'text' },
)

/**
 * used: reads go there; behind: it has not replayed what was written ten seconds ago; away: it does not answer;
 * not_a_replica: it takes writes of its own, so what it holds may be anything.
 */
export type ReplicaState = 'used' | 'behind' | 'away' | 'not_a_replica'

export interface ReplicaOptions {
  max?: number
  sending: Sending
  /** The primary's position in its log now. */
  primaryPosition: () => Promise<string>
  /** How often primary and replica are compared. */
  lookMs?: number
  /** A replica that is further behind is not read at all. */
  maxLagMs?: number
  onChange?: ((state: ReplicaState) => void) | undefined
}

/** Lists that take longer on a replica are hopeless anyhow, and a replica that vanished is noticed as soon. */
const REPLICA_SILENCE_MS = 5_000

/**
 * A streaming replica, read only where that shows everything that the reader has seen written. Whether it does is asked on
 * the very connection that reads, in the same flight: so a replica that restarts, or another one that comes to stand
 * behind the same address, cannot make it untrue.
 */
export class Replica {
  readonly positions = new WalPositions()
  readonly #pool: ConnectionPool
  readonly #options: ReplicaOptions
  readonly #timer: NodeJS.Timeout
  readonly #reads = { replica: 0, primary: 0 }
  #state: ReplicaState = 'away'
  #looking: Promise<void> | undefined
  /** Where the primary was, and when, as far as the replica has not been seen to be there too. */
  #samples: { at: number; position: bigint }[] = []
  #freshAt = performance.now()

  constructor(url: string, options: ReplicaOptions) {
    this.#options = options
    const { max = 30, lookMs = 500 } = options
    this.#pool = new ConnectionPool(url, { max, waitMs: 1_000, silenceMs: REPLICA_SILENCE_MS })
    this.#timer = setInterval(() => void this.look(), lookMs).unref()
    void this.look()
  }

  get state(): ReplicaState {
    return this.#state
  }

  get load(): ConnectionPool['load'] {
    return this.#pool.load
  }

  /** Reads that the replica answered, and those that went to the primary instead. */
  get reads(): { replica: number; primary: number } {
    return { ...this.#reads }
  }

  /** Milliseconds since the replica was last seen to have everything. */
  get lagMs(): number {
    return performance.now() - this.#freshAt
  }

  /** The answer of the replica; undefined where the primary has to be asked. Never throws. */
  async read(
    scope: Scope,
    statement: Statement<unknown>,
    values: readonly unknown[],
  ): Promise<QueryResult | undefined> {
    const needed = this.positions.neededBy(scope)
    const answer =
      this.#state === 'used' && needed !== undefined
        ? await this.#tryRead(scope, statement, values, needed)
        : undefined
    this.#reads[answer === undefined ? 'primary' : 'replica'] += 1
    return answer
  }

  /** Compares the replica with the primary. One comparison at a time. */
  async look(): Promise<void> {
    this.#looking ??= this.#compare().finally(() => {
      this.#looking = undefined
    })
    await this.#looking
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
    await this.#pool.close()
  }

  async #tryRead(
    scope: Scope,
    statement: Statement<unknown>,
    values: readonly unknown[],
    needed: bigint,
  ): Promise<QueryResult | undefined> {
    try {
      return await this.#pool.use(async (client) => {
        const tx = new OpenTransaction(client, this.#options.sending)
        // The position is read before the statement takes its snapshot, so the statement sees at least as much.
        const [, standing, answer] = await Promise.all([
          tx.enter(scope),
          tx.one(STANDING),
          tx.query(statement, values),
          tx.commit(),
        ])
        const { recovering, replayed } = standing!
        return recovering && positionOf(replayed) >= needed ? answer : undefined
      })
    } catch (error) {
      if (isLostConnection(causeOf(error))) this.#become('away')
      return undefined
    }
  }

  async #compare(): Promise<void> {
    const at = performance.now()
    const [primary, standing] = await Promise.allSettled([
      this.#options.primaryPosition(),
      this.#pool.probe(STANDING.text),
    ])
    if (primary.status === 'fulfilled') {
      const position = positionOf(primary.value)
      this.#samples.push({ at, position })
      this.positions.primaryWasAt(position, at)
    }
    if (standing.status === 'rejected') return this.#become('away')
    const { recovering, replayed } = standing.value.rows[0] as {
      recovering: boolean
      replayed: string | null
    }
    if (!recovering) return this.#become('not_a_replica')
    this.#noteReplayed(positionOf(replayed))
    this.#become(this.lagMs > (this.#options.maxLagMs ?? 10_000) ? 'behind' : 'used')
  }

  #noteReplayed(replayed: bigint): void {
    const reached = this.#samples.filter(({ position }) => position <= replayed)
    this.#freshAt = Math.max(this.#freshAt, ...reached.map(({ at }) => at))
    // The newest are enough to tell when it caught up; a replica that is far behind would let them grow for ever.
    this.#samples = this.#samples.filter(({ position }) => position > replayed).slice(-1_000)
    this.positions.replicaIsAt(replayed)
  }

  #become(state: ReplicaState): void {
    if (this.#state === state) return
    this.#state = state
    this.#options.onChange?.(state)
  }
}

/** Why there was no connection stands beneath the words about it. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.name === 'AppError' ? error.cause : error
}
