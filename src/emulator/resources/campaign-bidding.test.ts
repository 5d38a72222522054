import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, startTestClient, type TestClient, treeOperations } from '../testing/client.ts'

const AT = 'mutate_operations[1].campaign_operation.create'
let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

async function refusals(campaign: Record<string, unknown>, budget: object = {}): Promise<string[]> {
  const operations = treeOperations({
    campaign: { maximizeConversions: undefined, ...campaign },
    budget: { ...budget },
  })
  return errorsOf(await client.mutate(operations.slice(0, 2)))
}

describe('each kind of campaign bids its own ways', () => {
  const SHARE = { location: 'TOP_OF_PAGE', locationFractionMicros: '650000', cpcBidCeilingMicros: '2000000' }
  test.each([
    ['SEARCH', { manualCpc: {} }, []],
    ['SEARCH', { targetSpend: { cpcBidCeilingMicros: '1000000' } }, []],
    ['SEARCH', { targetImpressionShare: SHARE }, []],
    ['SEARCH', { manualCpm: {} }, ['manual_cpm']],
    ['DISPLAY', { manualCpm: {} }, []],
    ['DISPLAY', { targetImpressionShare: SHARE }, ['target_impression_share']],
    ['DEMAND_GEN', { targetCpc: { targetCpcMicros: '500000' } }, []],
    ['DEMAND_GEN', { manualCpc: {} }, ['manual_cpc']],
  ] as const)('%s %j', async (advertisingChannelType, bidding, refused) => {
    const expected = refused.map(
      (field) => `biddingError.CANNOT_CREATE_CAMPAIGN_WITH_BIDDING_STRATEGY ${AT}.${field}`,
    )
    expect(await refusals({ advertisingChannelType, ...bidding })).toEqual(expected)
  })

  test.each([
    [{ targetCpa: {} }, `fieldError.REQUIRED ${AT}.target_cpa.target_cpa_micros`],
    [{ targetRoas: { targetRoas: 1001 } }, `rangeError.TOO_HIGH ${AT}.target_roas.target_roas`],
    [
      { targetImpressionShare: { ...SHARE, locationFractionMicros: '1000001' } },
      `rangeError.TOO_HIGH ${AT}.target_impression_share.location_fraction_micros`,
    ],
    [
      { targetImpressionShare: { location: 'ANYWHERE_ON_PAGE', locationFractionMicros: '1' } },
      `fieldError.REQUIRED ${AT}.target_impression_share.cpc_bid_ceiling_micros`,
    ],
    [
      { maximizeConversions: { cpcBidCeilingMicros: '1000000' } },
      `fieldError.VALUE_MUST_BE_UNSET ${AT}.maximize_conversions.cpc_bid_ceiling_micros`,
    ],
    [
      { manualCpc: { enhancedCpcEnabled: true } },
      `fieldError.INVALID_VALUE ${AT}.manual_cpc.enhanced_cpc_enabled`,
    ],
    [
      { targetCpa: { targetCpaMicros: '1' } },
      `biddingError.BID_TOO_SMALL ${AT}.target_cpa.target_cpa_micros`,
    ],
  ])('%j is refused', async (bidding, expected) => {
    expect(await refusals({ advertisingChannelType: 'SEARCH', ...bidding })).toEqual([expected])
  })

  test('and changes to another of them', async () => {
    expect(await refusals({ advertisingChannelType: 'SEARCH', manualCpc: {} })).toEqual([])
    const [row] = await client.rows('SELECT campaign.resource_name FROM campaign')
    const { resourceName } = row.campaign
    const change = { resourceName, maximizeConversions: { targetCpaMicros: '5000000' } }
    expect((await client.update('campaign', change, 'maximizeConversions.targetCpaMicros')).status).toBe(200)
    const [after] = await client.rows(
      'SELECT campaign.bidding_strategy_type, campaign.manual_cpc.enhanced_cpc_enabled FROM campaign',
    )
    expect(after.campaign).toEqual({ resourceName, biddingStrategyType: 'MAXIMIZE_CONVERSIONS' })
  })
})

