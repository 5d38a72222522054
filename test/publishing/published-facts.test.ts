import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campaign, campaignPatchSchema } from '../../src/contract/campaign.ts'
import { preflightCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
})
afterAll(async () => await world.close())

async function edited({ id }: Campaign, body: object): Promise<string[]> {
  const { version } = await world.now(id)
  await editCampaign(world.ctx, world.home.actor, id, version, campaignPatchSchema.parse(body))
  return (await preflightCampaign(world.ctx, world.home.actor, id)).map(({ path, code }) => `${path} ${code}`)
}

it('what Google has decides what may still change, whatever the draft said later', async () => {
  const draft = await world.draft({ endDate: '2035-12-31' })
  await world.publish(draft.id)
  const [group] = draft.adGroups
  const { adType: _, ...ad } = group!.ads[0]!
  const found = await edited(draft, {
    dailyBudgetMicros: null,
    totalBudgetMicros: '100000000000',
    merchantId: '123',
    adGroups: [{ ...group, audiences: [{ audienceId: '7' }], ads: [{ ...ad, name: 'Renamed' }] }],
  })
  expect(found).toEqual(
    expect.arrayContaining([
      'totalBudgetMicros budget_period_fixed',
      'merchantId merchant_id_fixed',
      'adGroups[0].audiences audiences_fixed',
      'adGroups[0].ads[0].name ad_name_stays',
    ]),
  )
  const back = await edited(draft, {
    dailyBudgetMicros: '60000000',
    totalBudgetMicros: null,
    merchantId: null,
    adGroups: [{ ...group, ads: [{ ...ad, descriptions: [{ text: 'Another description.' }] }] }],
  })
  expect(back.filter((line) => /_fixed$|_stays$/.test(line))).toEqual([])
})
