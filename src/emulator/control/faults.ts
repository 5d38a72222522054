import { z } from 'zod'
import { errorAnswer, type HttpAnswer, isErrorCode } from '../envelope.ts'
import { Refusal } from '../refusal.ts'

const MAX_DELAY_MS = 600_000

/** What to do to the next requests that match. */
export const faultSchema = z.strictObject({
  kind: z.enum(['lose_response', 'reset_before', 'error', 'delay', 'search_lag']),
  /** How many requests it befalls; then it is spent. */
  count: z.int().min(1).default(1),
  match: z
    .strictObject({
      /** Part of the path, like `googleAds:mutate`. */
      path: z.string().optional(),
      /** Part of the body, like `campaignOperation`. */
      body: z.string().optional(),
    })
    .default({}),
  /** Wait before anything is done: the client may be gone when it is. */
  beforeMs: z.int().min(0).max(MAX_DELAY_MS).default(0),
  /** Wait between the commit and the answer. */
  afterMs: z.int().min(0).max(MAX_DELAY_MS).default(0),
  /** For `search_lag`: the answer is what was there this long ago. Meant for searches, by `match.path`. */
  lagMs: z.int().min(1).max(MAX_DELAY_MS).default(1000),
  /** For `error`: a code that Google publishes, like `databaseError.CONCURRENT_MODIFICATION`. */
  code: z.string().refine(isErrorCode, { error: 'This is no error code of Google Ads.' }).optional(),
  httpStatus: z.int().min(400).max(599).optional(),
  /** For quota errors, like `5s`. */
  retryDelay: z
    .string()
    .regex(/^\d+(\.\d+)?s$/)
    .optional(),
  message: z.string().optional(),
  /** For `error`: fail before doing anything, or do it and fail then. */
  when: z.enum(['before', 'after']).default('before'),
})

export type FaultInput = z.input<typeof faultSchema>
export type ActiveFault = z.output<typeof faultSchema> & { id: number; remaining: number }

const DEFAULT_CODE = 'internalError.TRANSIENT_ERROR'

/** The faults that wait for requests. */
export class Faults {
  #active: ActiveFault[] = []
  #lastId = 0

  add(input: FaultInput): ActiveFault {
    const fault = faultSchema.parse(input)
    this.#lastId += 1
    const active = { ...fault, id: this.#lastId, remaining: fault.count }
    this.#active.push(active)
    return active
  }

  list(): readonly ActiveFault[] {
    return this.#active
  }

  /** Takes over faults that waited elsewhere. */
  replace(faults: readonly ActiveFault[]): void {
    this.#active = faults.map((fault) => ({ ...fault }))
    this.#lastId = Math.max(this.#lastId, ...faults.map(({ id }) => id))
  }

  clear(): void {
    this.#active = []
  }

  /** The first fault that matches, used up once more. */
  take(path: string, body: Buffer | undefined): ActiveFault | undefined {
    const fault = this.#active.find(({ match }) => isMatch(match, path, body))
    if (!fault) return undefined
    fault.remaining -= 1
    if (fault.remaining === 0) this.#active = this.#active.filter((other) => other !== fault)
    return fault
  }
}

const SIGN_IN: readonly string[] = ['/token', '/revoke', '/o/oauth2/v2/auth']

/** Signing in is not what a fault is meant for, unless its path says so. */
function isMatch(match: ActiveFault['match'], path: string, body: Buffer | undefined): boolean {
  const isPath = match.path === undefined ? !SIGN_IN.includes(path) : path.includes(match.path)
  return isPath && (match.body === undefined || (body?.includes(match.body) ?? false))
}

/** The answer of an `error` fault, in the envelope that a real one has. */
export function faultAnswer(fault: ActiveFault, path: string, requestId: string): HttpAnswer {
  const version = /^\/(v\d+)\//.exec(path)?.[1] ?? 'v25'
  const code = fault.code !== undefined && isErrorCode(fault.code) ? fault.code : DEFAULT_CODE
  const quota = { rateScope: 'ACCOUNT', rateName: 'Number of operations', retryDelay: fault.retryDelay }
  const details = fault.retryDelay === undefined ? undefined : { quotaErrorDetails: quota }
  const message = fault.message ?? 'A fault that the emulator was told to make.'
  const answer = errorAnswer(
    new Refusal([{ code, message, path: [], details }], fault.httpStatus),
    version,
    requestId,
  )
  return path.endsWith(':searchStream') ? { ...answer, body: [answer.body] } : answer
}
