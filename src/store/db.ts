import type { QueryResult } from 'pg'
import { AppError } from '../base/errors.ts'
import { isLostConnection, isRetryable, toAppError } from './database-errors.ts'
import { ConnectionPool, type PoolOptions } from './db-pool.ts'
import {
  LIMITS,
  type Limits,
  onlyReads,
  onlyRow,
  OpenTransaction,
  type Scope,
  type Sending,
  type Tx,
} from './db-transaction.ts'
import { Replica, type ReplicaOptions, type ReplicaState } from './replica.ts'
import { type Statement, statement } from './statement.ts'

export type { Limits, Scope, Tx } from './db-transaction.ts'
export type { ReplicaState } from './replica.ts'

/** Single statements that only read: the whole database, or its replica where that is as good. */
export interface Reader {
  many<Row>(scope: Scope, statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>
  one<Row>(scope: Scope, statement: Statement<Row>, values?: readonly unknown[]): Promise<Row | undefined>
}

const POSITION = statement<{ position: string }>(
  'wal_position',
  'select pg_current_wal_insert_lsn()::text as position',
  { position: 'text' },
)

const MAX_TRIES = 4

export interface DatabaseOptions extends PoolOptions {
  /** false behind PgBouncer in transaction mode: statements are then sent without a name. */
  prepare?: boolean
  limits?: Partial<Limits>
  /** A streaming replica of the server, for what `reader` reads. */
  replicaUrl?: string | undefined
  replica?: Pick<ReplicaOptions, 'max' | 'lookMs' | 'maxLagMs' | 'onChange'>
}

/** How the database does; for health and metrics. */
export interface DatabaseStanding {
  /** Connections open and idle, and callers waiting for one. */
  load: ConnectionPool['load']
  replica?: {
    state: ReplicaState
    load: ConnectionPool['load']
    reads: { replica: number; primary: number }
    lagMs: number
  }
}

/** The pool, and the only way to a transaction. */
export class Database implements Reader {
  /** For lists, search and counts. Shows everything that was written in the workspace through this process. */
  readonly reader: Reader
  readonly #pool: ConnectionPool
  readonly #sending: Sending
  readonly #replica: Replica | undefined

  constructor(
    url: string,
    { prepare = true, limits = {}, replicaUrl, replica = {}, ...pool }: DatabaseOptions = {},
  ) {
    this.#pool = new ConnectionPool(url, pool)
    this.#sending = { prepare, limits: { ...LIMITS, ...limits } }
    const primaryPosition = async (): Promise<string> =>
      ((await this.#pool.probe(POSITION.text)).rows[0] as { position: string }).position
    this.#replica =
      replicaUrl === undefined
        ? undefined
        : new Replica(replicaUrl, { ...replica, sending: this.#sending, primaryPosition })
    this.reader = this.#replica === undefined ? this : readerOf(this, this.#replica)
  }

  /**
   * Runs `work` in one transaction. Deadlocks, serialization failures and connections that broke before the commit are
   * tried again with a bound, so `work` must have no effect outside the database. Throws AppError for what a user can
   * mend.
   */
  async transaction<Result>(scope: Scope, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return await this.#retrying(() => this.#once(scope, work))
  }

  /** One statement in a transaction of its own, sent in a single round trip. */
  async many<Row>(scope: Scope, statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#retrying(() => this.#single(scope, statement, values))).rows as Row[]
  }

  /** As `many`, for the only row, or undefined. */
  async one<Row>(
    scope: Scope,
    statement: Statement<Row>,
    values: readonly unknown[] = [],
  ): Promise<Row | undefined> {
    return onlyRow(statement, await this.many(scope, statement, values))
  }

  /** As `many`, for the number of rows changed. */
  async run(scope: Scope, statement: Statement<unknown>, values: readonly unknown[] = []): Promise<number> {
    return (await this.#retrying(() => this.#single(scope, statement, values))).rowCount ?? 0
  }

  /** Answers when the server answers, however busy the pool is. */
  async ping(): Promise<void> {
    await this.#pool.probe()
  }

  /** Connections open and idle, and callers waiting for one. */
  get load(): ConnectionPool['load'] {
    return this.#pool.load
  }

  get standing(): DatabaseStanding {
    const replica = this.#replica
    if (replica === undefined) return { load: this.load }
    const { state, load, reads, lagMs } = replica
    return { load: this.load, replica: { state, load, reads, lagMs } }
  }

  /**
   * Up to where the log has to be replayed for a replica to show what was written in a workspace; undefined without a
   * replica, or where any is good enough. A caller carries it to the next process, which is told by `seen`.
   */
  positionOf(workspaceId: string): string | undefined {
    return this.#replica?.positions.of(workspaceId)
  }

  /** A caller has seen this position in answers of another process: `reader` will not show it anything older. */
  seen(workspaceId: string, position: string): void {
    this.#replica?.positions.seen(workspaceId, position)
  }

  async close(): Promise<void> {
    await this.#replica?.close()
    await this.#pool.close()
  }

  async #retrying<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt()
      } catch (error) {
        const again = isRetryable(error) || error instanceof NothingDone
        if (tries < MAX_TRIES && again) continue
        throw toAppError(error instanceof NothingDone ? error.cause : error)
      }
    }
  }

  async #once<Result>(scope: Scope, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return await this.#pool.use(async (client) => {
      const tx = new OpenTransaction(client, this.#sending)
      let committing = false
      try {
        // Sent with the first statements of `work`; a failure here fails those too, and is reported first.
        const [, result] = await Promise.all([tx.enter(scope), (async () => await work(tx))()])
        tx.end()
        committing = true
        await this.#commit(scope, tx)
        return result
      } catch (error) {
        tx.end()
        throw lostOr(tx.reasonOf(error), !committing)
      }
    })
  }

