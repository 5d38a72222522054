import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, type Reply, startTestClient, type TestClient } from '../testing/client.ts'
import { performanceMax, uploadImages } from '../testing/performance-max.ts'

let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
  await client.createTree({ campaign: { status: 'ENABLED' } })
  const images = await uploadImages(client)
  await client.mutate(performanceMax(images, { campaign: { name: 'Everywhere' } }))
})
afterAll(() => client.emulator.close())

const ask = (query: string, options: object = {}): Promise<Reply> =>
  client.post('/v25/googleAdsFields:search', { query, ...options })
const names = ({ body }: Reply): string[] => (body.results ?? []).map(({ name }: { name: string }) => name)

describe('fields', () => {
  test('are told one by one', async () => {
    const { body } = await client.send('GET', '/v25/googleAdsFields/campaign.status', undefined)
    expect(body).toMatchObject({
      resourceName: 'googleAdsFields/campaign.status',
      name: 'campaign.status',
      category: 'ATTRIBUTE',
      dataType: 'ENUM',
      selectable: true,
      filterable: true,
      sortable: true,
      isRepeated: false,
      enumValues: ['UNKNOWN', 'ENABLED', 'PAUSED', 'REMOVED'],
      typeUrl: 'google.ads.googleads.v25.enums.CampaignStatusEnum.CampaignStatus',
    })
    const missing = await client.send('GET', '/v25/googleAdsFields/campaign.nothing', undefined)
    expect(missing.status).toBe(404)
    expect(errorsOf(missing)).toEqual(['requestError.RESOURCE_NOT_FOUND'])
  })

  test('are found by queries', async () => {
    const query = "SELECT name, data_type WHERE name LIKE 'asset_group.path%' ORDER BY name DESC"
    const { body } = await ask(query)
    expect(body).toEqual({
      results: [
        { resourceName: 'googleAdsFields/asset_group.path2', name: 'asset_group.path2', dataType: 'STRING' },
        { resourceName: 'googleAdsFields/asset_group.path1', name: 'asset_group.path1', dataType: 'STRING' },
      ],
      totalResultsCount: '2',
    })
    const resources = names(await ask('SELECT name WHERE category = RESOURCE'))
    expect(resources).toContain('asset_group_signal')
    expect(names(await ask('SELECT name WHERE category = METRIC LIMIT 2'))).toHaveLength(2)
    const [row] = (await ask("SELECT name, attribute_resources, metrics WHERE name = 'ad_group'")).body
      .results
    expect(row).toMatchObject({ attributeResources: ['campaign', 'campaign_budget', 'customer'] })
    expect(row.metrics).toContain('metrics.clicks')
  })

  test('come in pages', async () => {
    const query = 'SELECT name WHERE category = METRIC ORDER BY name'
    const first = await ask(query, { pageSize: 6 })
    const second = await ask(query, { pageSize: 6, pageToken: first.body.nextPageToken })
    expect([...names(first), ...names(second)]).toEqual(names(await ask(query)))
    expect(second.body.nextPageToken).toBeUndefined()
  })

  test.each([
    ['SELECT name FROM campaign', 'queryError.UNEXPECTED_FROM_CLAUSE'],
    ['SELECT colour', 'queryError.UNRECOGNIZED_FIELD'],
    ['SELECT campaign.name', 'queryError.BAD_FIELD_NAME'],
    ["SELECT name WHERE name = 'a' category = METRIC", 'queryError.EXPECTED_AND'],
    ['', 'requestError.REQUIRED_FIELD_MISSING query'],
  ])('refuse %s', async (query, expected) => {
    expect(errorsOf(await ask(query))).toEqual([expected])
  })
})

test('every field that is told of can be selected, filtered and sorted by as it says', async () => {
  const { body } = await ask('SELECT name, filterable, sortable WHERE category = ATTRIBUTE')
  const byResource = Map.groupBy(
    body.results as { name: string; filterable?: boolean; sortable?: boolean }[],
    ({ name }) => name.split('.')[0]!,
  )
  const wrong: string[] = []
  for (const [resource, fields] of byResource) {
    const bounds =
      resource === 'change_event' ? ' WHERE change_event.change_date_time DURING LAST_7_DAYS LIMIT 10' : ''
    const list = fields.map(({ name }) => name).join(', ')
    const reply = await client.search(`SELECT ${list} FROM ${resource}${bounds}`)
    if (reply.status !== 200) wrong.push(`${resource}: ${errorsOf(reply).join()}`)
    for (const { name, filterable = false, sortable = false } of bounds === '' ? fields : []) {
      const filtered = await client.search(
        `SELECT ${name} FROM ${resource} WHERE ${name} IS NOT NULL LIMIT 1`,
      )
      if (filtered.status !== 200) wrong.push(`${name} is not filtered`)
      if (!filterable) continue
      const sorted = await client.search(`SELECT ${name} FROM ${resource} ORDER BY ${name}`)
      if ((sorted.status === 200) !== sortable) wrong.push(`${name} is sorted: ${sortable}`)
    }
  }
  expect(wrong).toEqual([])
  expect(byResource.size).toBeGreaterThan(15)
}, 60_000)

