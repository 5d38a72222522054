import { AppError } from '../base/errors.ts'
import type { Customer } from '../google/google-ads.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import { insertAudit } from '../store/audit.ts'
import {
  type AdSide,
  type CampaignSide,
  type KnownAtGoogle,
  claimSync,
  countAccounts,
  listDueAccounts,
  listGoogleIds,
  type PolicyTopic,
  updateAdReviews,
  updateGoogleSides,
} from '../store/sync.ts'
import { answerOf, type CampaignAnswer, campaignOf, requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'
import { noteOutcome, through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { mayRead, meteredGoogle, QUOTA_WAIT } from './quota.ts'
import { tellOfGoogle } from './tell-of-google.ts'

/** How often an account is read, and how many accounts one round takes on. */
const AGE_SECONDS = 60
const ACCOUNTS_PER_ROUND = 20
/** Ids in one IN list; Google takes 20,000. */
const IDS_PER_QUERY = 1000
/** A reading costs two operations: where the day's are limited, all readings together may take this part of them. */
const COST = 2
const SHARE = 0.3
const DAY_SECONDS = 86_400

const CAMPAIGNS = (ids: string): string =>
  `SELECT campaign.id, campaign.status, campaign.primary_status, campaign.primary_status_reasons, campaign.serving_status,
   campaign_budget.amount_micros, campaign_budget.total_amount_micros
 FROM campaign WHERE campaign.id IN (${ids})`
const ADS = (ids: string): string =>
  `SELECT ad_group_ad.ad.id, ad_group_ad.policy_summary.review_status, ad_group_ad.policy_summary.approval_status,
 ad_group_ad.policy_summary.policy_topic_entries FROM ad_group_ad WHERE campaign.id IN (${ids}) AND ad_group_ad.status != 'REMOVED'`
const ASSET_GROUPS = (ids: string): string =>
  `SELECT asset_group.id, asset_group.primary_status_reasons FROM asset_group
 WHERE campaign.id IN (${ids}) AND asset_group.status != 'REMOVED'`

interface Row {
  campaign?: {
    id?: string
    status?: string
    primaryStatus?: string
    primaryStatusReasons?: string[]
    servingStatus?: string
  }
  campaignBudget?: { amountMicros?: string; totalAmountMicros?: string }
  assetGroup?: { id?: string; primaryStatusReasons?: string[] }
  adGroupAd?: {
    ad?: { id?: string }
    policySummary?: { reviewStatus?: string; approvalStatus?: string; policyTopicEntries?: TopicEntry[] }
  }
}

interface TopicEntry {
  topic?: string
  type?: string
  evidences?: { textList?: { texts?: string[] }; destinationNotWorking?: { expandedUrl?: string } }[]
}

/**
 * Reads Google's side of every account that was not read for a minute, or for longer where the day's operations would not
 * last. One worker reads an account at a time. Without room in the day nothing is read, and publications go on.
 */
export async function syncDueAccounts(ctx: Context): Promise<number> {
  if (!(await mayRead(ctx))) return 0
  const ageSeconds = await readEvery(ctx)
  const due = await listDueAccounts(ctx.db, ctx.google.environment, ageSeconds, ACCOUNTS_PER_ROUND)
  for (const { workspace_id: workspaceId, id } of due) {
    if (!(await claimSync(ctx.db, workspaceId, id, ageSeconds))) continue
    // One account whose connection is at an end must not keep the others from being read.
    const deferred = await syncAccount(ctx, workspaceId, id).then(
      () => false,
      (error: unknown) => isDeferral(ctx, error, { workspaceId, accountId: id }),
    )
    if (deferred) break
  }
  return due.length
}

/** Between two readings of an account, so that those of all accounts leave enough of the day to publishing. */
async function readEvery({ db, google }: Context): Promise<number> {
  if (google.dailyOperations === null) return AGE_SECONDS
  const accounts = await countAccounts(db, google.environment)
  const seconds = (DAY_SECONDS * accounts * COST) / (google.dailyOperations * SHARE)
  return Math.max(AGE_SECONDS, Math.ceil(seconds))
}

/** True where the meter has nothing left for reading, for any account; what else fails is one account's. */
function isDeferral(
  { log }: Context,
  error: unknown,
  account: { workspaceId: string; accountId: string },
): boolean {
  if (error instanceof AppError && error.details['googleCode'] === QUOTA_WAIT) return true
  log.warn({ err: error, ...account }, 'An account was not read.')
  return false
}

/** Reads Google's side of one campaign now, for somebody who waits. */
export async function syncCampaign(ctx: Context, actor: Actor, id: string): Promise<CampaignAnswer> {
  const { workspaceId } = actor
  const campaign = campaignOf(await requireTree(ctx.db, workspaceId, id))
  if (campaign.googleCampaignId === null) {
    throw new AppError('conflict', 'Google does not know this campaign yet: there is nothing to read.')
  }
  const { reading, customer } = await readingOf(ctx, workspaceId, campaign.accountId, 'look')
  const known = { googleId: campaign.googleCampaignId, type: campaign.campaignType }
  await syncIds(reading, workspaceId, campaign.accountId, customer, [known])
  return answerOf(id, await requireTree(ctx.db, workspaceId, id), actor)
}

/** Reads Google's side of a campaign that was just published. What fails is read again with its account. */
export async function syncPublished(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const { googleCampaignId, campaignType, accountId, google } = campaignOf(
    await requireTree(ctx.db, workspaceId, id),
  )
  if (googleCampaignId === null) return
  const customer = customerOf(await accountOf(ctx, workspaceId, accountId))
  // Google has just confirmed the status; search may still show the one before.
  const isFresh = (side: CampaignSide): boolean => side.status === google.status
  const known = { googleId: googleCampaignId, type: campaignType }
  await syncIds(ctx, workspaceId, accountId, customer, [known], isFresh)
}

/** Notes at once what Google says of a campaign that was found removed there; else the next reading does. */
export async function syncRemoved(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const { googleCampaignId, campaignType, accountId } = campaignOf(await requireTree(ctx.db, workspaceId, id))
  if (googleCampaignId === null) return
  const customer = customerOf(await accountOf(ctx, workspaceId, accountId))
  const known = { googleId: googleCampaignId, type: campaignType }
  await syncIds(ctx, workspaceId, accountId, customer, [known])
}

async function syncAccount(ctx: Context, workspaceId: string, accountId: string): Promise<void> {
  const { reading, customer, connectionId } = await readingOf(ctx, workspaceId, accountId, 'read')
  try {
    let after = '0'
    for (;;) {
      const known = await listGoogleIds(ctx.db, workspaceId, accountId, after, IDS_PER_QUERY)
      if (known.length === 0) return
      await syncIds(reading, workspaceId, accountId, customer, known)
      if (known.length < IDS_PER_QUERY) break
      after = known.at(-1)!.googleId
    }
    await noteOutcome(ctx, workspaceId, connectionId, undefined)
  } catch (error) {
    await noteOutcome(ctx, workspaceId, connectionId, error)
    throw error
  }
}

async function syncIds(
  ctx: Context,
  workspaceId: string,
  accountId: string,
  customer: Customer,
  known: readonly KnownAtGoogle[],
  isFresh: (side: CampaignSide) => boolean = () => true,
): Promise<void> {
  const search = async (query: (ids: string) => string, of: readonly KnownAtGoogle[]): Promise<Row[]> => {
    if (of.length === 0) return []
    const ids = of.map(({ googleId }) => googleId).join(', ')
    const answer = await ctx.google.search<Row>(customer, query(ids))
    if (answer.kind !== 'applied') throw googleFailure(answer)
    return answer.value
  }
  // Reads at once: what may not be side by side are changes of an account.
  const [campaigns, ads, assetGroups] = await Promise.all([
    search(CAMPAIGNS, known),
    search(
      ADS,
      known.filter(({ type }) => type !== 'PERFORMANCE_MAX'),
    ),
    search(
      ASSET_GROUPS,
      known.filter(({ type }) => type === 'PERFORMANCE_MAX'),
    ),
  ])
  const adSides = [...ads.map(adSide), ...assetGroups.map(assetGroupSide)]
  const sides = campaigns.map(campaignSide).filter(isFresh)
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    const changed = await updateGoogleSides(tx, workspaceId, accountId, sides)
    await tellOfGoogle(tx, { workspaceId, accountId }, changed, [])
    for (const { id, name } of changed.filter(({ removed }) => removed)) {
      const entry = {
        actor: 'Google Ads',
        door: 'system',
        action: 'campaign.removed_at_google' as const,
        entityKind: 'campaign',
      }
      await insertAudit(tx, workspaceId, { ...entry, entityId: id, detail: { name }, requestId: null })
    }
  })
  // Apart: parts are locked before the sums that campaigns move, and these have been moved.
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await tellOfGoogle(
      tx,
      { workspaceId, accountId },
      [],
      await updateAdReviews(tx, workspaceId, accountId, adSides),
    )
  })
}

