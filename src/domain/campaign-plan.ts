import { AppError } from '../base/errors.ts'
import type { Campaign, CampaignDocument } from '../contract/campaign.ts'
import { todayIn } from '../contract/dates.ts'
import { preflight } from '../contract/preflight.ts'
import type { PreflightContext, PublishedFacts } from '../contract/preflight-context.ts'
import type { Finding, MeteredPlan } from '../contract/publication.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import { type CampaignTree, listTakenNames } from '../store/campaigns.ts'
import type { Tx } from '../store/db.ts'
import { findBaseline, listAccountAssets } from '../store/publishing.ts'
import { campaignOf, documentOfTree, requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'
import { type MadePlan, makePlan } from './plan/make-plan.ts'
import type { Baseline, Fields } from './plan/resource.ts'
import { learnPlaces, placesOf } from './places.ts'
import { quotaOf } from './quota.ts'
import { forecastSpend } from './spend.ts'

/** A campaign with everything that judging and planning need, read in one transaction. */
export interface Prepared {
  tree: CampaignTree
  campaign: Omit<Campaign, 'actions'>
  document: CampaignDocument
  account: AccountRow
  findings: Finding[]
  /** Places of which it is not known yet what Google says. */
  unreadPlaces: string[]
}

/** The findings of preflight: the same code that the browser runs, on what is saved. */
export async function preflightCampaign(ctx: Context, actor: Actor, id: string): Promise<Finding[]> {
  const { workspaceId } = actor
  const read = async () =>
    await ctx.db.transaction({ workspaceId }, async (tx) => await prepare(ctx, tx, workspaceId, id))
  const { findings, account, unreadPlaces } = await read()
  return (await learnPlaces(ctx, workspaceId, account, unreadPlaces)) ? (await read()).findings : findings
}

/** The plan as it stands. Refused with the findings where preflight has errors: there is nothing to approve yet. */
export async function planCampaign(ctx: Context, actor: Actor, id: string): Promise<MeteredPlan> {
  const { workspaceId } = actor
  const { made, campaign, spend } = await ctx.db.transaction({ workspaceId }, async (tx) => {
    const prepared = await prepare(ctx, tx, workspaceId, id)
    const planned = await planOf(tx, workspaceId, id, prepared)
    const { exposure } = planned.plan
    const of = { campaignId: id, accountId: prepared.account.id, exposure }
    return {
      made: planned,
      campaign: prepared.campaign,
      spend: await forecastSpend(tx, workspaceId, [of]),
    }
  })
  const quota = await quotaOf(ctx, made.plan.quota.operations)
  return { ...made.plan, quota, removedAtGoogle: removedAtGoogle(made, campaign), spend }
}

/** What Google once had and has no more, as far as the plan would make it anew. */
function removedAtGoogle(
  { stored }: MadePlan,
  { google }: Prepared['campaign'],
): MeteredPlan['removedAtGoogle'] {
  if (google.removedAt !== null) {
    const message =
      'The campaign was removed at Google, which never brings one back. Duplicate it here to make it anew.'
    return [{ path: '', message }]
  }
  const seen = new Set([
    ...google.adGroups.map(({ id }) => `adGroup:${id}`),
    ...google.ads.map(({ id }) => `ad:${id}`),
  ])
  return stored.operations
    .filter(({ action, key }) => action === 'create' && seen.has(key))
    .map(({ path, title }) => ({
      path,
      message: `${title} was removed at Google. This plan makes it anew; take it away here if it is to stay removed.`,
    }))
}

/** Reads what a plan is made from. */
export async function prepare(ctx: Context, tx: Tx, workspaceId: string, id: string): Promise<Prepared> {
  const tree = await requireTree(tx, workspaceId, id)
  const campaign = campaignOf(tree)
  const document = documentOfTree(tree)
  const account = await findAccount(tx, workspaceId, campaign.accountId)
  if (account === undefined) throw new Error(`Campaign ${id} has no account.`)
  const baseline = campaign.googleCampaignId === null ? undefined : await findBaseline(tx, workspaceId, id)
  const { known: places, unread } = await placesOf(tx, account.environment, document)
  const context: PreflightContext = {
    account: {
      currencyCode: account.currency_code,
      timeZone: account.time_zone,
      environment: account.environment,
    },
    today: todayIn(account.time_zone, ctx.now()),
    assets: new Map(campaign.assets.map((asset) => [asset.id, asset])),
    places,
    takenNames: new Set(await listTakenNames(tx, workspaceId, account.id, id, document.name)),
    published: baseline === undefined ? null : publishedFacts(document, baseline.resources as Baseline),
  }
  return {
    tree,
    campaign,
    document,
    account,
    findings: preflight(document, context),
    unreadPlaces: unread,
  }
}

/** Nobody reads more in one answer; preflight tells them all. */
const MAX_ERRORS = 100

/** The plan of a prepared campaign; throws `not_allowed` with the errors of preflight. */
export async function planOf(tx: Tx, workspaceId: string, id: string, prepared: Prepared): Promise<MadePlan> {
  const { tree, campaign, document, account, findings } = prepared
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    throw new AppError('not_allowed', `Google would refuse this campaign: ${errors[0]!.message}`, {
      errors: errors.slice(0, MAX_ERRORS).map(({ path, code, message, fix, amounts }) => ({
        path,
        code,
        message: `${message} ${fix}`,
        amounts,
      })),
      details: { errorCount: errors.length },
    })
  }
  const [baseline, knownAssets] = await Promise.all([
    findBaseline(tx, workspaceId, id),
    listAccountAssets(
      tx,
      workspaceId,
      account.id,
      campaign.assets.map((asset) => asset.id),
    ),
  ])
  return makePlan({
    document,
    version: tree.version,
    customerId: account.customer_id,
    currencyCode: account.currency_code,
    token: tokenOf(id),
    baseline: campaign.googleCampaignId === null ? {} : ((baseline?.resources ?? {}) as Baseline),
    baselineVersion: baseline?.version ?? 0,
    assets: new Map(campaign.assets.map((asset) => [asset.id, asset])),
    knownAssets,
  })
}

