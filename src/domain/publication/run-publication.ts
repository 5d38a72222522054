import { AppError } from '../../base/errors.ts'
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
import { releaseQuota, waitForQuota } from '../../store/quota.ts'
import type { Context } from '../context.ts'
import { through } from '../google-client.ts'
import { capOf, hold, meteredGoogle, noteAnswer, type Purpose, spend } from '../quota.ts'
import { searchesToRead } from '../plan/remote-queries.ts'
import { syncPublished } from '../sync-campaigns.ts'
import { inadmissible } from './admissible.ts'
import { isBegun, remainingCost } from './cost.ts'
import { reportErrors } from './error-words.ts'
import { LostLease, PATIENCE, type Run, type RunOptions, type StepEnd } from './run.ts'
import {
  endBeforeEnabling,
  endUnderStop,
  isStopped,
  QUOTA_SECONDS_STOPPED,
  refuseUnderStop,
  StoppedBefore,
  UNCLEAR_SECONDS_STOPPED,
} from './under-stop.ts'
import { activate } from './step-activate.ts'
import { mutate } from './step-mutate.ts'
import { uploadAsset } from './step-upload.ts'
import { verify } from './step-verify.ts'
import { tellOfPublication } from './tell.ts'
import { documentAt } from './tree.ts'

/** After a lost answer Google is given this long to finish what it may be doing, before it is asked and before a resend. */
const UNKNOWN_PAUSE_SECONDS = 5
const MAX_UNKNOWN_PAUSE_SECONDS = 30
const MAX_BACKOFF_SECONDS = 300
/** A publication that was taken up this often and never came to an end kills its workers. */
const MAX_CLAIMS = 500

const STEPS = { UPLOAD_ASSET: uploadAsset, MUTATE: mutate, VERIFY: verify, ACTIVATE: activate }

/**
 * Works on a claimed publication until it ends, has to wait, or is taken over by another worker. Every write checks the
 * claim's fence, and every request is in the journal before it leaves.
 */
export async function runPublication(ctx: Context, claim: Claim, options: RunOptions): Promise<void> {
  const work = await findWork(ctx.db, claim.workspace_id, claim.id)
  if (work === undefined) throw new Error(`Publication ${claim.id} was claimed and is not there.`)
  const acting = await actingFor(ctx, claim, work)
  const run = makeRun('context' in acting ? acting.context : ctx, claim, work, options)
  try {
    if ('unusable' in acting) {
      await end(run, null, { kind: 'attention', message: acting.unusable })
      return
    }
    await workThrough(run, options.stopping)
  } catch (error) {
    // Whoever took over goes on from the journal.
    if (error instanceof LostLease) return
    // Held until the lease ends it would block its account. Where the database is what failed, the lease does end it.
    const message = 'Something went wrong here. It is tried again, and Google is asked first what it has.'
    await end(run, null, { kind: 'unknown', message }).catch(() => {})
    throw error
  }
}

/**
 * The context that acts by the account's connection. One that was ended is refused everything, as one that Google ended:
 * the steps know what a refusal means where an answer was lost before. A secret that cannot be opened is for a person.
 */
async function actingFor(
  ctx: Context,
  claim: Claim,
  work: Work,
): Promise<{ context: Context } | { unusable: string }> {
  try {
    return { context: await through(ctx, claim.workspace_id, work.connection_id) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'misconfigured') return { unusable: error.message }
    throw error
  }
}

async function workThrough(run: Run, stopping: AbortSignal | undefined): Promise<void> {
  const { ctx, claim, work } = run
  if (work.environment !== ctx.google.environment) {
    const message = 'This server is connected to another Google Ads environment.'
    await end(run, null, { kind: 'attention', message })
    return
  }
  if (work.attempts > MAX_CLAIMS) {
    const message = `It was taken up ${work.attempts} times and never came to an end. See the log of the program.`
    await end(run, null, { kind: 'attention', message })
    return
  }
  if (await isEndedByStop(run)) return
  const wrong = inadmissible(work)
  if (wrong !== undefined) {
    await end(run, null, { kind: 'attention', message: wrong })
    return
  }
  if (!(await isAffordable(run))) return
  let sent = false
  for (const step of work.steps) {
    if (step.state === 'DONE') continue
    if (stopping?.aborted) {
      await giveBack(run, step)
      return
    }
    if (!sent && (await isEndedByStop(run))) return
    sent ||= step.kind === 'MUTATE' || step.kind === 'ACTIVATE'
    run.point(`${step.kind}:begin`)
    const ended = await STEPS[step.kind](run, step).catch((error: unknown) => {
      if (error instanceof StoppedBefore) return endBeforeEnabling(run, step, error)
      throw error
    })
    if (ended === 'wait') return
    if (ended.kind !== 'done') {
      await end(run, step, ended)
      return
    }
    run.point(`${step.kind}:done`)
  }
  await syncPublished(ctx, claim.workspace_id, work.campaign_id).catch((error: unknown) => {
    ctx.log.warn({ err: error }, 'Google’s side could not be read after publishing; it is read again soon.')
  })
  await run.write(async (tx) => {
    await releaseQuota(tx, ctx.google.environment, claim.id)
    await updatePublicationState(tx, claim.workspace_id, claim.id, { state: 'SUCCEEDED', message: null })
    await tellOfPublication(tx, claim.workspace_id, claim.id, 'SUCCEEDED')
    run.point('success:inside')
  })
  run.point('success:after')
}

