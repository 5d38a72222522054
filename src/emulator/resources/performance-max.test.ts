import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, namesOf, startTestClient, type TestClient } from '../testing/client.ts'
import { type Change, performanceMax, uploadImages } from '../testing/performance-max.ts'

const root = `customers/${CUSTOMER}`
const AT_CAMPAIGN = 'mutate_operations[1].campaign_operation.create'
const AT_GROUP = 'mutate_operations[2].asset_group_operation.create'
let client: TestClient
let images: Record<string, string[]>

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(async () => {
  client.emulator.control.reset()
  images = await uploadImages(client)
})

async function refusals(change: Change = {}): Promise<string[]> {
  const reply = await client.mutate(performanceMax(images, change), { validateOnly: true })
  if (reply.status === 200) return []
  return errorsOf(reply).filter((error) => !error.includes('TEMP_ID_RESOURCE_HAD_ERRORS'))
}

async function create(change: Change = {}): Promise<{ campaign: string; assetGroup: string }> {
  const names = namesOf(await client.mutate(performanceMax(images, change)))
  return { campaign: names[1]!, assetGroup: names[2]! }
}

const text = (text: string, id: number): object => ({
  assetOperation: { create: { resourceName: `${root}/assets/${id}`, textAsset: { text } } },
})
const link = (assetGroup: string, asset: string, fieldType: string): object => ({
  assetGroupAssetOperation: { create: { assetGroup, asset, fieldType } },
})
const linkRows = (where = ''): ReturnType<TestClient['rows']> =>
  client.rows(
    `SELECT asset_group_asset.resource_name, asset_group_asset.field_type, asset_group_asset.primary_status, asset_group.name, campaign.name, asset.text_asset.text FROM asset_group_asset ${where}`,
  )

describe('a whole campaign', () => {
  test('is made in one request and can be read back with its assets', async () => {
    const { campaign, assetGroup } = await create()
    const [row] = await client.rows(
      'SELECT campaign.brand_guidelines_enabled, campaign.bidding_strategy_type, campaign.maximize_conversion_value.target_roas, asset_group.name, asset_group.final_urls, asset_group.status FROM asset_group',
    )
    expect(row).toEqual({
      campaign: {
        resourceName: campaign,
        brandGuidelinesEnabled: true,
        biddingStrategyType: 'MAXIMIZE_CONVERSION_VALUE',
        maximizeConversionValue: { targetRoas: 2.5 },
      },
      assetGroup: {
        resourceName: assetGroup,
        name: 'Tents',
        finalUrls: ['https://example.com/tents'],
        status: 'ENABLED',
      },
    })
    const headlines = await linkRows("WHERE asset_group_asset.field_type = 'HEADLINE'")
    expect(headlines.map((one) => one.asset.textAsset.text)).toEqual([
      'Dry tents',
      'Tents for rain',
      'Made to last',
    ])
    expect(headlines[0].assetGroupAsset.resourceName).toMatch(/assetGroupAssets\/\d+~\d+~HEADLINE$/)
    const brand = await client.rows(
      'SELECT campaign_asset.field_type, campaign_asset.status, asset.type, campaign.id FROM campaign_asset ORDER BY campaign_asset.field_type',
    )
    expect(brand.map((one) => [one.campaignAsset.fieldType, one.asset.type])).toEqual([
      ['BUSINESS_NAME', 'TEXT'],
      ['LOGO', 'IMAGE'],
    ])
  })

  test('has its brand in the asset group where it follows no brand guidelines', async () => {
    await create({ brandOn: 'asset group' })
    expect((await linkRows("WHERE asset_group_asset.field_type IN ('LOGO', 'BUSINESS_NAME')")).length).toBe(2)
    expect(await client.rows('SELECT campaign_asset.asset FROM campaign_asset')).toEqual([])
  })

  test('bids for conversions or their value only, from a budget of its own', async () => {
    expect(await refusals({ campaign: { maximizeConversionValue: undefined, targetSpend: {} } })).toContain(
      `biddingError.CANNOT_CREATE_CAMPAIGN_WITH_BIDDING_STRATEGY ${AT_CAMPAIGN}.target_spend`,
    )
    const operations = performanceMax(images) as { campaignBudgetOperation?: { create: object } }[]
    Object.assign(operations[0]!.campaignBudgetOperation!.create, { explicitlyShared: true })
    expect(errorsOf(await client.mutate(operations))).toContain(
      `campaignBudgetError.CAMPAIGN_BUDGET_CANNOT_BE_SHARED ${AT_CAMPAIGN}.campaign_budget`,
    )
  })

  test('targets locations, languages and negative keywords on the campaign, and has no ad groups', async () => {
    const { campaign } = await create()
    const location = { geoTargetConstant: 'geoTargetConstants/2840' }
    const language = { languageConstant: 'languageConstants/1000' }
    const keyword = { text: 'cheap', matchType: 'EXACT' }
    for (const criterion of [{ location }, { language }, { keyword, negative: true }]) {
      expect(errorsOf(await client.create('campaignCriterion', { campaign, ...criterion }))).toEqual([])
    }
    expect(errorsOf(await client.create('campaignCriterion', { campaign, keyword }))).toEqual([
      'criterionError.CANNOT_ADD_CRITERIA_TYPE mutate_operations[0].campaign_criterion_operation.create.keyword',
    ])
    expect(errorsOf(await client.create('adGroup', { campaign, name: 'x' }))).toEqual([
      'adGroupError.CANNOT_ADD_AD_GROUP_FOR_CAMPAIGN_TYPE mutate_operations[0].ad_group_operation.create.campaign',
    ])
  })
})

