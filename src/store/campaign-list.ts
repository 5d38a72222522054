import {
  CAMPAIGN_PUBLICATION_STATES,
  CAMPAIGN_SORT_FIELDS,
  type CampaignPublicationState,
  type CampaignSortField,
} from '../contract/campaign-list.ts'
import {
  CAMPAIGN_STATUSES,
  CAMPAIGN_TYPES,
  type CampaignStatus,
  type CampaignType,
} from '../contract/words.ts'
import { CAMPAIGN_HEAD, LAST_PUBLICATION } from './campaign-json.ts'
import type { Reader } from './db.ts'
import { type Statement, statement } from './statement.ts'

/** What one row of a page is ordered by: its key as text, exact to the last digit, and its id. */
export interface ListPlace {
  key: string
  id: string
}

export interface ListedCampaign extends ListPlace {
  json: string
}

export interface CampaignFilter {
  status: CampaignStatus | undefined
  type: CampaignType | undefined
  publicationState: CampaignPublicationState | undefined
  accountId: string | undefined
  text: string | undefined
  archived: boolean
}

export interface CampaignOrder {
  field: CampaignSortField
  descending: boolean
}

interface SortKey {
  word: string
  /** As in the indexes `campaigns_<word>_idx` and `campaigns_account_<word>_idx`. */
  sql: string
  type: string
  before: string
  after: string
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** UUIDs grow with time, so this one is after every page. A sentinel keeps the plan an index scan; `$1 is null or` does not. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * No key is null (columns of their own, made by the database), so that the comparison of rows finds the place of a page in the index. A budget that is not decided is
 * less than every budget, and no end is later than every end. Names go by code point after A-Z are made small: the same
 * order on every server, whatever its locale, and after every system update; an index in a language's own order would be
 * wrong from the update on that changes it.
 */
const KEYS: Record<CampaignSortField, SortKey> = {
  createdAt: { word: 'created', sql: 'c.id', type: 'uuid', before: FIRST_ID, after: LAST_ID },
  name: {
    word: 'name',
    sql: 'c.name_key',
    type: 'text',
    before: '',
    after: '\u{10ffff}'.repeat(257),
  },
  dailyBudgetMicros: {
    word: 'budget',
    sql: 'c.budget_key',
    type: 'bigint',
    before: '-1',
    after: '9223372036854775807',
  },
  endDate: {
    word: 'end',
    sql: 'c.end_key',
    type: 'date',
    before: '-infinity',
    after: 'infinity',
  },
  updatedAt: {
    word: 'updated',
    sql: 'c.updated_at',
    type: 'timestamptz',
    before: '-infinity',
    after: 'infinity',
  },
}

/**
 * A text that fewer of the newest 200 names have is looked up in the index of three-letter pieces, and all that it finds
 * is sorted; one that more of them have soon fills a page by walking in the order of the list.
 */
const OFTEN = 10

/** What every list answers, of `campaigns c`. */
const ITEM = `json_build_object(${CAMPAIGN_HEAD},
                'googleStatus', c.google_status,
                'googlePrimaryStatus', c.google_primary_status,
                'lastPublication', case when c.publication_state <> 'NONE' then ${LAST_PUBLICATION} end)::text as json`

/** What people open most has an index of its own, and needs no merge. */
const LIST_NEWEST = statement<ListedCampaign>(
  'campaign_list_newest',
  `select c.id, c.id::text as key, ${ITEM}
     from campaigns c
    where c.workspace_id = $1 and c.archived_at is null and c.id < $2
    order by c.id desc limit $3`,
  { id: 'uuid', key: 'text', json: 'text' },
)

const shapes = new Map<string, Statement<ListedCampaign>>()
for (const field of CAMPAIGN_SORT_FIELDS)
  for (const descending of [false, true])
    for (const account of [false, true])
      for (const text of [false, true]) register(field, descending, account, text)

/**
 * $1 workspace, $2 statuses, $3 types, $4 publication states, $5 archived, $6 and $7 the place of the page before,
 * $8 rows, then the account, then the pattern and whether it is too short for the index.
 *
 * A list that is filtered is a merge: every combination of status, type and publication state stands in the index in the
 * order of the list, so each gives its first rows after the place, and the first of those are the page. That costs the
 * same at any depth and for any filter, a rare one too; a scan in the order of the list would walk the whole workspace
 * to find the five campaigns of one account.
 */
function register(field: CampaignSortField, descending: boolean, account: boolean, text: boolean): void {
  const { word, sql: key, type } = KEYS[field]
  const [direction, beyond] = descending ? ['desc', '<'] : ['asc', '>']
  const after = `(${key}, c.id) ${beyond} ($6::${type}, $7::uuid)`
  const of = `c.workspace_id = $1 and c.archived = $5${account ? ' and c.account_id = $9' : ''}`
  const pattern = account ? 10 : 9
  const like = `c.name ilike $${pattern}`
  const merged = `
    select k.id, k.key
      from unnest($2::text[]) as s(status) cross join unnest($3::text[]) as t(type) cross join unnest($4::text[]) as p(state)
     cross join lateral (
       select c.id, ${key} as key from campaigns c
        where ${of} and c.status = s.status and c.campaign_type = t.type and c.publication_state = p.state
          and ${after}${text ? ` and ${like}` : ''}
        order by ${key} ${direction}, c.id ${direction} limit $8) k`
  // The offset keeps the planner from taking an index of the order here, and looking at every name of an account.
  const found = `
    select c.id, ${key} as key
      from (select * from campaigns c where c.workspace_id = $1 and ${like} offset 0) c
     where ${of} and c.status = any ($2::text[]) and c.campaign_type = any ($3::text[])
       and c.publication_state = any ($4::text[]) and ${after}`
  const often = `(select often from judged)`
  const candidates = text
    ? `select * from (${merged}) walked where ${often} union all select * from (${found}) searched where not ${often}`
    : merged
  const judged = `with judged as materialized (
    select $${pattern + 1}::boolean or count(*) filter (where ${like}) >= ${OFTEN} as often
      from (select c.name from campaigns c where c.workspace_id = $1 order by c.id desc limit 200) c)`
  const name = `campaign_list_by_${word}_${direction}${account ? '_of_account' : ''}${text ? '_with_text' : ''}`
  shapes.set(
    shapeOf(field, descending, account, text),
    statement<ListedCampaign>(
      name,
      `${text ? judged : ''}
       select c.id, page.key::text as key, ${ITEM}
         from (select * from (${candidates}) candidate order by key ${direction}, id ${direction} limit $8) page
         join campaigns c on c.workspace_id = $1 and c.id = page.id
        order by page.key ${direction}, page.id ${direction}`,
      { id: 'uuid', key: 'text', json: 'text' },
    ),
  )
}

function shapeOf(field: CampaignSortField, descending: boolean, account: boolean, text: boolean): string {
  return `${field} ${descending} ${account} ${text}`
}

/** One page after `after`, the place of the last row of the page before. */
export async function listCampaigns(
  db: Reader,
  workspaceId: string,
  filter: CampaignFilter,
  { order, after, limit }: { order: CampaignOrder; after: ListPlace | undefined; limit: number },
): Promise<ListedCampaign[]> {
  const call = listCall(workspaceId, filter, { order, after, limit })
  return await db.many({ workspaceId }, call.statement, call.values)
}

/** The statement of a page and its values, for benches too. */
export function listCall(
  workspaceId: string,
  filter: CampaignFilter,
  { order, after, limit }: { order: CampaignOrder; after: ListPlace | undefined; limit: number },
): { statement: Statement<ListedCampaign>; values: unknown[] } {
  const { field, descending } = order
  const key = KEYS[field]
  const start = after ?? {
    key: descending ? key.after : key.before,
    id: descending ? LAST_ID : FIRST_ID,
  }
  const { status, type, publicationState, accountId, text, archived } = filter
  const narrow = status ?? type ?? publicationState ?? accountId ?? text
  if (field === 'createdAt' && descending && !archived && narrow === undefined)
    return { statement: LIST_NEWEST, values: [workspaceId, start.id, limit] }
  const values: unknown[] = [
    workspaceId,
    status === undefined ? CAMPAIGN_STATUSES : [status],
    type === undefined ? CAMPAIGN_TYPES : [type],
    publicationState === undefined ? CAMPAIGN_PUBLICATION_STATES : [publicationState],
    archived,
    start.key,
    start.id,
    limit,
  ]
  if (accountId !== undefined) values.push(accountId)
  // Under three letters or digits in a row there is no piece to look up.
  if (text !== undefined) values.push(`%${escapeLike(text)}%`, !/[\p{L}\p{N}]{3}/u.test(text))
  const shape = shapeOf(field, descending, accountId !== undefined, text !== undefined)
  return { statement: shapes.get(shape)!, values }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
