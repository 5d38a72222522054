import { CAMPAIGN_PUBLICATION_STATES } from '../contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../contract/words.ts'
import type { CampaignFilter } from './campaign-list.ts'
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
  micros: string
}

const COLUMNS = { currency_code: 'text', looked: 'int8', campaigns: 'int8', micros: 'text' } as const

/** $1 workspace, $2 archived, $3 account or null, $4 and $5 the text as patterns, $6 how many to look at; then the filter. */
const totals = (campaigns: string): string => `
  select w.currency_code, count(*) as looked, count(*) filter (where w.fits) as campaigns,
         coalesce(sum(w.budget_key) filter (where w.fits), 0)::text as micros
    from (select n.currency_code, k.budget_key, k.name_key like $5 and k.name ilike $4 as fits
            from (select * from accounts n where n.workspace_id = $1 and ($3::uuid is null or n.id = $3)) n
           cross join lateral (${campaigns}) k
           limit $6) w
   group by w.currency_code order by w.currency_code`

/** All of an account from one index, which has the budget and the name too: no row of the table is touched. */
const WHOLE = statement<CurrencyTotal>(
  'campaign_total',
  totals(`
             select c.budget_key, c.name, c.name_key from campaigns c
              where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
              order by c.budget_key, c.id limit $6`),
  COLUMNS,
)

/** What is narrowed stands together in another index, so a rare filter costs what it finds, however large the workspace is. */
const NARROWED = statement<CurrencyTotal>(
  'campaign_total_narrowed',
  totals(`
             select m.budget_key, m.name, m.name_key
               from unnest($7::text[]) as s(status) cross join unnest($8::text[]) as t(type) cross join unnest($9::text[]) as p(state)
              cross join lateral (
                select c.budget_key, c.name, c.name_key from campaigns c
                 where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
                   and c.status = s.status and c.campaign_type = t.type and c.publication_state = p.state
                 order by c.id limit $6) m
              limit $6`),
  COLUMNS,
)

export interface CampaignTotals {
  campaigns: number
  /** false: there are more than were looked at. */
  exact: boolean
  byCurrency: { currencyCode: string; micros: string }[]
}

/** Number and daily budgets of the campaigns that fit, by currency, of at most so many. */
export async function totalCampaigns(
  db: Reader,
  workspaceId: string,
  filter: CampaignFilter,
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
      .map(({ currency_code: currencyCode, micros }) => ({ currencyCode, micros })),
  }
}

/** The statement and its values, for benches too. One more than is looked at tells whether there are more. */
export function totalCall(
  workspaceId: string,
  { status, type, publicationState, accountId, text, archived }: CampaignFilter,
  most = MAX_TOTALLED,
): { statement: Statement<CurrencyTotal>; values: unknown[] } {
  const [pattern, sieve] = text === undefined ? ['%', '%'] : searchOf(text)
  const values: unknown[] = [workspaceId, archived, accountId ?? null, pattern, sieve, most + 1]
  if ((status ?? type ?? publicationState) === undefined) return { statement: WHOLE, values }
  const lists = [
    status === undefined ? CAMPAIGN_STATUSES : [status],
    type === undefined ? CAMPAIGN_TYPES : [type],
    publicationState === undefined ? CAMPAIGN_PUBLICATION_STATES : [publicationState],
  ]
  return { statement: NARROWED, values: [...values, ...lists] }
}
