import { CAMPAIGN_STATUSES, type CampaignStatus, type CampaignType } from '../contract/words.ts'
import type { CampaignCounts } from '../contract/session.ts'
import { countCampaigns as countRows, listCampaigns as listRows } from '../store/campaigns.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, encodeCursor, isRowId } from './cursor.ts'

export interface CampaignListQuery {
  status?: CampaignStatus | undefined
  type?: CampaignType | undefined
  q?: string | undefined
  accountId?: string | undefined
  archived: 'true' | 'false'
  limit: number
  cursor?: string | undefined
}

/** One page as JSON text `{items, nextCursor}`, newest first. */
export async function listCampaigns(ctx: Context, actor: Actor, query: CampaignListQuery): Promise<string> {
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isRowId)
  const filter = {
    status: query.status,
    type: query.type,
    accountId: query.accountId,
    text: query.q?.trim() || undefined,
    archived: query.archived === 'true',
  }
  // One more than asked for tells whether there is a next page.
  const rows = await listRows(ctx.db, actor.workspaceId, filter, { before, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const nextCursor = rows.length > query.limit ? encodeCursor(page.at(-1)!.id) : null
  return `{"items":[${page.map((row) => row.json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`
}

/** Campaigns by status. */
export async function countCampaigns(ctx: Context, actor: Actor): Promise<CampaignCounts> {
  const counts = await countRows(ctx.db, actor.workspaceId)
  const byStatus = Object.fromEntries(CAMPAIGN_STATUSES.map((status) => [status, counts.get(status) ?? 0]))
  const all = Object.values(byStatus).reduce((sum, count) => sum + count, 0)
  return { all, byStatus: byStatus as CampaignCounts['byStatus'] }
}
