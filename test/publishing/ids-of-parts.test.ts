import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, campaignPatchSchema } from '../../src/contract/campaign.ts'
import { restoreRevision, undoRevision } from '../../src/domain/campaign-history.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { abandonPublication } from '../../src/domain/publications.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

/** Google's ids while a draft takes ads out of a published campaign, and brings them back. */

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
})
afterAll(async () => await world.close())

async function live(): Promise<Campaign> {
  const { id } = await world.draft()
  await publish(id)
  return await world.now(id)
}

async function publish(id: string): Promise<void> {
  const worker = world.work()
  expect((await world.publish(id)).state).toBe('SUCCEEDED')
  await worker.stop()
}

async function save({ id, version }: Campaign, patch: object): Promise<Campaign> {
  await editCampaign(world.ctx, world.home.actor, id, version, campaignPatchSchema.parse(patch))
  return await world.now(id)
}

/** With a second ad in place of the first, so that it can be published. */
async function exchanged(campaign: Campaign): Promise<Campaign> {
  const [group] = campaign.adGroups
  const { id: _, ...ad } = group!.ads[0]!
  const ads = [{ ...ad, headlines: [{ text: 'In its place' }] }]
  return await save(campaign, { adGroups: [{ ...group, ads }] })
}

const withoutAds = async (campaign: Campaign): Promise<Campaign> =>
  await save(campaign, { adGroups: campaign.adGroups.map((group) => ({ ...group, ads: [] })) })

async function undo({ id, version }: Campaign): Promise<Campaign> {
  await undoRevision(world.ctx, world.home.actor, id, { number: version, version })
  return await world.now(id)
}

async function restoreFirst({ id, version }: Campaign): Promise<Campaign> {
  await restoreRevision(world.ctx, world.home.actor, id, { number: 1, version })
  return await world.now(id)
}

const idOfAd = ({ google }: Campaign, id: string): string | undefined =>
  google.ads.find((ad) => ad.id === id)?.googleAdId

/** Ids of the ads that Google has of a campaign and has not removed. */
async function adsAtGoogle({ googleCampaignId }: Campaign): Promise<string[]> {
  const rows = await world.query<{ adGroupAd: { ad: { id: string } } }>(
    `SELECT ad_group_ad.ad.id FROM ad_group_ad
      WHERE campaign.id = ${googleCampaignId} AND ad_group_ad.status != 'REMOVED'`,
  )
  return rows.map(({ adGroupAd }) => adGroupAd.ad.id)
}

describe('an ad that a draft takes out and brings back', () => {
  it('shows its review again with the next reading of the account', async () => {
    const { id } = await live()
    world.emulator.control.advanceClock(120_000)
    await syncCampaign(world.ctx, world.home.actor, id)
    const reviewed = await world.now(id)
    expect(reviewed.google.ads).toMatchObject([{ reviewStatus: 'REVIEWED' }])
    const without = await withoutAds(reviewed)
    expect(without.google.ads).toEqual([])
    await undo(without)
    await syncCampaign(world.ctx, world.home.actor, id)
    expect((await world.now(id)).google.ads).toEqual(reviewed.google.ads)
  })

  it('as it was edited meanwhile is planned as that edit of the ad that Google has', async () => {
    const first = await live()
    const [group] = first.adGroups
    const [ad] = group!.ads
    const ads = [{ ...ad!, headlines: [{ text: 'Edited' }, ...ad!.headlines.slice(1)] }]
    const edited = await save(first, { adGroups: [{ ...group, ads }] })
    const before = await planCampaign(world.ctx, world.home.actor, first.id)
    const back = await undo(await withoutAds(edited))
    expect(idOfAd(back, ad!.id)).toBe(idOfAd(first, ad!.id))
    const after = await planCampaign(world.ctx, world.home.actor, first.id)
    expect(after.operations).toEqual(before.operations)
    expect(after.operations.map(({ action, resource }) => [action, resource])).toEqual([['update', 'Ad']])
    await publish(first.id)
    expect(await adsAtGoogle(first)).toEqual([idOfAd(first, ad!.id)])
  })

  it('has no id where Google has removed it since, and a new one once it is published again', async () => {
    const first = await live()
    const { id } = first.adGroups[0]!.ads[0]!
    await publish((await exchanged(first)).id)
    const back = await restoreFirst(await world.now(first.id))
    expect(idOfAd(back, id)).toBeUndefined()
    await publish(first.id)
    const again = await world.now(first.id)
    expect(idOfAd(again, id)).not.toBe(idOfAd(first, id))
    expect(await adsAtGoogle(first)).toEqual([idOfAd(again, id)])
  })

  it('is made once more where a publication had removed it whose answer was lost', async () => {
    const first = await live()
    const { id } = first.adGroups[0]!.ads[0]!
    const without = await exchanged(first)
    const { control } = world.emulator
    control.injectFault({ kind: 'lose_response', match: { path: 'googleAds:mutate' } })
    const searches = {
      kind: 'error',
      code: 'internalError.TRANSIENT_ERROR',
      httpStatus: 500,
      count: 1000,
      match: { path: 'googleAds:search' },
    } as const
    const worker = world.work({
      patience: { unclearSeconds: 0 },
      onPoint: (name) => void (name === 'MUTATE:answered' && control.injectFault(searches)),
    })
    const lost = await world.publish(first.id, { activate: false })
    await worker.stop()
    expect(lost.state).toBe('NEEDS_ATTENTION')
    control.faults.clear()
    await abandonPublication(world.ctx, world.home.actor, lost.id)
    expect(await adsAtGoogle(first)).not.toContain(idOfAd(first, id))

    // As far as is known here, Google has it.
    const back = await restoreFirst(without)
    expect(idOfAd(back, id)).toBe(idOfAd(first, id))
    await save(back, { dailyBudgetMicros: '60000000' })
    const second = world.work()
    expect((await world.publish(first.id, { activate: false })).state).toBe('FAILED')
    await second.stop()
    await publish(first.id)
    const again = await world.now(first.id)
    expect(idOfAd(again, id)).not.toBe(idOfAd(first, id))
    expect(await adsAtGoogle(first)).toEqual([idOfAd(again, id)])
  })
})
