import { releaseQuota, waitForQuota } from '../../store/quota.ts'
import { findStopStanding } from '../../store/stop-waits.ts'
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
export async function endUnderStop({ ctx, claim, work, write }: Run): Promise<Ended | 'wait' | undefined> {
  const isOnItsWay = work.steps.some(
    ({ kind, state, unsure }) =>
      (kind === 'MUTATE' || kind === 'ACTIVATE') && (state !== 'PENDING' || unsure > 0),
  )
  if (work.kind === 'PAUSE' || isOnItsWay) return undefined
  const standing = await findStopStanding(ctx.db, claim.workspace_id, { ...work, id: claim.id })
  if (!standing.stopped) return undefined
  if (standing.restores) {
    await write(async (tx) => {
      await releaseQuota(tx, ctx.google.environment, claim.id)
      const message = 'Everything is stopped: this waits until it is restored.'
      await waitForQuota(tx, claim, { state: 'QUEUED', message, seconds: RESTORE_PAUSE_SECONDS })
    })
    return 'wait'
  }
  const message = 'Everything was stopped before anything was sent.'
  return { kind: 'failed', message, errors: [], nothingMade: isSurelyNew(work) }
}
