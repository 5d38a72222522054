import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  namesOf,
  startTestClient,
  type TestClient,
  treeOperations,
} from '../testing/client.ts'

const AT = 'mutate_operations[0].ad_group_criterion_operation.create'
let client: TestClient
let audiences: string[]

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(async () => {
  client.emulator.control.reset()
  const rows = await client.rows(
    'SELECT audience.resource_name, audience.name FROM audience WHERE audience.status = ENABLED ORDER BY audience.name',
  )
  audiences = rows.map((row) => row.audience.resourceName)
})

async function target(adGroup: string | undefined, criterion: object): Promise<string[]> {
  return errorsOf(await client.create('adGroupCriterion', { adGroup, ...criterion }))
}

test('an account has some audiences, by name, and each account others', async () => {
  const [row] = await client.rows(
    "SELECT audience.id, audience.description, audience.status FROM audience WHERE audience.name LIKE 'Outdoor%'",
  )
  expect(row.audience).toMatchObject({ description: 'Hikes and camps', status: 'ENABLED' })
  const other = await client.post(
    '/v25/customers/2345678901/googleAds:search',
    { query: 'SELECT audience.id FROM audience WHERE audience.status = ENABLED' },
    { 'login-customer-id': '9876543210' },
  )
  const ids = other.body.results.map((one: { audience: { id: string } }) => one.audience.id)
  expect(ids.length).toBe(audiences.length)
  expect(ids).not.toContain(row.audience.id)
})

test('they are read by status and scope in the order of their names, and are there after a saved state', async () => {
  const query =
    "SELECT audience.id, audience.name, audience.status FROM audience WHERE audience.status = 'ENABLED' AND audience.scope = 'CUSTOMER' ORDER BY audience.name LIMIT 10000"
  const rows = await client.rows(query)
  expect(rows.map(({ audience }) => audience.name)).toEqual([
    'Bargain hunters',
    'Frequent travellers',
    'Outdoor enthusiasts',
    'Students',
    'Young families',
  ])
  const { body: state } = await client.send('GET', '/_emulator/state', undefined)
  client.emulator.control.reset()
  await client.post('/_emulator/state', state)
  expect(await client.rows(query)).toEqual(rows)
})

test('one that was removed is still listed, and nothing is aimed at it', async () => {
  const [removed] = await client.rows(
    'SELECT audience.resource_name FROM audience WHERE audience.status = REMOVED',
  )
  const [, , adGroup] = await client.createTree({
    adGroup: { audienceSetting: { useAudienceGrouped: true } },
  })
  expect(await target(adGroup, { audience: { audience: removed.audience.resourceName } })).toEqual([
    `mutateError.RESOURCE_NOT_FOUND ${AT}.audience.audience`,
  ])
})

test('only ad groups of Demand Gen campaigns are aimed at one', async () => {
  const campaign = { advertisingChannelType: 'DISPLAY' }
  const [, , adGroup] = namesOf(await client.mutate(treeOperations({ campaign }).slice(0, 3)))
  expect(await target(adGroup, { audience: { audience: audiences[0] } })).toEqual([
    `criterionError.AUDIENCE_NOT_ELIGIBLE_FOR_CAMPAIGN_TYPE ${AT}.audience`,
  ])
})

test('an ad group is aimed at one audience as a whole where it was made for that', async () => {
  const [, , adGroup] = await client.createTree({
    adGroup: { audienceSetting: { useAudienceGrouped: true } },
  })
  expect(await target(adGroup, { audience: { audience: audiences[0] } })).toEqual([])
  expect(await target(adGroup, { audience: { audience: audiences[1] } })).toEqual([
    `criterionError.ONE_AUDIENCE_ALLOWED_PER_AD_GROUP ${AT}.audience`,
  ])
  expect(await target(adGroup, { ageRange: { type: 'AGE_RANGE_25_34' } })).toEqual([
    `criterionError.CANNOT_ADD_AUDIENCE_SEGMENT_CRITERION_WHEN_AUDIENCE_GROUPED_IS_SET ${AT}.age_range`,
  ])
  const [row] = await client.rows(
    'SELECT ad_group_criterion.criterion_id, ad_group_criterion.audience.audience FROM ad_group_criterion WHERE ad_group_criterion.type = AUDIENCE',
  )
  expect(row.adGroupCriterion.audience).toEqual({ audience: audiences[0] })
  expect(audiences[0]).toBe(`customers/${CUSTOMER}/audiences/${row.adGroupCriterion.criterionId}`)
})

test('another ad group is aimed at parts of one, and nobody at what is not there', async () => {
  const [, , adGroup] = await client.createTree()
  expect(await target(adGroup, { ageRange: { type: 'AGE_RANGE_25_34' } })).toEqual([])
  expect(await target(adGroup, { audience: { audience: audiences[0] } })).toEqual([
    `criterionError.AUDIENCE_NOT_ALLOWED_TO_ATTACH_WHEN_AUDIENCE_GROUPED_SET_TO_FALSE ${AT}.audience`,
  ])
  expect(await target(adGroup, { userList: { userList: `customers/${CUSTOMER}/userLists/1` } })).toEqual([
    `mutateError.RESOURCE_NOT_FOUND ${AT}.user_list.user_list`,
  ])
})
