import type { Client } from 'pg'
import { firstIdAt, newId } from '../src/base/ids.ts'
import type { DailyMetrics } from '../src/store/metrics.ts'

export interface LiveCampaign {
  id: string
  googleCampaignId: string
}

/** Campaigns that Google knows, made as the owner: their ids at Google count from `firstGoogleId`. */
export async function insertLiveCampaigns(
  owner: Client,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
  count: number,
  firstGoogleId = 9_007_199_254_740_993n,
): Promise<LiveCampaign[]> {
  const campaigns = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    googleCampaignId: String(firstGoogleId + BigInt(index)),
  }))
  await owner.query('begin')
  // Triggers with the rights of an owner who is no superuser are bound to a workspace.
  await owner.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
  await owner.query(
    `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
     select $1, unnest($2::uuid[]), 1, '{}', '{}', 'Made', 'api', 'test'`,
    [workspaceId, campaigns.map(({ id }) => id)],
  )
  await owner.query(
    `insert into campaigns (workspace_id, id, account_id, name, status, google_campaign_id, published_name,
         published_version, version)
     select $1, id, $2, id, 'PUBLISHED', google_id, id, 1, 1 from unnest($3::uuid[], $4::bigint[]) c (id, google_id)`,
    [
      workspaceId,
      accountId,
      campaigns.map(({ id }) => id),
      campaigns.map(({ googleCampaignId: google }) => google),
    ],
  )
  await owner.query('commit')
  return campaigns
}

/** Publications that ended at these moments, made as the owner by Ana. */
export async function insertPublications(
  owner: Client,
  { workspaceId, accountId, campaignId }: { workspaceId: string; accountId: string; campaignId: string },
  ended: readonly (readonly [kind: string, state: string, at: string])[],
): Promise<void> {
  await owner.query('begin')
  await owner.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
  for (const [kind, state, at] of ended) {
    await owner.query(
      `insert into publications (workspace_id, id, campaign_id, account_id, kind, state, activate, version, plan_hash, plan,
           published_name, token, fence, message, created_by, finished_at)
       values ($1, $2, $3, $4, $5, $6, $5 <> 'PAUSE', 1, case when $5 = 'PUBLISH' then repeat('a', 64) end, '{}', 'x',
           '0123456789ab', 1, case when $6 = 'FAILED' then 'Refused' end, 'Ana', $7)`,
      [workspaceId, idAt(Date.parse(at)), campaignId, accountId, kind, state, at],
    )
  }
  await owner.query('commit')
}

/** An id that was made at this moment. */
function idAt(milliseconds: number): string {
  return `${firstIdAt(milliseconds).slice(0, 13)}${newId().slice(13)}`
}

/** A day of a campaign, for tests that are about a part of it. */
export function dayOf(
  { googleCampaignId }: Pick<LiveCampaign, 'googleCampaignId'>,
  date: string,
  over: Partial<DailyMetrics> = {},
): DailyMetrics {
  return {
    googleCampaignId,
    date,
    impressions: '1000',
    clicks: '20',
    costMicros: '1500000',
    conversions: 0.5,
    conversionsValue: 12.5,
    ...over,
  }
}

const NUMBERS = ['impressions', 'clicks', 'cost_micros', 'conversions', 'conversions_value']
const sums = (prefix: string): string => NUMBERS.map((name) => `sum(${prefix}.${name}) as ${name}`).join(', ')
const isZero = NUMBERS.map((name) => `${name} = 0`).join(' and ')

/** Where a sum is not what counting the facts gives; rows of zeros count as none. */
export async function wrongSums(owner: Client): Promise<unknown[]> {
  const compare = async (table: string, key: string, facts: string): Promise<unknown[]> => {
    const kept = `select ${key}, ${NUMBERS.join(', ')} from ${table} where not (${isZero})`
    const counted = `select * from (select ${key}, ${sums('f')} from ${facts} group by ${key}) c where not (${isZero})`
    const { rows } = await owner.query(
      `select '${table}' as sums, k.* from ((${kept} except ${counted}) union all (${counted} except ${kept})) k`,
    )
    return rows as unknown[]
  }
  const withCurrency = `(select m.*, a.currency_code from campaign_metrics m
    join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id) f`
  return [
    ...(await compare('campaign_metrics_totals', 'workspace_id, campaign_id', 'campaign_metrics f')),
    ...(await compare(
      'campaign_month_metrics',
      'workspace_id, account_id, campaign_id, month, currency_code',
      `(select m.*, date_trunc('month', m.date)::date as month, a.currency_code from campaign_metrics m
        join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id) f`,
    )),
    ...(await compare('account_metrics', 'workspace_id, account_id, date', 'campaign_metrics f')),
    ...(await compare('workspace_metrics', 'workspace_id, currency_code, date', withCurrency)),
  ]
}
