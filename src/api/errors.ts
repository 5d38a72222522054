import type { FastifyError } from 'fastify'
import { AppError, type ErrorCode, type FieldError } from '../base/errors.ts'
import type { Problem } from '../contract/problem.ts'

/** What a refusal looks like on the wire. */
export interface ProblemAnswer {
  status: number
  headers: Record<string, string>
  problem: Problem
}

/** The only place that knows which status a code has. */
const STATUS: Record<ErrorCode, number> = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  not_allowed: 422,
  google_refused: 422,
  precondition_required: 428,
  rate_limited: 429,
  unavailable: 503,
  google_unreachable: 503,
  misconfigured: 503,
}

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Request timeout',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  414: 'URI too long',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  422: 'Not allowed',
  428: 'Precondition required',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Unavailable',
}

/** Faults that Fastify and its plugins find, in our words. */
const FRAMEWORK: Record<string, { status: number; code: string; detail: string }> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'unsupported_media_type',
    detail:
      'Send the body as Content-Type: application/json (an image may also come as multipart/form-data).',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'too_large',
    detail: 'The body is larger than this call takes.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'invalid_request',
    detail: 'The body is not as long as its Content-Length says.',
  },
  FST_ERR_BAD_URL: { status: 400, code: 'invalid_request', detail: 'The URL is not well-formed.' },
  FST_ERR_HANDLER_TIMEOUT: {
    status: 503,
    code: 'unavailable',
    detail: 'This took too long. Repeat it with the same Idempotency-Key: what was done is not done twice.',
  },
}

/** Turns whatever was thrown into an answer. `bug` is true for what nobody foresaw, which is to be logged. */
export function problemOf(error: unknown, requestId: string): ProblemAnswer & { bug: boolean } {
  if (error instanceof AppError) return { ...ofAppError(error, requestId), bug: false }
  const known = ofFramework(error, requestId)
  if (known !== undefined) return { ...known, bug: false }
  const detail = `Something broke on our side. The log of the server has it under the request id ${requestId}.`
  return { ...answer(500, { code: 'internal', detail, errors: [] }, requestId), bug: true }
}

/** An answer for a status that no AppError has. */
export function plainProblem(status: number, code: string, detail: string, requestId: string): ProblemAnswer {
  return answer(status, { code, detail, errors: [] }, requestId)
}

function ofAppError(error: AppError, requestId: string): ProblemAnswer {
  const status = STATUS[error.code]
  const made = answer(
    status,
    { code: error.code, detail: error.message, errors: [...error.errors] },
    requestId,
  )
  Object.assign(made.problem, error.details)
  if (status === 401) made.headers['www-authenticate'] = 'Bearer realm="gacm"'
  // What is left of the body is not read.
  if (status === 413) made.headers['connection'] = 'close'
  const retryAfter = error.retryAfterSeconds ?? (status === 503 || status === 429 ? 5 : undefined)
  if (retryAfter !== undefined) made.headers['retry-after'] = String(Math.max(1, Math.ceil(retryAfter)))
  return made
}

function ofFramework(error: unknown, requestId: string): ProblemAnswer | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, statusCode } = error as Partial<FastifyError>
  const known = code === undefined ? undefined : FRAMEWORK[code]
  if (known !== undefined) {
    const made = answer(known.status, { code: known.code, detail: known.detail, errors: [] }, requestId)
    if (known.status === 503) made.headers['retry-after'] = '5'
    return made
  }
  if (statusCode === undefined || statusCode < 400 || statusCode > 499) return undefined
  const detail =
    statusCode === 400
      ? 'The request is not well-formed.'
      : `${TITLES[statusCode] ?? 'The request was refused'}.`
  return answer(statusCode, { code: 'invalid_request', detail, errors: [] }, requestId)
}

function answer(
  status: number,
  body: { code: string; detail: string; errors: FieldError[] },
  requestId: string,
): ProblemAnswer {
  const title = TITLES[status] ?? 'Refused'
  const problem = { type: `urn:gacm:problem:${body.code}`, title, status, ...body, requestId }
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
    problem,
  }
}
