import type { Answer } from '../../google/answer.ts'
import { upsertBaseline } from '../../store/publishing.ts'
import { parentsOf, stillThere } from '../plan/drift.ts'
import { readRemote } from '../plan/remote.ts'
import { syncRemoved } from '../sync-campaigns.ts'
import { reportErrors } from './error-words.ts'
import type { Run, StepEnd } from './run.ts'
import { isCreate, knownBaseline } from './tree.ts'

type Refused = Extract<Answer<unknown>, { kind: 'refused' }>

/** Codes with which Google says that what a change is about is not there, or not any more. */
const GONE = new Set([
  'mutateError.RESOURCE_NOT_FOUND',
  'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
  'adError.UPDATING_AD_WITH_NO_ENABLED_ASSOCIATION',
  'assetGroupError.CANNOT_MUTATE_ASSET_GROUP_FOR_REMOVED_CAMPAIGN',
])
/** How many are named; nobody reads more in one line. */
const NAMED = 5

/**
 * What a refused change means where somebody removed the campaign, or parts of it, at Google: nothing was changed, and
 * nothing is made anew by itself. What is left becomes the baseline, so that the next plan says what it would make.
 * Undefined where the refusal is about something else.
 */
export async function partsAreGone(run: Run, { errors }: Refused): Promise<StepEnd | undefined> {
  const { ctx, claim, customer, work } = run
  if (isCreate(run) || !errors.some(({ code }) => GONE.has(code))) return undefined
  const remote = await readRemote(ctx.google, customer, work.google_campaign_id!, work.campaign_type)
  if (remote.kind !== 'applied' || remote.value === 'absent') return undefined
  if (remote.value === 'removed') {
    await syncRemoved(ctx, claim.workspace_id, work.campaign_id)
    const message =
      'The campaign was removed at Google, which never brings one back. Duplicate it here to make it anew.'
    return { kind: 'failed', message, errors: reportErrors(errors, work), nothingMade: false }
  }
  const known = await knownBaseline(run)
  const now = stillThere(known, remote.value.resources)
  const gone = Object.entries(known).flatMap(([key, resource]) => (now[key] === undefined ? [resource] : []))
  if (gone.length === 0) return undefined
  await run.write((tx) => upsertBaseline(tx, claim.workspace_id, work.campaign_id, now))
  // What went with its ad group needs no mention.
  const names = new Set(gone.map(({ resourceName }) => resourceName))
  const wholes = gone.filter((part) => parentsOf(part).every((parent) => !names.has(parent)))
  const titles = wholes.map(({ title }) => title)
  const named = titles.slice(0, NAMED).join(', ')
  const more = titles.length > NAMED ? ` and ${titles.length - NAMED} more` : ''
  const message = `Somebody removed this at Google: ${named}${more}. Nothing was changed. The next plan would make it anew: read the plan again, or take it away here too.`
  return { kind: 'failed', message, errors: reportErrors(errors, work), nothingMade: false }
}
