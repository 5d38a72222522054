import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { AppError } from '../base/errors.ts'
import { sqlState } from './migration-connection.ts'
import { splitStatements } from './migration-files.ts'
import type { MigrationStep } from './migration-step.ts'

/**
 * Migrations that are more than one transaction: how far they are stands in a table that exists only while one is under
 * way, written in the transaction that did the work. So a run that was stopped or killed goes on where it was.
 */

/** How far the one migration is that is under way. */
export interface Progress {
  version: number
  /** Looked at so far, of a backfill; 0 of another file. */
  rows: number
  /** Statements that are done, of a file with a transaction for each. */
  statements: number
}

interface Cursor extends Progress {
  workspaceId: string
  afterId: string
}

export interface StepWatch {
  /** A lock was given way to, for the `tries`th time. */
  onRetry: (tries: number) => void
  onProgress?: ((file: string, rows: number) => void) | undefined
  /** Stops between two transactions; what is done stays done. */
  signal?: AbortSignal | undefined
}

/** Runs one transaction of a step, again and again while somebody else has its locks. */
type GiveWay = <Result>(work: () => Promise<Result>) => Promise<Result>

const NIL = '00000000-0000-0000-0000-000000000000'
/** A batch goes on with the next workspaces until it is full, or has seen as many: most workspaces are small. */
const WORKSPACES_PER_BATCH = 50
const LONGEST_PAUSE_MS = 500

/** Repeats the file's statement until every workspace is through, with pauses in which others come first. */
export async function runBatches(
  client: Client,
  step: MigrationStep,
  size: number,
  giveWay: GiveWay,
  { onProgress, signal }: StepWatch,
): Promise<void> {
  let cursor: Cursor | undefined = await begin(client, step)
  while (cursor !== undefined) {
    const from: Cursor = cursor
    assertGoingOn(step, signal, `${from.rows} rows are done`)
    const started = performance.now()
    cursor = await giveWay(async () => {
      const next = await runBatch(client, step.file.sql, from, size)
      await (next === undefined ? finish(client, step) : save(client, next))
      return next
    })
    onProgress?.(step.file.file, (cursor ?? from).rows)
    await pause(Math.min(LONGEST_PAUSE_MS, (performance.now() - started) / 2))
  }
}

/** Runs every statement of the file in a transaction of its own. */
export async function runSeparately(
  client: Client,
  step: MigrationStep,
  giveWay: GiveWay,
  { signal }: StepWatch,
): Promise<void> {
  const statements = splitStatements(step.file.sql)
  let cursor = await begin(client, step)
  while (cursor.statements < statements.length) {
    assertGoingOn(step, signal, `${cursor.statements} of ${statements.length} statements are done`)
    cursor = await giveWay(async () => {
      const next = { ...cursor, statements: cursor.statements + 1 }
      await client.query(statements[cursor.statements]!)
      if (next.statements === statements.length) await finish(client, step)
      else await save(client, next)
      return next
    })
  }
}

/** Forgets what was under way, since the way back takes out what it was about. */
export async function dropProgress(client: Client): Promise<void> {
  await client.query('drop table if exists public.schema_migration_progress')
}

/** undefined when there is no workspace left. */
async function runBatch(
  client: Client,
  sql: string,
  from: Cursor,
  size: number,
): Promise<Cursor | undefined> {
  let cursor = from
  let room = size
  for (let seen = 0; room > 0 && seen < WORKSPACES_PER_BATCH; seen += 1) {
    const workspaceId = await currentWorkspace(client, cursor)
    if (workspaceId === undefined) return cursor === from ? undefined : cursor
    // Row level security is forced on the owner as well, so a batch is a workspace's.
    await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
    const afterId = workspaceId === cursor.workspaceId ? cursor.afterId : NIL
    const { last, rows } = await runStatement(client, sql, [workspaceId, afterId, room])
    // A page that is not full was the workspace's last.
    const through = rows < room
    cursor = { ...cursor, workspaceId, afterId: through ? THROUGH : last!, rows: cursor.rows + rows }
    room -= rows
  }
  return cursor
}

/** Stands behind the last key of a workspace. */
const THROUGH = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

async function currentWorkspace(
  client: Client,
  { workspaceId, afterId }: Cursor,
): Promise<string | undefined> {
  if (workspaceId !== NIL && afterId !== THROUGH) return workspaceId
  const { rows } = await client.query<{ id: string }>(
    'select id from public.workspaces where id > $1 order by id limit 1',
    [workspaceId],
  )
  return rows[0]?.id
}

async function runStatement(
  client: Client,
  sql: string,
  values: unknown[],
): Promise<{ last: string | null; rows: number }> {
  const { rows } = await client.query<{ last: string | null; rows: string }>(sql, values)
  const answer = rows[0]
  if (answer === undefined || answer.last === undefined || answer.rows === undefined)
    throw new Error('a statement in batches answers one row with the columns "last" and "rows"')
  return { last: answer.last, rows: Number(answer.rows) }
}

/** Where an earlier run stopped, or the beginning. A file that was changed meanwhile begins anew. */
async function begin(client: Client, step: MigrationStep): Promise<Cursor> {
  const found = await findProgress(client)
  if (found?.version === step.version && found.sha256 === step.sha256) return found
  await client.query('begin')
  await dropProgress(client)
  await client.query(
    `create table public.schema_migration_progress (
       version       integer     not null,
       sha256        text        not null,
       statements    integer     not null default 0,
       workspace_id  uuid        not null default '${NIL}',
       after_id      uuid        not null default '${NIL}',
       rows          bigint      not null default 0,
       started_at    timestamptz not null default clock_timestamp()
     );
     comment on table public.schema_migration_progress is 'How far the migration is that is under way; the table goes when it is complete.'`,
  )
  await client.query('insert into public.schema_migration_progress (version, sha256) values ($1, $2)', [
    step.version,
    step.sha256,
  ])
  await client.query('commit')
  return { version: step.version, rows: 0, statements: 0, workspaceId: NIL, afterId: NIL }
}

async function save(client: Client, { statements, workspaceId, afterId, rows }: Cursor): Promise<void> {
  await client.query(
    'update public.schema_migration_progress set statements = $1, workspace_id = $2, after_id = $3, rows = $4',
    [statements, workspaceId, afterId, rows],
  )
}

async function finish(client: Client, step: MigrationStep): Promise<void> {
  await dropProgress(client)
  await client.query('insert into public.schema_migrations (version, name, sha256) values ($1, $2, $3)', [
    step.version,
    step.name,
    step.sha256,
  ])
}

/** What is under way, or undefined. */
export async function findProgress(client: Client): Promise<(Cursor & { sha256: string }) | undefined> {
  // Asked first, because an error would stand in the server's log at every start.
  const { rowCount } = await client.query(
    `select from pg_class where oid = to_regclass('public.schema_migration_progress')`,
  )
  if (rowCount === 0) return undefined
  try {
    const { rows } = await client.query<Cursor & { sha256: string }>(
      `select version, sha256, statements, workspace_id as "workspaceId", after_id as "afterId", rows::float8 as rows
         from public.schema_migration_progress`,
    )
    return rows[0]
  } catch (error) {
    if (sqlState(error) === '42P01') return undefined
    throw error
  }
}

function assertGoingOn({ file }: MigrationStep, signal: AbortSignal | undefined, how: string): void {
  if (!signal?.aborted) return
  const message = `${file.file} was stopped: ${how}, and stay so. "gacm migrate up" goes on from there.`
  throw new AppError('unavailable', message)
}
