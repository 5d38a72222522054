import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  firstError,
  namesOf,
  startTestClient,
  type TestClient,
  treeOperations,
} from '../testing/client.ts'

const at = 'mutate_operations[0].ad_group_ad_operation.create.ad'
const finalUrls = ['https://example.com']
let client: TestClient
beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

async function asset(create: Record<string, unknown>): Promise<string> {
  return namesOf(await client.create('asset', create))[0]!
}

describe('a carousel ad', () => {
  const card = async (headline: string, marketingImageAsset: string): Promise<string> =>
    asset({ demandGenCarouselCardAsset: { headline, marketingImageAsset } })

  test('is taken with cards that differ, and refused with cards that do not go together', async () => {
    const [, , adGroup] = await client.createTree()
    const [wide, other, square, logo] = [
      await client.image(1200, 628),
      await client.image(1200, 628),
      await client.image(300, 300),
      await client.image(128, 128),
    ]
    const [one, two, same] = [await card('One', wide), await card('Two', other), await card('Three', wide)]
    const mixed = await asset({
      demandGenCarouselCardAsset: { headline: 'Square', squareMarketingImageAsset: square },
    })
    const refusals = async (...cards: string[]): Promise<string[]> => {
      const demandGenCarouselAd = {
        businessName: 'Acme',
        logoImage: { asset: logo },
        headline: { text: 'Tents' },
        description: { text: 'Dry' },
        carouselCards: cards.map((name) => ({ asset: name })),
      }
      return errorsOf(await client.create('adGroupAd', { adGroup, ad: { finalUrls, demandGenCarouselAd } }))
    }
    const cards = `${at}.demand_gen_carousel_ad.carousel_cards`
    expect(await refusals(one, two)).toEqual([])
    expect(await refusals(one)).toEqual([`collectionSizeError.TOO_FEW ${cards}`])
    expect(await refusals(one, same)).toEqual([`adError.DUPLICATE_IMAGE_ACROSS_CAROUSEL_CARDS ${cards}[1]`])
    expect(await refusals(one, mixed)).toEqual([`adError.MISMATCHED_ASPECT_RATIOS ${cards}`])
    expect(await refusals(one, wide)).toEqual([
      `assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE ${cards}[1].asset`,
    ])
  })

  test('refuses a card whose image has another shape', async () => {
    const square = await client.image(300, 300)
    const reply = await client.create('asset', {
      demandGenCarouselCardAsset: { headline: 'x', marketingImageAsset: square },
    })
    expect(errorsOf(reply)).toEqual([
      'imageError.ASPECT_RATIO_NOT_ALLOWED mutate_operations[0].asset_operation.create.demand_gen_carousel_card_asset.marketing_image_asset',
    ])
  })
})

test('a video ad needs a video, and takes its business name as a text', async () => {
  const [, , adGroup] = await client.createTree()
  const video = await asset({ youtubeVideoAsset: { youtubeVideoId: 'dQw4w9WgXcQ' } })
  const logo = await client.image(128, 128)
  const text = [{ text: 'Tents' }]
  const demandGenVideoResponsiveAd = {
    headlines: text,
    longHeadlines: text,
    descriptions: text,
    businessName: { text: 'Acme' },
    logoImages: [{ asset: logo }],
  }
  const refusals = async (videos: unknown[]): Promise<string[]> =>
    errorsOf(
      await client.create('adGroupAd', {
        adGroup,
        ad: { finalUrls, demandGenVideoResponsiveAd: { ...demandGenVideoResponsiveAd, videos } },
      }),
    )
  const field = `${at}.demand_gen_video_responsive_ad.videos`
  expect(await refusals([{ asset: video }])).toEqual([])
  expect(await refusals([])).toEqual([`fieldError.REQUIRED ${field}`])
  expect(await refusals([{ asset: logo }])).toEqual([
    `assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE ${field}[0].asset`,
  ])
})

