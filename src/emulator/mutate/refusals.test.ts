import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  firstError,
  startTestClient,
  type TestClient,
  type TreeChange,
  treeOperations,
} from '../testing/client.ts'

const NOON = Date.parse('2026-11-23T17:00:00Z')
const root = `customers/${CUSTOMER}`
let client: TestClient
let marketing: string
let logo: string
let square: string

beforeAll(async () => {
  client = await startTestClient({ now: () => NOON })
})
afterAll(() => client.emulator.close())
beforeEach(async () => {
  client.emulator.control.reset()
  marketing = await client.image(1200, 628)
  logo = await client.image(200, 200)
  square = await client.image(300, 300)
})

/** The errors of a tree that is right but for one change. */
async function refusals({ multiAssetAd, ...change }: TreeChange): Promise<string[]> {
  const ad = {
    marketingImages: [{ asset: marketing }],
    logoImages: [{ asset: logo }],
    headlines: [{ text: 'Tents' }],
    descriptions: [{ text: 'Dry nights.' }],
    businessName: 'Acme',
    ...multiAssetAd,
  }
  const reply = await client.mutate(treeOperations({ ...change, multiAssetAd: ad }))
  if (reply.status === 200) return []
  return errorsOf(reply).filter((error) => !error.includes('TEMP_ID_RESOURCE_HAD_ERRORS'))
}

test('a tree without a mistake is taken', async () => {
  expect(await refusals({})).toEqual([])
})

describe('budget', () => {
  const at = 'mutate_operations[0].campaign_budget_operation.create'
  test.each([
    ['no amount', { amountMicros: undefined }, `fieldError.REQUIRED ${at}.amount_micros`],
    [
      'a negative amount',
      { amountMicros: '-1' },
      `campaignBudgetError.NEGATIVE_MONEY_AMOUNT ${at}.amount_micros`,
    ],
    [
      'zero',
      { amountMicros: 0 },
      `campaignBudgetError.MONEY_AMOUNT_LESS_THAN_CURRENCY_MINIMUM_CPC ${at}.amount_micros`,
    ],
    [
      'half a cent',
      { amountMicros: '50005000' },
      `campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT ${at}.amount_micros`,
    ],
    ['a name of 256 bytes', { name: 'ä'.repeat(128) }, `stringLengthError.TOO_LONG ${at}.name`],
    [
      'accelerated delivery',
      { deliveryMethod: 'ACCELERATED' },
      `campaignBudgetError.CANNOT_USE_ACCELERATED_DELIVERY_MODE ${at}.delivery_method`,
    ],
    [
      'a total amount for a daily budget',
      { totalAmountMicros: '1000000' },
      `campaignBudgetError.TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY ${at}.total_amount_micros`,
    ],
    [
      'a daily amount for the whole run',
      { period: 'CUSTOM_PERIOD' },
      `campaignBudgetError.BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD ${at}.amount_micros`,
    ],
    ['UNKNOWN as a period', { period: 'UNKNOWN' }, `enumError.ENUM_VALUE_NOT_PERMITTED ${at}.period`],
  ])('refuses %s', async (_, budget, expected) => {
    expect(await refusals({ budget })).toContain(expected)
  })

  test('refuses to share by default for Demand Gen, where the campaign names it', async () => {
    const expected =
      'campaignBudgetError.CAMPAIGN_BUDGET_CANNOT_BE_SHARED mutate_operations[1].campaign_operation.create.campaign_budget'
    expect(await refusals({ budget: { explicitlyShared: undefined } })).toEqual([expected])
  })

  test('refuses less than 5 USD a day for Demand Gen and tells the minimum', async () => {
    const reply = await client.mutate(treeOperations({ budget: { amountMicros: '4990000' } }))
    expect(errorsOf(reply)[0]).toBe(
      'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM mutate_operations[1].campaign_operation.create.campaign_budget',
    )
    expect(firstError(reply).details).toEqual({
      budgetPerDayMinimumErrorDetails: {
        currencyCode: 'USD',
        budgetPerDayMinimumMicros: '5000000',
        minimumBudgetAmountMicros: '5000000',
        failedBudgetAmountMicros: '4990000',
      },
    })
  })

  test('spreads a total budget over the days of the campaign', async () => {
    const campaign = { startDateTime: '2026-12-01 00:00:00', endDateTime: '2026-12-10 23:59:59' }
    const total = (micros: string): TreeChange => ({
      budget: { amountMicros: undefined, period: 'CUSTOM_PERIOD', totalAmountMicros: micros },
      campaign,
    })
    expect(await refusals(total('49990000'))).toEqual([
      'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM mutate_operations[1].campaign_operation.create.campaign_budget',
    ])
    expect(await refusals(total('50000000'))).toEqual([])
  })

  test('refuses a total budget without an end', async () => {
    const budget = { amountMicros: undefined, period: 'CUSTOM_PERIOD', totalAmountMicros: '900000000' }
    expect(await refusals({ budget })).toEqual([
      'campaignError.END_DATE_TIME_REQUIRED_FOR_TOTAL_BUDGET mutate_operations[1].campaign_operation.create.end_date_time',
    ])
  })

  test('refuses a budget of its own for a second campaign', async () => {
    const [budget] = await client.createTree()
    const expected =
      'campaignBudgetError.CANNOT_USE_IMPLICITLY_SHARED_CAMPAIGN_BUDGET_WITH_MULTIPLE_CAMPAIGNS'
    const found = await refusals({ campaign: { name: 'Other', campaignBudget: budget } })
    expect(found).toEqual([`${expected} mutate_operations[1].campaign_operation.create.campaign_budget`])
  })
})

