import { existsSync, readFileSync } from 'node:fs'
import type { Database, Scope } from '../../src/store/db.ts'
import { statement } from '../../src/store/statement.ts'

/** Milliseconds since some moment. */
export type Clock = () => number

const PROCESS = statement<{ pid: number }>('bench_backend', 'select pg_backend_pid() as pid', { pid: 'int4' })

/**
 * The time that the server's process of the database's only connection has spent on a processor, where it can be read (Linux, this
 * machine): other programs that wait for the same processors do not count. Elsewhere the time of day.
 */
export async function clockOf(db: Database, scope: Scope): Promise<Clock> {
  const { pid } = (await db.one(scope, PROCESS))!
  const file = `/proc/${pid}/schedstat`
  const isPostgres = existsSync(file) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres')
  if (!isPostgres) return () => performance.now()
  // The first number: nanoseconds on a processor.
  return () => Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1e6
}
