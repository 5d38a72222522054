import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Tx } from '../../store/db.ts'
import { findWork } from '../../store/publications.ts'
import {
  findBaseline,
  listAccountAssets,
  setPartIds,
  setPublished,
  upsertBaseline,
} from '../../store/publishing.ts'
import { findRevision } from '../../store/revisions.ts'
import { desiredResources } from '../plan/desired.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import { type Match, matchRemote } from '../plan/match.ts'
import { lastPart, partIdsOf } from '../plan/part-ids.ts'
import type { RemoteResource } from '../plan/remote.ts'
import { assetRefs, type Baseline, type BaselineResource } from '../plan/resource.ts'
import type { Run } from './run.ts'

/** Whether the plan makes the campaign; otherwise it changes one that Google has. */
export function isCreate({ work }: Run): boolean {
  const { operations } = work.plan as StoredPlan
  return operations.some(({ action, resource }) => action === 'create' && resource === 'Campaign')
}

/** The id may have been stored by a step of this very run, after the work was read. */
export async function currentCampaignId({ ctx, claim, work }: Run): Promise<string> {
  const id =
    work.google_campaign_id ?? (await findWork(ctx.db, claim.workspace_id, claim.id))?.google_campaign_id
  if (!id) throw new Error(`Campaign ${work.campaign_id} has no id at Google.`)
  return id
}

/**
 * Compares what Google has with a revision: the one that this publication was opened for unless another is named,
 * whatever is edited meanwhile.
 */
export async function matchRevision(
  run: Run,
  remote: readonly RemoteResource[],
  version = run.work.version,
): Promise<Match> {
  const document = await documentAt(run, version)
  const wanted = desiredResources(document, run.work.token, run.customer.customerId)
  const names = await assetNames(
    run,
    wanted.map(({ fields }) => fields),
  )
  return matchRemote(wanted, remote, names)
}

/** What Google had after the last publication that is known to have ended; empty before the first. */
export async function knownBaseline({ ctx, claim, work }: Run): Promise<Baseline> {
  const before = await ctx.db.transaction({ workspaceId: claim.workspace_id }, (tx) =>
    findBaseline(tx, claim.workspace_id, work.campaign_id),
  )
  return (before?.resources ?? {}) as Baseline
}

/** The campaign as a revision has it: the one that this publication was opened for unless another is named. */
export async function documentAt(
  { ctx, claim, work }: Run,
  version = work.version,
): Promise<CampaignDocument> {
  const found = await findRevision(ctx.db, claim.workspace_id, work.campaign_id, version)
  if (found === undefined) throw new Error(`Revision ${version} of campaign ${work.campaign_id} is missing.`)
  return found.document
}

/** Google's resource names of the images in these resources, by our asset id. */
export async function assetNames(
  { ctx, claim, work, customer }: Run,
  resources: readonly unknown[],
): Promise<Map<string, string>> {
  const scope = { workspaceId: claim.workspace_id }
  const ids = assetRefs(resources)
  const known = await ctx.db.transaction(scope, (tx) =>
    listAccountAssets(tx, claim.workspace_id, work.account_id, ids),
  )
  return new Map(
    [...known].map(([id, googleId]) => [id, `customers/${customer.customerId}/assets/${googleId}`]),
  )
}

/** What was found, and what nobody wanted: in the baseline, so that the next plan takes it away. */
export function withSurplus({ found, surplus }: Pick<Match, 'found' | 'surplus'>): Baseline {
  const extra = surplus.map(({ kind, resourceName, fields }): [string, BaselineResource] => [
    `surplus:${resourceName}`,
    { kind, resourceName, fields, title: surplusTitle(kind) },
  ])
  return { ...found, ...Object.fromEntries(extra) }
}

export function surplusTitle(kind: RemoteResource['kind']): string {
  const words: Partial<Record<typeof kind, string>> = {
    AdGroup: 'An ad group that is only at Google',
    AdGroupAd: 'An ad that is only at Google',
    AdGroupCriterion: 'A location or language that is only at Google',
  }
  return words[kind] ?? 'Something that is only at Google'
}

/** Stores what Google has: the campaign's id and revision, the ids of its parts, and the baseline of the next plan. */
export async function storeTree(
  tx: Tx,
  { claim, work }: Run,
  baseline: Baseline,
  version = work.version,
): Promise<void> {
  const campaignId = lastPart(baseline['campaign']?.resourceName)
  await setPublished(tx, claim.workspace_id, work.campaign_id, campaignId, version)
  await setPartIds(tx, claim.workspace_id, partIdsOf(baseline))
  await upsertBaseline(tx, claim.workspace_id, work.campaign_id, baseline)
}