describe('the least that an asset group has', () => {
  test.each([
    ['headlines', { texts: { HEADLINE: ['One', 'Two'] } }, 'NOT_ENOUGH_HEADLINE_ASSET'],
    ['long headlines', { texts: { LONG_HEADLINE: [] } }, 'NOT_ENOUGH_LONG_HEADLINE_ASSET'],
    ['descriptions', { texts: { DESCRIPTION: ['One'] } }, 'NOT_ENOUGH_DESCRIPTION_ASSET'],
    ['landscape images', { images: { MARKETING_IMAGE: [] } }, 'NOT_ENOUGH_MARKETING_IMAGE_ASSET'],
    ['square images', { images: { SQUARE_MARKETING_IMAGE: [] } }, 'NOT_ENOUGH_SQUARE_MARKETING_IMAGE_ASSET'],
    [
      'a business name',
      { brandOn: 'asset group', texts: { BUSINESS_NAME: [] } },
      'NOT_ENOUGH_BUSINESS_NAME_ASSET',
    ],
    ['a logo', { brandOn: 'asset group', images: { LOGO: [] } }, 'NOT_ENOUGH_LOGO_ASSET'],
    [
      'a short description',
      { texts: { DESCRIPTION: ['x'.repeat(61), 'y'.repeat(90)] } },
      'SHORT_DESCRIPTION_REQUIRED',
    ],
  ] as const)('%s is asked for when the request is done', async (_, change, code) => {
    expect(await refusals(change as Change)).toEqual([`assetGroupError.${code} ${AT_GROUP}`])
  })

  test('of its brand stands on a campaign with brand guidelines', async () => {
    expect(await refusals({ texts: { BUSINESS_NAME: [] }, images: { LOGO: [] } })).toEqual([
      `campaignError.REQUIRED_BUSINESS_NAME_ASSET_NOT_LINKED ${AT_CAMPAIGN}`,
      `campaignError.REQUIRED_LOGO_ASSET_NOT_LINKED ${AT_CAMPAIGN}`,
    ])
  })

  test('is nothing where products are shown, until it has an asset', async () => {
    const campaign = { shoppingSetting: { merchantId: '123' } }
    const none = { HEADLINE: [], LONG_HEADLINE: [], DESCRIPTION: [], BUSINESS_NAME: [] }
    const noImages = { MARKETING_IMAGE: [], SQUARE_MARKETING_IMAGE: [], LOGO: [] }
    expect(await refusals({ campaign, texts: none, images: noImages })).toEqual([])
    const errors = await refusals({ campaign, texts: { ...none, HEADLINE: ['One'] }, images: noImages })
    expect(errors).toContain(`assetGroupError.NOT_ENOUGH_HEADLINE_ASSET ${AT_GROUP}`)
    expect(errors).toContain(`campaignError.REQUIRED_LOGO_ASSET_NOT_LINKED ${AT_CAMPAIGN}`)
  })

  test('stays when links are removed, and a link can be exchanged in one request', async () => {
    const { assetGroup } = await create()
    const [first] = await linkRows("WHERE asset_group_asset.field_type = 'HEADLINE'")
    const remove = { assetGroupAssetOperation: { remove: first.assetGroupAsset.resourceName } }
    expect(errorsOf(await client.mutate([remove]))).toEqual([
      'assetGroupError.NOT_ENOUGH_HEADLINE_ASSET mutate_operations[0].asset_group_asset_operation.remove',
    ])
    const exchange = [text('Light tents', -1), link(assetGroup, `${root}/assets/-1`, 'HEADLINE'), remove]
    expect(errorsOf(await client.mutate(exchange))).toEqual([])
  })

  test('is asked of each operation for itself under partial failure', async () => {
    const reply = await client.mutate(performanceMax(images, { brandOn: 'asset group' }), {
      partialFailure: true,
    })
    const errors = errorsOf(reply)
    expect(errors).toContain(`assetGroupError.NOT_ENOUGH_HEADLINE_ASSET ${AT_GROUP}`)
    expect(errors).toContain(
      'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS mutate_operations[10].asset_group_asset_operation.create.asset_group',
    )
    expect(await client.rows('SELECT asset_group.id FROM asset_group')).toEqual([])
    expect((await client.rows('SELECT campaign.id FROM campaign')).length).toBe(1)
  })
})

