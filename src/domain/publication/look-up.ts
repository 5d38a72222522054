import { updateStep, type WorkStep } from '../../store/publications.ts'
import { sameValue } from '../plan/compare.ts'
import { labelName } from '../plan/desired.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import { stillThere } from '../plan/drift.ts'
import type { Match } from '../plan/match.ts'
import { findRemote, readRemote, type RemoteResource } from '../plan/remote.ts'
import type { Baseline } from '../plan/resource.ts'
import { endOfRead } from './answers.ts'
import { findGuards, guardName, needsGuard } from './guard.ts'
import type { Run, StepEnd } from './run.ts'
import { isCreate, knownBaseline, matchRevision, storeTree, withSurplus } from './tree.ts'

/** Nothing of ours is to be seen, so that the same bytes may be sent again. */
type NotSeen = 'not there' | 'name taken'

const REMOVED =
  'Our campaign was made and then removed at Google, which never brings one back. Duplicate it here to make it anew.'
const PLAN_IS_OLD = 'The plan was made without knowing that. Read the plan again and publish it.'

/** Finds out what became of attempts without a certain end. */
export async function lookUp(run: Run, step: WorkStep): Promise<StepEnd | NotSeen> {
  run.point('MUTATE:lookup')
  const looked = isCreate(run) ? await lookUpCreate(run, step) : await lookUpChange(run, step)
  run.point('MUTATE:looked')
  return looked
}

async function lookUpCreate(run: Run, step: WorkStep): Promise<StepEnd | NotSeen> {
  const { work, ctx, customer } = run
  const answer = await findRemote(ctx.google, customer, {
    name: work.published_name,
    label: labelName(work.token),
  })
  if (answer.kind !== 'applied') return endOfRead(answer, work, 'unknown')
  const ours = answer.value.filter((campaign) => campaign.ours)
  const living = ours.filter((campaign) => campaign.status !== 'REMOVED')
  if (living.length > 1) {
    return {
      kind: 'attention',
      message: `Google has ${living.length} campaigns with our label. Remove the surplus ones there, then look again.`,
    }
  }
  if (living[0] !== undefined) return await adopt(run, step, living[0].campaignId)
  if (ours.length > 0) return { kind: 'attention', message: REMOVED }
  return answer.value.length > 0 ? 'name taken' : 'not there'
}

/**
 * Google has it: take over its ids as if the answer had arrived. Where it is from a publication that was closed before
 * this one, and something else was wanted then, this plan does not fit what is there.
 */
async function adopt(run: Run, step: WorkStep, campaignId: string): Promise<StepEnd> {
  const { ctx, customer, work, claim, patience } = run
  const remote = await readRemote(ctx.google, customer, campaignId, work.campaign_type)
  if (remote.kind !== 'applied') return endOfRead(remote, work, 'unknown')
  if (remote.value === 'removed') return { kind: 'attention', message: REMOVED }
  const notYet: StepEnd = {
    kind: 'unknown',
    message: 'Google’s search does not show the whole campaign yet.',
  }
  if (remote.value === 'absent') return notYet
  const { match, version } = await bestMatch(run, remote.value.resources)
  if (match.missing.length > 0 && step.quiet_seconds < patience.searchSeconds) return notYet
  const isOurs = version === work.version
  await run.write(async (tx) => {
    await storeTree(tx, run, withSurplus(match), version)
    if (isOurs) await updateStep(tx, claim, step.position, 'DONE')
    run.point('MUTATE:adopt')
  })
  run.point('MUTATE:adopted')
  if (isOurs) return { kind: 'done' }
  const message = `An earlier publication had reached Google after all. ${PLAN_IS_OLD}`
  return { kind: 'failed', message, errors: [], nothingMade: false }
}

