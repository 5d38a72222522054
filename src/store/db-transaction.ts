import type { PoolClient, QueryResult } from 'pg'
import { isAborted } from './database-errors.ts'
import type { AccountRoles } from '../contract/actions.ts'
import { type Statement, statement } from './statement.ts'

/**
 * Whose rows a transaction may see. A workspace sees itself; `worker` sees the queue of publications of all
 * workspaces and nothing else; `system` sees what belongs to no workspace (users, sessions, set-up links). With `accounts`,
 * the database refuses to change campaigns and to publish in any other account, whatever is sent.
 */
export type Scope =
  | { workspaceId: string; userId?: string; accounts?: AccountRoles | null }
  | { userId: string }
  | 'worker'
  | 'system'

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

/** How long the server lets a transaction do what. A statement that hangs ends before the request that waits for it gives up. */
export interface Limits {
  statementMs: number
  lockMs: number
  idleInTransactionMs: number
}

export const LIMITS: Limits = { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 30_000 }

/** How statements are sent on a connection. */
export interface Sending {
  /** false behind PgBouncer in transaction mode: statements are then sent without a name. */
  prepare: boolean
  limits: Limits
}

/**
 * What a transaction runs under: its role, its tenant, and its limits. For this transaction alone, so that nothing is
 * left behind on a connection that a pooler gives to somebody else next; and not when connecting, because PgBouncer
 * refuses those settings there. Statements are written for one plan whatever the values: the server is to make it once,
 * not to weigh each time whether another one would be better, which takes longer than most of them. Tables are those of the
 * schema: a temporary one that somebody left on the connection hides none.
 */
const ENTER = statement(
  'transaction_enter',
  `select set_config('role', $1, true), set_config('app.workspace_id', $2, true), set_config('app.user_id', $3, true),
          set_config('app.accounts', $4, true), set_config('search_path', 'pg_catalog, public, pg_temp', true),
          set_config('TimeZone', 'UTC', true), set_config('statement_timeout', $5, true),
          set_config('lock_timeout', $6, true), set_config('idle_in_transaction_session_timeout', $7, true),
          set_config('plan_cache_mode', 'force_generic_plan', true)`,
)

/** Triggers and locks count on seeing what others have committed, whatever the default of the database or the role is. */
const BEGIN = 'begin isolation level read committed'

export class OpenTransaction implements Tx {
  declare readonly [inTransaction]: true
  readonly #client: PoolClient
  readonly #sending: Sending
  #ended = false
  #failure: unknown

  constructor(client: PoolClient, sending: Sending) {
    this.#client = client
    this.#sending = sending
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

  /** Begins, as `scope`. Sent with what follows; a failure here fails that too, and is reported first. */
  async enter(scope: Scope): Promise<void> {
    const { statementMs, lockMs, idleInTransactionMs } = this.#sending.limits
    const limits = [statementMs, lockMs, idleInTransactionMs].map(String)
    await Promise.all([this.#client.query(BEGIN), this.query(ENTER, [...contextOf(scope), ...limits])])
  }

  /** Nothing is taken after this. */
  end(): void {
    this.#ended = true
  }

  async query(statement: Statement<unknown>, values: readonly unknown[]): Promise<QueryResult> {
    const query = { text: statement.text, values: [...values] }
    try {
      return await this.#client.query(this.#sending.prepare ? { ...query, name: statement.name } : query)
    } catch (error) {
      this.#failure ??= error
      throw error
    }
  }

  /** PostgreSQL answers a commit of a failed transaction with a rollback, and no error. */
  async commit(): Promise<void> {
    const result = await this.#client.query('commit')
    if (result.command !== 'COMMIT')
      throw new Error('The transaction was rolled back: a statement in it had failed.')
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

export function onlyRow<Row>(statement: Statement<Row>, rows: Row[]): Row | undefined {
  if (rows.length > 1)
    throw new Error(`${statement.name} answered ${rows.length} rows where one was expected.`)
  return rows[0]
}

/** Whether nothing can have changed by it. */
export function onlyReads(statement: Statement<unknown>): boolean {
  return /^\s*select\b/i.test(statement.text)
}

function contextOf(scope: Scope): string[] {
  if (scope === 'worker') return ['gacm_worker', '', '', '']
  if (scope === 'system') return ['gacm_app', '', '', '']
  if (!('workspaceId' in scope)) return ['gacm_app', '', scope.userId, '']
  const { workspaceId, userId = '', accounts = null } = scope
  return ['gacm_app', workspaceId, userId, accounts === null ? '' : JSON.stringify(accounts)]
}
