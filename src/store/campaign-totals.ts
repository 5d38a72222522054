import { CAMPAIGN_PUBLICATION_STATES } from '../contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../contract/words.ts'
import type { JoinedFilter } from './campaign-merge.ts'
import { searchOf } from './campaign-search.ts'
import type { Reader } from './db.ts'
import { type Statement, statement } from './statement.ts'

/** So many campaigns are looked at for one answer: some tens of milliseconds. */
export const MAX_TOTALLED = 100_000

interface CurrencyTotal {
  currency_code: string
  /** How many were looked at, whether their names fit or not. */
  looked: string
  campaigns: string
  daily: string
  total: string
}

const COLUMNS = {
  currency_code: 'text',
  looked: 'int8',
  campaigns: 'int8',
  daily: 'text',
  total: 'text',
} as const

const NAMED = 'k.name_key like $5 and k.name ilike $4'

/** $1 workspace, $2 archived, $3 accounts or null, $4 and $5 the text as patterns, $6 how many to look at; then the filter. */
const totals = (
  campaigns: string,
  accounts = 'and ($3::uuid[] is null or n.id = any ($3))',
  fits = 'true',
): string => `
  select w.currency_code, count(*) as looked, count(*) filter (where w.fits) as campaigns,
         coalesce(sum(w.budget_key) filter (where w.fits), 0)::text as daily,
         coalesce(sum(w.total_budget_micros) filter (where w.fits), 0)::text as total
    from (select n.currency_code, k.budget_key, k.total_budget_micros, ${fits === 'true' ? NAMED : `${fits} or (${NAMED})`} as fits
            from (select * from accounts n where n.workspace_id = $1 ${accounts}) n
           cross join lateral (${campaigns}) k
           limit $6) w
   group by w.currency_code order by w.currency_code`

/** All of an account from one index, which has the budgets and the name too: no row of the table is touched. */
const WHOLE = statement<CurrencyTotal>(
  'campaign_total',
  totals(`
             select c.budget_key, c.total_budget_micros, c.name, c.name_key from campaigns c
              where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
              order by c.budget_key, c.id limit $6`),
  COLUMNS,
)

/** What is narrowed stands together in another index, so a rare filter costs what it finds, however large the workspace is. */
const NARROWED = statement<CurrencyTotal>(
  'campaign_total_narrowed',
  totals(`
             select m.budget_key, m.total_budget_micros, m.name, m.name_key
               from unnest($7::text[]) as s(status) cross join unnest($8::text[]) as t(type) cross join unnest($9::text[]) as p(state)
              cross join lateral (
                select c.budget_key, c.total_budget_micros, c.name, c.name_key from campaigns c
                 where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
                   and c.status = s.status and c.campaign_type = t.type and c.publication_state = p.state
                 order by c.id limit $6) m
              limit $6`),
  COLUMNS,
)

/**
 * Any of several filters; those that are not given have no values. A campaign counts once: all of an account that is named, and
 * where a text is looked for, are looked at in one index, which has what is filtered for; else the combinations that one of the
 * filters names.
 */
const ANY = statement<CurrencyTotal>(
  'campaign_total_any',
  totals(
    `
             select c.budget_key, c.total_budget_micros, c.name, c.name_key,
                    n.id = any ($3::uuid[]) or c.status = any ($7::text[]) or c.campaign_type = any ($8::text[])
                      or c.publication_state = any ($9::text[]) as fits
               from campaigns c
              where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2 and ($5 <> '' or n.id = any ($3::uuid[]))
             union all
             select m.budget_key, m.total_budget_micros, m.name, m.name_key, true
               from unnest($10::text[], $11::text[], $12::text[]) as o(status, type, state)
              cross join lateral (
                select c.budget_key, c.total_budget_micros, c.name, c.name_key from campaigns c
                 where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
                   and c.status = o.status and c.campaign_type = o.type and c.publication_state = o.state
                 order by c.id limit $6) m
              where $5 = '' and not n.id = any ($3::uuid[])
              limit $6`,
    '',
    'k.fits',
  ),
  COLUMNS,
)

export interface CampaignTotals {
  campaigns: number
  /** false: there are more than were looked at. */
  exact: boolean
  byCurrency: { currencyCode: string; daily: string; total: string }[]
}

/** Number, daily budgets and total budgets of the campaigns that fit, by currency, of at most so many. */
export async function totalCampaigns(
  db: Reader,
  workspaceId: string,
  filter: JoinedFilter,
  most = MAX_TOTALLED,
): Promise<CampaignTotals> {
  const call = totalCall(workspaceId, filter, most)
  const rows = await db.many({ workspaceId }, call.statement, call.values)
  const sum = (key: 'looked' | 'campaigns'): number => rows.reduce((all, row) => all + Number(row[key]), 0)
  return {
    campaigns: sum('campaigns'),
    exact: sum('looked') <= most,
    byCurrency: rows
      .filter(({ campaigns }) => campaigns !== '0')
      .map(({ currency_code: currencyCode, daily, total }) => ({ currencyCode, daily, total })),
  }
}

/** The statement and its values, for benches too. One more than is looked at tells whether there are more. */
export function totalCall(
  workspaceId: string,
  filter: JoinedFilter,
  most = MAX_TOTALLED,
): { statement: Statement<CurrencyTotal>; values: unknown[] } {
  const { status, type, publicationState, accountIds, text, archived, match } = filter
  if (match === 'any') return { statement: ANY, values: anyOf(workspaceId, filter, most) }
  const [pattern, sieve] = text === undefined ? ['%', '%'] : searchOf(text)
  const values: unknown[] = [workspaceId, archived, accountIds ?? null, pattern, sieve, most + 1]
  if ((status ?? type ?? publicationState) === undefined) return { statement: WHOLE, values }
  const lists = [
    status ?? CAMPAIGN_STATUSES,
    type ?? CAMPAIGN_TYPES,
    publicationState ?? CAMPAIGN_PUBLICATION_STATES,
  ]
  return { statement: NARROWED, values: [...values, ...lists] }
}

function anyOf(workspaceId: string, filter: JoinedFilter, most: number): unknown[] {
  const { status = [], type = [], publicationState = [], accountIds = [], text, archived } = filter
  // Names are never empty, so these two fit none.
  const [pattern, sieve] = text === undefined ? ['', ''] : searchOf(text)
  const combinations = CAMPAIGN_STATUSES.flatMap((one) =>
    CAMPAIGN_TYPES.flatMap((two) => CAMPAIGN_PUBLICATION_STATES.map((three) => [one, two, three] as const)),
  ).filter(
    ([one, two, three]) => status.includes(one) || type.includes(two) || publicationState.includes(three),
  )
  const columns = [0, 1, 2].map((at) => combinations.map((each) => each[at]))
  const values = [workspaceId, archived, accountIds, pattern, sieve, most + 1]
  return [...values, status, type, publicationState, ...columns]
}
