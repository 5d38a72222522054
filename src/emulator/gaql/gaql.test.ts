import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, MANAGER, startTestClient, type TestClient } from '../testing/client.ts'

let client: TestClient
let names: string[]

beforeAll(async () => {
  client = await startTestClient({ now: () => Date.parse('2026-11-23T17:00:00Z') })
  names = await client.createTree({
    campaign: { name: 'Alpha', maximizeConversions: { targetCpaMicros: '2000000' } },
  })
  await client.createTree({
    campaign: { name: "Beta's 100%", startDateTime: '2027-01-01 00:00:00' },
    budget: { amountMicros: '70000000' },
  })
  await client.createTree({
    campaign: { name: 'gamma_x', status: 'ENABLED' },
    budget: { amountMicros: '9000000' },
  })
})
afterAll(() => client.emulator.close())

/** Names of the campaigns that a condition lets through. */
async function matching(where: string): Promise<string[]> {
  const rows = await client.rows(`SELECT campaign.name FROM campaign WHERE ${where}`)
  return rows.map((row) => row.campaign.name)
}

describe('conditions', () => {
  test.each([
    ["campaign.name = 'Alpha'", ['Alpha']],
    ['campaign.name = "Beta\'s 100%"', ["Beta's 100%"]],
    ["campaign.name = 'Beta\\'s 100%'", ["Beta's 100%"]],
    ["campaign.name != 'Alpha'", ["Beta's 100%", 'gamma_x']],
    ["campaign.name IN ('Alpha', 'gamma_x')", ['Alpha', 'gamma_x']],
    ["campaign.name NOT IN ('Alpha', 'gamma_x')", ["Beta's 100%"]],
    ["campaign.name LIKE 'ALP%'", ['Alpha']],
    ["campaign.name LIKE '%100[%]'", ["Beta's 100%"]],
    ["campaign.name LIKE '%a[_]x'", ['gamma_x']],
    ["campaign.name NOT LIKE '%a%'", []],
    ["campaign.name REGEXP_MATCH '[A-Z].*'", ['Alpha', "Beta's 100%"]],
    ['campaign.status = PAUSED', ['Alpha', "Beta's 100%"]],
    ["campaign.status IN ('ENABLED', 'REMOVED')", ['gamma_x']],
    ['campaign_budget.amount_micros > 9000000', ['Alpha', "Beta's 100%"]],
    ['campaign_budget.amount_micros BETWEEN 9000000 AND 50000000', ['Alpha', 'gamma_x']],
    ['campaign.maximize_conversions.target_cpa_micros IS NULL', ["Beta's 100%", 'gamma_x']],
    ['campaign.maximize_conversions.target_cpa_micros IS NOT NULL', ['Alpha']],
    ['campaign_budget.explicitly_shared = FALSE AND campaign.status = ENABLED', ['gamma_x']],
    ["campaign.start_date_time >= '2027-01-01 00:00:00'", ["Beta's 100%"]],
    ['campaign.start_date_time DURING TODAY', ['Alpha', 'gamma_x']],
    ['campaign.primary_status_reasons CONTAINS ANY (CAMPAIGN_PAUSED)', ['Alpha', "Beta's 100%"]],
    ['campaign.primary_status_reasons CONTAINS NONE (CAMPAIGN_PAUSED)', ['gamma_x']],
    ["customer.currency_code = 'EUR'", []],
    ['metrics.impressions > 0', []],
  ])('%s', async (where, expected) => {
    expect(await matching(where)).toEqual(expected)
  })

  test('compare numbers that JavaScript would round', async () => {
    expect(await matching('campaign.id = 9007199254740993')).toEqual([])
    expect(await matching(`campaign.id = ${names[1]!.split('/').at(-1)}`)).toEqual(['Alpha'])
  })
})

