import {
  CAMPAIGN_KEY_FIELDS,
  CAMPAIGN_PUBLICATION_STATES,
  type CampaignPublicationState,
} from '../contract/campaign-list.ts'
import {
  CAMPAIGN_STATUSES,
  CAMPAIGN_TYPES,
  type CampaignStatus,
  type CampaignType,
} from '../contract/words.ts'
import {
  type CampaignOrder,
  itemsOf,
  type KeyOrder,
  type ListPlace,
  MAX_PAGE,
  type OrderSql,
  sqlOf,
  startOf,
} from './campaign-order.ts'
import { searchOf, searchStatement } from './campaign-search.ts'
import type { Reader } from './db.ts'
import { type Statement, statement } from './statement.ts'

export interface ListedCampaign extends ListPlace {
  /** Null in the last row of a search that ended early: the place that it got to. */
  json: string | null
}

/** What one statement narrows a list to: each of them, where it is given. */
export interface CampaignFilter {
  status: readonly CampaignStatus[] | undefined
  type: readonly CampaignType[] | undefined
  publicationState: readonly CampaignPublicationState[] | undefined
  accountId: string | undefined
  text: string | undefined
  archived: boolean
}

export interface CampaignPage<Order extends CampaignOrder = CampaignOrder> {
  order: Order
  after: ListPlace | undefined
  limit: number
}

/** Up to so many of an account's campaigns that fit a filter are sorted; of more, the page is soon found by walking. */
const FEW = 150

const ANSWER = { id: 'uuid', key: 'text', json: 'text' } as const

const COMBINATIONS = `unnest($2::text[]) as s(status) cross join unnest($3::text[]) as t(type) cross join unnest($4::text[]) as p(state)`
const OF_COMBINATION = `c.status = s.status and c.campaign_type = t.type and c.publication_state = p.state`

interface Shapes {
  whole: Statement<ListedCampaign>
  narrowed: Statement<ListedCampaign>
  account: Statement<ListedCampaign>
  text: Statement<ListedCampaign>
  accountText: Statement<ListedCampaign>
}

const shapes = new Map<string, Shapes>()
for (const field of CAMPAIGN_KEY_FIELDS)
  for (const descending of [false, true]) {
    const order = sqlOf({ field, descending })
    const made = (suffix: string, text: string): Statement<ListedCampaign> =>
      statement<ListedCampaign>(`campaign_list_by_${order.name}${suffix}`, text, ANSWER)
    shapes.set(shapeOf({ field, descending }), {
      whole: made('', itemsOf(whole(order), order)),
      narrowed: made('_narrowed', itemsOf(narrowed(order), order)),
      account: made('_of_account', ofAccount(order)),
      text: made('_with_text', searchStatement(order, false)),
      accountText: made('_of_account_with_text', searchStatement(order, true)),
    })
  }

function shapeOf({ field, descending }: KeyOrder): string {
  return `${field} ${descending}`
}

/** $1 workspace, $2 archived, $3 and $4 the place of the page before, $5 rows. */
function whole({ key, columns, keys, after }: OrderSql): string {
  return `select id, key
            from (select c.id, ${key} as key from campaigns c
                   where c.workspace_id = $1 and c.archived = $2 and ${after('$3', '$4')}
                   order by ${columns} limit ${MAX_PAGE}) walked
           order by ${keys} limit $5`
}

/**
 * $1 workspace, $2 statuses, $3 types, $4 publication states, $5 archived, $6 and $7 the place of the page before, $8 rows.
 *
 * Every combination of status, type and publication state stands in the index in the order of the list, so each gives its
 * first rows after the place, and the first of those are the page. That costs the same at any depth and for any filter, a
 * rare one too; a scan in the order of the list would walk the whole workspace for it.
 */
function narrowed({ key, columns, keys, after }: OrderSql): string {
  return `select k.id, k.key
            from ${COMBINATIONS}
           cross join lateral (
             select c.id, ${key} as key from campaigns c
              where c.workspace_id = $1 and c.archived = $5 and ${OF_COMBINATION} and ${after('$6', '$7')}
              order by ${columns} limit $8) k
           order by ${keys} limit $8`
}

/**
 * As above; $9 the account, $10 whether anything is filtered for. An account has some ten thousand campaigns at most. The
 * few that fit a rare filter are all sorted; where more fit, walking in the order of the list soon fills the page.
 */
function ofAccount(order: OrderSql): string {
  const { key, columns, keys, after, keysAfter } = order
  const list = `c.workspace_id = $1 and c.account_id = $9 and c.archived = $5`
  return itemsOf(
    `with few as materialized (
            select k.id, k.key
              from ${COMBINATIONS}
             cross join lateral (
               select c.id, ${key} as key from campaigns c
                where ${list} and ${OF_COMBINATION}
                order by c.id limit ${FEW + 1}) k
             where $10 limit ${FEW + 1})
    select id, key from few where (select count(*) from few) <= ${FEW} and ${keysAfter('$6', '$7')}
    union all
    select * from (
      select id, key
        from (select c.id, ${key} as key from campaigns c
               where ${list} and c.status = any ($2::text[]) and c.campaign_type = any ($3::text[])
                 and c.publication_state = any ($4::text[]) and ${after('$6', '$7')}
               order by ${columns} limit ${MAX_PAGE}) walked
       where not $10 or (select count(*) from few) > ${FEW}
       order by ${keys} limit $8) page
     order by ${keys} limit $8`,
    order,
  )
}

/** One page after `after`, the place of the last row of the page before, in an order that has indexes. */
export async function listCampaigns(
  db: Reader,
  workspaceId: string,
  filter: CampaignFilter,
  page: CampaignPage<KeyOrder>,
): Promise<ListedCampaign[]> {
  const call = listCall(workspaceId, filter, page)
  return await db.many({ workspaceId }, call.statement, call.values)
}

/** The statement of a page and its values, for benches too. */
export function listCall(
  workspaceId: string,
  filter: CampaignFilter,
  { order, after, limit }: CampaignPage<KeyOrder>,
): { statement: Statement<ListedCampaign>; values: unknown[] } {
  if (limit > MAX_PAGE) throw new RangeError(`At most ${MAX_PAGE} rows, not ${limit}.`)
  const start = startOf(order, after)
  const { status, type, publicationState, accountId, text, archived } = filter
  const shape = shapes.get(shapeOf(order))!
  const isNarrowed = (status ?? type ?? publicationState) !== undefined
  if (!isNarrowed && accountId === undefined && text === undefined)
    return { statement: shape.whole, values: [workspaceId, archived, start.key, start.id, limit] }
  const values: unknown[] = [
    workspaceId,
    status ?? CAMPAIGN_STATUSES,
    type ?? CAMPAIGN_TYPES,
    publicationState ?? CAMPAIGN_PUBLICATION_STATES,
    archived,
    start.key,
    start.id,
    limit,
  ]
  if (text !== undefined) {
    values.push(...searchOf(text))
    if (accountId === undefined) return { statement: shape.text, values }
    return { statement: shape.accountText, values: [...values, accountId] }
  }
  if (accountId === undefined) return { statement: shape.narrowed, values }
  return { statement: shape.account, values: [...values, accountId, isNarrowed] }
}
