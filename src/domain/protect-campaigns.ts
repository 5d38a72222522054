import type { Protection } from '../contract/campaign.ts'
import { insertAudit } from '../store/audit.ts'
import { deleteProtection, insertProtection } from '../store/campaign-protections.ts'
import type { CampaignTree } from '../store/campaigns.ts'
import type { Tx } from '../store/db.ts'
import { type CampaignAnswer, answerOf, assertAllowed, campaignOf, requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'
import { lockVersion } from './edit-campaigns.ts'
import { assertRole, scopeOf } from './role.ts'

/** From now on the campaign stays as it is, whoever asks, until an administrator lets go of it. */
export async function protectCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  { reason, version }: { reason: string | null; version?: number | undefined },
): Promise<CampaignAnswer> {
  return await change(ctx, actor, id, 'protect', version, async (tx) => {
    const protection = { reason: reason?.trim() || null, by: actor.name }
    await insertProtection(tx, actor.workspaceId, id, protection)
  })
}

/** Lets go of a campaign. */
export async function unprotectCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  version?: number,
): Promise<CampaignAnswer> {
  return await change(ctx, actor, id, 'unprotect', version, async (tx) => {
    await deleteProtection(tx, actor.workspaceId, id)
  })
}

/** Under the lock that every change of a campaign takes: whoever is changing it now ends before, or finds it protected. */
async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: 'protect' | 'unprotect',
  version: number | undefined,
  work: (tx: Tx) => Promise<void>,
): Promise<CampaignAnswer> {
  assertRole(actor, action)
  const { workspaceId, name, door, requestId } = actor
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const before = await lockVersion(tx, workspaceId, id, version)
    assertAllowed(action, before, actor)
    await work(tx)
    const after = await requireTree(tx, workspaceId, id)
    await insertAudit(tx, workspaceId, {
      actor: name,
      door,
      action: action === 'protect' ? 'campaign.protect' : 'campaign.unprotect',
      entityKind: 'campaign',
      entityId: id,
      detail: { name: campaignOf(after).name, changes: changesOf(before, after) },
      requestId,
    })
    return answerOf(id, after, actor)
  })
}

function changesOf(before: CampaignTree, after: CampaignTree): object[] {
  const told = (protection: Protection | null) => [protection !== null, protection?.reason ?? null] as const
  const [[was, wasWhy], [is, isWhy]] = [told(before.protection), told(after.protection)]
  return [
    { field: 'protected', before: was, after: is },
    ...(wasWhy === isWhy ? [] : [{ field: 'protectionReason', before: wasWhy, after: isWhy }]),
  ]
}