describe('campaign', () => {
  const at = 'mutate_operations[1].campaign_operation.create'
  test.each([
    ['no name', { name: undefined }, `fieldError.REQUIRED ${at}.name`],
    ['a name of 257 characters', { name: 'x'.repeat(257) }, `stringLengthError.TOO_LONG ${at}.name`],
    ['a line break in the name', { name: 'a\nb' }, `campaignError.INVALID_CAMPAIGN_NAME ${at}.name`],
    [
      'no EU declaration',
      { containsEuPoliticalAdvertising: undefined },
      `fieldError.REQUIRED ${at}.contains_eu_political_advertising`,
    ],
    ['no budget', { campaignBudget: undefined }, `fieldError.REQUIRED ${at}.campaign_budget`],
    [
      'a budget that is not there',
      { campaignBudget: `${root}/campaignBudgets/77` },
      `mutateError.RESOURCE_NOT_FOUND ${at}.campaign_budget`,
    ],
    [
      'no channel',
      { advertisingChannelType: undefined },
      `fieldError.REQUIRED ${at}.advertising_channel_type`,
    ],
    [
      'VIDEO',
      { advertisingChannelType: 'VIDEO' },
      `operationAccessDeniedError.MUTATE_ACTION_NOT_PERMITTED_FOR_CLIENT ${at}.advertising_channel_type`,
    ],
    ['no bidding', { maximizeConversions: undefined }, `fieldError.REQUIRED ${at}.campaign_bidding_strategy`],
    [
      'bidding by hand',
      { maximizeConversions: undefined, manualCpc: {} },
      `biddingError.CANNOT_CREATE_CAMPAIGN_WITH_BIDDING_STRATEGY ${at}.manual_cpc`,
    ],
    [
      'a target of half a cent',
      { maximizeConversions: { targetCpaMicros: '5005000' } },
      `currencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT ${at}.maximize_conversions.target_cpa_micros`,
    ],
    [
      'a ROAS above 1000',
      { maximizeConversions: undefined, maximizeConversionValue: { targetRoas: 1001 } },
      `rangeError.TOO_HIGH ${at}.maximize_conversion_value.target_roas`,
    ],
    [
      'a start yesterday',
      { startDateTime: '2026-11-22 00:00:00' },
      `dateRangeError.CANNOT_SET_DATE_TO_PAST ${at}.start_date_time`,
    ],
    [
      'a start at noon',
      { startDateTime: '2026-12-01 12:00:00' },
      `dateError.DATE_RANGE_ERROR_START_TIME_MUST_BE_THE_START_OF_A_DAY ${at}.start_date_time`,
    ],
    [
      'an end at noon',
      { endDateTime: '2026-12-01 12:00:00' },
      `dateError.DATE_RANGE_ERROR_END_TIME_MUST_BE_THE_END_OF_A_DAY ${at}.end_date_time`,
    ],
    [
      'a bare date',
      { startDateTime: '2026-12-01' },
      `dateError.INVALID_STRING_DATE_TIME_SECONDS ${at}.start_date_time`,
    ],
    [
      '30 February',
      { startDateTime: '2027-02-30 00:00:00' },
      `dateError.INVALID_FIELD_VALUES_IN_DATE_TIME ${at}.start_date_time`,
    ],
    [
      'an end before the start',
      { startDateTime: '2026-12-02 00:00:00', endDateTime: '2026-12-01 23:59:59' },
      `dateRangeError.START_DATE_AFTER_END_DATE ${at}.start_date_time`,
    ],
    [
      'a tracking template without a tag',
      { trackingUrlTemplate: 'https://t.example.com' },
      `urlFieldError.MISSING_TRACKING_URL_TEMPLATE_TAG ${at}.tracking_url_template`,
    ],
    [
      'REMOVED',
      { status: 'REMOVED' },
      `operationAccessDeniedError.CREATE_AS_REMOVED_NOT_PERMITTED ${at}.status`,
    ],
    ['an id of its own', { id: '5' }, `newResourceCreationError.CANNOT_SET_ID_FOR_CREATE ${at}.id`],
    [
      'an output-only field',
      { servingStatus: 'SERVING' },
      `fieldError.VALUE_MUST_BE_UNSET ${at}.serving_status`,
    ],
    [
      'a sub-type',
      { advertisingChannelSubType: 'APP_CAMPAIGN' },
      `campaignError.INVALID_ADVERTISING_CHANNEL_SUB_TYPE ${at}.advertising_channel_sub_type`,
    ],
  ])('refuses %s', async (_, campaign, expected) => {
    expect(await refusals({ campaign })).toEqual([expected])
  })

  test('takes today as the start, in the zone of the account', async () => {
    expect(await refusals({ campaign: { startDateTime: '2026-11-23 00:00:00' } })).toEqual([])
  })

  test('refuses the name of an enabled or paused campaign, and gives back that of a removed one', async () => {
    const names = await client.createTree()
    const duplicate = `campaignError.DUPLICATE_CAMPAIGN_NAME ${at}.name`
    expect(await refusals({})).toEqual([duplicate])
    await client.update('campaign', { resourceName: names[1], status: 'ENABLED' }, 'status')
    expect(await refusals({})).toEqual([duplicate])
    await client.mutate([{ campaignOperation: { remove: names[1] } }])
    expect(await refusals({})).toEqual([])
  })
})

