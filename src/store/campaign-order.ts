import type { CampaignKeyField, CampaignSortField } from '../contract/campaign-list.ts'
import { CAMPAIGN_HEAD_COLUMNS, LAST_PUBLICATION } from './campaign-json.ts'

/** What one row of a page is ordered by: its key as text, exact to the last digit, and its id. */
export interface ListPlace {
  key: string
  id: string
}

export interface CampaignOrder<Field extends CampaignSortField = CampaignSortField> {
  field: Field
  descending: boolean
}
/** One that has indexes of its own; for the others see campaign-runs.ts. */
export type KeyOrder = CampaignOrder<CampaignKeyField>

/** No page has more rows than this, and no list reads more from an index. A number that the planner can see. */
export const MAX_PAGE = 201

interface SortKey {
  /** As in the indexes `campaigns_<word>_idx`, `campaigns_ordered_<word>_idx` and `campaigns_account_ordered_<word>_idx`. */
  word: string
  sql: string
  type: string
  before: string
  after: string
}

export const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** UUIDs grow with time, so this one is after every page. A sentinel keeps the plan an index scan; `$1 is null or` does not. */
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * No key is null (columns of their own or expressions), so that the comparison of rows finds the place of a page in the index. A budget that is not decided is
 * less than every budget, no end is later than every end, and no start than every start. Names go by code point after A-Z are made small: the same
 * order on every server, whatever its locale, and after every system update; an index in a language's own order would be
 * wrong from the update on that changes it.
 */
const KEYS: Record<CampaignKeyField, SortKey> = {
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
  startDate: {
    word: 'start',
    // As the indexes have it. Row level security lets no coalesce into the condition of an index: it is not taken for leakproof.
    sql: `(case when c.start_date is null then 'infinity'::date else c.start_date end)`,
    type: 'date',
    before: '-infinity',
    after: 'infinity',
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

/** Where a list begins whose rows come after `after`. */
export function startOf({ field, descending }: KeyOrder, after: ListPlace | undefined): ListPlace {
  const key = KEYS[field]
  return after ?? { key: descending ? key.after : key.before, id: descending ? LAST_ID : FIRST_ID }
}

/** An order in the words of SQL, of `campaigns c`. */
export interface OrderSql {
  /** For the names of statements. */
  name: string
  key: string
  direction: string
  /** The columns of the order, for `order by`; of rows that carry `key` and `id` they are `key, id`. */
  columns: string
  keys: string
  /** The rows after the place that two parameters tell; and those of rows that carry `key` and `id`. */
  after: (key: string, id: string) => string
  keysAfter: (key: string, id: string) => string
}

/** The order of a list in SQL. */
export function sqlOf({ field, descending }: KeyOrder): OrderSql {
  const { word, sql: key, type } = KEYS[field]
  const direction = descending ? 'desc' : 'asc'
  const after = (columns: string, placeKey: string, id: string): string =>
    `(${columns}) ${descending ? '<' : '>'} (${placeKey}::${type}, ${id}::uuid)`
  return {
    name: `${word}_${direction}`,
    key,
    direction,
    columns: `${key} ${direction}, c.id ${direction}`,
    keys: `key ${direction}, id ${direction}`,
    after: (placeKey, id) => after(`${key}, c.id`, placeKey, id),
    keysAfter: (placeKey, id) => after('key, id', placeKey, id),
  }
}

/** What every list answers, of `campaigns c`, as the columns of a row. */
const ITEM = `${CAMPAIGN_HEAD_COLUMNS}, c.google_status as "googleStatus", c.google_primary_status as "googlePrimaryStatus",
                         case when c.publication_state <> 'NONE' then ${LAST_PUBLICATION} end as "lastPublication"`

/**
 * The answer of a list, from a page of `key` and `id`. Each row is looked up by its id for itself: as a join it would be
 * planned for the number of rows that the planner guesses, and where one workspace has nearly everything it reads them all.
 * `shown` tells which rows of the page are items.
 */
export function itemsOf(page: string, { direction }: OrderSql, shown = 'true'): string {
  return `select page.id, page.key::text as key,
                 (select row_to_json(i)::text
                    from (select ${ITEM}
                            from campaigns c where c.workspace_id = $1 and c.id = page.id and ${shown}) i) as json
            from (${page}) page
           order by page.key ${direction}, page.id ${direction}`
}
