import pg from 'pg'
import type { PoolClient, PoolConfig, QueryResult } from 'pg'
import { AppError } from '../base/errors.ts'
import { isAborted, isLostConnection, isRetryable, toAppError } from './database-errors.ts'
import { type Statement, statement } from './statement.ts'

// Numbers that JavaScript cannot hold and dates that it would move to its own zone stay text.
const AS_TEXT = [
  pg.types.builtins.INT8,
  pg.types.builtins.DATE,
  pg.types.builtins.NUMERIC,
  pg.types.builtins.TIMESTAMPTZ,
]
for (const oid of AS_TEXT) pg.types.setTypeParser(oid, (value) => value)

/**
 * Whose rows a transaction may see. A workspace sees itself; `worker` sees the queue of publications of all
 * workspaces and nothing else; `system` sees what belongs to no workspace (users, sessions, set-up links).
 */
export type Scope = { workspaceId: string; userId?: string } | { userId: string } | 'worker' | 'system'

declare const inTransaction: unique symbol

/** An open transaction. Only `Database.transaction` makes one; it refuses statements after its end. */
export interface Tx {
  readonly [inTransaction]: true
  many<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>
  /** The only row, or undefined. */
  one<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row | undefined>
  /** The number of rows changed. */
  run(statement: Statement<unknown>, values?: readonly unknown[]): Promise<number>
}

/**
 * What a transaction runs under: its role, its tenant, and its limits. For this transaction alone, so that nothing is
 * left behind on a connection that a pooler gives to somebody else next; and not when connecting, because PgBouncer
 * refuses those settings there. A statement that hangs gives its connection back before the request that waits for it
 * gives up.
 */
const ENTER = statement(
  'transaction_enter',
  `select set_config('role', $1, true), set_config('app.workspace_id', $2, true), set_config('app.user_id', $3, true),
          set_config('TimeZone', 'UTC', true), set_config('statement_timeout', '30s', true),
          set_config('lock_timeout', '10s', true), set_config('idle_in_transaction_session_timeout', '30s', true)`,
)

const MAX_TRIES = 4
/** Longer than any statement may take: reached only where the server is gone without a word. */
const SILENCE_MS = 40_000

export interface DatabaseOptions {
  /** Connections at most; ten of them are kept open. */
  max?: number
  /** false behind PgBouncer in transaction mode: statements are then sent without a name. */
  prepare?: boolean
  /** How long to wait for a connection before the caller is told to come back. */
  waitMs?: number
  /** How long a connection beyond the ten stays open without work. */
  idleMs?: number
  onError?: (error: Error) => void
}

/** The pool, and the only way to a transaction. */
export class Database {
  readonly #pool: pg.Pool
  readonly #prepare: boolean

  constructor(
    url: string,
    { max = 30, prepare = true, waitMs = 5_000, idleMs = 30_000, onError }: DatabaseOptions = {},
  ) {
    const config: PoolConfig & { pipeline: boolean } = {
      connectionString: url,
      max,
      min: Math.min(10, max),
      idleTimeoutMillis: idleMs,
      connectionTimeoutMillis: waitMs,
      query_timeout: SILENCE_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'gacm',
      // A transaction's begin, context and first statements travel together: one round trip instead of three.
      pipeline: true,
    }
    this.#pool = new pg.Pool(config)
    this.#prepare = prepare
    // Without listeners a connection that the server closes, idle or in use, would end the whole process. Statements
    // under way on it are refused on their own.
    this.#pool.on('error', (error) => {
      // One that takes its leave may still hear that the server stops as well: no news.
      if (!this.#pool.ending) onError?.(error)
    })
    this.#pool.on('connect', (client) => {
      client.on('error', () => {})
    })
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

  /** Answers when the server answers. */
  async ping(): Promise<void> {
    await this.#pool.query('select 1')
  }

  /** Connections open and idle, and callers waiting for one. */
  get load(): { total: number; idle: number; waiting: number } {
    return { total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount }
  }

  async close(): Promise<void> {
    await this.#pool.end()
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
    return await this.#onConnection(async (client) => {
      const tx = new OpenTransaction(client, this.#prepare)
      let committing = false
      try {
        // Sent with the first statements of `work`; a failure here fails those too, and is reported first.
        const [, , result] = await Promise.all([
          client.query('begin'),
          tx.run(ENTER, contextOf(scope)),
          (async () => await work(tx))(),
        ])
        tx.end()
        committing = true
        assertCommitted(await client.query('commit'))
        return result
      } catch (error) {
        tx.end()
        const reason = tx.reasonOf(error)
        throw isLostConnection(reason) ? lost(reason, !committing) : reason
      }
    })
  }

  async #single(
    scope: Scope,
    statement: Statement<unknown>,
    values: readonly unknown[],
  ): Promise<QueryResult> {
    return await this.#onConnection(async (client) => {
      const tx = new OpenTransaction(client, this.#prepare)
      try {
        const [, , result, committed] = await Promise.all([
          client.query('begin'),
          tx.run(ENTER, contextOf(scope)),
          tx.query(statement, values),
          client.query('commit'),
        ])
        assertCommitted(committed)
        return result
      } catch (error) {
        const reason = tx.reasonOf(error)
        throw isLostConnection(reason) ? lost(reason, /^\s*select\b/i.test(statement.text)) : reason
      }
    })
  }

  /** A connection that cannot take back what failed on it is broken, and is not given to anybody else. */
  async #onConnection<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect()
    } catch (error) {
      throw new AppError('unavailable', 'The database does not answer. Try again in a moment.', {
        retryAfterSeconds: 2,
        cause: error,
      })
    }
  }
}