describe('ad group', () => {
  const at = 'mutate_operations[2].ad_group_operation.create'
  test.each([
    ['no name', { name: undefined }, `fieldError.REQUIRED ${at}.name`],
    ['a name of 256 characters', { name: 'x'.repeat(256) }, `stringLengthError.TOO_LONG ${at}.name`],
    [
      'a type',
      { type: 'SEARCH_STANDARD' },
      `adGroupError.AD_GROUP_TYPE_NOT_VALID_FOR_ADVERTISING_CHANNEL_TYPE ${at}.type`,
    ],
    [
      'a bid by hand',
      { cpcBidMicros: '1000000' },
      `adGroupError.BID_TYPE_AND_BIDDING_STRATEGY_MISMATCH ${at}.cpc_bid_micros`,
    ],
    [
      'no channel selected',
      { demandGenAdGroupSettings: { channelControls: { selectedChannels: { gmail: false } } } },
      `fieldError.INVALID_VALUE ${at}.demand_gen_ad_group_settings.channel_controls.selected_channels`,
    ],
  ])('refuses %s', async (_, adGroup, expected) => {
    expect(await refusals({ adGroup })).toEqual([expected])
  })

  test('refuses a name twice in a campaign', async () => {
    const [, campaign] = await client.createTree()
    const reply = await client.create('adGroup', { campaign, name: 'Everyone' })
    expect(errorsOf(reply)).toEqual([
      'adGroupError.DUPLICATE_ADGROUP_NAME mutate_operations[0].ad_group_operation.create.name',
    ])
  })
})

