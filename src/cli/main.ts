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

// `gacm ... | head` ends when it has read enough: no reason to complain, nor for a server to end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  process.stderr.write(`gacm: standard output: ${error.message}\n`)
  process.exitCode = 1
})
process.stderr.on('error', () => {})

try {
  loadEnvFile()
  await buildProgram().parseAsync(process.argv)
} catch (error) {
  process.exitCode = report(error)
}
// An error of standard output arrives a moment after the write.
await new Promise((resolve) => setImmediate(resolve))
// A request to Google that nobody waits for any more must not hold the process.
process.exit(process.exitCode ?? 0)

function loadEnvFile(): void {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('misconfigured', `The file .env cannot be read: ${reason}`, { cause: error })
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof AppError)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return 1
  }
  for (const line of error.message.split('\n')) process.stderr.write(`gacm: ${line}\n`)
  for (const { path, message } of error.errors) {
    if (!error.message.endsWith(message)) process.stderr.write(`  ${path}: ${message}\n`)
  }
  return EXIT_CODES[error.code] ?? 1
}
