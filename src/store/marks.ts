import type { PublicationKind } from '../contract/words.ts'
import type { Reader } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

/** A publication that took effect, to stand beside the numbers of its day. */
export interface MarkRow {
  id: string
  kind: PublicationKind
  campaign_id: string
  campaign_name: string
  created_by: string
  at: string
  /** In the account's time zone. */
  date: string
}

const COLUMNS: ColumnsOf<MarkRow> = {
  id: 'uuid',
  kind: 'text',
  campaign_id: 'uuid',
  campaign_name: 'text',
  created_by: 'text',
  at: 'text',
  date: 'text',
}

/** Ids begin with the time at which they were made, so a range of days is a range of the key. */
const marks = (publications: string): string => `
  select p.id, p.kind, p.campaign_id, c.name as campaign_name, p.created_by, to_json(p.finished_at) #>> '{}' as at,
         (p.finished_at at time zone n.time_zone)::date::text as date
    from (${publications}) p
    join campaigns c on c.workspace_id = $1 and c.id = p.campaign_id
    join accounts n on n.workspace_id = $1 and n.id = c.account_id
   order by p.id desc limit $5`

const OF_CAMPAIGN = statement<MarkRow>(
  'mark_list_of_campaign',
  marks(`select * from publications q
          where q.workspace_id = $1 and q.campaign_id = $2 and q.id >= $3 and q.id < $4 and q.state = 'SUCCEEDED'
          order by q.id desc limit $5`),
  COLUMNS,
)

/** $6: so many publications are looked at, whosever they are. One row at least, which says how many those were. */
const OF_WORKSPACE = statement<(MarkRow | { [Key in keyof MarkRow]: null }) & { looked: number }>(
  'mark_list_of_workspace',
  `with looked as materialized (
     select id, account_id, state from publications
      where workspace_id = $1 and id >= $3 and id < $4 order by id desc limit $6)
   select (select count(*)::int4 from looked) as looked, m.*
     from (select) one
     left join (${marks(`
       select q.* from looked l join publications q on q.workspace_id = $1 and q.id = l.id
        where ($2::uuid is null or l.account_id = $2) and l.state = 'SUCCEEDED'
        order by l.id desc limit $5`)}) m on true`,
  { looked: 'int4', ...COLUMNS },
)

interface MarkRange {
  /** Ids from this one, */
  from: string
  /** up to but without this one. */
  before: string
  limit: number
}

/** Publications of a campaign that succeeded, newest first. */
export async function listMarksOfCampaign(
  db: Reader,
  workspaceId: string,
  campaignId: string,
  { from, before, limit }: MarkRange,
): Promise<MarkRow[]> {
  return await db.many({ workspaceId }, OF_CAMPAIGN, [workspaceId, campaignId, from, before, limit])
}

/**
 * Publications of a workspace, or of one account of it, that succeeded, newest first; of the newest `look` of all. `looked`
 * is how many those were.
 */
export async function listMarksOfWorkspace(
  db: Reader,
  workspaceId: string,
  accountId: string | null,
  { from, before, limit, look }: MarkRange & { look: number },
): Promise<{ looked: number; marks: MarkRow[] }> {
  const rows = await db.many({ workspaceId }, OF_WORKSPACE, [
    workspaceId,
    accountId,
    from,
    before,
    limit,
    look,
  ])
  const marks = rows.filter((row): row is MarkRow & { looked: number } => row.id !== null)
  return { looked: rows[0]?.looked ?? 0, marks }
}
