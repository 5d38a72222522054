import type { Environment, CampaignType } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

export interface DueAccount {
  workspace_id: string
  id: string
}

const DUE = statement<DueAccount>(
  'account_list_due',
  `select workspace_id, id from accounts
    where environment = $1 and (synced_at is null or synced_at < clock_timestamp() - make_interval(secs => $2))
    order by synced_at nulls first limit $3`,
  { workspace_id: 'uuid', id: 'uuid' },
)

/** Accounts of all workspaces whose state at Google was not read for a while. */
export async function listDueAccounts(
  db: Database,
  environment: Environment,
  ageSeconds: number,
  limit: number,
): Promise<DueAccount[]> {
  return await db.many('worker', DUE, [environment, ageSeconds, limit])
}

const COUNT = statement<{ accounts: number }>(
  'account_count',
  'select count(*)::int4 as accounts from accounts where environment = $1',
  { accounts: 'int4' },
)

/** How many accounts are read, in all workspaces. */
export async function countAccounts(db: Database, environment: Environment): Promise<number> {
  return (await db.one('worker', COUNT, [environment]))!.accounts
}

const CLAIM = statement(
  'account_update_synced',
  `update accounts set synced_at = clock_timestamp()
    where workspace_id = $1 and id = $2
      and (synced_at is null or synced_at < clock_timestamp() - make_interval(secs => $3))`,
)

/** Takes the reading of an account on; false where another worker has just done so. */
export async function claimSync(
  db: Database,
  workspaceId: string,
  accountId: string,
  ageSeconds: number,
): Promise<boolean> {
  return (await db.run({ workspaceId }, CLAIM, [workspaceId, accountId, ageSeconds])) === 1
}

/** What of a campaign decides where Google is asked about it. */
export interface KnownAtGoogle {
  googleId: string
  type: CampaignType
}

const PUBLISHED_IDS = statement<{ google_campaign_id: string; campaign_type: CampaignType }>(
  'campaign_list_google_ids',
  `select google_campaign_id, campaign_type from campaigns
    where workspace_id = $1 and account_id = $2 and google_campaign_id > $3 and google_removed_at is null
    order by google_campaign_id limit $4`,
  { google_campaign_id: 'int8', campaign_type: 'text' },
)

/** Google's ids of an account's campaigns, a page at a time. */
export async function listGoogleIds(
  db: Database,
  workspaceId: string,
  accountId: string,
  after: string,
  limit: number,
): Promise<KnownAtGoogle[]> {
  const rows = await db.many({ workspaceId }, PUBLISHED_IDS, [workspaceId, accountId, after, limit])
  return rows.map((row) => ({ googleId: row.google_campaign_id, type: row.campaign_type }))
}

export interface CampaignSide {
  googleId: string
  status: string | null
  primaryStatus: string | null
  primaryStatusReasons: string[]
  servingStatus: string | null
  /** Of its budget, whoever set it. */
  dailyBudgetMicros: string | null
  totalBudgetMicros: string | null
}

/** A campaign of which Google says something new. */
export interface ChangedSide {
  id: string
  name: string
  removed: boolean
  /** Google's, and the one that was known before. */
  status: string | null
  status_before: string | null
  /** Whether a publication of it is under way or has just ended: what Google shows may be that, or what was before. */
  ours: boolean
}

const DIFFERS = `(c.google_status, c.google_primary_status, c.google_primary_status_reasons, c.google_serving_status,
           c.google_daily_budget_micros, c.google_total_budget_micros)
          is distinct from (v.status, v."primaryStatus", v."primaryStatusReasons", v."servingStatus",
           v."dailyBudgetMicros", v."totalBudgetMicros")`
