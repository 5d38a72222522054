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

/** Waits until Google has a change of ours and holds it up. */
const heldUp = async (): Promise<void> => {
  const isThere = () => world.emulator.control.requests().some(({ fault }) => fault === 'delay')
  await expect.poll(isThere, { timeout: 45_000 }).toBe(true)
}
const remove = async (operation: object) => await world.emulator.control.editAsUser(CUSTOMER_ID, [operation])
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
const livingAds = async (name: string) =>
  (await adsOf(name)).filter(({ adGroupAd }) => adGroupAd.status !== 'REMOVED')
const planNow = async (id: string) => await planCampaign(world.ctx, world.home.actor, id)

describe('what somebody removed at Google', () => {
  it('before a change is found: nothing is sent, and the next plan says that it makes it anew', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [ad] = await adsOf(draft.name)
    await remove({ adGroupAdOperation: { remove: ad!.adGroupAd.resourceName } })
    await edit(draft.id, { dailyBudgetMicros: '70000000' })
    const publication = await world.publish(draft.id)
    expect(publication.state).toBe('FAILED')
    expect(publication.errors[0]?.message).toMatch(/^Ad .* was removed/)
    expect(await livingAds(draft.name)).toEqual([])
    const plan = await planNow(draft.id)
    expect(plan.operations.map(({ action, resource }) => `${action} ${resource}`)).toContain(
      'create AdGroupAd',
    )
    expect(plan.removedAtGoogle).toMatchObject([
      { path: 'adGroups[0].ads[0]', message: expect.stringContaining('makes it anew') },
    ])
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
    expect(await livingAds(draft.name)).toHaveLength(1)
    expect((await planNow(draft.id)).removedAtGoogle).toEqual([])
  })

  it('while the change is on its way: it is refused whole, what is gone is named once, and the next plan tells', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [ad] = await adsOf(draft.name)
    await edit(draft.id, {
      dailyBudgetMicros: '70000000',
      adGroups: [{ ...draft.adGroups[0], name: 'Another name' }],
    })
    world.emulator.control.requestLog.clear()
    world.emulator.control.injectFault({ kind: 'delay', beforeMs: 1500, match: { path: 'googleAds:mutate' } })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    await heldUp()
    await remove({ adGroupOperation: { remove: ad!.adGroup.resourceName } })
    const publication = await world.ended(publicationId)
    expect(publication.state).toBe('FAILED')
    expect(publication.message).toMatch(
      /^Somebody removed this at Google: Ad group “Gardeners”\. Nothing was changed/,
    )
    const plan = await planNow(draft.id)
    expect(plan.removedAtGoogle.map(({ path }) => path).sort()).toEqual(['adGroups[0]', 'adGroups[0].ads[0]'])
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
  })

  it('after the change and before it is read back: told apart from what was not taken, and not made again by itself', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [ad] = await adsOf(draft.name)
    await edit(draft.id, { dailyBudgetMicros: '70000000' })
    world.emulator.control.requestLog.clear()
    world.emulator.control.injectFault({ kind: 'delay', afterMs: 1500, match: { path: 'googleAds:mutate' } })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    await heldUp()
    await remove({ adGroupAdOperation: { remove: ad!.adGroupAd.resourceName } })
    const publication = await world.ended(publicationId)
    expect(publication).toMatchObject({
      state: 'NEEDS_ATTENTION',
      message: expect.stringContaining('not made anew without you'),
    })
    expect(publication.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Ad .* was removed at Google\.$/),
    ])
    await abandonPublication(world.ctx, world.home.actor, publication.id)
    expect((await planNow(draft.id)).removedAtGoogle).toHaveLength(1)
    expect(await livingAds(draft.name)).toEqual([])
  })

  it('the whole campaign: a change says so at once, and its plan too', async () => {
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
    expect((await world.now(draft.id)).google.removedAt).not.toBeNull()
    expect((await planNow(draft.id)).removedAtGoogle).toMatchObject([{ path: '' }])
    await expect(publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })).rejects.toThrow(
      /Duplicate it/,
    )
  })
})
