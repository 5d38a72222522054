import type { Answer } from '../../google/answer.ts'
import type { WorkStep } from '../../store/publications.ts'
import { updateStep } from '../../store/publications.ts'
import { findBaseline } from '../../store/publishing.ts'
import { labelName } from '../plan/desired.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import { matchRemote } from '../plan/match.ts'
import type { Operation } from '../plan/operations.ts'
import { findRemote, readRemote, type RemoteResource } from '../plan/remote.ts'
import { type Baseline, resolveRefs } from '../plan/resource.ts'
import { endOf, endOfRead } from './answers.ts'
import { nameClash } from './error-words.ts'
import type { Run, StepEnd } from './run.ts'
import { assetNames, storeTree, wantedResources } from './tree.ts'

/** Codes with which Google says that it has something of this name already: perhaps our own, committed late. */
const ALREADY_THERE = new Set([
  'campaignError.DUPLICATE_CAMPAIGN_NAME',
  'labelError.DUPLICATE_NAME',
  'campaignBudgetError.DUPLICATE_NAME',
])

/**
 * Sends the atomic mutate. If an earlier attempt has no certain end, Google is searched first; only where our campaign
 * is surely not there are the same bytes sent again.
 */
export async function mutate(run: Run, step: WorkStep): Promise<StepEnd> {
  if (step.attempts > 0) {
    const looked = await lookUp(run, step)
    if (looked !== 'not there') return looked
  }
  const { operations } = run.work.plan as StoredPlan
  const names = await assetNames(
    run,
    operations.map(({ body }) => body),
  )
  const bodies = operations.map(({ body }) =>
    resolveRefs(body, (key) => names.get(key.slice('asset:'.length))),
  )
  const request = run.ctx.google.prepareMutate(run.customer, bodies)
  const answer = await run.send(step, request, async (tx, { resourceNames }) => {
    const baseline = await findBaseline(tx, run.claim.workspace_id, run.work.campaign_id)
    await storeTree(tx, run, applied((baseline?.resources ?? {}) as Baseline, operations, resourceNames))
  })
  if (answer.kind === 'applied') return { kind: 'done' }
  if (answer.kind === 'refused' && answer.errors.some(({ code }) => ALREADY_THERE.has(code))) {
    return await resolveDuplicate(run, step, answer)
  }
  return endOf(answer, run.work, run.work.google_campaign_id === null && step.attempts === 0)
}

/** Something of our name exists. If it carries our label it is ours; otherwise a person has to choose another name. */
async function resolveDuplicate(
  run: Run,
  step: WorkStep,
  answer: Exclude<Answer<unknown>, { kind: 'applied' }>,
): Promise<StepEnd> {
  const looked = await lookUp(run, step)
  if (looked !== 'not there') return looked
  // Search may lag behind what Google knows already; the refusal is the certain part.
  const end = endOf(answer, run.work, false)
  if (end.kind !== 'failed') return end
  const message = 'Google has something of this name, but its search does not show it yet. Looking again.'
  return { kind: 'unknown', message, errors: end.errors }
}

/** Finds out what became of an attempt without a certain end. */
async function lookUp(run: Run, step: WorkStep): Promise<StepEnd | 'not there'> {
  return run.work.google_campaign_id === null ? await lookUpCreate(run, step) : await lookUpUpdate(run, step)
}

async function lookUpCreate(run: Run, step: WorkStep): Promise<StepEnd | 'not there'> {
  const { work, ctx, customer } = run
  const answer = await findRemote(ctx.google, customer, {
    name: work.published_name,
    label: labelName(work.token),
  })
  if (answer.kind !== 'applied') return endOfRead(answer, work)
  const ours = answer.value.filter((campaign) => campaign.ours)
  const living = ours.filter((campaign) => campaign.status !== 'REMOVED')
  if (living.length > 1) {
    return {
      kind: 'attention',
      message: `Google has ${living.length} campaigns with our label. Remove the surplus ones there, then look again.`,
    }
  }
  if (living[0] !== undefined) return await adopt(run, step, living[0].campaignId)
  if (ours.length > 0) {
    return {
      kind: 'attention',
      message: 'Our campaign was made and then removed at Google. It will not be made again without you.',
    }
  }
  if (answer.value.length > 0) return nameClash(work)
  return 'not there'
}

/** Google has it: take over its ids as if the answer had arrived. What is not as sent is found by the next step. */
async function adopt(run: Run, step: WorkStep, campaignId: string): Promise<StepEnd> {
  const remote = await readRemote(run.ctx.google, run.customer, campaignId)
  if (remote.kind !== 'applied') return endOfRead(remote, run.work)
  if (remote.value === null)
    return { kind: 'unknown', message: 'Google’s search does not show the whole campaign yet.' }
  const baseline = await matched(run, remote.value.resources)
  await run.write(async (tx) => {
    await storeTree(tx, run, baseline.found)
    await updateStep(tx, run.claim, step.position, 'DONE')
  })
  return { kind: 'done' }
}

/** A change of a campaign that Google has: it was applied if everything that it makes is there and everything is as wanted. */
async function lookUpUpdate(run: Run, step: WorkStep): Promise<StepEnd | 'not there'> {
  const remote = await readRemote(run.ctx.google, run.customer, run.work.google_campaign_id!)
  if (remote.kind !== 'applied') return endOfRead(remote, run.work)
  if (remote.value === null) {
    return { kind: 'failed', message: 'The campaign was removed at Google.', errors: [], nothingMade: false }
  }
  const { operations } = run.work.plan as StoredPlan
  const match = await matched(run, remote.value.resources)
  const stillThere = new Set(remote.value.resources.map(({ resourceName }) => resourceName))
  const removed = operations.filter(({ action }) => action === 'remove').map(({ body }) => removedName(body))
  const applied =
    match.missing.length === 0 &&
    match.mismatches.length === 0 &&
    removed.every((name) => !stillThere.has(name))
  if (applied) {
    await run.write(async (tx) => {
      await storeTree(tx, run, match.found)
      await updateStep(tx, run.claim, step.position, 'DONE')
    })
    return { kind: 'done' }
  }
  const made = operations.filter(({ action, key }) => action === 'create' && match.found[key] !== undefined)
  if (made.length === 0) return 'not there'
  return {
    kind: 'attention',
    message:
      'Google has a part of this change, and something else was changed there meanwhile. Compare and decide.',
  }
}

async function matched(run: Run, remote: readonly RemoteResource[]) {
  const wanted = await wantedResources(run)
  const names = await assetNames(
    run,
    wanted.map(({ fields }) => fields),
  )
  return matchRemote(wanted, remote, names)
}

/** The baseline after the operations: fields as they were sent, names as Google answered them, in the order sent. */
function applied(
  before: Baseline,
  operations: readonly Operation[],
  resourceNames: readonly string[],
): Baseline {
  const after: Baseline = { ...before }
  for (const [index, { action, resource, key, title, body }] of operations.entries()) {
    if (action === 'remove') delete after[key]
    if (action !== 'create' || resource === 'Ad') continue
    const { create } = Object.values(body)[0] as { create: Record<string, unknown> }
    const { resourceName: _temporary, ...fields } = create
    after[key] = { resourceName: resourceNames[index] ?? '', kind: resource, title, fields }
  }
  return after
}

function removedName(body: Record<string, unknown>): string {
  return (Object.values(body)[0] as { remove: string }).remove
}