describe('a search campaign', () => {
  const campaign = { advertisingChannelType: 'SEARCH', manualCpc: {} }
  test.each([
    [
      { targetGoogleSearch: false, targetSearchNetwork: false, targetContentNetwork: false },
      `campaignError.CAMPAIGN_MUST_TARGET_AT_LEAST_ONE_NETWORK ${AT}.network_settings`,
    ],
    [
      { targetPartnerSearchNetwork: true },
      `campaignError.CANNOT_TARGET_PARTNER_SEARCH_NETWORK ${AT}.network_settings.target_partner_search_network`,
    ],
    [
      { targetGoogleSearch: false, targetSearchNetwork: true },
      `campaignError.CANNOT_TARGET_SEARCH_NETWORK_WITHOUT_GOOGLE_SEARCH ${AT}.network_settings.target_search_network`,
    ],
  ])('does not show on %j', async (networkSettings, expected) => {
    expect(await refusals({ ...campaign, networkSettings })).toEqual([expected])
  })

  test('shows on Google search where nothing is said, and tells so', async () => {
    expect(await refusals(campaign)).toEqual([])
    const [row] = await client.rows(
      'SELECT campaign.network_settings.target_google_search, campaign.network_settings.target_content_network FROM campaign WHERE campaign.network_settings.target_google_search = TRUE',
    )
    expect(row.campaign.networkSettings).toEqual({ targetGoogleSearch: true })
  })

  test('has bids by ad group and keyword, and words that it does not want', async () => {
    await refusals(campaign)
    const [row] = await client.rows('SELECT campaign.resource_name FROM campaign')
    const name = row.campaign.resourceName
    const root = `customers/${CUSTOMER}`
    const keyword = (text: string, matchType: string): object => ({ keyword: { text, matchType } })
    const group = {
      resourceName: `${root}/adGroups/-1`,
      campaign: name,
      name: 'Tents',
      cpcBidMicros: '1500000',
    }
    const reply = await client.mutate([
      { adGroupOperation: { create: group } },
      {
        adGroupCriterionOperation: {
          create: { adGroup: group.resourceName, ...keyword('dry tents', 'EXACT'), cpcBidMicros: '2000000' },
        },
      },
      {
        adGroupCriterionOperation: {
          create: { adGroup: group.resourceName, ...keyword('circus', 'BROAD'), negative: true },
        },
      },
      {
        campaignCriterionOperation: {
          create: { campaign: name, ...keyword('free', 'PHRASE'), negative: true },
        },
      },
    ])
    expect(errorsOf(reply)).toEqual([])
    const criteria = await client.rows(
      'SELECT ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type, ad_group_criterion.negative, ad_group_criterion.cpc_bid_micros, ad_group.cpc_bid_micros, ad_group.type FROM ad_group_criterion ORDER BY ad_group_criterion.keyword.text',
    )
    expect(criteria[0].adGroupCriterion).toMatchObject({ negative: true, keyword: { text: 'circus' } })
    expect(criteria[1]).toMatchObject({
      adGroup: { type: 'SEARCH_STANDARD', cpcBidMicros: '1500000' },
      adGroupCriterion: { cpcBidMicros: '2000000', keyword: { matchType: 'EXACT' } },
    })
    const twice = { adGroup: namesOfFirst(reply), ...keyword('Dry  Tents', 'EXACT') }
    expect(errorsOf(await client.create('adGroupCriterion', twice))).toEqual([
      'mutateError.RESOURCE_ALREADY_EXISTS mutate_operations[0].ad_group_criterion_operation.create.keyword',
    ])
  })
})

function namesOfFirst({
  body,
}: {
  body: { mutateOperationResponses: { adGroupResult: { resourceName: string } }[] }
}): string {
  return body.mutateOperationResponses[0]!.adGroupResult.resourceName
}

test('a total budget runs with any kind of campaign that has an end', async () => {
  const budget = { amountMicros: undefined, period: 'CUSTOM_PERIOD', totalAmountMicros: '90000000' }
  const campaign = { advertisingChannelType: 'SEARCH', targetSpend: {} }
  expect(await refusals(campaign, budget)).toEqual([
    `campaignError.END_DATE_TIME_REQUIRED_FOR_TOTAL_BUDGET ${AT}.end_date_time`,
  ])
  expect(await refusals({ ...campaign, endDateTime: '2037-01-01 23:59:59' }, budget)).toEqual([
    `campaignError.DURATION_TOO_LONG_FOR_TOTAL_BUDGET ${AT}.end_date_time`,
  ])
})

test('a video campaign cannot be created', async () => {
  expect(await refusals({ advertisingChannelType: 'VIDEO', targetSpend: {} })).toEqual([
    `operationAccessDeniedError.MUTATE_ACTION_NOT_PERMITTED_FOR_CLIENT ${AT}.advertising_channel_type`,
  ])
})
