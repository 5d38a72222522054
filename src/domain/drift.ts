import { AppError } from '../base/errors.ts'
import type { CampaignDrift } from '../contract/drift.ts'
import { findAccount } from '../store/accounts.ts'
import { findBaseline } from '../store/publishing.ts'
import { campaignOf, documentOfTree, requireTree } from './campaign-answer.ts'
import { tokenOf } from './campaign-plan.ts'
import { type ChangeAuthor, readAuthors } from './change-history.ts'
import type { Actor, Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { desiredResources } from './plan/desired.ts'
import { driftOf, driftPath } from './plan/drift.ts'
import { readRemote } from './plan/remote.ts'
import type { Baseline } from './plan/resource.ts'
import { meteredGoogle } from './quota.ts'

/** What is otherwise at Google now than after our last publication, field by field, and who changed it. Changes nothing. */
export async function readDrift(ctx: Context, actor: Actor, id: string): Promise<CampaignDrift> {
  const { workspaceId } = actor
  const { tree, campaignType, account, baseline } = await ctx.db.transaction({ workspaceId }, async (tx) => {
    const found = await requireTree(tx, workspaceId, id)
    const { accountId, campaignType } = campaignOf(found)
    return {
      tree: found,
      campaignType,
      account: await findAccount(tx, workspaceId, accountId),
      baseline: await findBaseline(tx, workspaceId, id),
    }
  })
  if (tree.google_campaign_id === null || account === undefined) {
    throw new AppError('conflict', 'Google does not know this campaign yet: there is nothing to compare.')
  }
  const customer = { customerId: account.customer_id, loginCustomerId: account.login_customer_id }
  const checkedAt = ctx.now().toISOString()
  const google = meteredGoogle(await through(ctx, workspaceId, account.connection_id), 'look')
  const remote = await readRemote(google, customer, tree.google_campaign_id, campaignType)
  if (remote.kind !== 'applied') throw googleFailure(remote)
  if (typeof remote.value === 'string')
    return { checkedAt, isRemoved: remote.value === 'removed', changes: [] }
  const known = (baseline?.resources ?? {}) as Baseline
  const { items } = driftOf(known, remote.value.resources)
  if (items.length === 0) return { checkedAt, isRemoved: false, changes: [] }
  const authors = await readAuthors(
    google,
    customer,
    items.map(({ resourceName }) => resourceName),
    ctx.now(),
  )
  // Who it was is worth having, and no reason to keep back what is different.
  const byName = authors.kind === 'applied' ? authors.value : new Map<string, ChangeAuthor>()
  const wanted = desiredResources(documentOfTree(tree), tokenOf(id), customer.customerId)
  const paths = new Map(wanted.map(({ key, path }) => [key, path]))
  return {
    checkedAt,
    isRemoved: false,
    changes: items.map((item) => ({
      kind: item.kind,
      title: item.title,
      path: driftPath(item, known[item.key]!.kind, paths.get(item.key) ?? ''),
      field: item.field,
      before: item.before,
      now: item.now,
      by: byName.get(item.resourceName) ?? null,
    })),
  }
}
