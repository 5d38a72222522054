import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import type { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import {
  type Campaign,
  campaignCreateSchema,
  campaignListItemSchema,
  campaignPatchSchema,
  campaignSchema,
} from '../contract/campaign.ts'
import {
  createCampaign,
  deleteCampaign,
  duplicateCampaign,
  editCampaign,
  readCampaign,
} from './edit-campaigns.ts'
import { countCampaigns } from './count-campaigns.ts'
import { listCampaigns } from './list-campaigns.ts'
import { listRevisions, readRevision } from './campaign-history.ts'

let world: TestWorld
let home: TestWorkspace

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
})
afterAll(async () => await world.close())

async function create(body: object, { actor } = home): Promise<Campaign> {
  const answer = await createCampaign(world.ctx, actor, campaignCreateSchema.parse(body))
  return campaignSchema.parse(JSON.parse(answer.json))
}

async function edit(id: string, version: number, body: object, { actor } = home): Promise<Campaign> {
  const answer = await editCampaign(world.ctx, actor, id, version, campaignPatchSchema.parse(body))
  return campaignSchema.parse(JSON.parse(answer.json))
}

describe('creating', () => {
  it('an almost empty draft is kept, in the only account of the workspace', async () => {
    const campaign = await create({ name: 'Spring' })
    expect(campaign).toMatchObject({
      name: 'Spring',
      status: 'DRAFT',
      campaignType: 'DEMAND_GEN',
      accountId: home.accountId,
      googleCampaignId: null,
      containsEuPoliticalAdvertising: null,
      version: 1,
    })
    expect(campaign.adGroups).toHaveLength(1)
  })

  it('the simple form makes one ad group with one ad', async () => {
    const campaign = await create({
      name: 'Simple',
      adGroupName: 'G',
      adHeadline: 'H',
      adDescription: 'D',
      businessName: 'B',
      finalUrl: 'https://example.com',
    })
    const [group] = campaign.adGroups
    expect(group).toMatchObject({
      name: 'G',
      ads: [{ headlines: [{ text: 'H' }], descriptions: [{ text: 'D' }], businessName: 'B' }],
    })
  })

  it('the nested form keeps every part in order', async () => {
    const campaign = await create({
      name: 'Nested',
      dailyBudgetMicros: '9223372036854775807',
      targetRoas: 3.5,
      biddingStrategy: 'TARGET_ROAS',
      adGroups: [
        {
          name: 'One',
          locations: [{ geoTargetId: '2840' }, { geoTargetId: '2124', negative: true }],
          languages: [{ languageId: '1000' }],
          ads: [{ headlines: [{ text: 'b' }, { text: 'a' }] }, {}],
        },
        { name: 'Two', channelStrategy: 'SELECTED_CHANNELS', selectedChannels: ['GMAIL', 'DISCOVER'] },
      ],
    })
    expect(campaign.dailyBudgetMicros).toBe('9223372036854775807')
    expect(campaign.targetRoas).toBe(3.5)
    expect(campaign.adGroups.map(({ name }) => name)).toEqual(['One', 'Two'])
    expect(campaign.adGroups[0]!.locations).toEqual([
      { geoTargetId: '2840', negative: false },
      { geoTargetId: '2124', negative: true },
    ])
    expect(campaign.adGroups[0]!.ads[0]!.headlines).toEqual([{ text: 'b' }, { text: 'a' }])
    expect(campaign.adGroups[1]!.selectedChannels).toEqual(['GMAIL', 'DISCOVER'])
  })

  it('an end before the start is refused by the field, and nothing is kept', async () => {
    const before = await countCampaigns(world.ctx, home.actor)
    const error = await refusal(create({ name: 'Backwards', startDate: '2027-02-02', endDate: '2027-02-01' }))
    expect(error.code).toBe('not_allowed')
    expect(error.errors.map(({ path }) => path)).toEqual(['endDate'])
    expect(await countCampaigns(world.ctx, home.actor)).toEqual(before)
  })

  it('an account of another workspace is refused', async () => {
    const other = await createTestWorkspace(world.ctx)
    const error = await refusal(create({ name: 'Stray', accountId: other.accountId }))
    expect(error.errors.map(({ path }) => path)).toEqual(['accountId'])
  })

  it('an image that is not in the library is refused', async () => {
    const error = await refusal(create({ name: 'Stray', adGroups: [{ ads: [{ logoImages: [newId()] }] }] }))
    expect(error.errors[0]!.code).toBe('ad_assets_asset_fkey')
  })

  it('a viewer may not', async () => {
    const error = await refusal(create({ name: 'No' }, { ...home, actor: { ...home.actor, role: 'viewer' } }))
    expect(error.code).toBe('forbidden')
  })
})

