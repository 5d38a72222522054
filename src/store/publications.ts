import type {
  CampaignType,
  Environment,
  PublicationKind,
  PublicationState,
  StepKind,
} from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import type { AccountRow, CampaignRow, PublicationRow } from './generated/rows.ts'
import { statement } from './statement.ts'

export interface NewPublication {
  id: string
  campaignId: string
  accountId: string
  kind: PublicationKind
  activate: boolean
  version: number
  planHash: string | null
  plan: unknown
  publishedName: string
  token: string
  createdBy: string
  steps: { kind: StepKind; title: string; assetId: string | null }[]
}

const INSERT = statement(
  'publication_insert',
  `insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan,
     published_name, token, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
)
const INSERT_STEPS = statement(
  'publication_step_insert',
  `insert into publication_steps (workspace_id, publication_id, position, kind, title, asset_id)
   select $1, $2, s.position, s.kind, s.title, s."assetId"
     from jsonb_to_recordset($3::jsonb) as s(position integer, kind text, title text, "assetId" uuid)`,
)

/** Opens a publication. The index publications_one_open refuses a second one of the same campaign. */
export async function insertPublication(
  tx: Tx,
  workspaceId: string,
  publication: NewPublication,
): Promise<void> {
  const {
    id,
    campaignId,
    accountId,
    kind,
    activate,
    version,
    planHash,
    plan,
    publishedName,
    token,
    createdBy,
  } = publication
  const steps = publication.steps.map((step, position) => ({ ...step, position }))
  const values = [
    id,
    campaignId,
    accountId,
    kind,
    activate,
    version,
    planHash,
    JSON.stringify(plan),
    publishedName,
    token,
    createdBy,
  ]
  await Promise.all([
    tx.run(INSERT, [workspaceId, ...values]),
    tx.run(INSERT_STEPS, [workspaceId, id, JSON.stringify(steps)]),
  ])
}

export type Claim = Pick<PublicationRow, 'workspace_id' | 'id' | 'fence'>

/**
 * The oldest due publication, leased: waiting ones, and running ones whose worker has not been heard of. An account that
 * has one running is passed over. Database clock only, since workers' clocks differ.
 */
const CLAIM = statement<Claim>(
  'publication_claim',
  `update publications p
      set state = 'RUNNING', fence = p.fence + 1, attempts = p.attempts + 1,
          lease_until = clock_timestamp() + make_interval(secs => $1)
    where (p.workspace_id, p.id) = (
      select q.workspace_id, q.id from publications q
       where q.state in ('QUEUED', 'RUNNING', 'UNKNOWN') and q.next_attempt_at <= clock_timestamp()
         and (q.state <> 'RUNNING' or q.lease_until < clock_timestamp())
         and not exists (
           select 1 from publications r
            where r.workspace_id = q.workspace_id and r.account_id = q.account_id and r.state = 'RUNNING' and r.id <> q.id)
       order by q.next_attempt_at limit 1
       for update skip locked)
   returning p.workspace_id, p.id, p.fence`,
  { workspace_id: 'uuid', id: 'uuid', fence: 'int8' },
)

/** Takes the next publication to work on, or undefined. The fence it gives out makes every older worker's writes fail. */
export async function claimPublication(db: Database, leaseSeconds: number): Promise<Claim | undefined> {
  return await db.one('worker', CLAIM, [leaseSeconds])
}

const RENEW = statement(
  'publication_renew_lease',
  `update publications set lease_until = clock_timestamp() + make_interval(secs => $4)
    where workspace_id = $1 and id = $2 and fence = $3 and state = 'RUNNING'`,
)

/** Keeps the lease; false where somebody else has taken over. */
export async function renewLease(db: Database, claim: Claim, leaseSeconds: number): Promise<boolean> {
  const { workspace_id: workspaceId, id, fence } = claim
  return (await db.run({ workspaceId }, RENEW, [workspaceId, id, fence, leaseSeconds])) === 1
}

const HOLD = statement(
  'publication_lock_fenced',
  `select from publications where workspace_id = $1 and id = $2 and fence = $3 and state = 'RUNNING' for update`,
)

/** Holds the publication for this transaction; false where the fence has moved on and nothing may be written. */
export async function lockFenced(tx: Tx, claim: Claim): Promise<boolean> {
  return (await tx.many(HOLD, [claim.workspace_id, claim.id, claim.fence])).length === 1
}

export interface WorkStep {
  position: number
  kind: StepKind
  state: 'PENDING' | 'SENDING' | 'UNKNOWN' | 'DONE' | 'FAILED'
  asset_id: string | null
  attempts: number
  /** Attempts of which nobody knows how they ended. */
  unsure: number
  /** Since it was first worked on; zero before. */
  age_seconds: number
  /** Since the first and the last attempt of which nobody knows how it ended, or else since it was first worked on. */
  unclear_seconds: number
  quiet_seconds: number
}

/** A closed publication of the same campaign whose change Google may have made all the same. */
export interface Unsettled {
  id: string
  version: number
}

export interface Work
  extends Pick<
      PublicationRow,
      'campaign_id' | 'account_id' | 'activate' | 'version' | 'plan' | 'published_name' | 'token' | 'attempts'
    >,
    Pick<AccountRow, 'customer_id' | 'login_customer_id' | 'connection_id'>,
    Pick<CampaignRow, 'google_campaign_id'> {
  kind: PublicationKind
  campaign_type: CampaignType
  environment: Environment
  age_seconds: number
  steps: WorkStep[]
  /** Newest first; without those after which another change was made for certain. */
  unsettled: Unsettled[]
}

const FIND_WORK = statement<Work>(
  'publication_find_work',
  `select p.campaign_id, p.account_id, n.customer_id, n.login_customer_id, n.environment, n.connection_id, p.kind, p.activate, p.version,
          p.plan, p.published_name, p.token, p.attempts - p.quota_waits as attempts, c.google_campaign_id, c.campaign_type,
          extract(epoch from clock_timestamp() - p.created_at)::float8 as age_seconds,
          (select json_agg(json_build_object('position', s.position, 'kind', s.kind, 'state', s.state, 'asset_id', s.asset_id,
             'attempts', t.attempts, 'unsure', t.unsure,
             'age_seconds', coalesce(extract(epoch from clock_timestamp() - s.started_at), 0),
             'unclear_seconds', coalesce(extract(epoch from clock_timestamp() - coalesce(t.first_sent, s.started_at)), 0),
             'quiet_seconds', coalesce(extract(epoch from clock_timestamp() - coalesce(t.last_sent, s.started_at)), 0))
               order by s.position)
             from publication_steps s,
                  lateral (select count(*) as attempts,
                                  count(*) filter (where a.outcome in ('UNANSWERED', 'UNKNOWN')) as unsure,
                                  min(a.sent_at) filter (where a.outcome in ('UNANSWERED', 'UNKNOWN')) as first_sent,
                                  max(a.sent_at) filter (where a.outcome in ('UNANSWERED', 'UNKNOWN')) as last_sent
                             from publication_attempts a where a.workspace_id = s.workspace_id
                              and a.publication_id = s.publication_id and a.position = s.position) t
            where s.workspace_id = p.workspace_id and s.publication_id = p.id) as steps,
          (select coalesce(json_agg(json_build_object('id', e.id, 'version', e.version) order by e.id desc), '[]'::json)
             from publications e
             join publication_steps s on s.workspace_id = e.workspace_id and s.publication_id = e.id
            where e.workspace_id = p.workspace_id and e.campaign_id = p.campaign_id and e.id < p.id
              and s.kind = 'MUTATE' and s.state <> 'DONE'
              and exists (select from publication_attempts a
                           where a.workspace_id = s.workspace_id and a.publication_id = s.publication_id
                             and a.position = s.position and a.outcome in ('UNANSWERED', 'UNKNOWN'))
              and not exists (select from publications l
                                join publication_steps d on d.workspace_id = l.workspace_id and d.publication_id = l.id
                               where l.workspace_id = e.workspace_id and l.campaign_id = e.campaign_id and l.id > e.id
                                 and d.kind = 'MUTATE' and d.state = 'DONE')) as unsettled
     from publications p
     join accounts n on n.workspace_id = p.workspace_id and n.id = p.account_id
     join campaigns c on c.workspace_id = p.workspace_id and c.id = p.campaign_id
    where p.workspace_id = $1 and p.id = $2`,
  {
    campaign_id: 'uuid',
    account_id: 'uuid',
    customer_id: 'text',
    login_customer_id: 'text',
    environment: 'text',
    connection_id: 'uuid',
    kind: 'text',
    activate: 'bool',
    version: 'int4',
    plan: 'jsonb',
    published_name: 'text',
    token: 'text',
    attempts: 'int4',
    google_campaign_id: 'int8',
    campaign_type: 'text',
    age_seconds: 'float8',
    steps: 'json',
    unsettled: 'json',
  },
)

/** What a worker needs to know of a publication. */
export async function findWork(db: Database, workspaceId: string, id: string): Promise<Work | undefined> {
  return await db.one({ workspaceId }, FIND_WORK, [workspaceId, id])
}

const STEP_SENDING = statement(
  'publication_step_update_sending',
  `update publication_steps set state = 'SENDING', started_at = coalesce(started_at, clock_timestamp())
    where workspace_id = $1 and publication_id = $2 and position = $3`,
)
const INSERT_ATTEMPT = statement<{ number: number }>(
  'publication_attempt_insert',
  `insert into publication_attempts (workspace_id, publication_id, position, number, fence, request_sha256)
   select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5 from publication_attempts
    where workspace_id = $1 and publication_id = $2 and position = $3
   returning number`,
  { number: 'int4' },
)

/** Writes down that this request is about to be sent. Commit it before the bytes leave. */
export async function insertAttempt(
  tx: Tx,
  claim: Claim,
  position: number,
  requestSha256: string,
): Promise<number> {
  const key = [claim.workspace_id, claim.id, position]
  await tx.run(STEP_SENDING, key)
  const row = await tx.one(INSERT_ATTEMPT, [...key, claim.fence, requestSha256])
  return row!.number
}

export interface AttemptResult {
  outcome: 'APPLIED' | 'REFUSED' | 'NOT_APPLIED' | 'UNKNOWN'
  httpStatus: number | null
  googleRequestId: string | null
  errors: readonly unknown[]
}

const FINISH_ATTEMPT = statement(
  'publication_attempt_finish',
  `update publication_attempts
      set outcome = $5, http_status = $6, google_request_id = left($7, 255), errors = $8, answered_at = clock_timestamp()
    where workspace_id = $1 and publication_id = $2 and position = $3 and number = $4`,
)

/** Writes down how a request ended. */
export async function finishAttempt(
  tx: Tx,
  claim: Claim,
  position: number,
  number: number,
  result: AttemptResult,
): Promise<void> {
  const { outcome, httpStatus, googleRequestId, errors } = result
  const values = [
    claim.workspace_id,
    claim.id,
    position,
    number,
    outcome,
    httpStatus,
    googleRequestId,
    JSON.stringify(errors),
  ]
  await tx.run(FINISH_ATTEMPT, values)
}

const SET_STEP = statement(
  'publication_step_update',
  `update publication_steps
      set state = $4, started_at = coalesce(started_at, clock_timestamp()),
          finished_at = case when $4 in ('DONE', 'FAILED') then clock_timestamp() end
    where workspace_id = $1 and publication_id = $2 and position = $3`,
)

export async function updateStep(
  tx: Tx,
  claim: Claim,
  position: number,
  state: 'PENDING' | 'UNKNOWN' | 'DONE' | 'FAILED',
): Promise<void> {
  await tx.run(SET_STEP, [claim.workspace_id, claim.id, position, state])
}

const SET_STATE = statement(
  'publication_update_state',
  `update publications
      set state = $3, lease_until = null, message = left($4, 5000), errors = $5,
          next_attempt_at = clock_timestamp() + make_interval(secs => $6),
          finished_at = case when $3 in ('SUCCEEDED', 'FAILED') then clock_timestamp() end
    where workspace_id = $1 and id = $2`,
)

/** Gives the publication back: to wait for `delaySeconds`, for a person, or for good. */
export async function updatePublicationState(
  tx: Tx,
  workspaceId: string,
  id: string,
  {
    state,
    message,
    errors = [],
    delaySeconds = 0,
  }: { state: PublicationState; message: string | null; errors?: readonly unknown[]; delaySeconds?: number },
): Promise<void> {
  await tx.run(SET_STATE, [workspaceId, id, state, message, JSON.stringify(errors), delaySeconds])
}

const LOCK = statement<{ campaign_id: string; account_id: string; state: PublicationState }>(
  'publication_lock',
  `select campaign_id, account_id, state from publications where workspace_id = $1 and id = $2 for update`,
  { campaign_id: 'uuid', account_id: 'uuid', state: 'text' },
)

/** Holds a publication's row until `tx` ends. */
export async function lockPublication(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ campaign_id: string; account_id: string; state: PublicationState } | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}