  async #single(
    scope: Scope,
    statement: Statement<unknown>,
    values: readonly unknown[],
  ): Promise<QueryResult> {
    const reads = onlyReads(statement)
    return await this.#pool.use(async (client) => {
      const tx = new OpenTransaction(client, this.#sending)
      try {
        const [, result] = await Promise.all([
          tx.enter(scope),
          tx.query(statement, values),
          reads ? tx.commit() : this.#commit(scope, tx),
        ])
        return result
      } catch (error) {
        throw lostOr(tx.reasonOf(error), reads)
      }
    })
  }

  /**
   * With a replica, the position in the log travels back with the commit. A commit whose fate is unknown counts as
   * written: who then looks whether it was must not be shown an old state.
   */
  async #commit(scope: Scope, tx: OpenTransaction): Promise<void> {
    if (this.#replica === undefined) return await tx.commit()
    const [committed, position] = await Promise.allSettled([tx.commit(), tx.query(POSITION, [])])
    const row = position.status === 'fulfilled' ? (position.value.rows[0] as { position: string }) : undefined
    this.#replica.positions.wrote(scope, row?.position)
    if (committed.status === 'rejected') throw committed.reason
  }
}

function readerOf(db: Database, replica: Replica): Reader {
  const many = async <Row>(
    scope: Scope,
    statement: Statement<Row>,
    values: readonly unknown[] = [],
  ): Promise<Row[]> => {
    const answer = await replica.read(scope, statement, values)
    return answer === undefined ? await db.many(scope, statement, values) : (answer.rows as Row[])
  }
  return {
    many,
    one: async (scope, statement, values) => onlyRow(statement, await many(scope, statement, values)),
  }
}

/** The connection broke before anything can have taken effect: the whole may be tried on another one. */
class NothingDone extends Error {
  override readonly name = 'NothingDone'
}

/** What to make of a broken connection. Once a commit was sent, only reading tells whether it took effect. */
function lostOr(error: unknown, nothingDone: boolean): unknown {
  if (!isLostConnection(error)) return error
  if (nothingDone) return new NothingDone('The connection broke before the commit.', { cause: error })
  const message =
    'The database went away while this was being saved. Look whether it was, before you send it again.'
  return new AppError('unavailable', message, { retryAfterSeconds: 2, cause: error })
}
