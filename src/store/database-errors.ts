import { AppError } from '../base/errors.ts'
import { CONSTRAINT_WORDS } from './constraint-words.ts'

/** What PostgreSQL tells about a refused statement. */
interface DatabaseFault {
  code: string
  constraint: string | undefined
}

/** What does not fit into any column of its type. PostgreSQL does not say which one it was for. */
const VALUES: Record<string, string> = {
  '22003': 'A number is larger than what can be stored.',
  '22007': 'A date is not one that can be stored.',
  '22008': 'A date is outside what can be stored: from 0001-01-01 to 9999-12-31.',
  '22021': 'A text contains a character that cannot be stored.',
  '22P05': 'A text contains a character that cannot be stored.',
}

/** What passes by itself or by somebody's doing, in words that say which. The transaction was rolled back each time. */
const PASSING: Record<string, string> = {
  '25P03': 'This took too long between two steps, and was taken back. Try again.',
  '53100': 'The database has no room left on its disk: nothing was saved. An administrator has to make room.',
  '53200': 'The database has no memory left for this. Try again in a moment.',
  '53300': 'The database takes no more connections. Try again in a moment.',
  '55P03': 'Somebody else is changing the same thing right now. Try again in a moment.',
  '57014':
    'This took the database longer than it may, and was taken back. Ask for less, or try again in a moment.',
}

/** Serialization failure, deadlock and a stale plan: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = faultOf(error)?.code
  return code === '40001' || code === '40P01' || isStalePlan(error)
}

/** A statement was prepared before a migration changed what it answers. It works on a connection that is new. */
export function isStalePlan(error: unknown): boolean {
  return faultOf(error)?.code === '0A000' && /cached plan/.test((error as Error).message)
}

/** Refused for nothing of its own: an earlier statement of the transaction has failed. */
export function isAborted(error: unknown): boolean {
  return faultOf(error)?.code === '25P02'
}

/** The connection is gone, or the server is going: what was sent may or may not have been done. */
export function isLostConnection(error: unknown): boolean {
  const code = faultOf(error)?.code
  return code === undefined ? isBrokenConnection(error) : /^(57P0[1235]|08)/.test(code)
}

/** Turns what the database refused into words, and leaves everything else as it is. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const fault = faultOf(error)
  if (fault === undefined) return isBrokenConnection(error) ? unavailable(error) : error
  const meaning = fault.constraint === undefined ? undefined : CONSTRAINT_WORDS[fault.constraint]
  if (meaning !== undefined) {
    const errors = [{ path: meaning.path, code: fault.constraint!, message: meaning.message }]
    return new AppError(meaning.code, meaning.message, {
      errors: meaning.path === '' ? [] : errors,
      cause: error,
    })
  }
  const unstorable = VALUES[fault.code]
  if (unstorable !== undefined) return new AppError('not_allowed', unstorable, { cause: error })
  // 57P0x: the server is going down; 53xxx: out of something; 08xxx: the connection broke.
  const passing = PASSING[fault.code] !== undefined || /^(57P0|53|08)/.test(fault.code)
  return passing ? unavailable(error, PASSING[fault.code]) : error
}

/** Whether the error is the violation of this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return faultOf(error instanceof AppError ? error.cause : error)?.constraint === constraint
}

const NOT_NOW = 'The database could not take this right now. Try again in a moment.'

function unavailable(cause: unknown, message = NOT_NOW): AppError {
  return new AppError('unavailable', message, { retryAfterSeconds: 2, cause })
}

function faultOf(error: unknown): DatabaseFault | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  if (!/^[0-9A-Z]{5}$/.test(error.code) || error.code.startsWith('E')) return undefined
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return { code: error.code, constraint }
}

function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT')
    return true
  return /Connection terminated|Client has encountered a connection error|not queryable|Query read timeout/.test(
    error.message,
  )
}
