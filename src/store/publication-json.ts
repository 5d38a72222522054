import type { Publication } from '../contract/publication.ts'
import type { Database } from './db.ts'
import { statement } from './statement.ts'

/** Without what whoever reads it may do: that is for the domain to say. */
export type KeptPublication = Omit<Publication, 'actions'>

/** Publications as the API answers them: made in SQL, in the shape of the contract. */

const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const JSON_OF_PUBLICATION = `json_build_object(
  'id', p.id, 'campaignId', p.campaign_id, 'accountId', p.account_id, 'kind', p.kind, 'state', p.state,
  'activate', p.activate, 'version', p.version, 'planHash', p.plan_hash, 'publishedName', p.published_name,
  'campaignType', c.campaign_type, 'googleCampaignId', c.google_campaign_id::text,
  'message', p.message, 'errors', p.errors,
  'nextAttemptAt', case when p.state in ('QUEUED', 'UNKNOWN') then p.next_attempt_at end,
  'createdAt', p.created_at, 'finishedAt', p.finished_at, 'createdBy', p.created_by,
  'steps', coalesce((
    select json_agg(json_build_object(
        'position', s.position, 'kind', s.kind, 'title', s.title, 'state', s.state, 'startedAt', s.started_at,
        'finishedAt', s.finished_at,
        'attempts', coalesce((
          select json_agg(json_build_object(
              'number', t.number, 'outcome', t.outcome, 'sentAt', t.sent_at, 'answeredAt', t.answered_at,
              'httpStatus', t.http_status, 'googleRequestId', t.google_request_id,
              'requestSha256', t.request_sha256, 'errors', t.errors) order by t.number)
            from publication_attempts t
           where t.workspace_id = s.workspace_id and t.publication_id = s.publication_id and t.position = s.position),
          '[]'::json)) order by s.position)
      from publication_steps s
     where s.workspace_id = p.workspace_id and s.publication_id = p.id), '[]'::json))`

const OF_CAMPAIGN = `publications p join campaigns c on c.workspace_id = p.workspace_id and c.id = p.campaign_id`

const FIND = statement<{ json: KeptPublication }>(
  'publication_find',
  `select ${JSON_OF_PUBLICATION} as json from ${OF_CAMPAIGN} where p.workspace_id = $1 and p.id = $2`,
  { json: 'json' },
)
const LIST = statement<{ json: KeptPublication }>(
  'publication_list',
  `select ${JSON_OF_PUBLICATION} as json from ${OF_CAMPAIGN}
    where p.workspace_id = $1 and p.campaign_id = $2 and p.id < $3 order by p.id desc limit $4`,
  { json: 'json' },
)

/** One publication with its steps and their attempts. */
export async function findPublication(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<KeptPublication | undefined> {
  return (await db.one({ workspaceId }, FIND, [workspaceId, id]))?.json
}

/** The publications of a campaign, newest first; `before` is the last id of the page before. */
export async function listPublications(
  db: Database,
  workspaceId: string,
  campaignId: string,
  { before = AFTER_EVERY_ID, limit }: { before: string | undefined; limit: number },
): Promise<KeptPublication[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId, campaignId, before, limit])).map(
    (row) => row.json,
  )
}