describe('a responsive search ad', () => {
  const texts = (...list: string[]): { text: string }[] => list.map((text) => ({ text }))
  const good = {
    headlines: texts('Tents', '{KeyWord:Dry tents in every size!!}', 'Since 1987'),
    descriptions: texts('Dry nights.', 'Warm days.'),
  }
  let adGroup: string

  beforeEach(async () => {
    const campaign = { advertisingChannelType: 'SEARCH', networkSettings: { targetGoogleSearch: true } }
    adGroup = namesOf(await client.mutate(treeOperations({ campaign }).slice(0, 3)))[2]!
  })
  const create = (change: object): ReturnType<TestClient['create']> =>
    client.create('adGroupAd', { adGroup, ad: { finalUrls, responsiveSearchAd: { ...good, ...change } } })

  test('is taken three times enabled, and no more', async () => {
    for (let n = 0; n < 3; n += 1) expect((await create({})).status).toBe(200)
    const reply = await create({})
    expect(errorsOf(reply)).toEqual([
      'resourceCountLimitExceededError.ADGROUP_LIMIT mutate_operations[0].ad_group_ad_operation.create.ad_group',
    ])
    expect(firstError(reply).details?.['resourceCountDetails']).toMatchObject({
      limitType: 'RESPONSIVE_SEARCH_ADS_PER_AD_GROUP',
      existingCount: 3,
    })
  })

  test('may be paused in any number, and not enabled beyond three', async () => {
    for (let n = 0; n < 3; n += 1) await create({})
    const paused = await client.create('adGroupAd', {
      adGroup,
      status: 'PAUSED',
      ad: { finalUrls, responsiveSearchAd: good },
    })
    expect(paused.status).toBe(200)
    const reply = await client.update(
      'adGroupAd',
      { resourceName: namesOf(paused)[0], status: 'ENABLED' },
      'status',
    )
    expect(errorsOf(reply)).toEqual([
      'resourceCountLimitExceededError.ADGROUP_LIMIT mutate_operations[0].ad_group_ad_operation.update.ad_group',
    ])
  })

  test.each([
    [{ headlines: texts('a', 'b') }, 'collectionSizeError.TOO_FEW', 'headlines'],
    [{ headlines: texts('a', 'b', 'A') }, 'distinctError.DUPLICATE_ELEMENT', 'headlines[2].text'],
    [{ headlines: texts('a', 'b', 'x'.repeat(31)) }, 'stringLengthError.TOO_LONG', 'headlines[2].text'],
    [
      { headlines: [...texts('a', 'b'), { text: 'c', pinnedField: 'DESCRIPTION_1' }] },
      'assetLinkError.INVALID_PINNED_FIELD',
      'headlines[2].pinned_field',
    ],
    [{ path2: 'b' }, 'adError.CANNOT_SET_PATH2_WITHOUT_PATH1', 'path2'],
    [{ path1: 'x'.repeat(16) }, 'stringLengthError.TOO_LONG', 'path1'],
  ])('refuses %j', async (change, code, field) => {
    expect(errorsOf(await create(change))).toEqual([`${code} ${at}.responsive_search_ad.${field}`])
  })

  test('does not go into a Demand Gen campaign', async () => {
    const [, , other] = await client.createTree({ campaign: { name: 'Demand Gen' } })
    const reply = await client.create('adGroupAd', {
      adGroup: other,
      ad: { finalUrls, responsiveSearchAd: good },
    })
    expect(errorsOf(reply)).toEqual([`adError.INVALID_AD_TYPE ${at}.responsive_search_ad`])
  })

  test('comes with keywords, and locations on the campaign', async () => {
    const [row] = await client.rows('SELECT campaign.resource_name, ad_group.type FROM ad_group')
    expect(row.adGroup.type).toBe('SEARCH_STANDARD')
    const keyword = (text: string): Promise<string[]> =>
      client.create('adGroupCriterion', { adGroup, keyword: { text, matchType: 'PHRASE' } }).then(errorsOf)
    const field = 'mutate_operations[0].ad_group_criterion_operation.create.keyword.text'
    expect(await keyword('dry tents')).toEqual([])
    expect(await keyword('x'.repeat(81))).toEqual([`criterionError.KEYWORD_TEXT_TOO_LONG ${field}`])
    expect(await keyword('a b c d e f g h i j k')).toEqual([
      `criterionError.KEYWORD_HAS_TOO_MANY_WORDS ${field}`,
    ])
    expect(await keyword('tents!')).toEqual([`criterionError.KEYWORD_HAS_INVALID_CHARS ${field}`])
    const location = { geoTargetConstant: 'geoTargetConstants/2840' }
    expect(
      (await client.create('campaignCriterion', { campaign: row.campaign.resourceName, location })).status,
    ).toBe(200)
    expect(errorsOf(await client.create('adGroupCriterion', { adGroup, location }))).toEqual([
      'criterionError.CANNOT_ADD_CRITERIA_TYPE mutate_operations[0].ad_group_criterion_operation.create.location',
    ])
    expect(row.campaign.resourceName).toContain(CUSTOMER)
  })
})
