import { existsSync } from 'node:fs'
import { CommanderError } from 'commander'
import { AppError, type ErrorCode } from '../base/errors.ts'
import { buildProgram } from './program.ts'

/** What a script can tell from the exit code; README has the same table. */
const EXIT_CODES: Partial<Record<ErrorCode, number>> = {
  invalid_request: 2,
  not_allowed: 3,
  google_refused: 3,
  not_found: 4,
  conflict: 5,
  stale: 5,
  unauthenticated: 6,
  forbidden: 6,
  unavailable: 7,
  google_unreachable: 7,
}

if (existsSync('.env')) process.loadEnvFile('.env')

try {
  await buildProgram().parseAsync(process.argv)
} catch (error) {
  process.exitCode = report(error)
}
// A request to Google that nobody waits for any more must not hold the process.
process.exit(process.exitCode ?? 0)

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof AppError)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return 1
  }
  process.stderr.write(`gacm: ${error.message}\n`)
  for (const { path, message } of error.errors) {
    if (message !== error.message) process.stderr.write(`  ${path}: ${message}\n`)
  }
  return EXIT_CODES[error.code] ?? 1
}