interface Reading {
  /** Acts by the account's connection, and counts what it reads. */
  reading: Context
  customer: Customer
  connectionId: string | null
}

async function readingOf(
  ctx: Context,
  workspaceId: string,
  accountId: string,
  purpose: 'look' | 'read',
): Promise<Reading> {
  const account = await accountOf(ctx, workspaceId, accountId)
  const acting = await through(ctx, workspaceId, account.connection_id)
  const reading = { ...acting, google: meteredGoogle(acting, purpose) }
  return { reading, customer: customerOf(account), connectionId: account.connection_id }
}

function customerOf({ customer_id, login_customer_id }: AccountRow): Customer {
  return { customerId: customer_id, loginCustomerId: login_customer_id }
}

async function accountOf(ctx: Context, workspaceId: string, accountId: string): Promise<AccountRow> {
  const account = await ctx.db.transaction({ workspaceId }, (tx) => findAccount(tx, workspaceId, accountId))
  if (account === undefined) throw new Error(`Account ${accountId} is gone.`)
  if (account.environment !== ctx.google.environment) {
    throw new AppError(
      'not_allowed',
      'This account lives in another Google Ads environment than the one this server is connected to.',
    )
  }
  return account
}

function campaignSide({ campaign, campaignBudget }: Row): CampaignSide {
  return {
    googleId: campaign?.id ?? '0',
    status: campaign?.status ?? null,
    primaryStatus: campaign?.primaryStatus ?? null,
    primaryStatusReasons: campaign?.primaryStatusReasons ?? [],
    servingStatus: campaign?.servingStatus ?? null,
    dailyBudgetMicros: campaignBudget?.amountMicros ?? null,
    totalBudgetMicros: campaignBudget?.totalAmountMicros ?? null,
  }
}

