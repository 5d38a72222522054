import { upsertBaseline } from '../../store/publishing.ts'
import type { GoogleErrorReport } from '../../contract/publication.ts'
import { authorWords } from '../../contract/drift.ts'
import { type ChangeAuthor, readAuthors } from '../change-history.ts'
import { type DriftItem, driftOf } from '../plan/drift.ts'
import { readRemote } from '../plan/remote.ts'
import { endOfRead } from './answers.ts'
import type { Run, StepEnd } from './run.ts'
import { knownBaseline } from './tree.ts'

const PLAN_AGAIN =
  'Read the plan again: it now starts from what Google has. Publish it if that is what you want.'

/**
 * Before the first request of a change: whether Google still has what the plan started from. Where somebody changed
 * something there, this plan was approved without knowing it. It ends, saying what changed and who did it, and what
 * Google has becomes the baseline of the next plan. Undefined: nothing changed.
 */
export async function stopOnDrift(run: Run): Promise<StepEnd | undefined> {
  const { ctx, claim, customer, work } = run
  const campaignId = work.google_campaign_id!
  const remote = await readRemote(ctx.google, customer, campaignId, work.campaign_type)
  if (remote.kind !== 'applied') return endOfRead(remote, work, 'wait')
  // Google itself refuses to change what is gone.
  if (typeof remote.value === 'string') return undefined
  const { items, baseline } = driftOf(await knownBaseline(run), remote.value.resources)
  if (items.length === 0) return undefined
  const authors = await readAuthors(
    ctx.google,
    customer,
    items.map(({ resourceName }) => resourceName),
    ctx.now(),
  )
  await run.write((tx) => upsertBaseline(tx, claim.workspace_id, work.campaign_id, baseline))
  const names = authors.kind === 'applied' ? authors.value : new Map<string, ChangeAuthor>()
  return {
    kind: 'failed',
    message: `Nothing was sent: somebody changed the campaign at Google since it was last published. ${PLAN_AGAIN}`,
    errors: items.map((item) => report(item, names.get(item.resourceName))),
    nothingMade: false,
  }
}

function report(item: DriftItem, author: ChangeAuthor | undefined): GoogleErrorReport {
  const { title, kind, field, before, now } = item
  const what =
    kind === 'removed'
      ? `${title} was removed`
      : `${title}: ${field} is ${JSON.stringify(now)}, and was ${JSON.stringify(before)}`
  const who = author === undefined ? '' : ` (${authorWords(author)})`
  return {
    path: null,
    code: 'drift.CHANGED_AT_GOOGLE',
    message: `${what}${who}.`,
    googleMessage: null,
    fix: null,
  }
}
