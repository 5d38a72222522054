import { CAMPAIGN_PUBLICATION_STATES } from '../contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES, type CampaignStatus } from '../contract/words.ts'
import type { JoinedFilter } from './campaign-merge.ts'
import { searchOf } from './campaign-search.ts'
import type { Reader } from './db.ts'
import { statement, type Statement } from './statement.ts'

/** So many campaigns of each status are looked at for the numbers at the tabs: they stand beside the list, and may not be slower. */
export const MAX_COUNTED = 20_000

interface StatusCount {
  status: CampaignStatus
  looked: string
  campaigns: string
}

const COLUMNS = { status: 'text', looked: 'int8', campaigns: 'int8' } as const

/** From the index alone, combination by combination: no row of the table is touched. */
const COUNT_NARROWED = statement<StatusCount>(
  'campaign_count_narrowed',
  `select s.status, count(m.id) as looked, count(m.id) as campaigns
     from unnest($4::text[]) as s(status)
    cross join lateral (
      select k.id
        from accounts n cross join unnest($5::text[]) as t(type) cross join unnest($6::text[]) as p(state)
       cross join lateral (
         select c.id from campaigns c
          where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
            and c.status = s.status and c.campaign_type = t.type and c.publication_state = p.state
          order by c.id limit $7) k
       where n.workspace_id = $1 and ($3::uuid[] is null or n.id = any ($3))
       limit $7) m
    group by s.status`,
  COLUMNS,
)

/** Where a text is looked for: the index that has the names, of which so many are read. */
const COUNT_NAMED = statement<StatusCount>(
  'campaign_count_named',
  `select w.status, count(*) as looked,
          count(*) filter (where w.campaign_type = any ($5) and w.publication_state = any ($6)
                             and w.name_key like $9 and w.name ilike $8) as campaigns
     from (select k.*
             from accounts n
            cross join lateral (
              select c.status, c.campaign_type, c.publication_state, c.name, c.name_key from campaigns c
               where c.workspace_id = $1 and c.account_id = n.id and c.archived = $2
               order by c.budget_key, c.id limit $7) k
            where n.workspace_id = $1 and ($3::uuid[] is null or n.id = any ($3))
            limit $7) w
    where w.status = any ($4::text[])
    group by w.status`,
  COLUMNS,
)

export interface StatusCounts {
  byStatus: Record<CampaignStatus, number>
  /** false: there are more than were looked at. */
  exact: boolean
}

/** How many campaigns of each status fit the rest of a filter, of at most so many. */
export async function countNarrowed(
  db: Reader,
  workspaceId: string,
  filter: JoinedFilter,
  most = MAX_COUNTED,
): Promise<StatusCounts> {
  const call = countCall(workspaceId, filter, most)
  const rows = await db.many({ workspaceId }, call.statement, call.values)
  const of = (status: CampaignStatus): StatusCount | undefined => rows.find((row) => row.status === status)
  const looked = rows.map((row) => Number(row.looked))
  const isWhole =
    filter.text === undefined
      ? looked.every((one) => one <= most)
      : looked.reduce((sum, one) => sum + one, 0) <= most
  const numbers = CAMPAIGN_STATUSES.map((status) => [
    status,
    Math.min(Number(of(status)?.campaigns ?? 0), most),
  ])
  return { byStatus: Object.fromEntries(numbers) as StatusCounts['byStatus'], exact: isWhole }
}

/** The statement and its values, for benches too. One more than is looked at tells whether there are more. */
export function countCall(
  workspaceId: string,
  { type, publicationState, accountIds, text, archived }: JoinedFilter,
  most = MAX_COUNTED,
): { statement: Statement<StatusCount>; values: unknown[] } {
  const values: unknown[] = [
    workspaceId,
    archived,
    accountIds ?? null,
    CAMPAIGN_STATUSES,
    type ?? CAMPAIGN_TYPES,
    publicationState ?? CAMPAIGN_PUBLICATION_STATES,
    most + 1,
  ]
  if (text === undefined) return { statement: COUNT_NARROWED, values }
  const [pattern, sieve] = searchOf(text)
  return { statement: COUNT_NAMED, values: [...values, pattern, sieve] }
}
