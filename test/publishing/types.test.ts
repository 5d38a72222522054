import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, campaignPatchSchema, type CampaignDocument } from '../../src/contract/campaign.ts'
import { undoRevision } from '../../src/domain/campaign-history.ts'
import { planCampaign, preflightCampaign } from '../../src/domain/campaign-plan.ts'
import { readDrift } from '../../src/domain/drift.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { createCampaignOf, image, upload } from '../campaigns.ts'
import { documentsOf, IMAGE_SHAPES, type ImageIds } from '../documents.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

/** Every type of campaign through the whole product: draft, preflight, plan, journal, read-back, edit, publish again. */

const KINDS = Object.keys(documentsOf('', IMAGE_SHAPES as never))

let world: PublishingWorld
let images: ImageIds

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
  const entries = await Promise.all(
    Object.entries(IMAGE_SHAPES).map(
      async ([shape, [width, height, colour]]): Promise<[string, string]> => [
        shape,
        await upload(world.ctx, world.home.actor, await image(width, height, colour), `${shape}.png`),
      ],
    ),
  )
  images = Object.fromEntries(entries) as unknown as ImageIds
})
afterAll(async () => await world.close())

/** As a client sends it: new parts have no ids. */
function bodyOf({ accountId: _, ...document }: CampaignDocument): object {
  const adGroups = document.adGroups.map(({ id: _id, ads, ...group }) => ({
    ...group,
    ads: ads.map(({ id: _ad, ...ad }) => ad),
  }))
  return { ...document, adGroups }
}

const draft = async (kind: string) =>
  await createCampaignOf(world.ctx, world.home.actor, bodyOf(documentsOf('', images)[kind]!))
const errorsOf = async (id: string) =>
  (await preflightCampaign(world.ctx, world.home.actor, id)).filter(({ severity }) => severity === 'error')
const idsOf = ({ id, googleAdId }: Campaign['google']['ads'][number]) => [id, googleAdId]
const planOf = async (id: string) => await planCampaign(world.ctx, world.home.actor, id)

describe.each(KINDS)('%s', (kind) => {
  it('is published, read back, and has nothing left to plan', async () => {
    const { id } = await draft(kind)
    expect(await errorsOf(id)).toEqual([])
    const publication = await world.publish(id)
    expect([publication.state, publication.errors, publication.message]).toMatchObject(['SUCCEEDED', [], {}])
    const campaign = await world.now(id)
    expect(campaign.google).toMatchObject({ status: 'ENABLED' })
    expect(campaign.google.ads).toHaveLength(campaign.adGroups.flatMap(({ ads }) => ads).length)
    expect((await planOf(id)).operations).toEqual([])
    expect((await readDrift(world.ctx, world.home.actor, id)).changes).toEqual([])
  })

  it('knows its ads and ad groups at Google again where they come back into its draft', async () => {
    const { id } = await draft(kind)
    await world.publish(id)
    const { google, adGroups } = await world.now(id)
    expect(google.adGroups).toHaveLength(adGroups.length)
    expect(google.ads).toHaveLength(adGroups.flatMap(({ ads }) => ads).length)
    const emptied = [adGroups.map((group) => ({ ...group, ads: [] })), []]
    for (const [index, parts] of emptied.entries()) {
      const version = 1 + 2 * index
      const patch = campaignPatchSchema.parse({ adGroups: parts })
      await editCampaign(world.ctx, world.home.actor, id, version, patch)
      await undoRevision(world.ctx, world.home.actor, id, { number: version + 1, version: version + 1 })
      const back = await world.now(id)
      expect(back.google.adGroups).toEqual(google.adGroups)
      expect(back.google.ads.map(idsOf)).toEqual(google.ads.map(idsOf))
    }
  })

  it('takes an edit of its ads as an update, and is reviewed', async () => {
    const { id } = await draft(kind)
    await world.publish(id)
    const before = await world.now(id)
    const adGroups = structuredClone(before.adGroups)
    adGroups[0]!.ads[0]!.headlines[0] = { text: 'Another headline' }
    await editCampaign(
      world.ctx,
      world.home.actor,
      id,
      before.version,
      campaignPatchSchema.parse({ adGroups, dailyBudgetMicros: '60000000' }),
    )
    expect(await errorsOf(id)).toEqual([])
    const made = (await planOf(id)).operations.filter(({ action }) => action === 'create')
    expect(made.map(({ resource }) => resource)).toEqual(
      before.campaignType === 'PERFORMANCE_MAX' ? ['Asset', 'AssetGroupAsset'] : [],
    )
    expect((await world.publish(id)).state).toBe('SUCCEEDED')
    expect((await planOf(id)).operations).toEqual([])
    const { google } = JSON.parse((await syncCampaign(world.ctx, world.home.actor, id)).json) as {
      google: { ads: { reviewStatus: string | null }[] }
    }
    expect(google.ads.map(({ reviewStatus }) => reviewStatus)).not.toContain(null)
  })
})
