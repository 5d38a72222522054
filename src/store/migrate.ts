import type { Client } from 'pg'
import { AppError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { sqlState, withClient, withMigrationLock } from './migration-connection.ts'
import { MIGRATIONS_DIR, type Migration, type MigrationFile, readMigrations } from './migration-files.ts'
import { ensureRoles } from './migration-roles.ts'
import { findProgress } from './migration-progress.ts'
import { listInvalidIndexes, type MigrationStep, runStep, stepOf } from './migration-step.ts'

export interface MigrateOptions {
  /** The version to end at. Up: default the newest. */
  to?: number
  /** Finds out what would run, and runs nothing. */
  dryRun?: boolean
  log?: Log
  /** How long to wait for another run to end. */
  waitMs?: number
  dir?: string
  /** Told after every batch of a backfill: its file, and how many rows were looked at. */
  onProgress?: (file: string, rows: number) => void
  /** Stops between two transactions with `unavailable`; the next run goes on from there. */
  signal?: AbortSignal
}

/** What a run did, or would do. */
export interface MigrationRun {
  from: number
  to: number
  steps: MigrationStep[]
}

export interface MigrationStatus {
  version: number
  name: string
  /**
   * `started`: begun and not complete, in several transactions. `changed`: applied, and the file is another one now.
   * `unknown`: applied, and this program has no such file.
   */
  state: 'applied' | 'pending' | 'started' | 'changed' | 'unknown'
  /** Of a backfill that is under way: the rows that it has looked at. */
  rows?: number
  /** ISO 8601, UTC. */
  appliedAt: string | undefined
}

interface Applied {
  version: number
  name: string
  sha256: string
  appliedAt: string
}

const WAIT_MS = 60_000

/** Brings the database up to `to`, or to the newest version. A second run at the same time waits, then has nothing to do. */
export async function migrateUp(url: string, options: MigrateOptions = {}): Promise<MigrationRun> {
  return await migrate(url, 'up', options)
}

/** Takes the database down to `to`; 0 leaves nothing but the journal. */
export async function migrateDown(
  url: string,
  options: MigrateOptions & { to: number },
): Promise<MigrationRun> {
  return await migrate(url, 'down', options)
}

/** What `migrateUp`, or with `to` below the present version `migrateDown`, would run. */
export async function migrationPlan(
  url: string,
  options: { to?: number; dir?: string } = {},
): Promise<MigrationRun> {
  const migrations = readMigrations(options.dir ?? MIGRATIONS_DIR)
  return await withClient(url, async (client) => {
    const applied = await listApplied(client)
    const to = options.to ?? migrations.length
    return plan(migrations, applied, to < applied.length ? 'down' : 'up', to)
  })
}

/** Every migration that the files or the database know. */
export async function migrationStatus(
  url: string,
  { dir = MIGRATIONS_DIR }: { dir?: string } = {},
): Promise<MigrationStatus[]> {
  const migrations = readMigrations(dir)
  const { applied, progress } = await withClient(url, async (client) => ({
    applied: await listApplied(client),
    progress: await findProgress(client),
  }))
  const versions = [...new Set([...migrations, ...applied].map(({ version }) => version))].sort(
    (a, b) => a - b,
  )
  return versions.map((version) => {
    const file = migrations.find((one) => one.version === version)
    const row = applied.find((one) => one.version === version)
    const started = row === undefined && progress?.version === version ? progress : undefined
    const state = started === undefined ? stateOf(file, row) : 'started'
    const rows = started === undefined ? {} : { rows: started.rows }
    return { version, name: (file ?? row)!.name, state, appliedAt: row?.appliedAt, ...rows }
  })
}

/** Throws `misconfigured` unless the database is exactly what these files make. */
export async function verifyMigrations(
  url: string,
  { dir = MIGRATIONS_DIR }: { dir?: string } = {},
): Promise<void> {
  const migrations = readMigrations(dir)
  await withClient(url, async (client) => {
    const applied = await listApplied(client)
    assertKnown(migrations, applied)
    if (applied.length < migrations.length) {
      const message = `The database is at version ${applied.length} of ${migrations.length}. Run "gacm migrate up".`
      throw new AppError('misconfigured', message)
    }
    const invalid = await listInvalidIndexes(client)
    if (invalid.length > 0)
      throw new AppError('misconfigured', `The database has invalid indexes: ${invalid.join(', ')}.`)
  })
}

/** The SQL of a run, to be read. */
export function formatRun({ from, to, steps }: MigrationRun): string {
  if (steps.length === 0) return `-- The database is at version ${from}; there is nothing to do.\n`
  const parts = steps.map(({ file }) => {
    const how = HOW[file.mode].replace('ROWS', String(file.batchRows))
    return `-- ${file.file}${how}\n${file.sql.trim()}\n`
  })
  return [`-- From version ${from} to ${to}.\n`, ...parts].join('\n')
}

const HOW: Record<MigrationFile['mode'], string> = {
  whole: '',
  alone: ' (outside a transaction)',
  each: ' (each statement in a transaction of its own)',
  batches: ' (again and again, in transactions of ROWS rows, workspace by workspace)',
}

async function migrate(
  url: string,
  direction: 'up' | 'down',
  options: MigrateOptions,
): Promise<MigrationRun> {
  const migrations = readMigrations(options.dir ?? MIGRATIONS_DIR)
  const to = options.to ?? migrations.length
  return await withClient(url, async (client) => {
    if (options.dryRun) return plan(migrations, await listApplied(client), direction, to)
    return await withMigrationLock(client, options.waitMs ?? WAIT_MS, async () => {
      await ensureRoles(client)
      await ensureJournal(client)
      const run = plan(migrations, await listApplied(client), direction, to)
      for (const step of run.steps) {
        const started = Date.now()
        const what = { migration: step.file.file }
        if (options.signal?.aborted) throw stopped(step)
        await runStep(client, step, {
          onRetry: (tries) => options.log?.warn({ ...what, tries }, 'migration gave way to a lock'),
          onProgress: options.onProgress,
          signal: options.signal,
        })
        options.log?.info({ ...what, ms: Date.now() - started }, 'migration done')
      }
      return run
    })
  })
}

function stopped({ file }: MigrationStep): AppError {
  return new AppError('unavailable', `Stopped before ${file.file}. Run it again to go on from there.`)
}

function plan(
  migrations: Migration[],
  applied: Applied[],
  direction: 'up' | 'down',
  to: number,
): MigrationRun {
  assertKnown(migrations, applied)
  const from = applied.length
  if (!Number.isInteger(to) || to < 0 || to > migrations.length) {
    throw new AppError(
      'misconfigured',
      `There is no migration ${to}: they go from 0 to ${migrations.length}.`,
    )
  }
  if (direction === 'up') {
    if (to < from)
      throw new AppError(
        'misconfigured',
        `The database is at version ${from}, above ${to}: take it down instead.`,
      )
    return { from, to, steps: migrations.slice(from, to).map((migration) => stepOf(migration, 'up')) }
  }
  if (to > from)
    throw new AppError(
      'misconfigured',
      `The database is at version ${from}, below ${to}: take it up instead.`,
    )
  return {
    from,
    to,
    steps: migrations
      .slice(to, from)
      .toReversed()
      .map((migration) => stepOf(migration, 'down')),
  }
}

/** The applied versions must be the first of the files, unchanged. */
function assertKnown(migrations: Migration[], applied: Applied[]): void {
  const last = applied.at(-1)
  if (last !== undefined && last.version > migrations.length) {
    const message = `The database is at version ${last.version}, and this program knows ${migrations.length}. Start the newer program.`
    throw new AppError('misconfigured', message)
  }
  for (const [index, row] of applied.entries()) {
    const file = migrations[index]!
    if (row.version !== file.version) {
      const message = `The database has migration ${row.version} but not ${file.up.file} before it. Restore the missing row of schema_migrations.`
      throw new AppError('misconfigured', message)
    }
    if (row.sha256 !== file.sha256) {
      const message = `${file.up.file} was changed after it ran here on ${row.appliedAt}. Put it back, and make the change a migration of its own.`
      throw new AppError('misconfigured', message)
    }
  }
}

function stateOf(file: Migration | undefined, row: Applied | undefined): MigrationStatus['state'] {
  if (row === undefined) return 'pending'
  if (file === undefined) return 'unknown'
  return row.sha256 === file.sha256 ? 'applied' : 'changed'
}

async function ensureJournal(client: Client): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    `select to_regclass('public.schema_migrations') is not null as present`,
  )
  if (rows[0]!.present) return
  try {
    await client.query(
      `begin;
       create table public.schema_migrations (
         version     integer     not null,
         name        text        not null,
         sha256      text        not null,
         applied_at  timestamptz not null default clock_timestamp(),
         constraint schema_migrations_pkey primary key (version)
       );
       comment on table public.schema_migrations is 'Which migrations ran here, and the hash of each as it ran.';
       commit`,
    )
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (sqlState(error) !== '42501') throw error
    const user = client.escapeIdentifier(client.user ?? '')
    const message = `The database user may not make tables. Have an administrator run: grant create on schema public to ${user};`
    throw new AppError('misconfigured', message, { cause: error })
  }
}

/** In order; none where the journal does not exist yet. */
async function listApplied(client: Client): Promise<Applied[]> {
  const { rows } = await client
    .query<Applied>(
      `select version, name, sha256, to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "appliedAt"
         from public.schema_migrations order by version`,
    )
    .catch((error: unknown) => {
      if (sqlState(error) === '42P01') return { rows: [] }
      throw error
    })
  return rows
}
