import { releaseQuota, waitForQuota } from '../../store/quota.ts'
import type { Tx } from '../../store/db.ts'
import { type Claim, updateStep, type Work, type WorkStep } from '../../store/publications.ts'
import { findStopStanding, holdStopStanding, type StopStanding } from '../../store/stop-waits.ts'
import { isSurelyNew } from './answers.ts'
import type { Run, StepEnd } from './run.ts'

/** Between two looks of what a stop has paused and another one keeps from being resumed. */
const RESTORE_PAUSE_SECONDS = 10
/** While a stop waits for it, a lost answer is looked for no longer than this; then the pause goes first. */
export const UNCLEAR_SECONDS_STOPPED = 60
/** And the day's operations are asked for this often, since a pause waits behind it. */
export const QUOTA_SECONDS_STOPPED = 30

type Ended = Exclude<StepEnd, { kind: 'done' }>

/** Whether a stop over its account is on, and this is no pause. */
export async function isStopped({ ctx, claim, work }: Run): Promise<boolean> {
  if (work.kind === 'PAUSE') return false
  return (await findStopStanding(ctx.db, claim.workspace_id, { ...work, id: claim.id })).stopped
}

/**
 * What becomes of a publication of which nothing was sent to the campaign, while a stop is on: it ends, so that nothing is
 * enabled first and paused then. `wait`: it was put off. A resume by which another stop is restored waits for the end of
 * this one. Undefined: it goes on.
 */
export async function endUnderStop(run: Run): Promise<Ended | 'wait' | undefined> {
  const { ctx, claim, work } = run
  const isOnItsWay = work.steps.some(
    ({ kind, state, unsure }) =>
      (kind === 'MUTATE' || kind === 'ACTIVATE') && (state !== 'PENDING' || unsure > 0),
  )
  if (work.kind === 'PAUSE' || isOnItsWay) return undefined
  const standing = await findStopStanding(ctx.db, claim.workspace_id, { ...work, id: claim.id })
  if (!standing.stopped) return undefined
  return standing.restores ? await waitForRestore(run) : beforeAnything(work)
}

/** A stop came before the request that would have enabled the campaign. */
export class StoppedBefore extends Error {
  override readonly name = 'StoppedBefore'
  readonly standing: StopStanding

  constructor(standing: StopStanding) {
    super('Everything is stopped: nothing is enabled.')
    this.standing = standing
  }
}

/**
 * In the transaction that notes a request before it leaves: of what would enable a campaign none is noted while a stop is on, and
 * no stop is written down before this ends, so that it finds what has left. What may have arrived already is sent again, since
 * Google may run the campaign: its pause comes after it. Throws `StoppedBefore`.
 */
export async function refuseUnderStop(tx: Tx, claim: Claim, work: Work, step: WorkStep): Promise<void> {
  if (step.kind !== 'ACTIVATE' || work.kind === 'PAUSE' || step.unsure > 0) return
  const standing = await holdStopStanding(tx, claim.workspace_id, { ...work, id: claim.id })
  if (standing.stopped) throw new StoppedBefore(standing)
}

/** What becomes of it then. What runs anyway is paused with the rest; what was made stays paused until it is restored. */
export async function endBeforeEnabling(
  run: Run,
  step: WorkStep,
  { standing }: StoppedBefore,
): Promise<StepEnd | 'wait'> {
  const { claim, work, write } = run
  if (standing.restores) return await waitForRestore(run)
  if (work.kind === 'RESUME') return beforeAnything(work)
  if (standing.runs) {
    await write((tx) => updateStep(tx, claim, step.position, 'DONE'))
    return { kind: 'done' }
  }
  const message =
    'Everything was stopped before the campaign was enabled: it is at Google, paused. Restoring what was stopped enables it.'
  return { kind: 'failed', message, errors: [], nothingMade: false }
}

async function waitForRestore({ ctx, claim, write }: Run): Promise<'wait'> {
  await write(async (tx) => {
    await releaseQuota(tx, ctx.google.environment, claim.id)
    const message = 'Everything is stopped: this waits until it is restored.'
    await waitForQuota(tx, claim, { state: 'QUEUED', message, seconds: RESTORE_PAUSE_SECONDS })
  })
  return 'wait'
}

function beforeAnything(work: Work): Ended {
  const message = 'Everything was stopped before anything was sent.'
  return { kind: 'failed', message, errors: [], nothingMade: isSurelyNew(work) }
}
