import { listTakenNames } from '../store/campaigns.ts'
import type { Actor, Context } from './context.ts'

/** Stands for a campaign that is not there yet. */
const NO_CAMPAIGN = '00000000-0000-0000-0000-000000000000'

/** Whether another campaign of the account has the name at Google: what preflight says of it, asked before anything is saved. */
export async function isNameTaken(
  ctx: Context,
  { workspaceId }: Actor,
  { accountId, name, campaignId }: { accountId: string; name: string; campaignId?: string | undefined },
): Promise<boolean> {
  const taken = await ctx.db.transaction({ workspaceId }, (tx) =>
    listTakenNames(tx, workspaceId, accountId, campaignId ?? NO_CAMPAIGN, name.trim()),
  )
  return taken.length > 0
}
