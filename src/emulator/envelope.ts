import { ERROR_CODES } from './generated/error-codes.ts'
import { BadPayload, type Fault, NoSuchPath, Refusal } from './refusal.ts'

export interface HttpAnswer {
  headers?: Record<string, string>
  status: number
  body: unknown
}

/** gRPC's names for what HTTP says with a number. */
const GRPC_STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}
const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Request contains an invalid argument.',
  401: 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  403: 'The caller does not have permission',
  404: 'Requested entity was not found.',
  409: 'The operation was aborted.',
  429: 'Resource has been exhausted (e.g. check quota).',
  500: 'Internal error encountered.',
  503: 'The service is currently unavailable.',
  504: 'Deadline expired before operation could complete.',
}
const STATUS_BY_KIND: Readonly<Record<string, number>> = {
  authenticationError: 401,
  authorizationError: 403,
  quotaError: 429,
  internalError: 500,
}

/** Google's answer to a request that failed. */
export function errorAnswer(error: unknown, version: string, requestId: string): HttpAnswer {
  if (error instanceof Refusal) return refusalAnswer(error, version, requestId)
  if (error instanceof BadPayload) {
    const details = [
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: error.violations },
    ]
    return {
      status: 400,
      body: { error: { code: 400, message: error.message, status: 'INVALID_ARGUMENT', details } },
    }
  }
  if (error instanceof NoSuchPath) return plainAnswer(404, error.message)
  return plainAnswer(500)
}

export function plainAnswer(status: number, message = MESSAGES[status] ?? 'Unknown error.'): HttpAnswer {
  return { status, body: { error: { code: status, message, status: GRPC_STATUS[status] ?? 'UNKNOWN' } } }
}

/** A GoogleAdsFailure, as it stands in an error's details and in `partialFailureError`. */
export function failure(
  faults: readonly Fault[],
  version: string,
  requestId: string,
): Record<string, unknown> {
  return {
    '@type': `type.googleapis.com/google.ads.googleads.${version}.errors.GoogleAdsFailure`,
    errors: faults.map(wireFault),
    requestId,
  }
}

export function isErrorCode(code: string): code is Fault['code'] {
  const [kind = '', name = ''] = code.split('.')
  const names = Object.hasOwn(ERROR_CODES, kind)
    ? (ERROR_CODES[kind as keyof typeof ERROR_CODES] as readonly string[])
    : []
  return names.includes(name)
}

function refusalAnswer(refusal: Refusal, version: string, requestId: string): HttpAnswer {
  const status = refusal.httpStatus ?? STATUS_BY_KIND[refusal.faults[0]?.code.split('.')[0] ?? ''] ?? 400
  const details = [failure(refusal.faults, version, requestId)]
  const message = MESSAGES[status] ?? 'Request contains an invalid argument.'
  return {
    status,
    body: { error: { code: status, message, status: GRPC_STATUS[status] ?? 'UNKNOWN', details } },
  }
}

function wireFault(fault: Fault): Record<string, unknown> {
  const [kind = '', name = ''] = fault.code.split('.')
  return {
    errorCode: { [kind]: name },
    message: fault.message,
    ...(fault.trigger === undefined ? {} : { trigger: { stringValue: fault.trigger } }),
    ...(fault.path.length === 0 ? {} : { location: { fieldPathElements: fault.path } }),
    ...(fault.details === undefined ? {} : { details: fault.details }),
  }
}
