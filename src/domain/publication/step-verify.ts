import { updateStep, type WorkStep } from '../../store/publications.ts'
import { mismatches } from '../plan/compare.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import type { Match, Mismatch } from '../plan/match.ts'
import { readRemote, type RemoteResource } from '../plan/remote.ts'
import { endOf, endOfRead } from './answers.ts'
import { findGuards, needsGuard } from './guard.ts'
import type { Run, StepEnd } from './run.ts'
import {
  currentCampaignId,
  isCreate,
  knownBaseline,
  matchRevision,
  storeTree,
  surplusTitle,
  withSurplus,
} from './tree.ts'

const NOT_AS_SENT = 'Google has it, but not as it was sent. Nothing was enabled.'
const REMOVED_PARTS =
  'What was changed is at Google. Somebody removed other parts of the campaign there, and they are not made anew without you: close this publication, and the next plan would make them; or take them away here too.'

/**
 * Reads the campaign back and compares it field by field with what was wanted. What Google has becomes the baseline
 * either way; a difference is for a person, and nothing is enabled before.
 */
export async function verify(run: Run, step: WorkStep): Promise<StepEnd> {
  const { ctx, claim, customer, work } = run
  const campaignId = await currentCampaignId(run)
  await run.write((tx) => updateStep(tx, claim, step.position, 'PENDING'))
  run.point('VERIFY:read')
  const remote = await readRemote(ctx.google, customer, campaignId, work.campaign_type)
  if (remote.kind !== 'applied') return endOfRead(remote, work, 'wait')
  if (remote.value === 'removed') {
    return { kind: 'attention', message: 'The campaign was removed at Google before it could be verified.' }
  }
  if (remote.value === 'absent') {
    return notYet(run, step) ?? { kind: 'attention', message: 'Google’s search does not show the campaign.' }
  }
  const match = await matchRevision(run, remote.value.resources)
  const extra = surplusOf(run, match)
  run.point('VERIFY:compared')
  if (match.missing.length + match.mismatches.length + extra.length === 0) {
    return await finish(run, step, match)
  }
  const early = notYet(run, step)
  if (early !== undefined) return early
  const removed = await removedMeanwhile(run, match)
  await run.write((tx) => storeTree(tx, run, withSurplus({ found: match.found, surplus: extra })))
  const errors = [
    ...match.missing.map(({ key, path, title }) =>
      report(path, removed.has(key) ? `${title} was removed at Google.` : `${title} is not at Google.`),
    ),
    ...match.mismatches.map((mismatch) => report(mismatch.path, inWords(mismatch))),
    ...extra.map(({ kind, resourceName }) => report('', `${surplusTitle(kind)}: ${resourceName}.`)),
  ]
  return { kind: 'attention', message: removed.size === errors.length ? REMOVED_PARTS : NOT_AS_SENT, errors }
}

/** Keys of what Google had before this plan, which left it alone, and has no more: somebody removed it there. */
async function removedMeanwhile(run: Run, { missing }: Match): Promise<Set<string>> {
  const { operations } = run.work.plan as StoredPlan
  const made = new Set(operations.filter(({ action }) => action === 'create').map(({ key }) => key))
  const known = await knownBaseline(run)
  return new Set(missing.map(({ key }) => key).filter((key) => known[key] !== undefined && !made.has(key)))
}

/** A change may show later than the answer to it: a difference counts once it has stayed. */
function notYet({ patience }: Run, step: WorkStep): StepEnd | undefined {
  if (step.age_seconds >= patience.searchSeconds) return undefined
  const retryAfterMs = Math.min(5000, patience.searchSeconds * 250)
  return { kind: 'wait', message: 'Google does not show everything yet. It is read again.', retryAfterMs }
}

/**
 * Parts at Google that nobody wanted. In a campaign that was just made there can be none; in one that people work on at
 * Google too, only the twin of something of ours counts.
 */
function surplusOf(run: Run, { found, surplus }: Match): RemoteResource[] {
  if (isCreate(run)) return surplus
  const ours = Object.values(found)
  return surplus.filter(({ kind, fields }) =>
    ours.some((other) => other.kind === kind && isTwin(fields, other.fields)),
  )
}

function isTwin(fields: RemoteResource['fields'], other: RemoteResource['fields']): boolean {
  const withoutId = ({ ad, ...rest }: RemoteResource['fields']) => {
    const { id: _id, resourceName: _name, ...content } = (ad ?? {}) as RemoteResource['fields']
    const { id: _own, ...plain } = rest
    return ad === undefined ? plain : { ...plain, ad: content }
  }
  return mismatches(withoutId(fields), withoutId(other)).length === 0
}

/** The baseline, and the end of guards: of this change, and of one that was closed by a person before it was verified. */
async function finish(run: Run, step: WorkStep, { found }: Match): Promise<StepEnd> {
  const { ctx, customer, claim } = run
  const done = async (): Promise<StepEnd> => {
    await run.write(async (tx) => {
      await storeTree(tx, run, found)
      await updateStep(tx, claim, step.position, 'DONE')
      run.point('VERIFY:store')
    })
    return { kind: 'done' }
  }
  if (isCreate(run)) return await done()
  const guards = await findGuards(run)
  if (guards.kind !== 'applied') return endOfRead(guards, run.work, 'wait')
  if (guards.value.size === 0) {
    const mayStillShow = needsGuard(run) && step.attempts === 0
    return (mayStillShow ? notYet(run, step) : undefined) ?? (await done())
  }
  const removals = [...guards.value.values()].map((remove) => ({ labelOperation: { remove } }))
  const answer = await run.send(step, ctx.google.prepareMutate(customer, removals), async (tx) => {
    await storeTree(tx, run, found)
  })
  if (answer.kind === 'applied') return { kind: 'done' }
  const end = endOf(answer, run.work, false)
  // Somebody else has removed it meanwhile: looked at again, it is gone.
  if (end.kind !== 'failed') return end
  return notYet(run, step) ?? (await done())
}

function report(path: string, message: string) {
  return {
    path: path === '' ? null : path,
    code: 'verify.DIFFERENT',
    message,
    googleMessage: null,
    fix: null,
  }
}

function inWords({ title, field, wanted, found }: Mismatch): string {
  return `${title}: ${field} is ${JSON.stringify(found)} at Google and ${JSON.stringify(wanted)} here.`
}
