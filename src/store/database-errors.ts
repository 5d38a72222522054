import { AppError, type ErrorCode } from '../base/errors.ts'

/** What PostgreSQL tells about a refused statement. */
interface DatabaseFault {
  code: string
  constraint: string | undefined
}

interface Meaning {
  code: ErrorCode
  path: string
  message: string
}

/**
 * What a broken constraint means to the person who wrote the field, by the constraint's name: the only place where
 * SQLSTATE meets words.
 */
const CONSTRAINTS: Record<string, Meaning> = {
  campaigns_end_not_before_start: {
    code: 'not_allowed',
    path: 'endDate',
    message: 'The end date is before the start date.',
  },
  campaigns_daily_budget_positive: {
    code: 'not_allowed',
    path: 'dailyBudgetMicros',
    message: 'The daily budget must be greater than zero.',
  },
  campaigns_account_fkey: {
    code: 'not_allowed',
    path: 'accountId',
    message: 'There is no such account in this workspace.',
  },
  campaigns_published_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'Another campaign of this account is published under this name. Choose another name.',
  },
  ad_groups_pkey: { code: 'not_allowed', path: 'adGroups', message: 'An ad group id is used twice.' },
  ads_pkey: { code: 'not_allowed', path: 'adGroups', message: 'An ad id is used twice.' },
  ad_assets_asset_fkey: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'An image is not in the library of this workspace. Upload it first.',
  },
  ad_assets_pkey: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The same image stands twice in one list.',
  },
  criteria_geo_target_key: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The same location stands twice in one ad group.',
  },
  criteria_language_key: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The same language stands twice in one ad group.',
  },
  publications_one_open: { code: 'conflict', path: '', message: 'This campaign is already being published.' },
  users_email_key: {
    code: 'conflict',
    path: 'email',
    message: 'Somebody already signs in with this address.',
  },
  accounts_customer_key: {
    code: 'conflict',
    path: 'customerId',
    message: 'This account is already connected to the workspace.',
  },
  workspaces_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'There is already a workspace of this name.',
  },
  api_keys_name_key: { code: 'conflict', path: 'name', message: 'There is already an API key of this name.' },
}

/** Serialization failure and deadlock: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = faultOf(error)?.code
  return code === '40001' || code === '40P01'
}

/** Turns what the database refused into words, and leaves everything else as it is. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const fault = faultOf(error)
  if (fault === undefined) return isBrokenConnection(error) ? unavailable(error) : error
  const meaning = fault.constraint === undefined ? undefined : CONSTRAINTS[fault.constraint]
  if (meaning !== undefined) {
    const errors = [{ path: meaning.path, code: fault.constraint!, message: meaning.message }]
    return new AppError(meaning.code, meaning.message, {
      errors: meaning.path === '' ? [] : errors,
      cause: error,
    })
  }
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
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE') return true
  return /Connection terminated|Client has encountered a connection error|not queryable/.test(error.message)
}
