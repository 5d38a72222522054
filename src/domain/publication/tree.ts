import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Tx } from '../../store/db.ts'
import { listAccountAssets, setPartIds, setPublished, upsertBaseline } from '../../store/publishing.ts'
import { findRevision } from '../../store/revisions.ts'
import { desiredResources } from '../plan/desired.ts'
import { assetRefs, type Baseline, type Resource } from '../plan/resource.ts'
import type { Run } from './run.ts'

/** The tree that this publication wants at Google: of the revision it was opened for, whatever is edited meanwhile. */
export async function wantedResources({ ctx, claim, work }: Run): Promise<Resource[]> {
  const found = await findRevision(ctx.db, claim.workspace_id, work.campaign_id, work.version)
  if (found === undefined)
    throw new Error(`Revision ${work.version} of campaign ${work.campaign_id} is missing.`)
  const document: CampaignDocument = found.document
  return desiredResources(document, work.token)
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

/** Stores what Google has: the campaign's id and revision, the ids of its parts, and the baseline of the next plan. */
export async function storeTree(tx: Tx, { claim, work }: Run, baseline: Baseline): Promise<void> {
  const campaignId = lastPart(baseline['campaign']?.resourceName)
  await setPublished(tx, claim.workspace_id, work.campaign_id, campaignId, work.version)
  const ids = (prefix: string): { id: string; googleId: string }[] =>
    Object.entries(baseline)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { resourceName }]) => ({ id: key.slice(prefix.length), googleId: lastPart(resourceName) }))
  await setPartIds(tx, claim.workspace_id, ids('adGroup:'), ids('ad:'))
  await upsertBaseline(tx, claim.workspace_id, work.campaign_id, baseline)
}

/** The id at the end of a resource name: `customers/1/adGroupAds/2~3` ends in 3. */
function lastPart(resourceName: string | undefined): string {
  const id = /(\d+)$/.exec(resourceName ?? '')?.[1]
  if (id === undefined) throw new Error(`Google answered without a resource name: ${resourceName}`)
  return id
}