/** A stop came before anything was sent to the campaign. */
async function isEndedByStop(run: Run): Promise<boolean> {
  const ended = await endUnderStop(run)
  if (ended !== undefined && ended !== 'wait') await end(run, null, ended)
  return ended !== undefined
}

/**
 * Keeps Google's operations for the whole of what is left to do, and gives the publication back where the day has too few:
 * no plan is begun that cannot be finished. A pause waits for nobody's share.
 */
async function isAffordable(run: Run): Promise<boolean> {
  const { ctx, claim, work } = run
  const readTree = work.kind === 'PUBLISH' ? searchesToRead(await documentAt(run)) : 0
  const operations = remainingCost(work, readTree)
  // What a pause waits behind takes of its share.
  const stopped = await isStopped(run)
  const purpose =
    work.kind === 'PAUSE' || stopped ? 'pause' : isBegun(work) || work.kind === 'RESUME' ? 'finish' : 'begin'
  const cap = capOf(ctx.google, purpose)
  if (cap !== null && operations > cap) {
    const message = `It needs ${operations} of Google’s operations, and the access level of the Cloud project leaves at most ${cap} in 24 hours. Publish fewer changes at once, or apply for a higher level.`
    await end(run, null, { kind: 'attention', message })
    return false
  }
  const wait = await hold(ctx, purpose, claim.id, operations)
  if (wait === undefined) return true
  const state = work.steps.some(({ unsure }) => unsure > 0) ? 'UNKNOWN' : 'QUEUED'
  const seconds = Math.max(1, stopped ? Math.min(wait.seconds, QUOTA_SECONDS_STOPPED) : wait.seconds)
  await run.write((tx) => waitForQuota(tx, claim, { state, message: wait.message, seconds }))
  return false
}

/** Whose share it is where more is needed than was kept. */
function finishing({ kind }: Work): Purpose {
  return kind === 'PAUSE' ? 'pause' : 'finish'
}

function makeRun(context: Context, claim: Claim, work: Work, options: RunOptions): Run {
  const scope = { workspaceId: claim.workspace_id }
  const ctx = { ...context, google: meteredGoogle(context, finishing(work), claim.id) }
  const customer = { customerId: work.customer_id, loginCustomerId: work.login_customer_id }
  const run: Run = {
    ctx,
    claim,
    work,
    customer,
    patience: { ...PATIENCE, ...options.patience },
    point: (name) => options.onPoint?.(name),
    write: async (change) =>
      await ctx.db.transaction(scope, async (tx) => {
        if (!(await lockFenced(tx, claim))) throw new LostLease(`Publication ${claim.id} was taken over.`)
        return await change(tx)
      }),
    send: async (step, request, onApplied) => await sendOnce(run, options, step, request, onApplied),
  }
  return run
}

/** Journal, send, journal. The transaction that notes the answer also stores what `onApplied` makes of it. */
async function sendOnce(
  { ctx, claim, work, write, customer, point }: Run,
  { mayAct }: RunOptions,
  step: WorkStep,
  request: PreparedRequest,
  onApplied: (tx: Tx, value: MutateValue) => Promise<void>,
): Promise<Answer<MutateValue>> {
  const { google } = ctx
  const number = await write(async (tx) => {
    await refuseUnderStop(tx, claim, work, step)
    const inserted = await insertAttempt(tx, claim, step.position, request.sha256)
    const refused = await spend(tx, google, finishing(work), claim.id, request.operations)
    if (refused !== undefined) throw new NoQuota(refused)
    point(`${step.kind}:journal`)
    return inserted
  }).catch((error: unknown) => {
    if (error instanceof NoQuota) return error.answer
    throw error
  })
  // Nothing was sent and nothing is in the journal.
  if (typeof number !== 'number') return number
  point(`${step.kind}:journalled`)
  // The fence keeps a late worker out of our tables and not out of Google: a process that slept past its lease sends nothing.
  if (!mayAct())
    throw new LostLease(`The lease of publication ${claim.id} ran out before the request was sent.`)
  point(`${step.kind}:sending`)
  const answer = await google.send(customer, request)
  point(`${step.kind}:answered`)
  if (answer.kind === 'unknown' && step.unsure === 0) step.unclear_seconds = 0
  await write(async (tx) => {
    await finishAttempt(tx, claim, step.position, number, attemptResult(answer, work))
    if (answer.kind === 'applied') {
      await onApplied(tx, answer.value)
      await updateStep(tx, claim, step.position, 'DONE')
    } else await updateStep(tx, claim, step.position, answer.kind === 'unknown' ? 'UNKNOWN' : 'PENDING')
    await noteAnswer(ctx, tx, answer, request.operations)
    point(`${step.kind}:finish`)
  })
  point(`${step.kind}:finished`)
  return answer
}

