import { setTimeout as pause } from 'node:timers/promises'
import { type Client, DatabaseError, type QueryConfig } from 'pg'
import { AppError } from '../base/errors.ts'
import { assertLocked, sqlState } from './migration-connection.ts'
import { type Migration, type MigrationFile, splitStatements, withoutComments } from './migration-files.ts'
import { dropProgress, runBatches, runSeparately, type StepWatch } from './migration-progress.ts'

/** One migration to be run in one direction. */
export interface MigrationStep {
  direction: 'up' | 'down'
  version: number
  name: string
  file: MigrationFile
  sha256: string
}

/**
 * A statement that waits for a strong lock stops everybody who comes after it. So it waits a moment, gives way, and tries
 * again, a little more patient each time: a few short stalls instead of a long one. It always gives way before
 * `deadlock_timeout` (1 s by default): where a migration and a request wait for each other, it is never the request that
 * is ended.
 */
const LOCK_MS = { first: 250, more: 50, most: 900 }
const MAX_TRIES = 30
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** lock_not_available and deadlock_detected. */
const GIVE_WAY = ['55P03', '40P01']

export function stepOf(migration: Migration, direction: 'up' | 'down'): MigrationStep {
  const { version, name, sha256 } = migration
  return { direction, version, name, sha256, file: migration[direction] }
}

/** Runs one step and notes it. In one transaction both or neither happen. */
export async function runStep(client: Client, step: MigrationStep, watch: StepWatch): Promise<void> {
  const giveWay = async <Result>(work: () => Promise<Result>): Promise<Result> =>
    await givingWay(client, step, watch, async (tries) => await inTransaction(client, step, tries, work))
  const { mode, batchRows } = step.file
  if (mode === 'batches') return await runBatches(client, step, batchRows!, giveWay, watch)
  if (mode === 'each') return await runSeparately(client, step, giveWay, watch)
  if (mode === 'alone') return await givingWay(client, step, watch, async () => await runAlone(client, step))
  await giveWay(async () => {
    await client.query(step.file.sql)
    // The file may have moved it, and the note belongs to public.
    await note(client, step)
  })
}

/** Tries `work` again, with a bound, while somebody else has the locks that it needs. */
async function givingWay<Result>(
  client: Client,
  step: MigrationStep,
  { onRetry }: StepWatch,
  work: (tries: number) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      await assertLocked(client)
      return await work(tries)
    } catch (error) {
      if (error instanceof AppError) throw error
      if (!GIVE_WAY.includes(sqlState(error) ?? '')) throw await failed(client, step, error)
      if (tries === MAX_TRIES) throw gaveUp(step, error)
      onRetry(tries)
      const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1))
      await pause(longest / 2 + Math.random() * (longest / 2))
    }
  }
}

/** The names of indexes that a failed `create index concurrently` left behind: kept up to date, used by nobody. */
export async function listInvalidIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name
       from pg_index i join pg_class c on c.oid = i.indexrelid
      where not i.indisvalid and c.relkind = 'i'
      order by 1`,
  )
  return rows.map(({ name }) => name)
}

async function inTransaction<Result>(
  client: Client,
  step: MigrationStep,
  tries: number,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await client.query('begin')
    const ms = Math.min(LOCK_MS.most, LOCK_MS.first + LOCK_MS.more * (tries - 1))
    const timeout = step.file.lockTimeout ?? `${ms}ms`
    await client.query(`select set_config('lock_timeout', $1, true)`, [timeout])
    const result = await work()
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error(`${step.file.file} was rolled back.`)
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function runAlone(client: Client, step: MigrationStep): Promise<void> {
  await dropLeftover(client, step.file.sql)
  // Waiting for `concurrently` blocks nobody, and giving up would leave an invalid index.
  await client.query(`select set_config('lock_timeout', $1, false)`, [step.file.lockTimeout ?? '0'])
  try {
    // The extended protocol takes a single statement, so the server holds the file to it too.
    await client.query({ text: step.file.sql, queryMode: 'extended' } as QueryConfig)
  } finally {
    await client.query('reset lock_timeout').catch(() => {})
  }
  await note(client, step)
}

/** `if not exists` would take an invalid index of an earlier, failed try for a good one. */
async function dropLeftover(client: Client, sql: string): Promise<void> {
  const statement = withoutComments(splitStatements(sql)[0] ?? '')
  const name =
    /^create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?([\w."]+)\s+on\b/i.exec(
      statement,
    )?.[1]
  if (name === undefined) return
  const { rows } = await client.query<{ name: string }>(
    'select indexrelid::regclass::text as name from pg_index where not indisvalid and indexrelid = to_regclass($1)',
    [name],
  )
  if (rows[0] !== undefined) await client.query(`drop index concurrently ${rows[0].name}`)
}

async function note(client: Client, step: MigrationStep): Promise<void> {
  if (step.direction === 'up') {
    await client.query('insert into public.schema_migrations (version, name, sha256) values ($1, $2, $3)', [
      step.version,
      step.name,
      step.sha256,
    ])
  } else {
    await client.query('delete from public.schema_migrations where version = $1', [step.version])
    await dropProgress(client)
  }
}

async function failed(client: Client, step: MigrationStep, error: unknown): Promise<AppError> {
  const { file, sql, mode } = step.file
  const reason = error instanceof Error ? error.message : String(error)
  const position = error instanceof DatabaseError ? Number(error.position) : Number.NaN
  const line = Number.isInteger(position) ? `, line ${sql.slice(0, position).split('\n').length}` : ''
  if (mode !== 'alone') {
    const kept =
      mode === 'whole'
        ? 'Nothing of it was kept.'
        : 'What was done before is kept; the next run goes on from there.'
    return new AppError('misconfigured', `${file}${line}: ${reason}. ${kept}`, { cause: error })
  }
  const invalid = await listInvalidIndexes(client).catch(() => [])
  const left =
    invalid.length === 0
      ? ''
      : ` Invalid indexes now: ${invalid.join(', ')}; the next run drops the one of this file.`
  return new AppError('misconfigured', `${file}${line}: ${reason}.${left}`, { cause: error })
}

function gaveUp({ file }: MigrationStep, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `${file.file} did not get its locks in ${MAX_TRIES} tries: long transactions hold them. Nothing is half done; run it again when they have ended.`,
    { retryAfterSeconds: 60, cause },
  )
}
