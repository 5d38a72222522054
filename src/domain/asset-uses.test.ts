import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fullBody } from '../../test/campaign-bodies.ts'
import { createCampaignOf, image, upload } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import { assetUsesSchema, libraryAssetSchema, type LibraryAsset } from '../contract/asset.ts'
import { lockAsset } from '../store/asset-uses.ts'
import { readAssetUses, removeAsset, searchAssets } from './asset-uses.ts'
import { listAssets } from './assets.ts'
import { restoreRevision } from './campaign-history.ts'
import { deleteCampaign, editCampaign } from './edit-campaigns.ts'
import { createTemplate } from './templates.ts'

let world: TestWorld
beforeAll(async () => (world = await createTestWorld()))
afterAll(async () => await world.close())

let colour = 0
async function picture({ actor }: TestWorkspace, name: string): Promise<string> {
  colour += 1
  return await upload(world.ctx, actor, await image(10, 10, `#${String(colour).padStart(6, '0')}`), name)
}
async function library({ actor }: TestWorkspace): Promise<LibraryAsset[]> {
  const { items } = JSON.parse(await listAssets(world.ctx, actor, { limit: 100 })) as { items: unknown[] }
  return items.map((item) => libraryAssetSchema.parse(item))
}
const used = async (home: TestWorkspace, id: string) =>
  (await library(home)).find((asset) => asset.id === id)?.usedBy
const usesOf = async ({ actor }: TestWorkspace, id: string) =>
  assetUsesSchema.parse(await readAssetUses(world.ctx, actor, id))

describe('an image', () => {
  it('is counted once for each campaign and template, wherever it stands in it', async () => {
    const home = await createTestWorkspace(world.ctx)
    const [one, other, unused] = [
      await picture(home, 'one.png'),
      await picture(home, 'other.png'),
      await picture(home, 'unused.png'),
    ]
    const wide = await createCampaignOf(world.ctx, home.actor, fullBody('DEMAND_GEN', { one, other }))
    const brand = await createCampaignOf(world.ctx, home.actor, {
      ...fullBody('PERFORMANCE_MAX', { one, other }),
      adGroups: [],
    })
    const card = { headline: 'Card', squareMarketingImage: unused }
    const cards = await createCampaignOf(world.ctx, home.actor, {
      name: 'Cards',
      adGroups: [{ name: 'A', ads: [{ adType: 'DEMAND_GEN_CAROUSEL', cards: [card] }] }],
    })
    const kept = { campaignId: brand.id, name: 'Brand', description: null }
    const template = await createTemplate(world.ctx, home.actor, kept)
    expect(await used(home, one)).toEqual({ campaigns: 2, templates: 1, isMore: false })
    expect(await used(home, unused)).toEqual({ campaigns: 1, templates: 0, isMore: false })
    expect(await usesOf(home, one)).toMatchObject({
      campaigns: [brand, wide].map(({ id, name, status }) => ({ id, name, status, archived: false })),
      templates: [{ id: template.id, name: 'Brand' }],
      isMore: false,
    })
    expect((await usesOf(home, unused)).campaigns.map(({ id }) => id)).toEqual([cards.id])
    const nobody = await createTestWorkspace(world.ctx)
    expect((await refusal(readAssetUses(world.ctx, nobody.actor, one))).code).toBe('not_found')
  })

  it('that stands in very many places says so, and names a hundred campaigns', async () => {
    const home = await createTestWorkspace(world.ctx)
    const id = await picture(home, 'logo.png')
    const ads = Array.from({ length: 3 }, () => ({ logoImages: [id] }))
    for (let at = 0; at < 101; at += 1)
      await createCampaignOf(world.ctx, home.actor, { name: `C ${at}`, adGroups: [{ name: 'A', ads }] })
    expect(await used(home, id)).toMatchObject({ isMore: true })
    expect((await used(home, id))!.campaigns).toBeLessThanOrEqual(101)
    const uses = await usesOf(home, id)
    expect([uses.campaigns.length, uses.campaigns[0]!.name, uses.isMore]).toEqual([100, 'C 100', true])
    const refused = await refusal(removeAsset(world.ctx, home.actor, id))
    expect(refused.message).toBe(
      'It is in use: the campaign “C 100”, the campaign “C 99”, the campaign “C 98”, the campaign “C 97”, the campaign “C 96” and more than 95 more. Take it out there first.',
    )
  })

  it('that nothing shows leaves the library; history keeps it, and the same bytes bring it back', async () => {
    const home = await createTestWorkspace(world.ctx)
    const id = await picture(home, 'gone.png')
    const made = await createCampaignOf(world.ctx, home.actor, {
      name: 'Shows it',
      adGroups: [{ name: 'A', ads: [{ logoImages: [id] }] }],
    })
    const refused = await refusal(removeAsset(world.ctx, home.actor, id))
    expect([refused.code, refused.message]).toEqual([
      'conflict',
      'It is in use: the campaign “Shows it”. Take it out there first.',
    ])
    await editCampaign(world.ctx, home.actor, made.id, 1, { adGroups: [] })
    const viewer = { ...home.actor, role: 'viewer' } as const
    expect((await refusal(removeAsset(world.ctx, viewer, id))).code).toBe('forbidden')
    await removeAsset(world.ctx, home.actor, id)
    expect(await library(home)).toEqual([])
    expect((await refusal(removeAsset(world.ctx, home.actor, id))).code).toBe('not_found')
    const back = await restoreRevision(world.ctx, home.actor, made.id, { number: 1, version: 2 })
    expect(back.json).toContain(id)
    const again = await upload(
      world.ctx,
      home.actor,
      await image(10, 10, `#${String(colour).padStart(6, '0')}`),
      'x',
    )
    expect(again).toBe(id)
    expect((await library(home)).map((asset) => asset.id)).toEqual([id])
    await deleteCampaign(world.ctx, home.actor, made.id, 3)
    expect(await used(home, id)).toEqual({ campaigns: 0, templates: 0, isMore: false })
  })

  it('is not taken from under a campaign that is being saved', async () => {
    const home = await createTestWorkspace(world.ctx)
    const { workspaceId } = home.actor
    const id = await picture(home, 'race.png')
    let removing: Promise<unknown> | undefined
    // The image is held while the save is on its way, so that both want it at once; the save asked first.
    const saving = createCampaignOf(world.ctx, home.actor, {
      name: 'In time',
      adGroups: [{ name: 'A', ads: [{ logoImages: [id] }] }],
    })
    await world.ctx.db.transaction({ workspaceId }, async (tx) => {
      await lockAsset(tx, workspaceId, id)
      removing = removeAsset(world.ctx, home.actor, id).catch((error: unknown) => error)
    })
    await saving
    const outcome = await removing
    const isShown = (await usesOf(home, id)).campaigns.length === 1
    const isThere = (await library(home)).some((asset) => asset.id === id)
    expect(isShown).toBe(true)
    expect(isThere).toBe(outcome instanceof Error)
  })
})