describe('ad', () => {
  const ad = 'mutate_operations[4].ad_group_ad_operation.create.ad'
  const at = `${ad}.demand_gen_multi_asset_ad`
  const headlines = (...texts: string[]): Record<string, unknown> => ({
    headlines: texts.map((text) => ({ text })),
  })

  test.each([
    ['no headline', { headlines: [] }, `fieldError.REQUIRED ${at}.headlines`],
    [
      'six headlines',
      headlines('1', '2', '3', '4', '5', '6'),
      `collectionSizeError.TOO_MANY ${at}.headlines`,
    ],
    ['31 characters', headlines('x'.repeat(31)), `stringLengthError.TOO_LONG ${at}.headlines[0].text`],
    ['16 wide characters', headlines('ok', '雨'.repeat(16)), `adError.LINE_TOO_WIDE ${at}.headlines[1].text`],
    [
      'an unpaired brace',
      headlines('Tents {here'),
      `adError.UNPAIRED_BRACE_IN_AD_CUSTOMIZER_TAG ${at}.headlines[0].text`,
    ],
    [
      'a description of 91 characters',
      { descriptions: [{ text: 'x'.repeat(91) }] },
      `stringLengthError.TOO_LONG ${at}.descriptions[0].text`,
    ],
    ['no business name', { businessName: undefined }, `fieldError.REQUIRED ${at}.business_name`],
    [
      'a business name of 26 characters',
      { businessName: 'x'.repeat(26) },
      `stringLengthError.TOO_LONG ${at}.business_name`,
    ],
    ['no logo', { logoImages: [] }, `fieldError.REQUIRED ${at}.logo_images`],
    ['no image', { marketingImages: [] }, `fieldError.REQUIRED ${at}.marketing_images`],
    [
      'an invented call to action',
      { callToActionText: 'Shop till you drop' },
      `adError.INVALID_CALL_TO_ACTION_TEXT ${at}.call_to_action_text`,
    ],
    [
      'an asset that is not there',
      { marketingImages: [{ asset: `${root}/assets/9` }] },
      `mutateError.RESOURCE_NOT_FOUND ${at}.marketing_images[0].asset`,
    ],
  ])('refuses %s', async (_, multiAssetAd, expected) => {
    expect(await refusals({ multiAssetAd })).toEqual([expected])
  })

  test('takes 15 wide characters and a known call to action in any case', async () => {
    expect(
      await refusals({ multiAssetAd: { ...headlines('雨'.repeat(15)), callToActionText: 'SHOP NOW' } }),
    ).toEqual([])
  })

  test('refuses an image in the place of another shape, and one that is too small', async () => {
    const small = await client.image(191, 100)
    expect(await refusals({ multiAssetAd: { marketingImages: [{ asset: square }] } })).toEqual([
      `imageError.ASPECT_RATIO_NOT_ALLOWED ${at}.marketing_images[0].asset`,
    ])
    expect(
      await refusals({ multiAssetAd: { marketingImages: [{ asset: marketing }, { asset: small }] } }),
    ).toEqual([`imageError.IMAGE_TOO_SMALL ${at}.marketing_images[1].asset`])
  })

  test('refuses a text asset in the place of an image', async () => {
    const reply = await client.create('asset', { textAsset: { text: 'Hello' } })
    const asset = reply.body.mutateOperationResponses[0].assetResult.resourceName
    expect(await refusals({ multiAssetAd: { logoImages: [{ asset }] } })).toEqual([
      `assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE ${at}.logo_images[0].asset`,
    ])
  })

  test('refuses 21 images in all', async () => {
    const marketingImages: unknown[] = []
    for (let n = 0; n < 21; n += 1) marketingImages.push({ asset: await client.image(600, 314) })
    expect(await refusals({ multiAssetAd: { marketingImages } })).toEqual([
      `collectionSizeError.TOO_MANY ${at}.marketing_images`,
    ])
    expect(await refusals({ multiAssetAd: { marketingImages: marketingImages.slice(1) } })).toEqual([])
  })

  test.each([
    ['none', [], `fieldError.REQUIRED ${ad}.final_urls`],
    ['two', ['https://a.com', 'https://b.com'], `collectionSizeError.TOO_MANY ${ad}.final_urls`],
    [
      'one without a protocol',
      ['example.com'],
      `urlFieldError.MISSING_PROTOCOL_IN_FINAL_URL ${ad}.final_urls[0]`,
    ],
    ['ftp', ['ftp://example.com'], `urlFieldError.INVALID_PROTOCOL_IN_FINAL_URL ${ad}.final_urls[0]`],
    ['a space', ['https://example.com/a b'], `urlFieldError.MALFORMED_FINAL_URL ${ad}.final_urls[0]`],
    [
      'a bare host name',
      ['https://localhost/'],
      `urlFieldError.INVALID_TLD_IN_FINAL_URL ${ad}.final_urls[0]`,
    ],
    ['no host', ['https:///path'], `urlFieldError.MISSING_HOST_IN_FINAL_URL ${ad}.final_urls[0]`],
    [
      '2085 bytes',
      [`https://example.com/${'x'.repeat(2065)}`],
      `stringLengthError.TOO_LONG ${ad}.final_urls[0]`,
    ],
  ])('refuses as final URL: %s', async (_, finalUrls, expected) => {
    expect(await refusals({ ad: { finalUrls } })).toEqual([expected])
  })

  test('refuses kinds of ads that it does not model', async () => {
    const operations = treeOperations({ ad: { responsiveSearchAd: {} } })
    const reply = await client.mutate(operations)
    expect(errorsOf(reply)).toEqual([`adError.INVALID_AD_TYPE ${ad}.responsive_search_ad`])
  })
})
