import type { Campaign, CampaignPatch } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import type { Actor, Context } from '../../domain/context.ts'
import { editCampaign } from '../../domain/edit-campaigns.ts'
import { pauseCampaign, publishCampaign } from '../../domain/publish-campaign.ts'
import { syncCampaign } from '../../domain/sync-campaigns.ts'
import { datesOf, microsIn } from './campaign-body.ts'
import type { DemoCampaign } from './demo-campaign.ts'
import type { PersonAtGoogle } from './person-at-google.ts'
import { isUnderWay, readWhole } from './publish-and-wait.ts'

export interface Seeding {
  ctx: Context
  actor: Actor
  person: PersonAtGoogle
}

/** A row of the tables with what has become of it here. */
export interface Seeded {
  row: DemoCampaign
  account: Account
  id: string
}

/**
 * The steps below look at the campaign as it is and do what is still to do: on a campaign that is already where it
 * should be they do nothing, so a run that was killed is continued by running them all again.
 */

/** Queues the publication of a campaign that is to go to Google. */
export async function openPublication(
  { ctx, actor, person }: Seeding,
  { row, account, id }: Seeded,
): Promise<void> {
  if (row.fate === 'draft') return
  const campaign = await readWhole(ctx, actor, id)
  if (campaign.status !== 'DRAFT' || isUnderWay(campaign) || isRefused(row, campaign)) return
  // A run that is continued days later would find dates in the past. Where they are right, this changes nothing.
  await editCampaign(ctx, actor, id, campaign.version, datesOf(row, account))
  if (row.fate === 'clash') await person.createCampaign(account, row.name)
  await publishCampaign(ctx, actor, id, { activate: row.fate !== 'on-hold' })
}

/** What happens to some campaigns after they went live. */
export async function liveOn(seeding: Seeding, seeded: Seeded): Promise<void> {
  const { row, id } = seeded
  const campaign = await readWhole(seeding.ctx, seeding.actor, id)
  if (campaign.status !== 'PUBLISHED' || isUnderWay(campaign)) return
  await withPast(seeding, seeded, campaign.googleCampaignId!)
  if (row.fate === 'paused') await pauseCampaign(seeding.ctx, seeding.actor, id)
  if (row.fate === 'edited' && campaign.version === campaign.publishedVersion)
    await editLater(seeding, seeded, campaign)
  if (row.fate === 'removed') await removeAtGoogle(seeding, seeded, campaign.googleCampaignId!)
}

/** Takes over what Google says of the campaign: the worker would do so within a minute. */
export async function readGoogleSide({ ctx, actor }: Seeding, { row, id }: Seeded): Promise<void> {
  if (row.fate === 'draft' || row.fate === 'clash') return
  await syncCampaign(ctx, actor, id)
}

/** A campaign whose first day has come gets weeks of numbers: of two to seven weeks, each its own. */
async function withPast(
  { person }: Seeding,
  { row, account }: Seeded,
  googleCampaignId: string,
): Promise<void> {
  if ((row.days[0] ?? 0) > 0) return
  await person.letRunSince(account, googleCampaignId, 14 + (Number(googleCampaignId) % 36))
}

function isRefused(row: DemoCampaign, { lastPublication }: Campaign): boolean {
  return row.fate === 'clash' && lastPublication?.state === 'FAILED'
}

/** Looks first: a run that was killed may have done it already. */
async function removeAtGoogle(
  { ctx, actor, person }: Seeding,
  { account, id }: Seeded,
  googleCampaignId: string,
): Promise<void> {
  const { google } = JSON.parse((await syncCampaign(ctx, actor, id)).json) as Campaign
  if (google.removedAt === null) await person.removeCampaign(account, googleCampaignId)
}

async function editLater(
  { ctx, actor }: Seeding,
  { row, account, id }: Seeded,
  campaign: Campaign,
): Promise<void> {
  const { budget, goal, headline } = row.edit ?? {}
  const patch: CampaignPatch = {
    ...(budget === undefined ? {} : { dailyBudgetMicros: microsIn(account.currencyCode, budget) }),
    ...(goal === undefined ? {} : { campaignGoal: goal }),
    ...(headline === undefined ? {} : { adGroups: withHeadline(campaign, headline) }),
  }
  await editCampaign(ctx, actor, id, campaign.version, patch)
}

function withHeadline({ adGroups }: Campaign, text: string): Campaign['adGroups'] {
  return adGroups.map((group) => ({
    ...group,
    ads: group.ads.map((ad) => ({ ...ad, headlines: [{ text }, ...ad.headlines] })),
  }))
}
