import { AppError } from '../base/errors.ts'
import { migrationStatus } from '../store/migrate.ts'
import { assertReplica } from '../store/replica-check.ts'

/** Throws `misconfigured`, with what to do, where the database cannot be worked with: not there, or not migrated. */
export async function assertDatabaseReady(url: string, replicaUrl?: string): Promise<void> {
  const pending = (await reached(() => migrationStatus(url))).filter(({ state }) => state === 'pending')
  if (pending.length > 0) {
    throw new AppError(
      'misconfigured',
      `The database lacks ${pending.length} migrations of this program. Run "gacm migrate up" first.`,
    )
  }
  if (replicaUrl !== undefined) await assertReplica(url, replicaUrl)
}

/** At the start, a database that does not answer is a wrong setting, not a passing trouble. */
export async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
    throw new AppError('misconfigured', `${error.message} Is DATABASE_URL right?`, { cause: error })
  }
}
