import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { abandonPublication } from '../../src/domain/publications.ts'
import { publishCampaign } from '../../src/domain/publish-campaign.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
})
afterAll(async () => await world.close())

describe('what somebody removed at Google', () => {
  const remove = async (operation: object) =>
    await world.emulator.control.editAsUser(CUSTOMER_ID, [operation])
  const adsOf = async (name: string) =>
    await world.query<{
      adGroupAd: { resourceName: string; status: string }
      adGroup: { resourceName: string }
    }>(
      `SELECT ad_group_ad.resource_name, ad_group_ad.status, ad_group.resource_name FROM ad_group_ad WHERE campaign.name = '${name}'`,
    )
  const edit = async (id: string, patch: object) => {
    const { version } = await world.now(id)
    await editCampaign(world.ctx, world.home.actor, id, version, campaignPatchSchema.parse(patch))
  }

  it('is found where a change is about it: nothing is changed, and the next plan says that it makes it anew', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [ad] = await adsOf(draft.name)
    await remove({ adGroupAdOperation: { remove: ad!.adGroupAd.resourceName } })
    const [group] = draft.adGroups
    const changed = { ...group, ads: [{ ...group!.ads[0], headlines: [{ text: 'Other words' }] }] }
    await edit(draft.id, { dailyBudgetMicros: '70000000', adGroups: [changed] })
    const publication = await world.publish(draft.id)
    expect(publication.state).toBe('FAILED')
    expect(publication.message).toMatch(/Somebody removed this at Google: Ad .*Nothing was changed/)
    expect((await adsOf(draft.name)).filter(({ adGroupAd }) => adGroupAd.status !== 'REMOVED')).toEqual([])
    const plan = await planCampaign(world.ctx, world.home.actor, draft.id)
    expect(plan.operations.map(({ action, resource }) => `${action} ${resource}`)).toContain(
      'create AdGroupAd',
    )
    expect(plan.removedAtGoogle).toMatchObject([
      { path: 'adGroups[0].ads[0]', message: expect.stringContaining('makes it anew') },
    ])
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
    expect((await planCampaign(world.ctx, world.home.actor, draft.id)).removedAtGoogle).toEqual([])
  })

  it('an ad group with all that is in it, too', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [ad] = await adsOf(draft.name)
    await remove({ adGroupOperation: { remove: ad!.adGroup.resourceName } })
    await edit(draft.id, { adGroups: [{ ...draft.adGroups[0], name: 'Another name' }] })
    const publication = await world.publish(draft.id)
    expect(publication).toMatchObject({
      state: 'FAILED',
      message: expect.stringContaining('Somebody removed this at Google: Ad group'),
    })
    const plan = await planCampaign(world.ctx, world.home.actor, draft.id)
    expect(plan.removedAtGoogle.map(({ path }) => path).sort()).toEqual(['adGroups[0]', 'adGroups[0].ads[0]'])
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
  })

  it('is found by reading back where the change was about something else, and is not made again by itself', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [ad] = await adsOf(draft.name)
    await remove({ adGroupAdOperation: { remove: ad!.adGroupAd.resourceName } })
    await edit(draft.id, { dailyBudgetMicros: '70000000' })
    const publication = await world.publish(draft.id)
    expect(publication).toMatchObject({
      state: 'NEEDS_ATTENTION',
      message: expect.stringContaining('not made anew without you'),
    })
    expect(publication.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Ad .* was removed at Google\.$/),
    ])
    await abandonPublication(world.ctx, world.home.actor, publication.id)
    const plan = await planCampaign(world.ctx, world.home.actor, draft.id)
    expect(plan.removedAtGoogle).toHaveLength(1)
  })

  it('the whole campaign: a change says so, and its plan too', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const { googleCampaignId } = await world.now(draft.id)
    await remove({ campaignOperation: { remove: `customers/${CUSTOMER_ID}/campaigns/${googleCampaignId}` } })
    await edit(draft.id, { name: `${draft.name} again` })
    const publication = await world.publish(draft.id)
    expect(publication).toMatchObject({
      state: 'FAILED',
      message: expect.stringContaining('removed at Google, which never brings one back'),
    })
    const { google } = await world.now(draft.id)
    expect(google.removedAt).not.toBeNull()
    expect((await planCampaign(world.ctx, world.home.actor, draft.id)).removedAtGoogle).toMatchObject([
      { path: '' },
    ])
    await expect(publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })).rejects.toThrow(
      /Duplicate it/,
    )
  })
})
