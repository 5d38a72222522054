import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, type CampaignListItem, campaignPatchSchema } from '../../src/contract/campaign.ts'
import { campaignEditsRequestSchema } from '../../src/contract/campaign-edits.ts'
import { replaceTextsRequestSchema } from '../../src/contract/replace-texts.ts'
import { editCampaigns, undoCampaignEdit } from '../../src/domain/campaign-edits.ts'
import { restoreRevision, undoRevision } from '../../src/domain/campaign-history.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { listCampaigns } from '../../src/domain/list-campaigns.ts'
import { replaceTexts } from '../../src/domain/replace-texts.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
})
afterAll(async () => await world.close())

async function live(): Promise<Campaign> {
  const { id } = await world.draft()
  await world.publish(id)
  return await world.now(id)
}

async function save({ id, version }: Campaign, patch: object): Promise<Campaign> {
  await editCampaign(world.ctx, world.home.actor, id, version, campaignPatchSchema.parse(patch))
  return await world.now(id)
}

const many = async (edits: object[]) =>
  await editCampaigns(world.ctx, world.home.actor, campaignEditsRequestSchema.parse({ edits }))

const undo = async (editId: string | null) => await undoCampaignEdit(world.ctx, world.home.actor, editId!)

/** Nothing of it waits: neither here, nor in the list, nor in its plan. */
async function expectAsPublished(id: string, version: number): Promise<void> {
  expect(await world.now(id)).toMatchObject({ version, publishedVersion: version })
  const listed = await listCampaigns(world.ctx, world.home.actor, {
    limit: 100,
    archived: 'false',
    match: 'all',
  })
  const { items } = JSON.parse(listed) as { items: CampaignListItem[] }
  expect(items.find((item) => item.id === id)).toMatchObject({ version, publishedVersion: version })
  expect((await planCampaign(world.ctx, world.home.actor, id)).operations).toEqual([])
}

describe('a published campaign that is edited back', () => {
  it('is as published again, and edited with the next edit', async () => {
    const first = await live()
    const edited = await save(first, { dailyBudgetMicros: '7000000', name: 'For an hour' })
    expect(edited).toMatchObject({ version: 2, publishedVersion: 1 })
    const half = await save(edited, { name: first.name })
    expect(half).toMatchObject({ version: 3, publishedVersion: 1 })
    const back = await save(half, { dailyBudgetMicros: first.dailyBudgetMicros })
    await expectAsPublished(first.id, 4)
    expect(await save(back, { name: 'Another' })).toMatchObject({ version: 5, publishedVersion: 4 })
  })

  it('is as published where a text went back, by hand', async () => {
    const first = await live()
    const [group] = first.adGroups
    const ads = group!.ads.map((ad) => ({
      ...ad,
      headlines: [{ text: 'For an hour' }, ...ad.headlines.slice(1)],
    }))
    const edited = await save(first, { adGroups: [{ ...group, ads }] })
    expect(edited.publishedVersion).toBe(1)
    await save(edited, { adGroups: first.adGroups })
    await expectAsPublished(first.id, 3)
  })

  it('is as published where an ad that was taken out comes back, which Google still has', async () => {
    const first = await live()
    const edited = await save(first, { adGroups: first.adGroups.map((group) => ({ ...group, ads: [] })) })
    expect(edited.publishedVersion).toBe(1)
    await undoRevision(world.ctx, world.home.actor, first.id, { number: 2, version: 2 })
    await expectAsPublished(first.id, 3)
  })

  it('is as published where a revision is undone or restored', async () => {
    const [undone, restored] = [await live(), await live()]
    for (const { id } of [await save(undone, { name: 'One' }), await save(restored, { name: 'Two' })])
      expect(await world.now(id)).toMatchObject({ version: 2, publishedVersion: 1 })
    await undoRevision(world.ctx, world.home.actor, undone.id, { number: 2, version: 2 })
    await restoreRevision(world.ctx, world.home.actor, restored.id, { number: 1, version: 2 })
    await expectAsPublished(undone.id, 3)
    await expectAsPublished(restored.id, 3)
  })

  it('is as published where an edit of many is undone, and the answer says so; what else was edited is not', async () => {
    const [one, other] = [await live(), await live()]
    await save(other, { objective: 'Other' })
    const { editId, items } = await many(
      [one, other].map(({ id }) => ({ id, set: { dailyBudgetMicros: '9000000' } })),
    )
    expect(items.map(({ version, publishedVersion }) => [version, publishedVersion])).toEqual([
      [2, 1],
      [3, 1],
    ])
    const back = await undo(editId)
    const told = new Map(back.items.map((item) => [item.id, [item.version, item.publishedVersion]]))
    expect([told.get(one.id), told.get(other.id)]).toEqual([
      [3, 3],
      [4, 1],
    ])
    await expectAsPublished(one.id, 3)
    expect(await world.now(other.id)).toMatchObject({ version: 4, publishedVersion: 1 })
  })

  it('is as published where replaced texts are undone, or replaced back', async () => {
    const { id, name } = await live()
    const replace = async (find: string, by: string) =>
      await replaceTexts(
        world.ctx,
        world.home.actor,
        replaceTextsRequestSchema.parse({ find, by, in: ['NAMES'], campaigns: [{ id }] }),
      )
    const first = await replace(name, 'For an hour')
    expect(first.items[0]).toMatchObject({ version: 2, publishedVersion: 1 })
    expect((await undo(first.editId)).items[0]).toMatchObject({ version: 3, publishedVersion: 3 })
    await replace(name, 'For an hour')
    expect((await replace('For an hour', name)).items[0]).toMatchObject({ version: 5, publishedVersion: 5 })
    await expectAsPublished(id, 5)
  })
})