/** Takes the attempt back that the meter has no operations for. */
class NoQuota extends Error {
  override readonly name = 'NoQuota'
  readonly answer: Extract<Answer<never>, { kind: 'not_applied' }>

  constructor(answer: NoQuota['answer']) {
    super('The day has no operations left for this request.')
    this.answer = answer
  }
}

function attemptResult(answer: Answer<unknown>, work: Work): AttemptResult {
  const told = { httpStatus: answer.httpStatus, googleRequestId: answer.requestId }
  if (answer.kind === 'applied') return { ...told, outcome: 'APPLIED', errors: [] }
  const outcome = { refused: 'REFUSED', not_applied: 'NOT_APPLIED', unknown: 'UNKNOWN' } as const
  return { ...told, outcome: outcome[answer.kind], errors: reportErrors(answer.errors, work) }
}

/** The program ends: another one takes it up at once, without waiting for the lease to run out. */
async function giveBack({ claim, write }: Run, step: WorkStep): Promise<void> {
  const state = step.unsure > 0 ? 'UNKNOWN' : 'QUEUED'
  await write((tx) => updatePublicationState(tx, claim.workspace_id, claim.id, { state, message: null }))
}

async function end(run: Run, step: WorkStep | null, how: Exclude<StepEnd, { kind: 'done' }>): Promise<void> {
  const { ctx, claim, work, point } = run
  const stopped = (how.kind === 'wait' || how.kind === 'unknown') && (await isStopped(run))
  const ended = stopped && how.kind === 'wait' && step !== null ? putOffUnderStop(how) : how
  const { message, errors = [] } = ended
  await run.write(async (tx) => {
    if (ended.kind === 'failed') {
      if (step !== null) await updateStep(tx, claim, step.position, 'FAILED')
      await releaseQuota(tx, ctx.google.environment, claim.id)
      if (ended.nothingMade) await clearPublishedName(tx, claim.workspace_id, work.campaign_id)
      await updatePublicationState(tx, claim.workspace_id, claim.id, { state: 'FAILED', message, errors })
      await tellOfPublication(tx, claim.workspace_id, claim.id, 'FAILED', { message })
    } else if (ended.kind === 'attention' || isTooLong(run, step, ended.kind, stopped)) {
      await releaseQuota(tx, ctx.google.environment, claim.id)
      await updatePublicationState(tx, claim.workspace_id, claim.id, {
        state: 'NEEDS_ATTENTION',
        message,
        errors,
      })
      await tellOfPublication(tx, claim.workspace_id, claim.id, 'NEEDS_ATTENTION', { message })
    } else {
      if (step !== null && ended.kind === 'unknown') await updateStep(tx, claim, step.position, 'UNKNOWN')
      await updatePublicationState(tx, claim.workspace_id, claim.id, {
        state: ended.kind === 'unknown' ? 'UNKNOWN' : 'QUEUED',
        message,
        errors,
        delaySeconds: delayOf(ended, work.attempts),
      })
    }
    point('end:inside')
  })
  point('end:after')
}

/** Measured from the first answer that was lost, or from the begin: a wait that Google asked for is no failed try. */
function isTooLong(
  { patience, work }: Run,
  step: WorkStep | null,
  kind: 'unknown' | 'wait',
  stopped: boolean,
): boolean {
  if (step === null) return work.age_seconds > patience.putOffSeconds
  const unclearSeconds = Math.min(patience.unclearSeconds, stopped ? UNCLEAR_SECONDS_STOPPED : Infinity)
  return kind === 'unknown'
    ? step.unclear_seconds > unclearSeconds
    : step.age_seconds > patience.putOffSeconds
}

/** Google did nothing, and a pause waits behind it: it is not tried again. */
function putOffUnderStop({
  message,
  errors = [],
}: Extract<StepEnd, { kind: 'wait' }>): Extract<StepEnd, { kind: 'failed' }> {
  return { kind: 'failed', message: `Everything was stopped. ${message}`, errors, nothingMade: false }
}

function delayOf(
  ended: { kind: 'unknown' | 'wait'; retryAfterMs?: number | null },
  attempts: number,
): number {
  if (ended.retryAfterMs != null) return ended.retryAfterMs / 1000
  const backoff = Math.min(UNKNOWN_PAUSE_SECONDS * 2 ** Math.max(0, attempts - 1), MAX_BACKOFF_SECONDS)
  return ended.kind === 'unknown'
    ? Math.min(backoff, MAX_UNKNOWN_PAUSE_SECONDS)
    : backoff * (0.75 + Math.random() / 2)
}