describe('mistakes', () => {
  test.each([
    ['UPDATE campaign', 'EXPECTED_SELECT'],
    ['SELECT campaign.id', 'EXPECTED_FROM'],
    ['SELECT FROM campaign', 'UNEXPECTED_FROM_CLAUSE'],
    ['SELECT campaign.id,', 'UNEXPECTED_END_OF_QUERY'],
    ['SELECT campaign.id FROM', 'UNEXPECTED_END_OF_QUERY'],
    ['SELECT id FROM campaign', 'BAD_FIELD_NAME'],
    ['SELECT campaign.nmae FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT campaign.network_settings FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT campaign.__proto__.x FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT nothing.id FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT campaign.id FROM nothing', 'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ['SELECT campaign.id FROM constructor', 'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ['SELECT campaign.id FROM video', 'PROHIBITED_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ['SELECT ad_group.id FROM campaign', 'PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE'],
    ['SELECT campaign.id FROM campaign WHERE ad_group.id = 1', 'PROHIBITED_RESOURCE_TYPE_IN_WHERE_CLAUSE'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = 1 OR campaign.id = 2', 'UNEXPECTED_INPUT'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = 1 campaign.id = 2', 'EXPECTED_AND'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id', 'UNEXPECTED_END_OF_QUERY'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id == 1', 'UNEXPECTED_INPUT'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id ~ 1', 'BAD_SYMBOL'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id NEAR 1', 'BAD_OPERATOR'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = 1x', 'BAD_NUMBER'],
    ["SELECT campaign.id FROM campaign WHERE campaign.id = 'x'", 'BAD_NUMBER'],
    ['SELECT campaign.id FROM campaign WHERE campaign.name = Alpha', 'INVALID_STRING_VALUE'],
    ['SELECT campaign.id FROM campaign WHERE campaign.status = RUNNING', 'BAD_ENUM_CONSTANT'],
    ['SELECT campaign.id FROM campaign WHERE campaign.status > PAUSED', 'OPERATOR_FIELD_MISMATCH'],
    ["SELECT campaign.id FROM campaign WHERE campaign.id LIKE '1%'", 'OPERATOR_FIELD_MISMATCH'],
    ['SELECT campaign.id FROM campaign WHERE campaign.labels = 1', 'OPERATOR_FIELD_MISMATCH'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id IN 1', 'EXPECTED_LIST'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id IN ()', 'PROHIBITED_EMPTY_LIST_IN_CONDITION'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = (1)', 'EXPECTED_SINGLE_VALUE'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id BETWEEN 1', 'EXPECTED_VALUE_WITH_BETWEEN_OPERATOR'],
    [
      'SELECT campaign.id FROM campaign WHERE segments.date DURING SOME_DAY',
      'INVALID_VALUE_WITH_DURING_OPERATOR',
    ],
    ["SELECT campaign.id FROM campaign WHERE segments.date = 'soon'", 'INVALID_DATE_FORMAT'],
    [
      'SELECT campaign.id FROM campaign WHERE segments.device = MOBILE',
      'EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE',
    ],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = 'open", 'STRING_NOT_TERMINATED'],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = 'two\nlines'", 'PROHIBITED_NEWLINE_IN_STRING'],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = '\\x'", 'BAD_ESCAPE_SEQUENCE'],
    ["SELECT campaign.id FROM campaign WHERE campaign.name REGEXP_MATCH '('", 'INVALID_STRING_VALUE'],
    ['SELECT campaign.id FROM campaign ORDER campaign.id', 'EXPECTED_BY'],
    ['SELECT campaign.id FROM campaign ORDER BY campaign.labels', 'PROHIBITED_FIELD_IN_ORDER_BY_CLAUSE'],
    ['SELECT campaign.id FROM campaign LIMIT 0', 'LIMIT_VALUE_TOO_LOW'],
    ['SELECT campaign.id FROM campaign LIMIT many', 'BAD_LIMIT_VALUE'],
    ['SELECT campaign.id FROM campaign LIMIT 1 LIMIT 2', 'UNEXPECTED_INPUT'],
    ['SELECT campaign.id FROM campaign PARAMETERS colour=red', 'BAD_PARAMETER_NAME'],
    ['SELECT campaign.id FROM campaign PARAMETERS include_drafts=maybe', 'BAD_PARAMETER_VALUE'],
    ['SELECT label.id, metrics.clicks FROM label', 'PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE'],
  ])('%s', async (query, code) => {
    const reply = await client.search(query)
    expect([reply.status, errorsOf(reply)]).toEqual([400, [`queryError.${code}`]])
  })

  test('metrics of a manager are refused', async () => {
    const reply = await client.post(`/v25/customers/${MANAGER}/googleAds:search`, {
      query: 'SELECT metrics.clicks FROM customer',
    })
    expect(errorsOf(reply)).toEqual(['queryError.REQUESTED_METRICS_FOR_MANAGER'])
  })

  test('lists beyond 20,000 values are refused', async () => {
    const list = Array.from({ length: 20_001 }, (_, n) => n).join(',')
    const reply = await client.search(`SELECT campaign.id FROM campaign WHERE campaign.id IN (${list})`)
    expect(errorsOf(reply)).toEqual(['queryError.FILTER_HAS_TOO_MANY_VALUES'])
  })
})

describe('rows', () => {
  test('hold the selected fields, resource names, and neither zeros nor empty lists', async () => {
    const [row] = await client.rows(
      'SELECT campaign.id, campaign.labels, campaign_budget.explicitly_shared, campaign_budget.amount_micros FROM campaign LIMIT 1',
    )
    expect(row).toEqual({
      campaign: { resourceName: names[1], id: names[1]!.split('/').at(-1) },
      campaignBudget: { resourceName: names[0], amountMicros: '50000000' },
    })
  })

  test('of an ad carry its ad group and campaign', async () => {
    const [row] = await client.rows(
      `SELECT customer.id, campaign.name, ad_group.name, ad_group_ad.ad.type, ad_group_ad.ad.final_urls, ad_group_ad.ad.demand_gen_multi_asset_ad.logo_images FROM ad_group_ad WHERE ad_group_ad.resource_name = '${names[4]}'`,
    )
    expect(row).toMatchObject({
      customer: { id: CUSTOMER },
      campaign: { resourceName: names[1], name: 'Alpha' },
      adGroup: { resourceName: names[2], name: 'Everyone' },
      adGroupAd: { ad: { type: 'DEMAND_GEN_MULTI_ASSET_AD', finalUrls: ['https://example.com/tents'] } },
    })
    expect(row.adGroupAd.ad.demandGenMultiAssetAd.logoImages[0].asset).toMatch(/assets\/\d+$/)
  })

  test('are sorted and limited', async () => {
    const rows = await client.rows(
      'SELECT campaign.name FROM campaign ORDER BY campaign_budget.amount_micros DESC, campaign.name LIMIT 2',
    )
    expect(rows.map((row) => row.campaign.name)).toEqual(["Beta's 100%", 'Alpha'])
  })

  test('are gone once a segment is selected: nothing was served', async () => {
    expect(
      await client.rows(
        'SELECT campaign.id, segments.date, metrics.clicks FROM campaign WHERE segments.date DURING LAST_7_DAYS',
      ),
    ).toEqual([])
    expect(
      await client.rows(
        'SELECT campaign.id, metrics.clicks FROM campaign WHERE segments.date DURING LAST_7_DAYS',
      ),
    ).toHaveLength(3)
  })

  test('of a manager list the accounts below it', async () => {
    const query =
      'SELECT customer_client.id, customer_client.level, customer_client.currency_code, customer_client.manager FROM customer_client'
    const { body } = await client.post(`/v25/customers/${MANAGER}/googleAds:search`, { query })
    const accounts = body.results.map((row: { customerClient: { id: string; level?: string } }) => [
      row.customerClient.id,
      row.customerClient.level,
    ])
    expect(accounts).toEqual([
      [MANAGER, undefined],
      [CUSTOMER, '1'],
      ['2345678901', '1'],
      ['3456789012', '1'],
    ])
  })

  test.each([
    [
      "SELECT currency_constant.billable_unit_micros FROM currency_constant WHERE currency_constant.code = 'JPY'",
      { currencyConstant: { billableUnitMicros: '1000000' } },
    ],
    [
      "SELECT geo_target_constant.id FROM geo_target_constant WHERE geo_target_constant.country_code = 'HK'",
      { geoTargetConstant: { id: '2344' } },
    ],
    [
      "SELECT language_constant.id FROM language_constant WHERE language_constant.code = 'iw'",
      { languageConstant: { id: '1027' } },
    ],
    [
      'SELECT customer.currency_code, customer.time_zone, customer.test_account FROM customer',
      { customer: { currencyCode: 'USD', timeZone: 'America/New_York', testAccount: true } },
    ],
  ])('%s', async (query, expected) => {
    expect(await client.rows(query)).toMatchObject([expected])
  })
})

describe('what Google works out', () => {
  test('follows the dates, the statuses and the reviews', async () => {
    const query =
      'SELECT campaign.name, campaign.serving_status, campaign.primary_status, campaign.primary_status_reasons FROM campaign ORDER BY campaign.name DESC'
    const before = (await client.rows(query)).map(({ campaign }) => [
      campaign.servingStatus,
      campaign.primaryStatus,
      campaign.primaryStatusReasons,
    ])
    expect(before).toEqual([
      ['SERVING', 'PENDING', ['MOST_ADS_UNDER_REVIEW']],
      ['SUSPENDED', 'PAUSED', ['CAMPAIGN_PAUSED']],
      ['SUSPENDED', 'PAUSED', ['CAMPAIGN_PAUSED']],
    ])
    client.emulator.control.advanceClock(60_000)
    const [after] = await client.rows(query)
    expect(after.campaign).toMatchObject({ primaryStatus: 'ELIGIBLE' })
    expect(after.campaign.primaryStatusReasons).toBeUndefined()
  })
})

describe('pages', () => {
  test('hold 10,000 rows, and a token leads to the rest', async () => {
    const create = (from: number, to: number): Promise<unknown> =>
      client.mutate(
        Array.from({ length: to - from }, (_, n) => ({
          labelOperation: { create: { name: `label ${from + n}` } },
        })),
      )
    await create(0, 6000)
    await create(6000, 10_001)
    const query = 'SELECT label.name FROM label'
    const first = await client.search(query, { searchSettings: { returnTotalResultsCount: true } })
    expect([first.body.results.length, first.body.totalResultsCount]).toEqual([10_000, '10001'])
    const second = await client.search(query, { pageToken: first.body.nextPageToken })
    expect(second.body.results).toMatchObject([{ label: { name: 'label 10000' } }])
    expect(second.body.nextPageToken).toBeUndefined()
    const other = await client.search('SELECT label.id FROM label', { pageToken: first.body.nextPageToken })
    expect(errorsOf(other)).toEqual(['requestError.INVALID_PAGE_TOKEN page_token'])
    const stream = await client.post(`/v25/customers/${CUSTOMER}/googleAds:searchStream`, { query })
    expect(stream.body.map((chunk: { results: unknown[] }) => chunk.results.length)).toEqual([10_000, 1])
    expect(stream.body[0].requestId).toBe(stream.requestId)
  })

  test('have no size to choose', async () => {
    expect(errorsOf(await client.search('SELECT label.id FROM label', { pageSize: 10 }))).toEqual([
      'requestError.PAGE_SIZE_NOT_SUPPORTED page_size',
    ])
  })

  test('a stream that fails is a list with one error', async () => {
    const reply = await client.post(`/v25/customers/${CUSTOMER}/googleAds:searchStream`, { query: 'SELECT' })
    expect([reply.status, Array.isArray(reply.body), errorsOf(reply)]).toEqual([
      400,
      true,
      ['queryError.UNEXPECTED_END_OF_QUERY'],
    ])
  })
})
