import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf, namesOf, startTestClient, type TestClient, treeOperations } from '../testing/client.ts'

const AT = 'mutate_operations[0].ad_group_ad_operation.create.ad.responsive_display_ad'
const finalUrls = ['https://example.com']
let client: TestClient
let adGroup: string
let good: Record<string, unknown>

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(async () => {
  client.emulator.control.reset()
  const campaign = { advertisingChannelType: 'DISPLAY' }
  adGroup = namesOf(await client.mutate(treeOperations({ campaign }).slice(0, 3)))[2]!
  good = {
    marketingImages: [{ asset: await client.image(600, 314) }],
    squareMarketingImages: [{ asset: await client.image(300, 300) }],
    headlines: [{ text: 'Tents' }],
    longHeadline: { text: 'Tents that keep you dry' },
    descriptions: [{ text: 'Dry nights.' }],
    businessName: 'Acme',
  }
})

const create = (change: object = {}): ReturnType<TestClient['create']> =>
  client.create('adGroupAd', { adGroup, ad: { finalUrls, responsiveDisplayAd: { ...good, ...change } } })
const refusals = async (change: object): Promise<string[]> => errorsOf(await create(change))

describe('a responsive display ad', () => {
  test('is taken, read back and changed', async () => {
    expect(
      (await create({ mainColor: '#ff0000', accentColor: '#00FF00', formatSetting: 'ALL_FORMATS' })).status,
    ).toBe(200)
    const [row] = await client.rows(
      'SELECT ad_group.type, ad_group_ad.ad.resource_name, ad_group_ad.ad.type, ad_group_ad.ad.responsive_display_ad.long_headline, ad_group_ad.ad.responsive_display_ad.main_color FROM ad_group_ad',
    )
    expect(row.adGroup.type).toBe('DISPLAY_STANDARD')
    expect(row.adGroupAd.ad).toMatchObject({
      type: 'RESPONSIVE_DISPLAY_AD',
      responsiveDisplayAd: { longHeadline: { text: 'Tents that keep you dry' }, mainColor: '#ff0000' },
    })
    const ad = {
      resourceName: row.adGroupAd.ad.resourceName,
      responsiveDisplayAd: { businessName: 'Acme Inc' },
    }
    expect((await client.update('ad', ad, 'responsiveDisplayAd.businessName')).status).toBe(200)
    const long = { ...ad, responsiveDisplayAd: { businessName: 'x'.repeat(26) } }
    expect(errorsOf(await client.update('ad', long, 'responsiveDisplayAd.businessName'))).toEqual([
      'stringLengthError.TOO_LONG mutate_operations[0].ad_operation.update.responsive_display_ad.business_name',
    ])
  })

  test.each([
    ['no landscape image', { marketingImages: [] }, `fieldError.REQUIRED ${AT}.marketing_images`],
    ['no square image', { squareMarketingImages: [] }, `fieldError.REQUIRED ${AT}.square_marketing_images`],
    ['no long headline', { longHeadline: undefined }, `fieldError.REQUIRED ${AT}.long_headline.text`],
    ['no business name', { businessName: undefined }, `fieldError.REQUIRED ${AT}.business_name`],
    [
      'six headlines',
      { headlines: [1, 2, 3, 4, 5, 6].map((n) => ({ text: `Tent ${n}` })) },
      `collectionSizeError.TOO_MANY ${AT}.headlines`,
    ],
    [
      'a pinned headline',
      { headlines: [{ text: 'Tents', pinnedField: 'HEADLINE_1' }] },
      `assetLinkError.PINNING_UNSUPPORTED ${AT}.headlines[0].pinned_field`,
    ],
    [
      'a description of 91 characters',
      { descriptions: [{ text: 'x'.repeat(91) }] },
      `stringLengthError.TOO_LONG ${AT}.descriptions[0].text`,
    ],
    ['one colour', { mainColor: '#ff0000' }, `fieldError.REQUIRED ${AT}.accent_color`],
    [
      'a colour by name',
      { mainColor: 'red', accentColor: '#ffffff' },
      `stringFormatError.INVALID_FORMAT ${AT}.main_color`,
    ],
    [
      'no freedom of colours without colours',
      { allowFlexibleColor: false },
      `adError.CANNOT_SET_ALLOW_FLEXIBLE_COLOR_FALSE ${AT}.allow_flexible_color`,
    ],
    [
      'colours in native formats',
      { mainColor: '#ff0000', accentColor: '#ffffff', formatSetting: 'NATIVE' },
      `adError.CANNOT_SET_COLOR_CONTROL_WHEN_NATIVE_FORMAT_SETTING ${AT}.main_color`,
    ],
    [
      'a call to action of 31 characters',
      { callToActionText: 'x'.repeat(31) },
      `stringLengthError.TOO_LONG ${AT}.call_to_action_text`,
    ],
  ])('refuses %s', async (_, change, expected) => {
    expect(await refusals(change)).toEqual([expected])
  })

  test('counts images and logos of both shapes together', async () => {
    const images = await Promise.all(Array.from({ length: 15 }, () => client.image(300, 300)))
    expect(await refusals({ squareMarketingImages: images.map((asset) => ({ asset })) })).toEqual([
      `collectionSizeError.TOO_MANY ${AT}.marketing_images`,
    ])
    const wide = await Promise.all(Array.from({ length: 3 }, () => client.image(512, 128)))
    const logos = {
      logoImages: wide.map((asset) => ({ asset })),
      squareLogoImages: images.slice(0, 3).map((asset) => ({ asset })),
    }
    expect(await refusals(logos)).toEqual([`collectionSizeError.TOO_MANY ${AT}.logo_images`])
    expect(await refusals({ ...logos, logoImages: [{ asset: images[0] }] })).toEqual([
      `imageError.ASPECT_RATIO_NOT_ALLOWED ${AT}.logo_images[0].asset`,
    ])
  })

  test('belongs to a Display campaign', async () => {
    const [, , other] = await client.createTree({ campaign: { name: 'Demand Gen' } })
    const reply = await client.create('adGroupAd', {
      adGroup: other,
      ad: { finalUrls, responsiveDisplayAd: good },
    })
    expect(errorsOf(reply)).toEqual([`adError.INVALID_AD_TYPE ${AT}`])
  })
})

