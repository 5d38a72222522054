import { afterAll, beforeAll, expect, it } from 'vitest'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { type Campaign, campaignPatchSchema } from '../../src/contract/campaign.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
})
afterAll(async () => await world.close())

const readAgain = async (id: string): Promise<Campaign> =>
  JSON.parse((await syncCampaign(world.ctx, world.home.actor, id)).json) as Campaign

it('the review of an ad is read with the policies that it found', async () => {
  const { id, version, adGroups } = await world.draft()
  const [group] = adGroups
  const ads = group!.ads.map((ad) => ({ ...ad, headlines: [{ text: 'Whisky tasting on Friday' }] }))
  const patch = campaignPatchSchema.parse({ adGroups: [{ ...group, ads }] })
  await editCampaign(world.ctx, world.home.actor, id, version, patch)
  await world.publish(id)
  const [before] = (await readAgain(id)).google.ads
  expect(before).toMatchObject({ reviewStatus: 'REVIEW_IN_PROGRESS', approvalStatus: null, policyTopics: [] })
  world.emulator.control.advanceClock(120_000)
  const reviewed = await readAgain(id)
  expect(reviewed.google.ads[0]).toMatchObject({
    reviewStatus: 'REVIEWED',
    approvalStatus: 'APPROVED_LIMITED',
    policyTopics: [{ topic: 'ALCOHOL', type: 'LIMITED', texts: ['Whisky tasting on Friday'] }],
  })
  expect(reviewed.google.primaryStatusReasons).toEqual(['HAS_ADS_LIMITED_BY_POLICY'])
})