/** The connection broke before anything can have taken effect: the whole may be tried on another one. */
class NothingDone extends Error {
  override readonly name = 'NothingDone'
}

/** What to make of a broken connection. Once a commit was sent, only reading tells whether it took effect. */
function lost(cause: unknown, nothingDone: boolean): Error {
  if (nothingDone) return new NothingDone('The connection broke before the commit.', { cause })
  const message =
    'The database went away while this was being saved. Look whether it was, before you send it again.'
  return new AppError('unavailable', message, { retryAfterSeconds: 2, cause })
}

class OpenTransaction implements Tx {
  declare readonly [inTransaction]: true
  readonly #client: PoolClient
  readonly #prepare: boolean
  #ended = false
  #failure: unknown

  constructor(client: PoolClient, prepare: boolean) {
    this.#client = client
    this.#prepare = prepare
  }

  many<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#send(statement, values, ({ rows }) => rows as Row[])
  }

  one<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row | undefined> {
    return this.#send(statement, values, ({ rows }) => onlyRow(statement, rows as Row[]))
  }

  run(statement: Statement<unknown>, values: readonly unknown[] = []): Promise<number> {
    return this.#send(statement, values, ({ rowCount }) => rowCount ?? 0)
  }

  end(): void {
    this.#ended = true
  }

  async query(statement: Statement<unknown>, values: readonly unknown[]): Promise<QueryResult> {
    const query = { text: statement.text, values: [...values] }
    try {
      return await this.#client.query(this.#prepare ? { ...query, name: statement.name } : query)
    } catch (error) {
      this.#failure ??= error
      throw error
    }
  }

  /** After one statement has failed, all that follow are refused; which refusal is heard first is chance. */
  reasonOf(error: unknown): unknown {
    return isAborted(error) ? (this.#failure ?? error) : error
  }

  /**
   * Statements travel together, so one may fail while `work` still waits for another, and nobody has asked for its
   * answer yet. That must not end the process: the transaction fails by it anyhow, if not here, then at the commit.
   */
  #send<Answer>(
    statement: Statement<unknown>,
    values: readonly unknown[],
    answerOf: (result: QueryResult) => Answer,
  ): Promise<Answer> {
    if (this.#ended)
      return Promise.reject(new Error(`${statement.name} was sent after its transaction ended.`))
    const answer = this.query(statement, values).then(answerOf)
    answer.catch(() => {})
    return answer
  }
}

function onlyRow<Row>(statement: Statement<Row>, rows: Row[]): Row | undefined {
  if (rows.length > 1)
    throw new Error(`${statement.name} answered ${rows.length} rows where one was expected.`)
  return rows[0]
}

/** PostgreSQL answers a commit of a failed transaction with a rollback, and no error. */
function assertCommitted(result: QueryResult): void {
  if (result.command !== 'COMMIT')
    throw new Error('The transaction was rolled back: a statement in it had failed.')
}

function contextOf(scope: Scope): string[] {
  if (scope === 'worker') return ['gacm_worker', '', '']
  if (scope === 'system') return ['gacm_app', '', '']
  return ['gacm_app', 'workspaceId' in scope ? scope.workspaceId : '', scope.userId ?? '']
}
