import type { CampaignCounts } from '../contract/campaign-filter.ts'
import { CAMPAIGN_STATUSES, TROUBLED_PUBLICATION_STATES } from '../contract/words.ts'
import { countNarrowed } from '../store/campaign-counts.ts'
import { countCampaigns as countRows } from '../store/campaigns.ts'
import type { Actor, Context } from './context.ts'
import { type CampaignListQuery, filterOf, narrowing } from './list-campaigns.ts'

/** The filter of a list but for its status: that is what is counted by. */
export type CountQuery = Pick<CampaignListQuery, 'type' | 'q' | 'accountId' | 'publicationState' | 'archived'>

/**
 * Campaigns by status, and those of all statuses that somebody has to look at. What is not narrowed comes from kept counters; the
 * rest is counted, up to a bound.
 */
export async function countCampaigns(
  ctx: Context,
  actor: Actor,
  query: CountQuery = { archived: 'false' },
  most?: number,
): Promise<CampaignCounts> {
  const { reader } = ctx.db
  const filter = filterOf(query)
  const troubled = { ...filter, publicationState: TROUBLED_PUBLICATION_STATES }
  const isKept = narrowing(filter) === 0 && !filter.archived
  const [counted, problems] = await Promise.all([
    isKept ? keptCounts(ctx, actor) : countNarrowed(reader, actor.workspaceId, filter, most),
    countNarrowed(reader, actor.workspaceId, troubled, most),
  ])
  return {
    all: sumOf(counted.byStatus),
    byStatus: counted.byStatus,
    problems: sumOf(problems.byStatus),
    exact: counted.exact && problems.exact,
  }
}

async function keptCounts(
  ctx: Context,
  actor: Actor,
): Promise<{ byStatus: CampaignCounts['byStatus']; exact: boolean }> {
  const counts = await countRows(ctx.db.reader, actor.workspaceId)
  const numbers = CAMPAIGN_STATUSES.map((status) => [status, counts.get(status) ?? 0])
  return { byStatus: Object.fromEntries(numbers) as CampaignCounts['byStatus'], exact: true }
}

const sumOf = (byStatus: CampaignCounts['byStatus']): number =>
  Object.values(byStatus).reduce((sum, count) => sum + count, 0)