describe('queries by time', () => {
  const FIELDS = 'metrics.impressions, metrics.cost_micros'
  const between = "segments.date BETWEEN '2026-09-15' AND '2026-10-14'"
  let running: TestClient

  beforeAll(async () => {
    const noon = Date.parse('2026-10-15T16:00:00Z')
    running = await startTestClient({ now: () => noon })
    const names = await running.createTree({ campaign: { status: 'ENABLED' } })
    const campaignId = names[1]!.split('/').at(-1)
    const since = { customerId: CUSTOMER, campaignId, runningSince: '2026-08-01T00:00:00Z' }
    await running.post('/_emulator/metrics', since)
  })
  afterAll(() => running.emulator.close())

  test('add days up to weeks, months, quarters and years', async () => {
    const sums = async (segment: string): Promise<[string, number][]> => {
      const rows = await running.rows(
        `SELECT segments.${segment}, ${FIELDS} FROM campaign WHERE ${between} ORDER BY segments.${segment}`,
      )
      return rows.map(({ segments, metrics }) => [
        String(Object.values(segments)[0]),
        Number(metrics.costMicros),
      ])
    }
    const days = await sums('date')
    const total = days.reduce((sum, [, cost]) => sum + cost, 0)
    expect(days).toHaveLength(30)
    for (const [segment, count] of [
      ['week', 5],
      ['month', 2],
      ['quarter', 2],
      ['year', 1],
    ] as const) {
      const rows = await sums(segment)
      expect([segment, rows.length]).toEqual([segment, count])
      expect(rows.reduce((sum, [, cost]) => sum + cost, 0)).toBe(total)
    }
    const [[month]] = (await sums('month')) as [[string, number]]
    expect(month).toBe('2026-09-01')
  })

  test('tell the day of the week, and filter by month', async () => {
    const rows = await running.rows(
      `SELECT segments.day_of_week, ${FIELDS} FROM campaign WHERE segments.month = '2026-09-01'`,
    )
    expect(new Set(rows.map((row) => row.segments.dayOfWeek)).size).toBe(7)
  })

  test.each([
    ["segments.month = '2026-09-02'", 'queryError.MISALIGNED_DATE_FOR_FILTER'],
    ["segments.week BETWEEN '2026-09-07' AND '2026-09-15'", 'queryError.MISALIGNED_DATE_FOR_FILTER'],
    ["segments.date BETWEEN '2026-09-15' AND '2026-09-01'", 'queryError.DATE_RANGE_TOO_NARROW'],
    ["segments.date > '2026-09-15'", 'queryError.EXPECTED_FILTERS_ON_DATE_RANGE'],
  ])('refuse %s', async (where, expected) => {
    const reply = await running.search(`SELECT segments.date, ${FIELDS} FROM campaign WHERE ${where}`)
    expect(errorsOf(reply)).toEqual([expected])
  })
})

test.each([
  ['campaign.id BETWEEN 1 2', 'EXPECTED_AND'],
  ['campaign.id BETWEEN AND 2', 'EXPECTED_VALUE_WITH_BETWEEN_OPERATOR'],
  ["campaign.id BETWEEN 1 AND '2'", 'PROHIBITED_VALUE_COMBINATION_WITH_BETWEEN_OPERATOR'],
  ["campaign.id IN (1, '2')", 'PROHIBITED_VALUE_COMBINATION_IN_LIST'],
  ['campaign.status = UNKNOWN', 'PROHIBITED_ENUM_CONSTANT'],
  ['campaign.name LIKE 5', 'INVALID_VALUE_WITH_LIKE_OPERATOR'],
  ['campaign.name = 5', 'INVALID_STRING_VALUE'],
])('WHERE %s is %s', async (where, code) => {
  const reply = await client.search(`SELECT campaign.id FROM campaign WHERE ${where}`)
  expect(errorsOf(reply)).toEqual([`queryError.${code}`])
})

test('names of resources can be left out, and sorting by time needs it selected', async () => {
  const [row] = await client.rows(
    'SELECT campaign.status, ad_group.name FROM ad_group PARAMETERS omit_unselected_resource_names = true',
  )
  expect(row).toEqual({ campaign: { status: 'ENABLED' }, adGroup: { name: 'Everyone' } })
  const reply = await client.search('SELECT campaign.id FROM campaign ORDER BY segments.date')
  expect(errorsOf(reply)).toEqual(['queryError.EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE'])
})