describe('an asset group', () => {
  const AT = 'mutate_operations[0].asset_group_operation'
  test('refuses a second of the same name, no final URL, and a second path without the first', async () => {
    expect(await refusals({ assetGroup: { finalUrls: [] } })).toEqual([
      `assetGroupError.FINAL_URL_REQUIRED ${AT_GROUP}.final_urls`,
    ])
    expect(await refusals({ assetGroup: { path2: 'rain' } })).toEqual([
      `assetGroupError.PATH1_REQUIRED_WHEN_PATH2_IS_SET ${AT_GROUP}.path1`,
    ])
    const { campaign } = await create()
    const twin = await client.create('assetGroup', {
      campaign,
      name: 'Tents',
      finalUrls: ['https://example.com'],
    })
    expect(errorsOf(twin)).toEqual([`assetGroupError.DUPLICATE_NAME ${AT}.create.name`])
  })

  test('belongs to a Performance Max campaign that is not removed', async () => {
    const [, campaign] = await client.createTree()
    const group = { name: 'Tents', finalUrls: ['https://example.com'] }
    expect(errorsOf(await client.create('assetGroup', { campaign, ...group }))).toEqual([
      `assetGroupError.CANNOT_ADD_ASSET_GROUP_FOR_CAMPAIGN_TYPE ${AT}.create.campaign`,
    ])
    const max = await create()
    await client.mutate([{ campaignOperation: { remove: max.campaign } }])
    const update = { resourceName: max.assetGroup, status: 'PAUSED' }
    expect(errorsOf(await client.update('assetGroup', update, 'status'))).toEqual([
      `assetGroupError.CANNOT_MUTATE_ASSET_GROUP_FOR_REMOVED_CAMPAIGN ${AT}.update.campaign`,
    ])
  })

  test('changes its texts and status, and is not the last to go', async () => {
    const { assetGroup } = await create()
    const update = { resourceName: assetGroup, name: 'Big tents', path1: 'tents', status: 'PAUSED' }
    expect(errorsOf(await client.update('assetGroup', update, 'name,path1,status'))).toEqual([])
    expect(errorsOf(await client.mutate([{ assetGroupOperation: { remove: assetGroup } }]))).toEqual([
      `assetGroupError.CANNOT_REMOVE_ALL_ASSET_GROUPS_FROM_CAMPAIGN ${AT}.remove`,
    ])
  })
})

