import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, startTestClient, type TestClient } from '../testing/client.ts'

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
    'SELECT audience.resource_name, audience.name FROM audience ORDER BY audience.name',
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
    { query: 'SELECT audience.id FROM audience' },
    { 'login-customer-id': '9876543210' },
  )
  const ids = other.body.results.map((one: { audience: { id: string } }) => one.audience.id)
  expect(ids.length).toBe(audiences.length)
  expect(ids).not.toContain(row.audience.id)
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
