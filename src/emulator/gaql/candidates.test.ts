import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestClient, type TestClient } from '../testing/client.ts'
import { performanceMax, uploadImages } from '../testing/performance-max.ts'

let client: TestClient
let ids: string[]

beforeAll(async () => {
  client = await startTestClient()
  const images = await uploadImages(client)
  for (const name of ['One', 'Two', 'Three']) {
    const [, campaign] = await client.createTree({ campaign: { name } })
    await client.mutate([{ labelOperation: { create: { name } } }])
    const [label] = await client.rows(`SELECT label.resource_name FROM label WHERE label.name = '${name}'`)
    await client.create('campaignLabel', { campaign, label: label.label.resourceName })
  }
  await client.mutate(performanceMax(images, { campaign: { name: 'Everywhere' } }))
  const rows = await client.rows('SELECT campaign.id, campaign.resource_name FROM campaign')
  ids = rows.map((row) => row.campaign.id)
  // A changed row stays where it was in the list, and a removed one keeps its name.
  await client.update(
    'campaign',
    { resourceName: rows[0].campaign.resourceName, status: 'ENABLED' },
    'status',
  )
  await client.mutate([{ campaignOperation: { remove: rows[1].campaign.resourceName } }])
  await client.createTree({ campaign: { name: 'Two' } })
})
afterAll(() => client.emulator.close())

test.each([
  'campaign',
  'campaign_criterion',
  'campaign_asset',
  'campaign_label',
  'ad_group',
  'ad_group_ad',
  'ad_group_criterion',
  'asset_group',
  'asset_group_asset',
  'asset_group_signal',
])('rows of %s are the same whether they are looked up or looked through', async (from) => {
  const select = `SELECT ${from}.resource_name FROM ${from} WHERE`
  for (const id of ids) {
    const through = await client.rows(`${select} campaign.id BETWEEN ${id} AND ${id}`)
    expect(await client.rows(`${select} campaign.id = ${id}`)).toEqual(through)
    expect(await client.rows(`${select} campaign.id IN (${id}, ${id}, 1)`)).toEqual(through)
    for (const row of through.slice(0, 1)) {
      const [{ resourceName }] = Object.values(row) as [{ resourceName: string }]
      expect(await client.rows(`${select} ${from}.resource_name = '${resourceName}'`)).toEqual([row])
    }
  }
  const both = await client.rows(`${select} campaign.name LIKE 'two'`)
  expect(await client.rows(`${select} campaign.name = 'Two'`)).toEqual(both)
  expect(await client.rows(`${select} campaign.id = 1`)).toEqual([])
})

test('a removed campaign is found by its name beside the one that has it now', async () => {
  const rows = await client.rows("SELECT campaign.status FROM campaign WHERE campaign.name = 'Two'")
  expect(rows.map((row) => row.campaign.status)).toEqual(['REMOVED', 'PAUSED'])
})

test('another account’s rows are not found by name', async () => {
  const [row] = await client.rows('SELECT campaign.resource_name FROM campaign')
  const query = `SELECT campaign.id FROM campaign WHERE campaign.resource_name = '${row.campaign.resourceName}'`
  const other = await client.post(
    '/v25/customers/2345678901/googleAds:search',
    { query },
    { 'login-customer-id': '9876543210' },
  )
  expect(other.body.results).toBeUndefined()
})
