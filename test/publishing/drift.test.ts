import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { readDrift } from '../../src/domain/drift.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
})
afterAll(async () => await world.close())

async function live(): Promise<Campaign> {
  const draft = await world.draft()
  expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
  return await world.now(draft.id)
}

async function budgetOf({
  googleCampaignId,
}: Campaign): Promise<{ resourceName: string; amountMicros: string }> {
  const [row] = await world.query<{ campaignBudget: { resourceName: string; amountMicros: string } }>(
    `SELECT campaign_budget.resource_name, campaign_budget.amount_micros FROM campaign WHERE campaign.id = ${googleCampaignId}`,
  )
  return row!.campaignBudget
}

/** As a person in Google's interface. */
async function setBudget(campaign: Campaign, amountMicros: string): Promise<void> {
  const { resourceName } = await budgetOf(campaign)
  const update = {
    campaignBudgetOperation: { update: { resourceName, amountMicros }, updateMask: 'amountMicros' },
  }
  await world.emulator.control.editAsUser(CUSTOMER_ID, [update], 'ana@example.com')
}

const drift = async ({ id }: Campaign) => await readDrift(world.ctx, world.home.actor, id)
const edit = async ({ id }: Campaign, patch: object) => {
  const { version } = await world.now(id)
  await editCampaign(world.ctx, world.home.actor, id, version, campaignPatchSchema.parse(patch))
}

describe('what somebody changed at Google', () => {
  it('is nothing right after publishing, and after a pause there', async () => {
    const campaign = await live()
    expect((await drift(campaign)).changes).toEqual([])
    const resourceName = `customers/${CUSTOMER_ID}/campaigns/${campaign.googleCampaignId}`
    const pause = { campaignOperation: { update: { resourceName, status: 'PAUSED' }, updateMask: 'status' } }
    await world.emulator.control.editAsUser(CUSTOMER_ID, [pause])
    expect((await drift(campaign)).changes).toEqual([])
  })

  it('is told field by field, with who, how and when', async () => {
    const campaign = await live()
    await setBudget(campaign, '80000000')
    expect((await drift(campaign)).changes).toEqual([
      {
        kind: 'changed',
        title: 'Daily budget',
        path: 'dailyBudgetMicros',
        field: 'amountMicros',
        before: '50000000',
        now: '80000000',
        by: {
          email: 'ana@example.com',
          client: 'GOOGLE_ADS_WEB_CLIENT',
          at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
        },
      },
    ])
  })

  it('is told of a part that was removed', async () => {
    const campaign = await live()
    const [row] = await world.query<{ adGroupAd: { resourceName: string } }>(
      `SELECT ad_group_ad.resource_name FROM ad_group_ad WHERE campaign.id = ${campaign.googleCampaignId}`,
    )
    await world.emulator.control.editAsUser(CUSTOMER_ID, [
      { adGroupAdOperation: { remove: row!.adGroupAd.resourceName } },
    ])
    expect((await drift(campaign)).changes).toMatchObject([
      { kind: 'removed', title: 'Ad “Ad 1” in “Gardeners”', path: 'adGroups[0].ads[0]' },
    ])
  })
})

describe('a change of a campaign that somebody changed at Google', () => {
  it('is not sent: it ends with what changed and who did it, and the next plan knows', async () => {
    const campaign = await live()
    await edit(campaign, { dailyBudgetMicros: '60000000' })
    await setBudget(campaign, '80000000')
    const refused = await world.publish(campaign.id)
    expect(refused.state).toBe('FAILED')
    expect(refused.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Daily budget: amountMicros is "80000000", and was "50000000" \(by ana@example.com in Google Ads, /,
      ),
    ])
    expect((await budgetOf(campaign)).amountMicros).toBe('80000000')
    const plan = await planCampaign(world.ctx, world.home.actor, campaign.id)
    expect(plan.operations.flatMap(({ changes }) => changes)).toEqual([
      { field: 'amountMicros', from: '80000000', to: '60000000' },
    ])
    expect((await world.publish(campaign.id)).state).toBe('SUCCEEDED')
    expect((await budgetOf(campaign)).amountMicros).toBe('60000000')
    expect((await drift(campaign)).changes).toEqual([])
  })

  it('makes a removed part again only after a plan that says so', async () => {
    const campaign = await live()
    const [row] = await world.query<{ adGroupAd: { resourceName: string } }>(
      `SELECT ad_group_ad.resource_name FROM ad_group_ad WHERE campaign.id = ${campaign.googleCampaignId}`,
    )
    await world.emulator.control.editAsUser(CUSTOMER_ID, [
      { adGroupAdOperation: { remove: row!.adGroupAd.resourceName } },
    ])
    await edit(campaign, { dailyBudgetMicros: '60000000' })
    expect((await world.publish(campaign.id)).state).toBe('FAILED')
    const plan = await planCampaign(world.ctx, world.home.actor, campaign.id)
    expect(plan.operations.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      'update CampaignBudget',
      'create AdGroupAd',
    ])
    expect((await world.publish(campaign.id)).state).toBe('SUCCEEDED')
  })
})
