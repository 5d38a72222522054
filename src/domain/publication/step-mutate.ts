import type { Answer } from '../../google/answer.ts'
import type { WorkStep } from '../../store/publications.ts'
import { deleteAccountAssets, findBaseline } from '../../store/publishing.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import type { Operation } from '../plan/operations.ts'
import { type Baseline, resolveRefs } from '../plan/resource.ts'
import { endOf, isSurelyNew } from './answers.ts'
import { nameClash, reportErrors } from './error-words.ts'
import { guardName, guardOperation, needsGuard } from './guard.ts'
import { lookUp, takeStock } from './look-up.ts'
import { partsAreGone } from './removed-parts.ts'
import type { Run, StepEnd } from './run.ts'
import { stopOnDrift } from './step-drift.ts'
import { assetNames, isCreate, storeTree } from './tree.ts'

type Refused = Extract<Answer<unknown>, { kind: 'refused' }>

/** Codes with which Google says that it has something of this name already: perhaps our own, committed late. */
const ALREADY_THERE = new Set([
  'campaignError.DUPLICATE_CAMPAIGN_NAME',
  'labelError.DUPLICATE_NAME',
  'campaignBudgetError.DUPLICATE_NAME',
])

/**
 * Sends the atomic mutate. If an earlier attempt has no certain end, Google is searched first; only where our change
 * is not to be seen are the same bytes sent again, which Google refuses if it has made the change after all.
 */
export async function mutate(run: Run, step: WorkStep): Promise<StepEnd> {
  if (step.unsure > 0) {
    const looked = await lookUp(run, step)
    if (typeof looked !== 'string') return looked
  } else if (run.work.unsettled.length > 0) {
    const stock = await takeStock(run, step)
    if (typeof stock !== 'string') return stock
  } else if (!isCreate(run) && step.attempts === 0) {
    const stop = await stopOnDrift(run)
    if (stop !== undefined) return stop
  }
  const { operations } = run.work.plan as StoredPlan
  const names = await assetNames(
    run,
    operations.map(({ body }) => body),
  )
  const bodies = operations.map(({ body }) =>
    resolveRefs(body, (key) => names.get(key.slice('asset:'.length))),
  )
  if (needsGuard(run)) bodies.push(guardOperation(await guardName(run)))
  const request = run.ctx.google.prepareMutate(run.customer, bodies)
  const answer = await run.send(step, request, async (tx, { resourceNames }) => {
    const baseline = await findBaseline(tx, run.claim.workspace_id, run.work.campaign_id)
    await storeTree(tx, run, applied((baseline?.resources ?? {}) as Baseline, operations, resourceNames))
  })
  if (answer.kind === 'applied') return { kind: 'done' }
  if (answer.kind === 'refused') return await resolveRefusal(run, step, answer)
  return endOf(answer, run.work, false)
}

/**
 * What a refusal means. Where an earlier attempt has no certain end, or Google has something of our names, that attempt
 * may be the very reason, so Google is searched before the refusal is believed.
 */
async function resolveRefusal(run: Run, step: WorkStep, answer: Refused): Promise<StepEnd> {
  const codes = new Set(answer.errors.map(({ code }) => code))
  const isTaken = [...codes].some((code) => ALREADY_THERE.has(code))
  if (isTaken || step.unsure > 0) {
    const looked = await lookUp(run, step)
    if (typeof looked !== 'string') return looked
    // Only our own request can have made the label. Whose the name is, it does not say.
    if (looked === 'name taken' && !codes.has('labelError.DUPLICATE_NAME')) return nameClash(run.work)
    if (isTaken) {
      const { errors = [] } = endOf(answer, run.work, false) as { errors?: [] }
      const message = 'Google has it already, but its search does not show it yet. Looking again.'
      return { kind: 'unknown', message, errors }
    }
  }
  const gone = (await imagesAreGone(run, answer)) ?? (await partsAreGone(run, answer))
  return gone ?? endOf(answer, run.work, isSurelyNew(run.work))
}

/**
 * An image that we believe the account has is not there any more, so it is forgotten: the next plan uploads it again.
 * Undefined where the refusal is about something else.
 */
async function imagesAreGone({ work, claim, write }: Run, { errors }: Refused): Promise<StepEnd | undefined> {
  const gone = errors
    .filter(({ code }) => code === 'mutateError.RESOURCE_NOT_FOUND')
    .flatMap(({ trigger }) => /\/assets\/(\d+)$/.exec(trigger ?? '')?.[1] ?? [])
  if (gone.length === 0) return undefined
  await write((tx) => deleteAccountAssets(tx, claim.workspace_id, work.account_id, gone))
  const message =
    'The account no longer has an image of this campaign. Publish again: it is uploaded once more.'
  return { kind: 'failed', message, errors: reportErrors(errors, work), nothingMade: isSurelyNew(work) }
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