/** The campaign's mark at Google: 12 hex digits of the random part of its id, the same for every publication of it. */
export function tokenOf(campaignId: string): string {
  return campaignId.replaceAll('-', '').slice(-12)
}

/** What can no longer be changed, or only in one direction, because Google has it. */
export function publishedFacts(document: CampaignDocument, baseline: Baseline): PublishedFacts {
  const campaign = baseline['campaign']?.fields ?? {}
  const budget = baseline['budget']?.fields ?? {}
  const shopping = (campaign['shoppingSetting'] ?? {}) as Fields
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const day = (value: unknown): string | null => text(value)?.slice(0, 10) ?? null
  return {
    startDate: day(campaign['startDateTime']),
    endDate: day(campaign['endDateTime']),
    dailyBudgetMicros: text(budget['amountMicros']),
    totalBudgetMicros: text(budget['totalAmountMicros']),
    campaignType: document.campaignType,
    biddingStrategy: document.biddingStrategy,
    brandGuidelines: campaign['brandGuidelinesEnabled'] === true,
    merchantId: text(shopping['merchantId']),
    feedLabel: text(shopping['feedLabel']),
    ...publishedParts(baseline),
  }
}

function publishedParts(baseline: Baseline): Pick<PublishedFacts, 'groupsWithoutAudiences' | 'adNames'> {
  const groupsWithoutAudiences = new Set<string>()
  const adNames = new Map<string, string>()
  for (const [key, { fields }] of Object.entries(baseline)) {
    const [kind, id = ''] = key.split(':')
    if (kind === 'adGroup' && fields['audienceSetting'] === undefined) groupsWithoutAudiences.add(id)
    const name = kind === 'ad' ? (fields['ad'] as Fields | undefined)?.['name'] : undefined
    if (typeof name === 'string') adNames.set(id, name)
  }
  return { groupsWithoutAudiences, adNames }
}
