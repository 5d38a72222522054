import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import {
  type Campaign,
  type CampaignDocument,
  campaignCreateSchema,
  campaignDocumentSchema,
  campaignPatchSchema,
  campaignSchema,
} from '../contract/campaign.ts'
import { documentOf } from '../contract/empty-campaign.ts'
import { updateCampaign } from '../store/campaigns.ts'
import { insertRevision } from '../store/revisions.ts'
import type { CampaignAnswer } from './campaign-answer.ts'
import {
  listRevisions,
  readCampaignAsOf,
  readRevision,
  readRevisionChanges,
  restoreRevision,
  undoRevision,
} from './campaign-history.ts'
import { createCampaign, editCampaign, readCampaign } from './edit-campaigns.ts'

let world: TestWorld
let home: TestWorkspace

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
})
afterAll(async () => await world.close())

const campaignOf = ({ json }: CampaignAnswer): Campaign => campaignSchema.parse(JSON.parse(json))

async function create(body: object = {}): Promise<Campaign> {
  const whole = campaignCreateSchema.parse({ name: 'Spring', adHeadline: 'One', ...body })
  return campaignOf(await createCampaign(world.ctx, home.actor, whole))
}

async function edit(id: string, version: number, body: object): Promise<Campaign> {
  return campaignOf(await editCampaign(world.ctx, home.actor, id, version, campaignPatchSchema.parse(body)))
}

async function undo(id: string, number: number, version: number, { actor } = home): Promise<Campaign> {
  return campaignOf(await undoRevision(world.ctx, actor, id, { number, version }))
}

describe('what a revision changed', () => {
  it('is told field by field, against the one before or an earlier one', async () => {
    const { id } = await create()
    await edit(id, 1, { name: 'Summer' })
    await edit(id, 2, { dailyBudgetMicros: '50000000' })
    const changes = async (since?: number) =>
      await readRevisionChanges(world.ctx, home.actor, id, { number: 3, since })
    expect(await changes()).toEqual({
      from: 2,
      to: 3,
      changes: [{ path: 'dailyBudgetMicros', kind: 'changed', before: null, after: '50000000' }],
    })
    expect((await changes(1)).changes.map(({ path }) => path)).toEqual(['name', 'dailyBudgetMicros'])
    expect(await refusal(changes(3))).toMatchObject({ code: 'invalid_request' })
  })

  it('is nobody else’s to read', async () => {
    const { id } = await create()
    await edit(id, 1, { name: 'Summer' })
    const other = await createTestWorkspace(world.ctx)
    const reads = [
      readRevisionChanges(world.ctx, other.actor, id, { number: 2 }),
      readCampaignAsOf(world.ctx, other.actor, id, new Date().toISOString()),
      undoRevision(world.ctx, other.actor, id, { number: 2, version: 2 }),
      restoreRevision(world.ctx, other.actor, id, { number: 1, version: 2 }),
    ]
    for (const told of await Promise.all(reads.map(refusal)))
      expect(told).toMatchObject({ code: 'not_found' })
  })
})

it('a campaign is read as it stood at a moment', async () => {
  const { id, createdAt } = await create()
  const edited = await edit(id, 1, { name: 'Summer' })
  const second = await readRevision(world.ctx, home.actor, id, 2)
  const asOf = async (at: string) => (await readCampaignAsOf(world.ctx, home.actor, id, at)).document.name
  expect(await asOf(createdAt)).toBe('Spring')
  expect(await asOf(second.revision.createdAt)).toBe('Summer')
  expect(await asOf('2999-01-01T00:00:00Z')).toBe(edited.name)
  expect(await refusal(asOf('2001-01-01T00:00:00Z'))).toMatchObject({ code: 'not_found' })
})

