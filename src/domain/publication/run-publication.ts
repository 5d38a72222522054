import type { Answer } from '../../google/answer.ts'
import type { MutateValue, PreparedRequest } from '../../google/google-ads.ts'
import type { Tx } from '../../store/db.ts'
import {
  type AttemptResult,
  type Claim,
  finishAttempt,
  findWork,
  insertAttempt,
  lockFenced,
  updatePublicationState,
  updateStep,
  type Work,
  type WorkStep,
} from '../../store/publications.ts'
import { clearPublishedName } from '../../store/publishing.ts'
import type { Context } from '../context.ts'
import { syncPublished } from '../sync-campaigns.ts'
import { reportErrors } from './error-words.ts'
import { LostLease, type Run, type StepEnd } from './run.ts'
import { activate } from './step-activate.ts'
import { mutate } from './step-mutate.ts'
import { uploadAsset } from './step-upload.ts'
import { verify } from './step-verify.ts'

/** After a lost answer Google is given this long to finish what it may be doing, before it is asked and before a resend. */
const UNKNOWN_PAUSE_SECONDS = 5
const MAX_BACKOFF_SECONDS = 300
/** Attempts after which an unclear publication waits for a person instead of trying on. */
const MAX_ATTEMPTS = 25

const STEPS = { UPLOAD_ASSET: uploadAsset, MUTATE: mutate, VERIFY: verify, ACTIVATE: activate }

/**
 * Works on a claimed publication until it ends, has to wait, or is taken over by another worker. Every write checks the
 * claim's fence, and every request is in the journal before it leaves.
 */
export async function runPublication(ctx: Context, claim: Claim): Promise<void> {
  const work = await findWork(ctx.db, claim.workspace_id, claim.id)
  if (work === undefined) throw new Error(`Publication ${claim.id} was claimed and is not there.`)
  const run = makeRun(ctx, claim, work)
  try {
    if (work.environment !== ctx.google.environment) {
      await end(run, null, {
        kind: 'attention',
        message: 'This server is connected to another Google Ads environment.',
      })
      return
    }
    for (const step of work.steps) {
      if (step.state === 'DONE') continue
      const ended = await STEPS[step.kind](run, step)
      if (ended.kind !== 'done') {
        await end(run, step, ended)
        return
      }
    }
    await syncPublished(ctx, claim.workspace_id, work.campaign_id).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'Google’s side could not be read after publishing; it is read again soon.')
    })
    await run.write(async (tx) => {
      await updatePublicationState(tx, claim.workspace_id, claim.id, { state: 'SUCCEEDED', message: null })
    })
  } catch (error) {
    // Whoever took over goes on from the journal.
    if (error instanceof LostLease) return
    throw error
  }
}

function makeRun(ctx: Context, claim: Claim, work: Work): Run {
  const scope = { workspaceId: claim.workspace_id }
  const write = async <Result>(change: (tx: Tx) => Promise<Result>): Promise<Result> =>
    await ctx.db.transaction(scope, async (tx) => {
      if (!(await lockFenced(tx, claim))) throw new LostLease(`Publication ${claim.id} was taken over.`)
      return await change(tx)
    })
  const customer = { customerId: work.customer_id, loginCustomerId: work.login_customer_id }
  return {
    ctx,
    claim,
    work,
    customer,
    write,
    send: async (step, request, onApplied) =>
      await sendOnce({ ctx, claim, work, write, customer }, step, request, onApplied),
  }
}

/** Journal, send, journal. The transaction that notes the answer also stores what `onApplied` makes of it. */
async function sendOnce(
  { ctx, claim, work, write, customer }: Pick<Run, 'ctx' | 'claim' | 'work' | 'write' | 'customer'>,
  step: WorkStep,
  request: PreparedRequest,
  onApplied: (tx: Tx, value: MutateValue) => Promise<void>,
): Promise<Answer<MutateValue>> {
  const number = await write((tx) => insertAttempt(tx, claim, step.position, request.sha256))
  const answer = await ctx.google.send(customer, request)
  await write(async (tx) => {
    await finishAttempt(tx, claim, step.position, number, attemptResult(answer, work))
    if (answer.kind !== 'applied') {
      await updateStep(tx, claim, step.position, answer.kind === 'unknown' ? 'UNKNOWN' : 'PENDING')
      return
    }
    await onApplied(tx, answer.value)
    await updateStep(tx, claim, step.position, 'DONE')
  })
  return answer
}

function attemptResult(answer: Answer<unknown>, work: Work): AttemptResult {
  const told = { httpStatus: answer.httpStatus, googleRequestId: answer.requestId }
  if (answer.kind === 'applied') return { ...told, outcome: 'APPLIED', errors: [] }
  const outcome = { refused: 'REFUSED', not_applied: 'NOT_APPLIED', unknown: 'UNKNOWN' } as const
  return { ...told, outcome: outcome[answer.kind], errors: reportErrors(answer.errors, work) }
}

async function end(
  run: Run,
  step: WorkStep | null,
  ended: Exclude<StepEnd, { kind: 'done' }>,
): Promise<void> {
  const { claim, work } = run
  await run.write(async (tx) => {
    if (ended.kind === 'failed') {
      if (step !== null) await updateStep(tx, claim, step.position, 'FAILED')
      if (ended.nothingMade) await clearPublishedName(tx, claim.workspace_id, work.campaign_id)
      await updatePublicationState(tx, claim.workspace_id, claim.id, {
        state: 'FAILED',
        message: ended.message,
        errors: ended.errors,
      })
      return
    }
    const { errors = [] } = ended
    if (ended.kind === 'attention' || work.attempts >= MAX_ATTEMPTS) {
      await updatePublicationState(tx, claim.workspace_id, claim.id, {
        state: 'NEEDS_ATTENTION',
        message: ended.message,
        errors,
      })
      return
    }
    if (step !== null && ended.kind === 'unknown') await updateStep(tx, claim, step.position, 'UNKNOWN')
    await updatePublicationState(tx, claim.workspace_id, claim.id, {
      state: ended.kind === 'unknown' ? 'UNKNOWN' : 'QUEUED',
      message: ended.message,
      errors,
      delaySeconds: delayOf(ended, work.attempts),
    })
  })
}

function delayOf(
  ended: { kind: 'unknown' | 'wait'; retryAfterMs?: number | null },
  attempts: number,
): number {
  if (ended.retryAfterMs != null) return ended.retryAfterMs / 1000
  const backoff = Math.min(UNKNOWN_PAUSE_SECONDS * 2 ** Math.max(0, attempts - 1), MAX_BACKOFF_SECONDS)
  return ended.kind === 'unknown' ? Math.min(backoff, 30) : backoff * (0.75 + Math.random() / 2)
}
