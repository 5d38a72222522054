import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, startTestClient, type TestClient } from './testing/client.ts'

const query =
  'SELECT change_event.change_date_time, change_event.change_resource_type, change_event.change_resource_name, change_event.client_type, change_event.user_email, change_event.resource_change_operation, change_event.changed_fields, change_event.old_resource, change_event.new_resource, campaign.name ' +
  "FROM change_event WHERE change_event.change_date_time >= '2026-11-20' AND change_event.change_date_time <= '2026-11-25' ORDER BY change_event.change_date_time LIMIT 100"
let client: TestClient

beforeAll(async () => {
  client = await startTestClient({ now: () => Date.parse('2026-11-23T17:00:00.250Z') })
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

const changes = async (): Promise<Record<string, unknown>[]> =>
  (await client.rows(query)).map(({ changeEvent }) => changeEvent)

test('creating a campaign leaves one event for each of its parts, and none for labels', async () => {
  const names = await client.createTree()
  await client.create('label', { name: 'x' })
  const events = (await changes()).slice(2)
  expect(
    events.map((event) => [
      event['changeResourceType'],
      event['resourceChangeOperation'],
      event['clientType'],
    ]),
  ).toEqual([
    ['CAMPAIGN_BUDGET', 'CREATE', 'GOOGLE_ADS_API'],
    ['CAMPAIGN', 'CREATE', 'GOOGLE_ADS_API'],
    ['AD_GROUP', 'CREATE', 'GOOGLE_ADS_API'],
    ['AD_GROUP_CRITERION', 'CREATE', 'GOOGLE_ADS_API'],
    ['AD_GROUP_AD', 'CREATE', 'GOOGLE_ADS_API'],
  ])
  expect(events.map((event) => event['changeResourceName'])).toEqual(names)
  expect(events[1]).toMatchObject({
    changeDateTime: '2026-11-23 12:00:00.250000',
    newResource: { campaign: { name: 'Spring' } },
  })
})

test("a person's edit tells who, what, before and after", async () => {
  const [, campaign] = await client.createTree()
  const update = {
    resourceName: campaign,
    name: 'Autumn',
    geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE' },
  }
  const operation = {
    campaignOperation: { update, updateMask: 'name,geoTargetTypeSetting.positiveGeoTargetType' },
  }
  await client.emulator.control.editAsUser(CUSTOMER, [operation], 'ann@example.com')
  expect((await changes()).at(-1)).toMatchObject({
    clientType: 'GOOGLE_ADS_WEB_CLIENT',
    userEmail: 'ann@example.com',
    resourceChangeOperation: 'UPDATE',
    changedFields: 'name,geoTargetTypeSetting.positiveGeoTargetType',
    oldResource: {
      campaign: {
        resourceName: campaign,
        name: 'Spring',
        geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE_OR_INTEREST' },
      },
    },
    newResource: {
      campaign: {
        resourceName: campaign,
        name: 'Autumn',
        geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE' },
      },
    },
  })
})

test('an ad that is edited is a change of the ad, and removing is REMOVE', async () => {
  const names = await client.createTree()
  const [row] = await client.rows('SELECT ad_group_ad.ad.resource_name FROM ad_group_ad')
  const { resourceName } = row.adGroupAd.ad
  await client.update(
    'ad',
    { resourceName, demandGenMultiAssetAd: { businessName: 'Bear' } },
    'demandGenMultiAssetAd.businessName',
  )
  expect((await changes()).at(-1)).toMatchObject({
    changeResourceType: 'AD',
    changeResourceName: resourceName,
    changedFields: 'demandGenMultiAssetAd.businessName',
    newResource: { ad: { demandGenMultiAssetAd: { businessName: 'Bear' } } },
  })
  await client.mutate([{ campaignOperation: { remove: names[1] } }])
  const removed = (await changes())
    .slice(-2)
    .map((event) => [event['changeResourceType'], event['resourceChangeOperation']])
  expect(removed).toEqual([
    ['CAMPAIGN', 'REMOVE'],
    ['CAMPAIGN_BUDGET', 'REMOVE'],
  ])
})

test('what was refused, only checked or changed nothing leaves no event', async () => {
  const [, campaign] = await client.createTree()
  const before = (await changes()).length
  await client.update('campaign', { resourceName: campaign, name: '' }, 'name')
  const rename = { campaignOperation: { update: { resourceName: campaign, name: 'x' }, updateMask: 'name' } }
  await client.mutate([rename], { validateOnly: true })
  await client.update('campaign', { resourceName: campaign, name: 'Spring' }, 'name')
  expect(await changes()).toHaveLength(before)
})

test.each([
  ['', 'LIMIT 5', 'CHANGE_DATE_RANGE_INFINITE'],
  ["WHERE change_event.change_date_time > '2026-11-20'", 'LIMIT 5', 'CHANGE_DATE_RANGE_INFINITE'],
  [
    "WHERE change_event.change_date_time BETWEEN '2026-11-21' AND '2026-11-20'",
    'LIMIT 5',
    'CHANGE_DATE_RANGE_NEGATIVE',
  ],
  [
    "WHERE change_event.change_date_time BETWEEN '2026-10-01' AND '2026-11-20'",
    'LIMIT 5',
    'START_DATE_TOO_OLD',
  ],
  ['WHERE change_event.change_date_time DURING LAST_7_DAYS', '', 'LIMIT_NOT_SPECIFIED'],
  ['WHERE change_event.change_date_time DURING LAST_7_DAYS', 'LIMIT 10001', 'INVALID_LIMIT_CLAUSE'],
])('refuses the history %s %s', async (where, limit, code) => {
  const reply = await client.search(`SELECT change_event.user_email FROM change_event ${where} ${limit}`)
  expect(errorsOf(reply)).toEqual([`changeEventError.${code}`])
})
