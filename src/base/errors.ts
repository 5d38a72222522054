/**
 * The closed list of ways a request can be refused. Only `api/errors.ts` turns a code into an HTTP status and
 * only `cli` turns it into an exit code.
 */
export type ErrorCode =
  | 'invalid_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'precondition_required'
  | 'too_large'
  | 'not_allowed'
  | 'rate_limited'
  | 'unavailable'
  | 'google_refused'
  | 'google_unreachable'
  | 'misconfigured'

/** One thing wrong with one field, in words a person can act on. `path` reads like `adGroups[0].ads[0].headlines[1].text`. */
export interface FieldError {
  path: string
  code: string
  message: string
  /** The amounts in the message, so that who shows it can write them as its reader does. */
  amounts?: { text: string; micros: string; currencyCode: string }[] | undefined
}

/**
 * A refusal that the user can understand. Everything else that is thrown is a bug.
 * `message` is for the user, `cause` for the log.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly errors: readonly FieldError[]
  /** Seconds after which trying again makes sense; becomes Retry-After. */
  readonly retryAfterSeconds: number | undefined
  /** Extra members of the answer, for example the publication that is already open. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      errors?: readonly FieldError[]
      retryAfterSeconds?: number
      details?: Readonly<Record<string, unknown>>
      cause?: unknown
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.errors = options.errors ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
    this.details = options.details ?? {}
  }

  /** Of all that is wrong; the message has no others. */
  get amounts(): NonNullable<FieldError['amounts']> {
    return this.errors.flatMap(({ amounts = [] }) => amounts)
  }
}
