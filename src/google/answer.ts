/** One error of a GoogleAdsFailure, or of the layers before it. */
export interface GoogleError {
  /** Like `campaignError.DUPLICATE_CAMPAIGN_NAME`; `oauth.invalid_grant` and `http.413` where Google Ads gave none. */
  code: string
  message: string
  /** Index into mutateOperations, where the error is about one of them. */
  operationIndex: number | null
  /** The field below the operation's resource, in Google's snake_case: `create.name`, `create.ad.final_urls[0]`. */
  field: string | null
  /** The value that caused it, where Google tells. */
  trigger: string | null
  details: Readonly<Record<string, unknown>>
}

interface Told {
  httpStatus: number | null
  requestId: string | null
}

/**
 * How a request ended, as far as money is concerned:
 * applied; refused (Google did nothing and would say so again); not_applied (it did nothing, ask again after a while);
 * unknown (it may have been done).
 */
export type Answer<Value> =
  | ({ kind: 'applied'; value: Value } & Told)
  | ({ kind: 'refused'; errors: readonly GoogleError[] } & Told)
  | ({ kind: 'not_applied'; errors: readonly GoogleError[]; retryAfterMs: number | null } & Told)
  | ({ kind: 'unknown'; reason: string; errors: readonly GoogleError[] } & Told)

/** Codes that say: nothing was done, ask again. Sources: google-ads error enums databaseError and quotaError. */
const ASK_AGAIN = new Set([
  'databaseError.CONCURRENT_MODIFICATION',
  'databaseError.DATA_CONSTRAINT_VIOLATION',
  'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
  'quotaError.RESOURCE_EXHAUSTED',
  'quotaError.EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION',
  'quotaError.EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION',
  'authenticationError.OAUTH_TOKEN_EXPIRED',
])
/** A day's operations are used up: the window slides, so a look every quarter of an hour is enough. */
const DAILY_QUOTA_WAIT_MS = 15 * 60_000

/**
 * Judges an answer by Google's error code first and by HTTP status only where there is none: a retryable conflict
 * arrives as 400, and 5xx never says whether the change was made.
 */
export function judge(
  httpStatus: number,
  requestId: string | null,
  body: unknown,
): Exclude<Answer<never>, { kind: 'applied' }> {
  const errors = readErrors(httpStatus, body)
  const told = { httpStatus, requestId }
  if (httpStatus >= 500) return { kind: 'unknown', reason: `Google answered ${httpStatus}.`, errors, ...told }
  if (errors.some((error) => error.code.startsWith('internalError.'))) {
    return { kind: 'unknown', reason: 'Google reported an internal error.', errors, ...told }
  }
  if (httpStatus === 429 || errors.some((error) => ASK_AGAIN.has(error.code))) {
    return { kind: 'not_applied', errors, retryAfterMs: retryDelay(errors), ...told }
  }
  return { kind: 'refused', errors, ...told }
}

function retryDelay(errors: readonly GoogleError[]): number | null {
  for (const error of errors) {
    const quota = error.details['quotaErrorDetails'] as { retryDelay?: string } | undefined
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(quota?.retryDelay ?? '')?.[1]
    if (seconds !== undefined) return Math.ceil(Number(seconds) * 1000)
    if (error.code === 'quotaError.RESOURCE_EXHAUSTED') return DAILY_QUOTA_WAIT_MS
  }
  return null
}

interface WireError {
  errorCode?: Record<string, string>
  message?: string
  trigger?: Record<string, unknown>
  location?: { fieldPathElements?: { fieldName?: string; index?: number }[] }
  details?: Record<string, unknown>
}

function readErrors(httpStatus: number, body: unknown): GoogleError[] {
  // searchStream wraps its error in an array of one.
  const envelope = (Array.isArray(body) ? body[0] : body) as
    | {
        error?: { message?: string; status?: string; details?: { '@type'?: string; errors?: WireError[] }[] }
      }
    | undefined
  const failures = (envelope?.error?.details ?? []).flatMap((detail) =>
    detail['@type']?.endsWith('GoogleAdsFailure') ? (detail.errors ?? []) : [],
  )
  if (failures.length > 0) return failures.map(readError)
  const message = envelope?.error?.message ?? `Google answered ${httpStatus} without an explanation.`
  const code = `http.${envelope?.error?.status ?? httpStatus}`
  return [{ code, message, operationIndex: null, field: null, trigger: null, details: {} }]
}

function readError(wire: WireError): GoogleError {
  const [kind, name] = Object.entries(wire.errorCode ?? {})[0] ?? ['unknownError', 'UNKNOWN']
  const path = wire.location?.fieldPathElements ?? []
  const at = path.findIndex((element) => /^(mutate_)?operations$/.test(element.fieldName ?? ''))
  const below = path.slice(at + 1).filter((element) => !element.fieldName?.endsWith('_operation'))
  const unpublished = wire.details?.['unpublishedErrorCode']
  return {
    code: name === 'UNKNOWN' && typeof unpublished === 'string' ? unpublished : `${kind}.${name}`,
    message: wire.message ?? '',
    operationIndex: at === -1 ? null : (path[at]?.index ?? 0),
    field: below.length === 0 ? null : below.map(pathElement).join('.'),
    trigger: triggerText(wire.trigger),
    details: wire.details ?? {},
  }
}

function pathElement(element: { fieldName?: string; index?: number }): string {
  return element.index === undefined ? (element.fieldName ?? '') : `${element.fieldName}[${element.index}]`
}

function triggerText(trigger: Record<string, unknown> | undefined): string | null {
  const value = Object.values(trigger ?? {})[0]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