describe('undo', () => {
  it('takes one change back, keeps later edits, and is a revision of its own', async () => {
    const { id } = await create()
    await edit(id, 1, { name: 'Summer', dailyBudgetMicros: '50000000' })
    await edit(id, 2, { endDate: '2035-12-31' })
    expect(await undo(id, 2, 3)).toMatchObject({
      name: 'Spring',
      dailyBudgetMicros: null,
      endDate: '2035-12-31',
      version: 4,
    })
    const { items } = await listRevisions(world.ctx, home.actor, id, { limit: 1 })
    expect(items[0]).toMatchObject({
      reason: 'Revision 2 undone',
      changedFields: ['name', 'dailyBudgetMicros'],
    })
    // And it can be undone itself.
    expect(await undo(id, 4, 4)).toMatchObject({ name: 'Summer', dailyBudgetMicros: '50000000', version: 5 })
  })

  it('brings a removed ad group back under its id', async () => {
    const made = await create()
    await edit(made.id, 1, { adGroups: [...made.adGroups, { name: 'Second' }] })
    const second = await edit(made.id, 2, { adGroups: made.adGroups })
    expect(second.adGroups).toHaveLength(1)
    const back = await undo(made.id, 3, 3)
    expect(back.adGroups.map(({ name }) => name)).toEqual([made.adGroups[0]!.name, 'Second'])
    expect(back.adGroups[0]).toEqual(made.adGroups[0])
  })

  it('is refused as a whole where later edits changed the same, and names the fields', async () => {
    const { id } = await create()
    await edit(id, 1, { name: 'Summer', dailyBudgetMicros: '50000000' })
    await edit(id, 2, { name: 'Autumn' })
    expect(await refusal(undo(id, 2, 3))).toMatchObject({
      code: 'conflict',
      errors: [{ path: 'name', code: 'changed_since' }],
    })
    expect(campaignOf(await readCampaign(world.ctx, home.actor, id))).toMatchObject({
      name: 'Autumn',
      dailyBudgetMicros: '50000000',
      version: 3,
    })
  })

  it('is refused for the first revision, for a stale version, and to whom may not edit', async () => {
    const { id } = await create()
    await edit(id, 1, { name: 'Summer' })
    expect(await refusal(undo(id, 1, 2))).toMatchObject({ code: 'not_allowed' })
    expect(await refusal(undo(id, 2, 1))).toMatchObject({ code: 'stale' })
    expect(await refusal(undo(id, 9, 2))).toMatchObject({ code: 'not_found' })
    const viewer = { ...home, actor: { ...home.actor, role: 'viewer' as const } }
    expect(await refusal(undo(id, 2, 2, viewer))).toMatchObject({ code: 'forbidden' })
  })

  it('of two at once only one is done', async () => {
    const { id } = await create()
    await edit(id, 1, { name: 'Summer' })
    const answers = await Promise.allSettled([undo(id, 2, 2), undo(id, 2, 2), undo(id, 2, 2)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

it('a whole state is restored, as a new revision', async () => {
  const made = await create()
  await edit(made.id, 1, { name: 'Summer', adGroups: [] })
  const restored = campaignOf(
    await restoreRevision(world.ctx, home.actor, made.id, { number: 1, version: 2 }),
  )
  expect(restored).toMatchObject({ name: 'Spring', version: 3 })
  expect(restored.adGroups).toEqual(made.adGroups)
  const again = await restoreRevision(world.ctx, home.actor, made.id, { number: 1, version: 3 })
  expect(campaignOf(again).version).toBe(3)
})

describe('a revision from before campaigns had most of their fields', () => {
  const KEPT = {
    campaign: `accountId campaignType name objective campaignGoal dailyBudgetMicros startDate endDate biddingStrategy
      targetCpaMicros targetCpcMicros targetRoas containsEuPoliticalAdvertising trackingUrlTemplate finalUrlSuffix adGroups`,
    adGroup: 'id name channelStrategy selectedChannels optimizedTargeting locations languages ads',
    ad: `id adType name finalUrl businessName callToAction headlines descriptions marketingImages squareMarketingImages
      portraitMarketingImages tallPortraitMarketingImages logoImages assetAutomationOptOuts`,
  }
  const only = (part: object, names: string): object =>
    Object.fromEntries(Object.entries(part).filter(([key]) => names.split(/\s+/).includes(key)))

  /** As it was kept then. */
  const oldOf = (document: CampaignDocument): CampaignDocument =>
    only(
      {
        ...document,
        adGroups: document.adGroups.map((group) =>
          only({ ...group, ads: group.ads.map((ad) => only(ad, KEPT.ad)) }, KEPT.adGroup),
        ),
      },
      KEPT.campaign,
    ) as CampaignDocument

  /** A campaign whose second revision, which renamed it, is kept in the old form. */
  async function createOld(): Promise<Campaign> {
    const { id, ...made } = await create()
    const document = { ...documentOf({ id, ...made } as CampaignDocument), name: 'Renamed' }
    const { workspaceId } = home.actor
    await world.ctx.db.transaction({ workspaceId }, async (tx) => {
      await updateCampaign(tx, workspaceId, id, document)
      await insertRevision(tx, workspaceId, {
        campaignId: id,
        number: 2,
        document: oldOf(document),
        changedFields: ['name'],
        reason: 'Edited',
        door: 'api',
        createdBy: 'ann',
      })
    })
    return campaignOf(await readCampaign(world.ctx, home.actor, id))
  }

  const LATER = {
    totalBudgetMicros: '90000000',
    endDate: '2035-12-31',
    locations: [{ geoTargetId: '2840' }],
  }
  async function editLater({ id, adGroups }: Campaign): Promise<Campaign> {
    const [group] = adGroups
    const { adType: _, ...ad } = group!.ads[0]!
    return await edit(id, 2, {
      ...LATER,
      adGroups: [{ ...group, cpcBidMicros: '10000', ads: [{ ...ad, path1: 'spring' }] }],
    })
  }

  it('is read with what nobody had decided yet', async () => {
    const old = await createOld()
    const { document } = await readRevision(world.ctx, home.actor, old.id, 2)
    expect(document).toEqual(documentOf(old))
    expect(campaignDocumentSchema.parse(document)).toEqual(document)
    const now = await readCampaignAsOf(world.ctx, home.actor, old.id, '2999-01-01T00:00:00Z')
    expect(now.document).toEqual(document)
  })

  it('differs from its neighbours in what was edited alone', async () => {
    const old = await createOld()
    await editLater(old)
    const paths = async (number: number) =>
      (await readRevisionChanges(world.ctx, home.actor, old.id, { number })).changes.map(({ path }) => path)
    expect(await paths(2)).toEqual(['name'])
    expect(await paths(3)).toEqual([
      'totalBudgetMicros',
      'endDate',
      'locations',
      'adGroups[0].cpcBidMicros',
      'adGroups[0].ads[0].path1',
    ])
  })

  it('is restored, and what came after it is gone', async () => {
    const old = await createOld()
    await editLater(old)
    const restored = campaignOf(
      await restoreRevision(world.ctx, home.actor, old.id, { number: 2, version: 3 }),
    )
    expect(documentOf(restored)).toEqual(documentOf(old))
  })

  it('is undone, and what came after it stays', async () => {
    const old = await createOld()
    const later = await editLater(old)
    expect(documentOf(await undo(old.id, 2, 3))).toEqual({ ...documentOf(later), name: 'Spring' })
    expect(documentOf(await undo(old.id, 3, 4))).toEqual({ ...documentOf(old), name: 'Spring' })
  })
})