// Only what differs is held, and by id, as whoever edits several holds them: Google's order is another one.
const UPDATE_SIDES = statement<ChangedSide>(
  'campaign_update_google_side',
  `with said as materialized (
     select v.* from jsonb_to_recordset($3::jsonb) as v("googleId" bigint, status text, "primaryStatus" text,
       "primaryStatusReasons" text[], "servingStatus" text, "dailyBudgetMicros" bigint, "totalBudgetMicros" bigint)),
   held as materialized (
     select c.id, c.google_status as status_before from said v
       join campaigns c on c.workspace_id = $1 and c.account_id = $2 and c.google_campaign_id = v."googleId"
      where ${DIFFERS}
      order by c.id for no key update of c)
   update campaigns c
      set google_status = v.status, google_primary_status = v."primaryStatus",
          google_primary_status_reasons = v."primaryStatusReasons", google_serving_status = v."servingStatus",
          google_removed_at = case when v.status = 'REMOVED' then coalesce(c.google_removed_at, clock_timestamp()) end,
          google_daily_budget_micros = v."dailyBudgetMicros", google_total_budget_micros = v."totalBudgetMicros",
          google_synced_at = clock_timestamp()
     from held h join campaigns b on b.workspace_id = $1 and b.id = h.id
     join said v on v."googleId" = b.google_campaign_id
    where c.workspace_id = $1 and c.id = h.id and ${DIFFERS}
   returning c.id, c.name, c.google_removed_at is not null as removed, c.google_status as status,
             h.status_before, c.publication_state in ('QUEUED', 'RUNNING', 'UNKNOWN') or exists (
               select from publications p where p.workspace_id = c.workspace_id and p.campaign_id = c.id
                  and p.finished_at > clock_timestamp() - interval '2 minutes') as ours`,
  { id: 'uuid', name: 'text', removed: 'bool', status: 'text', status_before: 'text', ours: 'bool' },
)

/** Takes over what Google says, touching only rows where it is something new; answers those. */
export async function updateGoogleSides(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  sides: readonly CampaignSide[],
): Promise<ChangedSide[]> {
  return await tx.many(UPDATE_SIDES, [workspaceId, accountId, JSON.stringify(sides)])
}

export interface AdSide {
  googleId: string
  /** Ads and asset groups are counted apart at Google. */
  isAssetGroup: boolean
  reviewStatus: string | null
  approvalStatus: string | null
  policyTopics: readonly PolicyTopic[]
}

export interface PolicyTopic {
  topic: string
  type: string
  texts: readonly string[]
}

/** Ads of a campaign that Google has just disapproved. */
export interface DisapprovedAds {
  id: string
  name: string
  ads: number
}

const UPDATE_ADS = statement<DisapprovedAds>(
  'ad_update_google_side',
  `with changed as (
   update ads a set google_review_status = v."reviewStatus", google_approval_status = v."approvalStatus",
            google_policy_topics = v."policyTopics"
     from jsonb_to_recordset($2::jsonb) as v("googleId" bigint, "isAssetGroup" boolean, "reviewStatus" text,
            "approvalStatus" text, "policyTopics" jsonb)
     join ads b on b.workspace_id = $1 and b.google_ad_id = v."googleId" and (b.ad_type = 'ASSET_GROUP') = v."isAssetGroup"
     join ad_groups g on g.workspace_id = b.workspace_id and g.id = b.ad_group_id
     join campaigns c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
    where a.workspace_id = $1 and a.id = b.id and c.account_id = $3
      and (a.google_review_status, a.google_approval_status, a.google_policy_topics) is distinct from
          (v."reviewStatus", v."approvalStatus", v."policyTopics")
   returning c.id, c.name, a.google_approval_status as approval, b.google_approval_status as approval_before)
   select id, name, count(*)::int4 as ads from changed
    where approval = 'DISAPPROVED' and approval_before is distinct from 'DISAPPROVED'
    group by id, name order by id`,
  { id: 'uuid', name: 'text', ads: 'int4' },
)

/** Takes over the review of ads; answers where one was disapproved that was not before. */
export async function updateAdReviews(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  ads: readonly AdSide[],
): Promise<DisapprovedAds[]> {
  return await tx.many(UPDATE_ADS, [workspaceId, JSON.stringify(ads), accountId])
}
