import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf, namesOf, startTestClient, type TestClient } from '../testing/client.ts'

let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

const label = (name: string): unknown => ({ labelOperation: { create: { name } } })

describe('an ad', () => {
  test('changes through its own operation, and is reviewed again', async () => {
    const names = await client.createTree()
    client.emulator.control.advanceClock(60_000)
    const query =
      'SELECT ad_group_ad.ad.resource_name, ad_group_ad.ad.demand_gen_multi_asset_ad.headlines, ad_group_ad.policy_summary.review_status FROM ad_group_ad'
    const [before] = await client.rows(query)
    expect(before.adGroupAd.policySummary.reviewStatus).toBe('REVIEWED')
    const ad = {
      resourceName: before.adGroupAd.ad.resourceName,
      demandGenMultiAssetAd: { headlines: [{ text: 'Dry tents' }] },
    }
    const reply = await client.update('ad', ad, 'demandGenMultiAssetAd.headlines')
    expect(namesOf(reply)).toEqual([ad.resourceName])
    const [after] = await client.rows(query)
    expect(after.adGroupAd).toMatchObject({
      resourceName: names[4],
      ad: { demandGenMultiAssetAd: { headlines: [{ text: 'Dry tents' }] } },
      policySummary: { reviewStatus: 'REVIEW_IN_PROGRESS' },
    })
  })

  test('cannot be changed where no ad group has it enabled, nor into something wrong', async () => {
    const names = await client.createTree()
    const [row] = await client.rows('SELECT ad_group_ad.ad.resource_name FROM ad_group_ad')
    const resourceName = row.adGroupAd.ad.resourceName
    const change = { resourceName, demandGenMultiAssetAd: { businessName: 'x'.repeat(26) } }
    const at = 'mutate_operations[0].ad_operation.update'
    expect(errorsOf(await client.update('ad', change, 'demandGenMultiAssetAd.businessName'))).toEqual([
      `stringLengthError.TOO_LONG ${at}.demand_gen_multi_asset_ad.business_name`,
    ])
    await client.update('adGroupAd', { resourceName: names[4], status: 'PAUSED' }, 'status')
    expect(
      errorsOf(
        await client.update(
          'ad',
          { ...change, demandGenMultiAssetAd: { businessName: 'A' } },
          'demandGenMultiAssetAd.businessName',
        ),
      ),
    ).toEqual([`adError.UPDATING_AD_WITH_NO_ENABLED_ASSOCIATION ${at}.resource_name`])
  })

  test('is immutable in its ad group', async () => {
    const names = await client.createTree()
    const reply = await client.update(
      'adGroupAd',
      { resourceName: names[4], ad: { finalUrls: ['https://b.example.com'] } },
      'ad.finalUrls',
    )
    expect(errorsOf(reply)).toEqual([
      'fieldError.IMMUTABLE_FIELD mutate_operations[0].ad_group_ad_operation.update.ad.final_urls',
    ])
  })
})

describe('criteria', () => {
  test('of a Demand Gen campaign stand on the ad group', async () => {
    const [, campaign, adGroup] = await client.createTree()
    const location = { geoTargetConstant: 'geoTargetConstants/2276' }
    expect(errorsOf(await client.create('campaignCriterion', { campaign, location }))).toEqual([
      'criterionError.CANNOT_ADD_CRITERIA_TYPE mutate_operations[0].campaign_criterion_operation.create.location',
    ])
    const at = 'mutate_operations[0].ad_group_criterion_operation.create'
    const onAdGroup = (criterion: object): Promise<string[]> =>
      client.create('adGroupCriterion', { adGroup, ...criterion }).then(errorsOf)
    expect(await onAdGroup({ location })).toEqual([])
    expect(await onAdGroup({ location })).toEqual([`mutateError.RESOURCE_ALREADY_EXISTS ${at}.location`])
    expect(await onAdGroup({ location, negative: true })).toEqual([
      `adGroupCriterionError.CANNOT_TARGET_AND_EXCLUDE ${at}.location`,
    ])
    expect(await onAdGroup({ location: { geoTargetConstant: 'geoTargetConstants/1' } })).toEqual([
      `criterionError.INVALID_CRITERION_ID ${at}.location.geo_target_constant`,
    ])
    expect(await onAdGroup({ keyword: { text: 'tent', matchType: 'EXACT' } })).toEqual([
      `criterionError.CANNOT_ADD_CRITERIA_TYPE ${at}.keyword`,
    ])
    expect(await onAdGroup({})).toEqual([`adGroupCriterionError.CONCRETE_TYPE_REQUIRED ${at}`])
  })

  test('can be removed and added again', async () => {
    const names = await client.createTree()
    expect((await client.mutate([{ adGroupCriterionOperation: { remove: names[3] } }])).status).toBe(200)
    expect(await client.rows('SELECT ad_group_criterion.criterion_id FROM ad_group_criterion')).toEqual([])
    const again = await client.create('adGroupCriterion', {
      adGroup: names[2],
      location: { geoTargetConstant: 'geoTargetConstants/2840' },
    })
    expect(namesOf(again)).toEqual([names[3]])
  })
})

describe('labels', () => {
  test('are linked once, unlinked, and take their links along when removed', async () => {
    const [, campaign] = await client.createTree()
    const [name] = namesOf(await client.mutate([label('spring')]))
    const [link] = namesOf(await client.create('campaignLabel', { campaign, label: name }))
    expect(link).toMatch(/^customers\/\d+\/campaignLabels\/\d+~\d+$/)
    expect(errorsOf(await client.create('campaignLabel', { campaign, label: name }))).toEqual([
      'campaignError.CAMPAIGN_LABEL_ALREADY_EXISTS mutate_operations[0].campaign_label_operation.create.label',
    ])
    const query = `SELECT label.name, campaign.name FROM campaign_label WHERE campaign.resource_name = '${campaign}'`
    expect(await client.rows(query)).toMatchObject([
      { label: { name: 'spring' }, campaign: { name: 'Spring' } },
    ])
    await client.mutate([{ labelOperation: { remove: name } }])
    expect(await client.rows(query)).toEqual([])
  })

  test.each([
    [{ name: 'x'.repeat(81) }, 'stringLengthError.TOO_LONG mutate_operations[0].label_operation.create.name'],
    [
      { name: 'l', textLabel: { backgroundColor: 'red' } },
      'stringFormatError.INVALID_FORMAT mutate_operations[0].label_operation.create.text_label.background_color',
    ],
  ])('refuses %j', async (create, expected) => {
    expect(errorsOf(await client.create('label', create))).toEqual([expected])
  })
})

test('an account with an undeclared campaign takes nothing but the declaration', async () => {
  const [, campaign] = await client.createTree()
  // Only a campaign from before the rule has no declaration, so it is put there.
  const state = client.emulator.control.stateForTests()
  const row = state.find(campaign!)!
  state.transaction(0, () => {
    state.put({
      ...row,
      data: {
        ...row.data,
        containsEuPoliticalAdvertising: 'UNSPECIFIED',
        missingEuPoliticalAdvertisingDeclaration: true,
      },
    })
    return true
  })
  expect(errorsOf(await client.mutate([label('x')]))).toEqual([
    'mutateError.EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED',
  ])
  const declaration = {
    resourceName: campaign,
    containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
  }
  expect((await client.update('campaign', declaration, 'containsEuPoliticalAdvertising')).status).toBe(200)
  expect((await client.mutate([label('x')])).status).toBe(200)
})