function adSide({ adGroupAd }: Row): AdSide {
  return {
    googleId: adGroupAd?.ad?.id ?? '0',
    isAssetGroup: false,
    reviewStatus: adGroupAd?.policySummary?.reviewStatus ?? null,
    approvalStatus: adGroupAd?.policySummary?.approvalStatus ?? null,
    policyTopics: (adGroupAd?.policySummary?.policyTopicEntries ?? []).slice(0, MOST_TOPICS).map(topicOf),
  }
}

/** As much as fits into the column, and more than anybody reads. */
const MOST_TOPICS = 20
const MOST_TEXTS = 3
const MOST_CHARACTERS = 60

function topicOf({ topic = '', type = '', evidences = [] }: TopicEntry): PolicyTopic {
  const found = evidences.flatMap(({ textList, destinationNotWorking }) => [
    ...(textList?.texts ?? []),
    ...(destinationNotWorking?.expandedUrl === undefined ? [] : [destinationNotWorking.expandedUrl]),
  ])
  const texts = [...new Set(found)].slice(0, MOST_TEXTS).map((text) => text.slice(0, MOST_CHARACTERS))
  return { topic: topic.slice(0, MOST_CHARACTERS), type: type.slice(0, MOST_CHARACTERS), texts }
}

/**
 * An asset group has no review of its own: its primary status tells what came of those of its assets, unless it says first
 * that the campaign does not run.
 */
function assetGroupSide({ assetGroup }: Row): AdSide {
  const reasons = assetGroup?.primaryStatusReasons ?? []
  const has = (reason: string): boolean => reasons.includes(`ASSET_GROUP_${reason}`)
  const isSilent = reasons.some((reason) => /^CAMPAIGN_|_PAUSED$/.test(reason))
  const approval = has('DISAPPROVED') ? 'DISAPPROVED' : has('LIMITED') ? 'APPROVED_LIMITED' : 'APPROVED'
  const isUnderReview = has('UNDER_REVIEW')
  return {
    googleId: assetGroup?.id ?? '0',
    isAssetGroup: true,
    reviewStatus: isSilent ? null : isUnderReview ? 'REVIEW_IN_PROGRESS' : 'REVIEWED',
    approvalStatus: isSilent || isUnderReview ? null : approval,
    // They stand at its assets, which are not read.
    policyTopics: [],
  }
}
