import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BodyImages, fullBody } from '../../test/campaign-bodies.ts'
import { image, upload } from '../../test/campaigns.ts'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { Campaign } from '../contract/campaign.ts'
import { EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../contract/empty-campaign.ts'
import { AD_TYPES_OF, CAMPAIGN_TYPES, type CampaignType } from '../contract/words.ts'

let server: TestServer
let headers: Record<string, string>
let images: BodyImages
beforeAll(async () => {
  server = await startTestServer()
  const workspace = await server.workspace()
  headers = await workspace.as('editor')
  const actor = {
    workspaceId: workspace.id,
    role: 'editor',
    accounts: null,
    name: 'ann',
    userId: null,
    door: 'api',
    requestId: null,
  } as const
  images = {
    one: await upload(server.ctx, actor, await image(10, 10), 'one.png'),
    other: await upload(server.ctx, actor, await image(20, 10), 'other.png'),
  }
})
afterAll(async () => await server.close())

const post = async (body: object) => await send(server.app, 'POST /campaigns', { headers, body })
const read = async (id: string) =>
  (await send(server.app, `GET /campaigns/${id}`, { headers })).json<Campaign>()
const patch = async ({ id, version }: Campaign, body: object) =>
  await send(server.app, `PATCH /campaigns/${id}`, {
    headers: { ...headers, 'if-match': `"${version}"` },
    body,
  })

async function create(body: object): Promise<Campaign> {
  const response = await post(body)
  expect([response.statusCode, response.body]).toEqual([201, expect.any(String)])
  return response.json<Campaign>()
}

describe.each(CAMPAIGN_TYPES)('a whole campaign of type %s', (type) => {
  test('201 is kept field by field, and read as it was written', async () => {
    const body = fullBody(type, images)
    const made = await create(body)
    expect(made).toMatchObject(body)
    expect(await read(made.id)).toEqual(made)
    expect(made.assets.map(({ id }) => id).toSorted()).toEqual([images.one, images.other].toSorted())
  })

  test('200 an edit of one field leaves every other', async () => {
    const made = await create(fullBody(type, images))
    const response = await patch(made, { impressionShareFraction: 0.5 })
    expect(response.statusCode).toBe(200)
    const { adGroups, locations, negativeKeywords, brandLogoImages, ...rest } = response.json<Campaign>()
    expect({ adGroups, locations, negativeKeywords, brandLogoImages }).toEqual({
      adGroups: made.adGroups,
      locations: made.locations,
      negativeKeywords: made.negativeKeywords,
      brandLogoImages: made.brandLogoImages,
    })
    expect(rest).toMatchObject({ impressionShareFraction: 0.5, totalBudgetMicros: made.totalBudgetMicros })
  })

  test('200 everything can be taken out again, and the parts keep their ids', async () => {
    const made = await create(fullBody(type, images))
    const [group] = made.adGroups
    const { adType: _, ...emptyAd } = EMPTY_AD
    const ads = group!.ads.map(({ id }) => ({ ...emptyAd, id }))
    const response = await patch(made, {
      ...EMPTY_CAMPAIGN,
      adGroups: [{ ...EMPTY_AD_GROUP, id: group!.id, ads }],
    })
    expect(response.statusCode).toBe(200)
    const emptied = await read(made.id)
    expect(emptied).toMatchObject({ ...EMPTY_CAMPAIGN, assets: [] })
    expect(emptied.adGroups).toEqual([
      {
        ...EMPTY_AD_GROUP,
        id: group!.id,
        ads: group!.ads.map(({ id, adType }) => ({ ...EMPTY_AD, id, adType })),
      },
    ])
  })

  test('201 a copy has all of it', async () => {
    const made = await create(fullBody(type, images))
    const copy = await send(server.app, `POST /campaigns/${made.id}/duplicate`, { headers })
    expect(copy.statusCode).toBe(201)
    const { name: _, ...rest } = fullBody(type, images)
    expect(copy.json<Campaign>()).toMatchObject(rest)
  })

  test('201 an ad whose type is not told is of the usual one', async () => {
    const made = await create({ name: newId(), campaignType: type, adGroups: [{ ads: [{}] }] })
    expect(made.adGroups[0]!.ads[0]!.adType).toBe(AD_TYPES_OF[type][0])
    const simple = await create({ name: newId(), campaignType: type, adHeadline: 'One' })
    expect(simple.adGroups[0]!.ads[0]!.adType).toBe(AD_TYPES_OF[type][0])
  })
})

test('400 VIDEO is refused in words that say what to use instead', async () => {
  const response = await post({ name: 'x', campaignType: 'VIDEO' })
  expect(response.statusCode).toBe(400)
  const [error] = problemOf(response).errors
  expect(error).toMatchObject({ path: 'campaignType', code: 'unknown_value' })
  expect(error!.message).toContain('DEMAND_GEN_VIDEO_RESPONSIVE')
  const other = await post({ name: 'x', campaignType: 'SHOPPING' })
  expect(problemOf(other).errors[0]!.message).toBe(
    'Must be one of: DEMAND_GEN, SEARCH, PERFORMANCE_MAX, DISPLAY.',
  )
})

test('400 unknown fields of every level are named, with the one that was meant', async () => {
  const response = await post({
    name: 'x',
    totalBudgetMicro: '5',
    negativeKeywords: [{ text: 'a', match: 'EXACT' }],
    adGroups: [
      {
        keywords: [{ text: 'a', bid: '1' }],
        searchTheme: [],
        ads: [
          { youtubeVideo: [], cards: [{ headline: 'x', image: null }], headlines: [{ text: 'x', pin: 1 }] },
        ],
      },
    ],
  })
  expect(response.statusCode).toBe(400)
  const errors = problemOf(response).errors
  expect(errors.every(({ code }) => code === 'unknown_field')).toBe(true)
  expect(errors.map(({ path }) => path).toSorted()).toEqual([
    'adGroups[0].ads[0].cards[0].image',
    'adGroups[0].ads[0].headlines[0].pin',
    'adGroups[0].ads[0].youtubeVideo',
    'adGroups[0].keywords[0].bid',
    'adGroups[0].searchTheme',
    'negativeKeywords[0].match',
    'totalBudgetMicro',
  ])
  expect(errors.find(({ path }) => path === 'totalBudgetMicro')!.message).toContain('"totalBudgetMicros"')
})

describe('422', () => {
  const refused = async (response: Awaited<ReturnType<typeof post>>) => {
    expect([response.statusCode, problemOf(response).code]).toEqual([422, 'not_allowed'])
    return problemOf(response).errors
  }

  test('both budgets, at once and one after the other', async () => {
    const both = { dailyBudgetMicros: '5000000', totalBudgetMicros: '90000000' }
    const told = [
      {
        path: 'totalBudgetMicros',
        code: 'campaigns_one_budget',
        message: 'A campaign has a daily budget or a total budget, not both. Clear one of them.',
      },
    ]
    expect(await refused(await post({ name: 'x', ...both }))).toEqual(told)
    const made = await create({ name: newId(), dailyBudgetMicros: '5000000' })
    expect(await refused(await patch(made, { totalBudgetMicros: '90000000' }))).toEqual(told)
    const changed = await patch(made, { dailyBudgetMicros: null, totalBudgetMicros: '90000000' })
    expect(changed.json<Campaign>()).toMatchObject({ dailyBudgetMicros: null, totalBudgetMicros: '90000000' })
  })

  const foreign = CAMPAIGN_TYPES.flatMap((type) =>
    CAMPAIGN_TYPES.filter((other) => other !== type).map((other): [CampaignType, string] => [
      type,
      AD_TYPES_OF[other].at(-1)!,
    ]),
  )
  test.each(foreign)('a campaign of type %s with an ad of type %s', async (campaignType, adType) => {
    const adGroups = [{ ads: [{}] }, { ads: [{}, { adType }] }]
    const errors = await refused(await post({ name: 'x', campaignType, adGroups }))
    expect(errors).toEqual([
      {
        path: 'adGroups[1].ads[1].adType',
        code: 'ad_type_not_allowed',
        message: expect.stringContaining(AD_TYPES_OF[campaignType].join(' or ')) as string,
      },
    ])
  })

  test('an ad that was of another type', async () => {
    const made = await create({ name: newId(), adGroups: [{ ads: [{ adType: 'DEMAND_GEN_CAROUSEL' }] }] })
    const [group] = made.adGroups
    const ads = [{ id: group!.ads[0]!.id, adType: 'DEMAND_GEN_PRODUCT' }]
    expect(await refused(await patch(made, { adGroups: [{ id: group!.id, ads }] }))).toMatchObject([
      { path: 'adGroups[0].ads[0].adType', code: 'ad_type_final' },
    ])
    // Left out, it stays what it is.
    const kept = await patch(made, { adGroups: [{ id: group!.id, ads: [{ id: group!.ads[0]!.id }] }] })
    expect(kept.json<Campaign>().adGroups[0]!.ads[0]!.adType).toBe('DEMAND_GEN_CAROUSEL')
  })

  test('cards where there is no carousel', async () => {
    const adGroups = [{ ads: [{ cards: [{ headline: 'Lost' }] }] }]
    expect(await refused(await post({ name: 'x', adGroups }))).toMatchObject([
      { path: 'adGroups[0].ads[0].cards', code: 'cards_not_allowed' },
    ])
  })

  test.each<[string, object, string, string]>([
    [
      'a keyword twice',
      { adGroups: [{ keywords: [{ text: 'a' }, { text: 'a', negative: true }] }] },
      'adGroups',
      'criteria_keyword_key',
    ],
    [
      'a search theme twice',
      { adGroups: [{ searchThemes: ['a', 'a'] }] },
      'adGroups',
      'criteria_search_theme_key',
    ],
    [
      'an audience twice',
      { adGroups: [{ audiences: [{ audienceId: '7' }, { audienceId: '7' }] }] },
      'adGroups',
      'criteria_audience_key',
    ],
    [
      'a headline pinned to a place of descriptions',
      { adGroups: [{ ads: [{ headlines: [{ text: 'a', pinnedField: 'DESCRIPTION_1' }] }] }] },
      'adGroups',
      'ad_texts_pin_fits',
    ],
    [
      'a negative keyword twice',
      { negativeKeywords: [{ text: 'a' }, { text: 'a' }] },
      'negativeKeywords',
      'campaign_criteria_keyword_key',
    ],
    [
      'a logo that is not there',
      { brandLogoImages: [newId()] },
      'brandLogoImages',
      'campaign_assets_asset_fkey',
    ],
  ])('%s', async (_, body, path, code) => {
    expect(await refused(await post({ name: 'x', ...body }))).toMatchObject([{ path, code }])
  })
})
