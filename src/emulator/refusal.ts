import type { ErrorCode } from './generated/error-codes.ts'

export interface PathElement {
  fieldName: string
  index?: number
}

/** One error of a GoogleAdsFailure. */
export interface Fault {
  code: ErrorCode
  message: string
  path: PathElement[]
  trigger?: string | undefined
  details?: Record<string, unknown> | undefined
}

/** Google Ads refuses the request, with reasons that it publishes. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly faults: readonly Fault[]
  /** The HTTP status where it does not follow from the codes: only injected faults say so. */
  readonly httpStatus: number | undefined

  constructor(faults: readonly Fault[], httpStatus?: number) {
    super(faults.map((fault) => `${fault.code}: ${fault.message}`).join('; '))
    this.faults = faults
    this.httpStatus = httpStatus
  }
}

/** The JSON endpoint refuses the request before Google Ads sees it. */
export class BadPayload extends Error {
  override readonly name = 'BadPayload'
  readonly violations: readonly { field: string; description: string }[]

  constructor(violations: readonly { field: string; description: string }[]) {
    super(violations.map((violation) => violation.description).join('\n'))
    this.violations = violations
  }
}

/** Nothing answers at that address. */
export class NoSuchPath extends Error {
  override readonly name = 'NoSuchPath'
}

export function refuse(
  code: ErrorCode,
  message: string,
  options: { path?: string; trigger?: string; details?: Record<string, unknown> } = {},
): Refusal {
  return new Refusal([
    { code, message, path: toPath(options.path ?? ''), trigger: options.trigger, details: options.details },
  ])
}

/** `create.ad.final_urls[0]` as the elements of an error's location. */
export function toPath(path: string): PathElement[] {
  if (path === '') return []
  return path.split('.').map((part) => {
    const [, name = part, index] = /^(.*)\[(\d+)\]$/.exec(part) ?? []
    return index === undefined ? { fieldName: part } : { fieldName: name, index: Number(index) }
  })
}