describe('editing', () => {
  it('changes what is given, keeps the rest, and writes a revision', async () => {
    const made = await create({ name: 'Before', objective: 'SALES', adHeadline: 'H' })
    const edited = await edit(made.id, 1, { name: 'After', dailyBudgetMicros: '3000000000' })
    expect(edited).toMatchObject({
      name: 'After',
      objective: 'SALES',
      dailyBudgetMicros: '3000000000',
      version: 2,
    })
    expect(edited.adGroups).toEqual(made.adGroups)
    const revisions = await listRevisions(world.ctx, home.actor, made.id, { limit: 10 })
    expect(revisions.items.map(({ number, changedFields }) => [number, changedFields])).toMatchObject([
      [2, ['name', 'dailyBudgetMicros']],
      [1, expect.anything()],
    ])
    expect((await readRevision(world.ctx, home.actor, made.id, 1)).document.name).toBe('Before')
  })

  it('replaces the tree and keeps the ids of parts that stay', async () => {
    const made = await create({
      name: 'Tree',
      adGroups: [{ name: 'A', ads: [{ headlines: [{ text: 'x' }] }] }, { name: 'B' }],
    })
    const [first] = made.adGroups
    const edited = await edit(made.id, 1, { adGroups: [{ name: 'New' }, { ...first!, name: 'A2' }] })
    expect(edited.adGroups.map(({ name }) => name)).toEqual(['New', 'A2'])
    expect(edited.adGroups[1]!.id).toBe(first!.id)
    expect(edited.adGroups[1]!.ads).toEqual(first!.ads)
  })

  it('an edit that changes nothing makes no revision', async () => {
    const made = await create({ name: 'Same' })
    expect((await edit(made.id, 1, { name: 'Same' })).version).toBe(1)
  })

  it('of ten people who edit the same version exactly one succeeds', async () => {
    const made = await create({ name: 'Race' })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => edit(made.id, 1, { name: `Race ${n}` })),
    )
    const won = outcomes.filter(({ status }) => status === 'fulfilled')
    const lost = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as AppError] : [],
    )
    expect(won).toHaveLength(1)
    expect(lost.map(({ code }) => code)).toEqual(Array.from({ length: 9 }, () => 'stale'))
    expect(JSON.parse((await readCampaign(world.ctx, home.actor, made.id)).json)).toMatchObject({
      version: 2,
    })
  })

  it('ids of parts of another campaign are refused', async () => {
    const [mine, other] = [await create({ name: 'Mine' }), await create({ name: 'Other' })]
    const error = await refusal(edit(mine.id, 1, { adGroups: other.adGroups }))
    expect(error.errors.map(({ path }) => path)).toEqual(['adGroups[0].id', 'adGroups[0].ads[0].id'])
  })

  it('a campaign of another workspace is not there', async () => {
    const other = await createTestWorkspace(world.ctx)
    const theirs = await create({ name: 'Theirs' }, other)
    expect((await refusal(edit(theirs.id, 1, { name: 'Mine now' }))).code).toBe('not_found')
    expect((await refusal(readCampaign(world.ctx, home.actor, theirs.id))).code).toBe('not_found')
  })
})

describe('the rest of a draft’s life', () => {
  it('a duplicate has the same content and ids of its own', async () => {
    const made = await create({ name: 'Original', adHeadline: 'H', dailyBudgetMicros: '5000000' })
    const copy = JSON.parse((await duplicateCampaign(world.ctx, home.actor, made.id)).json) as Campaign
    expect(copy).toMatchObject({
      name: 'Original (copy)',
      dailyBudgetMicros: '5000000',
      status: 'DRAFT',
      version: 1,
    })
    expect(copy.adGroups[0]!.id).not.toBe(made.adGroups[0]!.id)
    expect(copy.adGroups[0]!.ads[0]!.headlines).toEqual([{ text: 'H' }])
  })

  it('a draft is deleted, and its history stays', async () => {
    const made = await create({ name: 'Gone' })
    await deleteCampaign(world.ctx, home.actor, made.id, 1)
    expect((await refusal(readCampaign(world.ctx, home.actor, made.id))).code).toBe('not_found')
    expect((await readRevision(world.ctx, home.actor, made.id, 1)).document.name).toBe('Gone')
  })

  it('a stale version deletes nothing', async () => {
    const made = await create({ name: 'Kept' })
    await edit(made.id, 1, { name: 'Kept 2' })
    expect((await refusal(deleteCampaign(world.ctx, home.actor, made.id, 1))).code).toBe('stale')
  })
})

describe('listing', () => {
  it('every campaign is on exactly one page, newest first, and pages follow the filters', async () => {
    const there = await createTestWorkspace(world.ctx)
    for (let n = 1; n <= 7; n += 1) await create({ name: n % 2 ? `50% off ${n}` : `5000 off ${n}` }, there)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = JSON.parse(
        await listCampaigns(world.ctx, there.actor, { archived: 'false', limit: 3, cursor }),
      ) as {
        items: unknown[]
        nextCursor: string | null
      }
      seen.push(...page.items.map((item) => campaignListItemSchema.parse(item).name))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen.map((name) => Number(name.at(-1)))).toEqual([7, 6, 5, 4, 3, 2, 1])
    const found = JSON.parse(
      await listCampaigns(world.ctx, there.actor, { archived: 'false', limit: 50, q: '50% OFF' }),
    ) as { items: { name: string }[] }
    expect(found.items.map(({ name }) => name)).toEqual(['50% off 7', '50% off 5', '50% off 3', '50% off 1'])
    expect(await countCampaigns(world.ctx, there.actor)).toEqual({
      all: 7,
      byStatus: { DRAFT: 7, PUBLISHED: 0, PAUSED: 0 },
      problems: 0,
      exact: true,
    })
  })

  it('a cursor that is not one of ours is refused', async () => {
    for (const cursor of ['x', 'AAAA', Buffer.from('k1:1 or 1=1').toString('base64url')]) {
      const error = await refusal(
        listCampaigns(world.ctx, home.actor, { archived: 'false', limit: 3, cursor }),
      )
      expect(error.code).toBe('invalid_request')
    }
  })
})
