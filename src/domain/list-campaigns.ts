import type { CampaignTotals, FilterMatch } from '../contract/campaign-filter.ts'
import {
  CAMPAIGN_RUN_FIELDS,
  type CampaignPublicationState,
  type CampaignRunField,
  type CampaignSort,
  type CampaignSortField,
} from '../contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, type CampaignStatus, type CampaignType } from '../contract/words.ts'
import type { ListedCampaign } from '../store/campaign-list.ts'
import { type JoinedFilter, listJoined } from '../store/campaign-merge.ts'
import type { CampaignOrder, ListPlace } from '../store/campaign-order.ts'
import { isRunKey } from '../store/campaign-runs.ts'
import { totalCampaigns as totalRows } from '../store/campaign-totals.ts'
import { countCampaigns as countRows } from '../store/campaigns.ts'
import type { Actor, Context } from './context.ts'
import { decodePlace, encodePlace, findPlace, isRowId, placeBeside } from './cursor.ts'

export interface CampaignListQuery {
  status?: readonly CampaignStatus[] | undefined
  type?: readonly CampaignType[] | undefined
  publicationState?: readonly CampaignPublicationState[] | undefined
  q?: string | undefined
  accountId?: readonly string[] | undefined
  /** Default: a campaign fits all of them. */
  match?: FilterMatch | undefined
  archived: 'true' | 'false'
  /** Default: the newest first. */
  sort?: CampaignSort | undefined
  limit: number
  cursor?: string | undefined
}

type IsKey = (key: string) => boolean

/** Whether the text can be a key of this order, as the database writes it. */
const IS_KEY: Record<CampaignSortField, IsKey> = {
  ...(Object.fromEntries(
    CAMPAIGN_RUN_FIELDS.map((field) => [field, (key: string) => isRunKey(field, key)]),
  ) as Record<CampaignRunField, IsKey>),
  createdAt: isRowId,
  // No longer than a name, and nothing that a name cannot hold.
  name: (key) => key.length <= 512 && !/[\p{Cc}\p{Cs}]/u.test(key),
  dailyBudgetMicros: (key) => /^(0|[1-9]\d{0,18})$/.test(key) && BigInt(key) < 2n ** 63n,
  startDate: isDayOrNone,
  endDate: isDayOrNone,
  updatedAt: (key) =>
    isDay(key.slice(0, 10)) && /^.{10} ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?\+00$/.test(key),
}

function isDayOrNone(key: string): boolean {
  return key === 'infinity' || isDay(key)
}

function isDay(key: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(key) || key.startsWith('0000')) return false
  const day = new Date(`${key}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(key)
}

/**
 * A statement of a search looks at a bounded number of names, and an order by account into a bounded number of accounts; so many of them
 * make one answer, of some hundred thousand names.
 */
const SEARCH_ROUNDS = 40

/**
 * One page as JSON text `{items, nextCursor, prevCursor}`. A search that has looked at very many names answers what it has
 * found, perhaps nothing, with a cursor to go on from. A page that comes before another one is read in the opposite order.
 */
export async function listCampaigns(ctx: Context, actor: Actor, query: CampaignListQuery): Promise<string> {
  const filter = filterOf(query)
  const sort = query.sort ?? '-createdAt'
  const order = orderOf(sort)
  const list = listMark(sort, filter)
  const back = [...list, 'before']
  const { cursor } = query
  const before = cursor === undefined ? undefined : findPlace(back, cursor, IS_KEY[order.field])
  const place = before ?? (cursor === undefined ? undefined : decodePlace(list, cursor, IS_KEY[order.field]))
  const isBack = before !== undefined
  const descending = order.descending !== isBack
  const read = await fillPage(ctx, actor, filter, {
    order: { ...order, descending },
    place,
    limit: query.limit,
  })
  // Where the list was entered from: the page on that side begins with the row that the cursor named, if this one is empty.
  const entered = place === undefined ? undefined : placeBeside(place, descending ? 'before' : 'after')
  const start = place === undefined ? undefined : (read.items[0] ?? entered)
  const items = isBack ? read.items.toReversed() : read.items
  const [next, previous] = isBack ? [start, read.reached] : [read.reached, start]
  const nextCursor = next === undefined ? null : encodePlace(list, next)
  const prevCursor = previous === undefined ? null : encodePlace(back, previous)
  const json = items.map((row) => row.json).join(',')
  return `{"items":[${json}],"nextCursor":${JSON.stringify(nextCursor)},"prevCursor":${JSON.stringify(prevCursor)}}`
}

interface PageWanted {
  order: CampaignOrder
  place: ListPlace | undefined
  limit: number
}

/** The next rows after a place, and where to go on from, if there is more. */
async function fillPage(
  ctx: Context,
  actor: Actor,
  filter: JoinedFilter,
  { order, place, limit: most }: PageWanted,
): Promise<{ items: ListedCampaign[]; reached: ListPlace | undefined }> {
  const items: ListedCampaign[] = []
  let stopped = place
  for (let round = 0; round < SEARCH_ROUNDS; round += 1) {
    // One more than asked for tells whether there is a next page.
    const limit = most + 1 - items.length
    const rows = await listJoined(ctx.db.reader, actor.workspaceId, filter, { order, after: stopped, limit })
    items.push(...rows.filter((row) => row.json !== null))
    stopped = rows.find((row) => row.json === null)
    if (stopped === undefined || items.length > most) break
  }
  const page = items.slice(0, most)
  return { items: page, reached: items.length > most ? page.at(-1) : stopped }
}

/** Which list a cursor belongs to, whatever order its values were written in. */
function listMark(sort: CampaignSort, filter: JoinedFilter): unknown[] {
  const { status, type, publicationState, accountIds, text, archived, match } = filter
  const some = (values: readonly string[] | undefined) => values?.toSorted().join()
  const mark = [sort, some(status), some(type), some(publicationState), some(accountIds), text, archived]
  return match === 'all' ? mark : [...mark, match]
}

export function filterOf(query: Omit<CampaignListQuery, 'limit'>): JoinedFilter {
  const filter: JoinedFilter = {
    status: query.status,
    type: query.type,
    publicationState: query.publicationState,
    accountIds: query.accountId,
    text: query.q?.trim() || undefined,
    archived: query.archived === 'true',
    match: query.match ?? 'all',
  }
  return filter.match === 'all' || narrowing(filter) > 1 ? filter : { ...filter, match: 'all' }
}

/** By how many filters a list is narrowed; all or any of one is the same. */
export const narrowing = ({ status, type, publicationState, accountIds, text }: JoinedFilter): number =>
  [status, type, publicationState, accountIds, text].filter((each) => each !== undefined).length

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
  const { exact, byCurrency } = found
  const sumsOf = (kind: 'daily' | 'total') =>
    byCurrency.map(({ currencyCode, [kind]: micros }) => ({ currencyCode, micros }))
  const budgets = { dailyBudgetMicros: sumsOf('daily'), totalBudgetMicros: sumsOf('total') }
  const { status, archived } = filter
  const isCounted = narrowing({ ...filter, status: undefined }) === 0 && !archived
  if (exact || !isCounted) return { campaigns: found.campaigns, exact, ...budgets }
  const counts = await countRows(ctx.db.reader, actor.workspaceId)
  const campaigns = (status ?? CAMPAIGN_STATUSES).reduce((sum, each) => sum + (counts.get(each) ?? 0), 0)
  return { campaigns, exact, ...budgets }
}
