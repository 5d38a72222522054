import type { CampaignTotals } from '../contract/campaign-filter.ts'
import type { CampaignPublicationState, CampaignSort, CampaignSortField } from '../contract/campaign-list.ts'
import type { CampaignCounts } from '../contract/session.ts'
import { CAMPAIGN_STATUSES, type CampaignStatus, type CampaignType } from '../contract/words.ts'
import {
  type CampaignFilter,
  type ListedCampaign,
  listCampaigns as listRows,
} from '../store/campaign-list.ts'
import type { CampaignOrder } from '../store/campaign-order.ts'
import { totalCampaigns as totalRows } from '../store/campaign-totals.ts'
import { countCampaigns as countRows } from '../store/campaigns.ts'
import type { Actor, Context } from './context.ts'
import { decodePlace, encodePlace, isRowId } from './cursor.ts'

export interface CampaignListQuery {
  status?: CampaignStatus | undefined
  type?: CampaignType | undefined
  publicationState?: CampaignPublicationState | undefined
  q?: string | undefined
  accountId?: string | undefined
  archived: 'true' | 'false'
  /** Default: the newest first. */
  sort?: CampaignSort | undefined
  limit: number
  cursor?: string | undefined
}

/** Whether the text can be a key of this order, as the database writes it. */
const IS_KEY: Record<CampaignSortField, (key: string) => boolean> = {
  createdAt: isRowId,
  // No longer than a name, and nothing that a name cannot hold.
  name: (key) => key.length <= 512 && !/[\p{Cc}\p{Cs}]/u.test(key),
  dailyBudgetMicros: (key) => /^(0|[1-9]\d{0,18})$/.test(key) && BigInt(key) < 2n ** 63n,
  endDate: (key) => key === 'infinity' || isDay(key),
  updatedAt: (key) =>
    isDay(key.slice(0, 10)) && /^.{10} ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?\+00$/.test(key),
}

function isDay(key: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(key) || key.startsWith('0000')) return false
  const day = new Date(`${key}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(key)
}

/** A statement of a search looks at a bounded number of names; so many of them make one answer, of some hundred thousand names. */
const SEARCH_ROUNDS = 40

/**
 * One page as JSON text `{items, nextCursor}`. A search that has looked at very many names answers what it has found, perhaps
 * nothing, with a cursor to go on from.
 */
export async function listCampaigns(ctx: Context, actor: Actor, query: CampaignListQuery): Promise<string> {
  const filter = filterOf(query)
  const sort = query.sort ?? '-createdAt'
  const order = orderOf(sort)
  const list = [
    sort,
    filter.status,
    filter.type,
    filter.publicationState,
    filter.accountId,
    filter.text,
    filter.archived,
  ]
  const after = query.cursor === undefined ? undefined : decodePlace(list, query.cursor, IS_KEY[order.field])
  const items: ListedCampaign[] = []
  let stopped = after
  for (let round = 0; round < SEARCH_ROUNDS; round += 1) {
    // One more than asked for tells whether there is a next page.
    const limit = query.limit + 1 - items.length
    const rows = await listRows(ctx.db.reader, actor.workspaceId, filter, { order, after: stopped, limit })
    items.push(...rows.filter((row) => row.json !== null))
    stopped = rows.find((row) => row.json === null)
    if (stopped === undefined || items.length > query.limit) break
  }
  const page = items.slice(0, query.limit)
  const reached = items.length > query.limit ? page.at(-1) : stopped
  const nextCursor = reached === undefined ? null : encodePlace(list, reached)
  return `{"items":[${page.map((row) => row.json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`
}

function filterOf(query: Omit<CampaignListQuery, 'limit'>): CampaignFilter {
  return {
    status: query.status,
    type: query.type,
    publicationState: query.publicationState,
    accountId: query.accountId,
    text: query.q?.trim() || undefined,
    archived: query.archived === 'true',
  }
}

function orderOf(sort: CampaignSort): CampaignOrder {
  const descending = sort.startsWith('-')
  return { field: (descending ? sort.slice(1) : sort) as CampaignSortField, descending }
}

/**
 * How many campaigns fit a filter, and their daily budgets by currency. Where there are too many to look at, the kept counters still
 * know how many there are of a status.
 */
export async function totalCampaigns(
  ctx: Context,
  actor: Actor,
  query: Omit<CampaignListQuery, 'limit'>,
  most?: number,
): Promise<CampaignTotals> {
  const filter = filterOf(query)
  const found = await totalRows(ctx.db.reader, actor.workspaceId, filter, most)
  const { exact, byCurrency: dailyBudgetMicros } = found
  const { status, type, publicationState, accountId, text, archived } = filter
  const isCounted = (type ?? publicationState ?? accountId ?? text) === undefined && !archived
  if (exact || !isCounted) return { campaigns: found.campaigns, exact, dailyBudgetMicros }
  const { all, byStatus } = await countCampaigns(ctx, actor)
  return { campaigns: status === undefined ? all : byStatus[status], exact, dailyBudgetMicros }
}

/** Campaigns by status. */
export async function countCampaigns(ctx: Context, actor: Actor): Promise<CampaignCounts> {
  const counts = await countRows(ctx.db.reader, actor.workspaceId)
  const byStatus = Object.fromEntries(CAMPAIGN_STATUSES.map((status) => [status, counts.get(status) ?? 0]))
  const all = Object.values(byStatus).reduce((sum, count) => sum + count, 0)
  return { all, byStatus: byStatus as CampaignCounts['byStatus'] }
}
