import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** An answer that was given to a request with an Idempotency-Key. */
export interface StoredAnswer {
  request_sha256: string
  /** 0: the request took effect, but its answer was lost in a crash. */
  status: number
  headers: Record<string, string>
  body: string
}

const FIND = statement<StoredAnswer>(
  'idempotency_find',
  'select request_sha256, status, headers, body from idempotency_keys where workspace_id = $1 and key = $2',
  { request_sha256: 'text', status: 'int4', headers: 'jsonb', body: 'text' },
)
// Ends with the transaction, so it is safe behind a pooler. A clash of two hashes only makes them wait for each other.
const LOCK = statement(
  'idempotency_lock',
  `select pg_advisory_xact_lock(hashtextextended('idempotency:' || $1::text || ':' || $2::text, 0))`,
)
// Keys are kept for two days. Every new one takes up to four old ones along, so the table stays as large as its traffic.
const EXPIRE = `with expired as (
  delete from idempotency_keys where workspace_id = $1 and key in (
    select key from idempotency_keys
     where workspace_id = $1 and created_at < now() - interval '2 days' order by created_at limit 4 for update skip locked))`
// A transaction that has written nothing has no id yet: then there is no effect to remember.
const INSERT_WITH_EFFECT = statement(
  'idempotency_insert_with_effect',
  `${EXPIRE}
   insert into idempotency_keys (workspace_id, key, request_sha256, status, headers, body)
   select $1, $2, $3, $4, $5, $6 where pg_current_xact_id_if_assigned() is not null
   on conflict (workspace_id, key) do update set status = excluded.status, headers = excluded.headers, body = excluded.body`,
)
const INSERT = statement(
  'idempotency_insert',
  `${EXPIRE}
   insert into idempotency_keys (workspace_id, key, request_sha256, status, headers, body) values ($1, $2, $3, $4, $5, $6)
   on conflict (workspace_id, key) do update set status = excluded.status, headers = excluded.headers, body = excluded.body
    where idempotency_keys.request_sha256 = excluded.request_sha256`,
)

export async function findAnswer(
  db: Database,
  workspaceId: string,
  key: string,
): Promise<StoredAnswer | undefined> {
  return await db.one({ workspaceId }, FIND, [workspaceId, key])
}

/** Waits for whoever works under the same key, holds it until `tx` ends, and reads what is stored by then. */
export async function lockAnswer(
  tx: Tx,
  workspaceId: string,
  key: string,
): Promise<StoredAnswer | undefined> {
  // Two statements: the second takes its snapshot after the lock was granted, so it sees what the holder committed.
  const [, answer] = await Promise.all([tx.run(LOCK, [workspaceId, key]), tx.one(FIND, [workspaceId, key])])
  return answer
}

/** Remembers the answer in the transaction that has the effect; not where that has changed nothing. */
export async function insertAnswerWithEffect(
  tx: Tx,
  workspaceId: string,
  key: string,
  answer: StoredAnswer,
): Promise<boolean> {
  return (await tx.run(INSERT_WITH_EFFECT, valuesOf(workspaceId, key, answer))) > 0
}

/** Remembers the answer of a request that had no transaction of its own. */
export async function insertAnswer(
  db: Database,
  workspaceId: string,
  key: string,
  answer: StoredAnswer,
): Promise<void> {
  await db.run({ workspaceId }, INSERT, valuesOf(workspaceId, key, answer))
}

function valuesOf(workspaceId: string, key: string, answer: StoredAnswer): unknown[] {
  return [workspaceId, key, answer.request_sha256, answer.status, JSON.stringify(answer.headers), answer.body]
}