it('unused images are found page by page among used ones', async () => {
  const home = await createTestWorkspace(world.ctx)
  const ids: string[] = []
  for (let at = 0; at < 9; at += 1) ids.push(await picture(home, `${at}.png`))
  const shown = ids.filter((_, at) => at % 3 === 0)
  await createCampaignOf(world.ctx, home.actor, {
    name: 'Some',
    adGroups: [{ name: 'A', ads: [{ marketingImages: shown }] }],
  })
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await searchAssets(world.ctx, home.actor, { limit: 2, cursor, unused: 'true' })
    found.push(...page.items.map((item) => libraryAssetSchema.parse(item).id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(found).toEqual(ids.filter((id) => !shown.includes(id)).toReversed())
})

it('images are found by a part of their name in any case, newest first and page by page', async () => {
  const home = await createTestWorkspace(world.ctx)
  const ids: string[] = []
  for (const name of ['Shoes red', 'Hat', 'shoes 50 %', 'Coat', 'Old SHOES'])
    ids.push(await picture(home, name))
  const search = async (q: string, unused: 'true' | 'false' = 'false'): Promise<string[]> => {
    const found: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await searchAssets(world.ctx, home.actor, { limit: 2, cursor, q, unused })
      found.push(...page.items.map((item) => libraryAssetSchema.parse(item).name))
      if (page.nextCursor === null) return found
      cursor = page.nextCursor
    }
  }
  expect(await search(' shoes ')).toEqual(['Old SHOES', 'shoes 50 %', 'Shoes red'])
  expect(await search('50 %')).toEqual(['shoes 50 %'])
  expect(await search('%')).toEqual(['shoes 50 %'])
  expect(await search('sandal')).toEqual([])
  await createCampaignOf(world.ctx, home.actor, {
    name: 'Some',
    adGroups: [{ name: 'A', ads: [{ marketingImages: [ids[0]!] }] }],
  })
  expect(await search('shoes', 'true')).toEqual(['Old SHOES', 'shoes 50 %'])
  const [used] = (await searchAssets(world.ctx, home.actor, { limit: 9, q: 'red', unused: 'false' })).items
  expect(used!.usedBy).toEqual({ campaigns: 1, templates: 0, isMore: false })
})
