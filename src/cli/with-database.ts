import { parseConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { Database } from '../store/db.ts'
import { assertDatabaseReady } from './database-ready.ts'
import { databaseUrlOf } from './running.ts'

/** Runs a command that works on the database itself: the one of DATABASE_URL, or of the program that runs here. */
export async function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const config = parseConfig(process.env)
  const url = databaseUrlOf(config)
  const db = new Database(url, { max: 1, prepare: config.preparedStatements })
  try {
    return await work(db)
  } catch (error) {
    // A database that was never migrated refuses in words of its own.
    if (!(error instanceof AppError)) await assertDatabaseReady(url)
    throw error
  } finally {
    await db.close()
  }
}