/** Which revision it is that Google has: this publication's, unless one of a publication closed before fits better. */
async function bestMatch(
  run: Run,
  remote: readonly RemoteResource[],
): Promise<{ match: Match; version: number }> {
  let best: { match: Match; version: number } | undefined
  for (const version of [run.work.version, ...run.work.unsettled.map((earlier) => earlier.version)]) {
    const match = await matchRevision(run, remote, version)
    if (best === undefined || distance(match) < distance(best.match)) best = { match, version }
  }
  return best!
}

function distance({ missing, mismatches, surplus }: Match): number {
  return missing.length + mismatches.length + surplus.length
}

/** A change of a campaign that Google has. Its guard tells; without one everything is set to a value, once or twice. */
async function lookUpChange(run: Run, step: WorkStep): Promise<StepEnd | NotSeen> {
  const { ctx, customer, work, claim, patience } = run
  const remote = await readRemote(ctx.google, customer, work.google_campaign_id!, work.campaign_type)
  if (remote.kind !== 'applied') return endOfRead(remote, work, 'unknown')
  if (remote.value === 'removed') {
    return { kind: 'failed', message: 'The campaign was removed at Google.', errors: [], nothingMade: false }
  }
  if (remote.value === 'absent') {
    return { kind: 'unknown', message: 'Google’s search does not show the campaign.' }
  }
  const match = await matchRevision(run, remote.value.resources)
  if (needsGuard(run)) {
    const guards = await findGuards(run)
    if (guards.kind !== 'applied') return endOfRead(guards, work, 'unknown')
    if (!guards.value.has(await guardName(run))) return 'not there'
    if (match.missing.length > 0 && step.quiet_seconds < patience.searchSeconds) {
      return { kind: 'unknown', message: 'Google’s search does not show the whole change yet.' }
    }
  } else if (hasOpenChange(run, match)) return 'not there'
  await run.write(async (tx) => {
    await storeTree(tx, run, match.found)
    await updateStep(tx, claim, step.position, 'DONE')
    run.point('MUTATE:adopt')
  })
  run.point('MUTATE:adopted')
  return { kind: 'done' }
}

function hasOpenChange({ work }: Run, { mismatches }: Match): boolean {
  const { operations } = work.plan as StoredPlan
  return operations.some(({ title, changes }) =>
    changes.some(({ field }) => mismatches.some((other) => other.title === title && other.field === field)),
  )
}

/**
 * Before the first request of this publication, where one that was closed before it has no certain end: sees whether
 * Google still is as the plan takes it to be. Where it is not, what it has becomes the baseline of a new plan.
 */
export async function takeStock(run: Run, step: WorkStep): Promise<StepEnd | NotSeen> {
  if (isCreate(run)) return await lookUp(run, step)
  const { ctx, customer, work } = run
  const remote = await readRemote(ctx.google, customer, work.google_campaign_id!, work.campaign_type)
  if (remote.kind !== 'applied') return endOfRead(remote, work, 'wait')
  // Google itself refuses to change it.
  if (typeof remote.value === 'string') return 'not there'
  const known = await knownBaseline(run)
  const now = stillThere(known, remote.value.resources)
  const names = new Set(Object.values(now).map(({ resourceName }) => resourceName))
  for (const { version } of work.unsettled) {
    const { found } = await matchRevision(run, remote.value.resources, version)
    for (const [key, resource] of Object.entries(found)) {
      if (names.has(resource.resourceName)) continue
      names.add(resource.resourceName)
      now[key] = resource
    }
  }
  if (sameValue(fieldsOf(now), fieldsOf(known))) return 'not there'
  await run.write((tx) => storeTree(tx, run, now, work.unsettled[0]!.version))
  const message = `Google’s side is not as it was after the last publication that is known to have ended. ${PLAN_IS_OLD}`
  return { kind: 'failed', message, errors: [], nothingMade: false }
}

function fieldsOf(baseline: Baseline): [string, unknown][] {
  return Object.values(baseline).map(({ resourceName, fields }) => [resourceName, fields])
}
