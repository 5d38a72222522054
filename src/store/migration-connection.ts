import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { AppError } from '../base/errors.ts'

/** "gacm", and the first of what it locks. Advisory locks are of one database, not of the cluster. */
const LOCK = [0x67_61_63_6d, 1]
const POLL_MS = 200

/** Opens the one direct connection that a run uses, and closes it after. */
export async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'gacm migrate',
  })
  // A connection lost between two statements is reported by the next one.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw unreachable(client, error)
  }
  try {
    // The database or the role may have settings of its own; a migration must mean the same everywhere.
    await client.query(
      `set search_path = public; set statement_timeout = 0; set lock_timeout = 0; set client_min_messages = warning;
       set idle_in_transaction_session_timeout = 0; set default_transaction_isolation = 'read committed'`,
    )
    await assertVersion(client)
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** What the migrations are written for; an older server would fail in the middle of one. */
const OLDEST_SERVER = 150_000

async function assertVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::integer as number, current_setting('server_version') as name`,
  )
  const server = rows[0]!
  if (server.number >= OLDEST_SERVER) return
  const message = `The database server is PostgreSQL ${server.name}. gacm needs 15 or newer.`
  throw new AppError('misconfigured', message)
}

/** Runs `work` as the only migration run of this database. Waits for another one, with a bound. */
export async function withMigrationLock<Result>(
  client: Client,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const deadline = Date.now() + waitMs
  // By asking again rather than by waiting in the server: a waiting statement holds a snapshot, and a
  // `create index concurrently` of the run that has the lock would wait for it for ever.
  while (!(await tryLock(client))) {
    if (Date.now() >= deadline) throw await lockHeld(client)
    await pause(Math.min(POLL_MS, Math.max(1, deadline - Date.now())))
  }
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', LOCK).catch(() => {})
  }
}

/**
 * A pooler may give each statement another connection, and then the lock guards nothing. One that is idle gives the same
 * one each time; but what it said when connecting is not the process that works for us.
 */
export async function assertLocked(client: Client): Promise<void> {
  const { processID = null } = client as { processID?: number | null }
  const { rowCount } = await client.query(
    `select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and pid = $3 and granted
        and classid = $1 and objid = $2`,
    [...LOCK, processID],
  )
  if (rowCount !== 0) return
  throw new AppError(
    'misconfigured',
    'Migrations need a direct connection to PostgreSQL: DATABASE_URL leads through a pooler in transaction mode.',
  )
}

/** SQLSTATE of an error of the server. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1, $2) as locked',
    LOCK,
  )
  return rows[0]!.locked
}

async function lockHeld(client: Client): Promise<AppError> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted and classid = $1 and objid = $2
        and database = (select oid from pg_database where datname = current_database())`,
    LOCK,
  )
  const who = rows[0] === undefined ? '' : ` (database process ${rows[0].pid})`
  return new AppError(
    'unavailable',
    `Another migration run is at work on this database${who}. Try again when it has ended.`,
    {
      retryAfterSeconds: 10,
    },
  )
}

/** Names the server, and never the password. */
function unreachable(client: Client, error: unknown): AppError {
  const where = `${client.host}:${client.port}`
  const reason =
    error instanceof Error
      ? error.message || ('code' in error ? String(error.code) : error.name)
      : String(error)
  const refused = sqlState(error)?.match(/^(28|3D|42)/) !== null && sqlState(error) !== undefined
  return new AppError(
    refused ? 'misconfigured' : 'unavailable',
    `The database at ${where} cannot be used: ${reason}.`,
    {
      cause: error,
    },
  )
}