describe('a Demand Gen product ad', () => {
  const PRODUCT = AT.replace('responsive_display_ad', 'demand_gen_product_ad')
  async function make(campaign: object, change: object = {}): Promise<string[]> {
    const [, , group] = await client.createTree({ campaign: { name: 'Products', ...campaign } })
    const demandGenProductAd = {
      headline: { text: 'Tents' },
      description: { text: 'Dry nights.' },
      businessName: { text: 'Acme' },
      logoImage: { asset: await client.image(128, 128) },
      ...change,
    }
    return errorsOf(
      await client.create('adGroupAd', { adGroup: group, ad: { finalUrls, demandGenProductAd } }),
    )
  }
  const shoppingSetting = { merchantId: '123', feedLabel: 'US' }

  test('goes into a campaign that shows products of a feed', async () => {
    expect(await make({ shoppingSetting })).toEqual([])
    const [row] = await client.rows(
      "SELECT campaign.shopping_setting.merchant_id, campaign.shopping_setting.feed_label, ad_group_ad.ad.type, ad_group_ad.ad.demand_gen_product_ad.business_name FROM ad_group_ad WHERE ad_group_ad.ad.type = 'DEMAND_GEN_PRODUCT_AD'",
    )
    expect(row.campaign.shoppingSetting).toEqual(shoppingSetting)
    expect(row.adGroupAd.ad.demandGenProductAd.businessName).toEqual({ text: 'Acme' })
  })

  test('goes into no other, and needs all its parts', async () => {
    expect(await make({})).toEqual([`campaignError.MISSING_SHOPPING_SETTING ${PRODUCT}`])
    client.emulator.control.reset()
    expect(await make({ shoppingSetting }, { headline: undefined, logoImage: undefined })).toEqual([
      `fieldError.REQUIRED ${PRODUCT}.headline.text`,
      `fieldError.REQUIRED ${PRODUCT}.logo_image.asset`,
    ])
    client.emulator.control.reset()
    expect(await make({ shoppingSetting }, { breadcrumb1: 'x'.repeat(16) })).toEqual([
      `stringLengthError.TOO_LONG ${PRODUCT}.breadcrumb1`,
    ])
  })
})

test('what Google may make of an ad depends on its kind', async () => {
  const [, , group] = await client.createTree({ campaign: { name: 'Demand Gen' } })
  const multiAsset = {
    marketingImages: good['marketingImages'],
    logoImages: good['squareMarketingImages'],
    headlines: good['headlines'],
    descriptions: good['descriptions'],
    businessName: 'Acme',
  }
  const opt = async (assetAutomationType: string): Promise<string[]> =>
    errorsOf(
      await client.create('adGroupAd', {
        adGroup: group,
        ad: { finalUrls, demandGenMultiAssetAd: multiAsset },
        adGroupAdAssetAutomationSettings: [{ assetAutomationType, assetAutomationStatus: 'OPTED_OUT' }],
      }),
    )
  expect(await opt('GENERATE_VIDEOS_FROM_OTHER_ASSETS')).toEqual([])
  expect(await opt('GENERATE_LANDING_PAGE_TEXT')).toEqual([
    'fieldError.INVALID_VALUE mutate_operations[0].ad_group_ad_operation.create.ad_group_ad_asset_automation_settings[0].asset_automation_type',
  ])
})
