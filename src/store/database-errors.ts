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

/** Serialization failure and deadlock: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = faultOf(error)?.code
  return code === '40001' || code === '40P01'
}

/** Refused for nothing of its own: an earlier statement of the transaction has failed. */
export function isAborted(error: unknown): boolean {
  return faultOf(error)?.code === '25P02'
}

/** The connection is gone, or the server is going: what was sent may or may not have been done. */
export function isLostConnection(error: unknown): boolean {
  const code = faultOf(error)?.code
  return code === undefined ? isBrokenConnection(error) : /^(57P0[123]|08)/.test(code)
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
  // 57P0x: the server is going down; 53xxx: out of room; 08xxx: the connection broke; the last two: a time limit.
  const passing = /^(57P0|53|08)/.test(fault.code) || fault.code === '57014' || fault.code === '55P03'
  return passing ? unavailable(error) : error
}

/** Whether the error is the violation of this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return faultOf(error instanceof AppError ? error.cause : error)?.constraint === constraint
}

function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'The database could not take this right now. Try again in a moment.', {
    retryAfterSeconds: 2,
    cause,
  })
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
