import { z } from 'zod'
import { errorAnswer, type HttpAnswer } from '../envelope.ts'
import type { Control } from './control.ts'
import { faultSchema } from './faults.ts'
import { quotaSchema } from './quota-control.ts'

const editSchema = z.strictObject({
  customerId: z.string(),
  mutateOperations: z.array(z.unknown()),
  userEmail: z.string().optional(),
})
const clockSchema = z.strictObject({ advanceMs: z.int().min(0) })
const waitSchema = z.strictObject({ ms: z.int().min(0).max(600_000) })
const tokenSchema = z.strictObject({ refreshToken: z.string().min(1) })
const accountSchema = z.strictObject({
  id: z.string(),
  status: z.enum(['ENABLED', 'CANCELED', 'SUSPENDED', 'CLOSED']).optional(),
  directAccess: z.boolean().optional(),
  testAccount: z.boolean().optional(),
  name: z.string().min(1).optional(),
})
const count = z.int().min(0)
const metricsSchema = z.strictObject({
  customerId: z.string(),
  campaignId: z.string(),
  runningSince: z.iso.datetime({ offset: true }).optional(),
  days: z
    .record(
      z.iso.date(),
      z.strictObject({
        impressions: count,
        clicks: count,
        costMicros: count,
        conversions: z.number().min(0),
        conversionsValue: z.number(),
      }),
    )
    .optional(),
})

/** Answers `/_emulator/...`. */
export async function answerControl(
  control: Control,
  method: string,
  path: string,
  body: Buffer | undefined,
): Promise<HttpAnswer> {
  try {
    return await dispatch(control, `${method} ${path.replace(/^\/_emulator\/?/, '/')}`, parse(body))
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } }
    if (error instanceof SyntaxError) return { status: 400, body: { error: 'The body is not JSON.' } }
    return errorAnswer(error, 'v25', 'control')
  }
}

async function dispatch(control: Control, route: string, input: unknown): Promise<HttpAnswer> {
  switch (route) {
    case 'GET /':
      return ok(control.summary())
    case 'GET /requests':
      return ok({ requests: control.requests() })
    case 'GET /faults':
      return ok({ faults: control.faults.list() })
    case 'POST /faults':
      return { status: 201, body: addFaults(control, input) }
    case 'DELETE /faults':
      control.faults.clear()
      return ok({})
    case 'DELETE /requests':
      control.requestLog.clear()
      return ok({})
    case 'POST /reset':
      control.reset()
      return ok(control.summary())
    case 'POST /clock':
      return ok({ now: control.advanceClock(clockSchema.parse(input).advanceMs) })
    case 'POST /read-lag':
      control.setReadLag(waitSchema.parse(input).ms)
      return ok({})
    case 'POST /latency':
      control.setLatency(waitSchema.parse(input).ms)
      return ok({})
    case 'GET /quota':
      return ok(control.quota())
    case 'POST /quota':
      return ok(control.quota(quotaSchema.parse(input)))
    case 'GET /state':
      return ok(control.save())
    case 'POST /state': {
      const reason = control.load(input)
      return reason === undefined ? ok(control.summary()) : { status: 400, body: { error: reason } }
    }
    case 'POST /revoke':
      control.revokeToken(tokenSchema.parse(input).refreshToken)
      return ok({})
    case 'POST /accounts':
      return changeAccount(control, input)
    case 'POST /metrics':
      return setMetrics(control, input)
    case 'POST /edit-as-user': {
      const { customerId, mutateOperations, userEmail } = editSchema.parse(input)
      const result = await control.editAsUser(customerId, mutateOperations, userEmail)
      return result ? ok(result) : missing(`There is no account ${customerId}.`)
    }
    default:
      return missing('There is no such control.')
  }
}

function setMetrics(control: Control, input: unknown): HttpAnswer {
  const { customerId, campaignId, runningSince, days } = metricsSchema.parse(input)
  const runningSinceMs = runningSince === undefined ? undefined : Date.parse(runningSince)
  return control.setMetrics(customerId, campaignId, { runningSinceMs, days })
    ? ok({})
    : missing(`Account ${customerId} has no campaign ${campaignId}.`)
}

function addFaults(control: Control, input: unknown): unknown {
  const list = z.array(faultSchema).parse(Array.isArray(input) ? input : [input])
  return { faults: list.map((fault) => control.injectFault(fault)) }
}

function changeAccount(control: Control, input: unknown): HttpAnswer {
  const { id, ...change } = accountSchema.parse(input)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const account = control.changeAccount(id, given)
  return account ? ok(account) : missing(`There is no account ${id}.`)
}

function parse(body: Buffer | undefined): unknown {
  const text = body?.toString('utf8') ?? ''
  return text === '' ? {} : JSON.parse(text)
}

const ok = (body: unknown): HttpAnswer => ({ status: 200, body })
const missing = (error: string): HttpAnswer => ({ status: 404, body: { error } })