describe('signals', () => {
  const AT = 'mutate_operations[0].asset_group_signal_operation.create'
  test('are search themes and one audience, and can be removed', async () => {
    const { assetGroup } = await create()
    const [audience, other] = await client.rows('SELECT audience.resource_name, audience.name FROM audience')
    const add = (signal: object): Promise<string[]> =>
      client.create('assetGroupSignal', { assetGroup, ...signal }).then(errorsOf)
    expect(await add({ searchTheme: { text: 'tents for rain' } })).toEqual([])
    expect(await add({ audience: { audience: audience.audience.resourceName } })).toEqual([])
    expect(await add({ audience: { audience: other.audience.resourceName } })).toEqual([
      `criterionError.ONE_AUDIENCE_ALLOWED_PER_ASSET_GROUP ${AT}.audience.audience`,
    ])
    expect(await add({ audience: { audience: `${root}/audiences/1` } })).toContain(
      `mutateError.RESOURCE_NOT_FOUND ${AT}.audience.audience`,
    )
    expect(await add({ searchTheme: { text: 'Tents for rain' } })).toEqual([
      `mutateError.RESOURCE_ALREADY_EXISTS ${AT}.search_theme.text`,
    ])
    expect(await add({ searchTheme: { text: 'a b c d e f g h i j k' } })).toEqual([
      `assetGroupSignalError.TOO_MANY_WORDS ${AT}.search_theme.text`,
    ])
    const rows = await client.rows(
      'SELECT asset_group_signal.resource_name, asset_group_signal.search_theme.text, asset_group_signal.approval_status, asset_group_signal.audience.audience FROM asset_group_signal',
    )
    expect(rows.map((row) => row.assetGroupSignal.searchTheme?.text)).toEqual(['tents for rain', undefined])
    expect(rows[0].assetGroupSignal.approvalStatus).toBe('UNDER_REVIEW')
    const remove = rows.map((row) => ({
      assetGroupSignalOperation: { remove: row.assetGroupSignal.resourceName },
    }))
    expect(errorsOf(await client.mutate(remove))).toEqual([])
  })
})

describe('settings of the campaign', () => {
  test.each([
    [
      'a colour alone',
      { brandGuidelines: { mainColor: '#ff0000' } },
      `campaignError.BRAND_GUIDELINES_MAIN_AND_ACCENT_COLORS_REQUIRED ${AT_CAMPAIGN}.brand_guidelines`,
    ],
    [
      'a colour by name',
      { brandGuidelines: { mainColor: 'red', accentColor: '#000000' } },
      `campaignError.BRAND_GUIDELINES_COLOR_INVALID_FORMAT ${AT_CAMPAIGN}.brand_guidelines.main_color`,
    ],
    [
      'another font',
      { brandGuidelines: { predefinedFontFamily: 'Comic Sans' } },
      `campaignError.BRAND_GUIDELINES_UNSUPPORTED_FONT_FAMILY ${AT_CAMPAIGN}.brand_guidelines.predefined_font_family`,
    ],
    [
      'no texts while final URLs are expanded',
      {
        assetAutomationSettings: [
          { assetAutomationType: 'TEXT_ASSET_AUTOMATION', assetAutomationStatus: 'OPTED_OUT' },
        ],
      },
      `campaignError.DYNAMIC_TEXT_ASSET_CANNOT_OPT_OUT_WITH_FINAL_URL_EXPANSION_OPT_IN ${AT_CAMPAIGN}.asset_automation_settings`,
    ],
    [
      'networks',
      { networkSettings: { targetGoogleSearch: true } },
      `campaignError.INCOMPATIBLE_CAMPAIGN_FIELD ${AT_CAMPAIGN}.network_settings`,
    ],
    [
      'a feed without its merchant',
      { shoppingSetting: { feedLabel: 'US' } },
      `fieldError.REQUIRED ${AT_CAMPAIGN}.shopping_setting.merchant_id`,
    ],
    [
      'an excluded term of 31 characters',
      { textGuidelines: { termExclusions: ['x'.repeat(31)] } },
      `stringLengthError.TOO_LONG ${AT_CAMPAIGN}.text_guidelines.term_exclusions[0]`,
    ],
  ])('refuse %s', async (_, campaign, expected) => {
    expect(await refusals({ campaign })).toContain(expected)
  })

  test('are brand guidelines from the beginning or never', async () => {
    const { campaign } = await create()
    const update = { resourceName: campaign, brandGuidelinesEnabled: false }
    expect(errorsOf(await client.update('campaign', update, 'brandGuidelinesEnabled'))).toEqual([
      'fieldError.IMMUTABLE_FIELD mutate_operations[0].campaign_operation.update.brand_guidelines_enabled',
    ])
  })
})
