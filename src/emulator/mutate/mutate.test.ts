import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  namesOf,
  startTestClient,
  type TestClient,
  treeOperations,
} from '../testing/client.ts'

const root = `customers/${CUSTOMER}`
let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

const counts = (): Partial<Record<string, number>> =>
  client.emulator.control.summary().accounts.find(({ id }) => id === CUSTOMER)!.rows
const idOf = ({ resourceName }: { resourceName: string }): number => Number(resourceName.split('/').at(-1))
const label = (name: string): unknown => ({ labelOperation: { create: { name } } })

describe('a mixed mutate', () => {
  test('answers in the order of the operations, with real names for temporary ones', async () => {
    const names = await client.createTree()
    expect(names.map((name) => name.replace(/\d+/g, '#'))).toEqual([
      'customers/#/campaignBudgets/#',
      'customers/#/campaigns/#',
      'customers/#/adGroups/#',
      'customers/#/adGroupCriteria/#~#',
      'customers/#/adGroupAds/#~#',
    ])
    const [row] = await client.rows('SELECT campaign.campaign_budget, ad_group.campaign FROM ad_group')
    expect(row.campaign.campaignBudget).toBe(names[0])
    expect(row.adGroup.campaign).toBe(names[1])
  })

  test('keeps nothing when one operation is refused', async () => {
    const operations = treeOperations({ multiAssetAd: {} })
    const reply = await client.mutate(operations)
    expect(reply.status).toBe(400)
    expect(counts()).toEqual({})
  })

  test('keeps the good operations under partial failure and leaves the others empty', async () => {
    const reply = await client.mutate([label('one'), label('one'), label('two')], { partialFailure: true })
    expect(reply.status).toBe(200)
    expect(reply.body.mutateOperationResponses.map((response: object) => Object.keys(response))).toEqual([
      ['labelResult'],
      [],
      ['labelResult'],
    ])
    expect(errorsOf(reply)).toEqual([
      'labelError.DUPLICATE_NAME mutate_operations[1].label_operation.create.name',
    ])
    expect(reply.body.partialFailureError.code).toBe(3)
    // A refused operation leaves nothing at all, not even a gap between ids.
    const [one, , two] = reply.body.mutateOperationResponses
    expect(idOf(two.labelResult) - idOf(one.labelResult)).toBe(1)
    expect(counts()).toEqual({ label: 2 })
  })

  test('checks without keeping anything when asked to validate only', async () => {
    const good = await client.mutate(await client.tree(), { validateOnly: true })
    expect([good.status, good.body]).toEqual([200, {}])
    const bad = await client.mutate([label('')], { validateOnly: true })
    expect(errorsOf(bad)).toEqual(['fieldError.REQUIRED mutate_operations[0].label_operation.create.name'])
    expect(counts()).toEqual({ asset: 2 })
  })

  test('returns what can be changed when asked for the resource', async () => {
    const reply = await client.mutate([label('one')], { responseContentType: 'MUTABLE_RESOURCE' })
    const { resourceName, label: resource } = reply.body.mutateOperationResponses[0].labelResult
    expect(resource).toEqual({ resourceName, name: 'one' })
  })

  test('refuses no operations at all, and an operation that does nothing', async () => {
    expect(errorsOf(await client.mutate([]))).toEqual([
      'requestError.REQUIRED_FIELD_MISSING mutate_operations',
    ])
    expect(errorsOf(await client.mutate([{ labelOperation: {} }]))).toEqual([
      'requestError.OPERATION_REQUIRED mutate_operations[0].label_operation',
    ])
  })

  test('refuses kinds of operations that it does not offer', async () => {
    const reply = await client.mutate([{ userListOperation: { create: {} } }])
    expect(errorsOf(reply)).toEqual([
      'mutateError.MUTATE_NOT_ALLOWED mutate_operations[0].user_list_operation',
    ])
  })

  test('refuses the same resource twice', async () => {
    const [name] = namesOf(await client.mutate([label('one')]))
    const update = { labelOperation: { update: { resourceName: name, name: 'two' }, updateMask: 'name' } }
    expect(errorsOf(await client.mutate([update, { labelOperation: { remove: name } }]))).toEqual([
      'mutateError.ID_EXISTS_IN_MULTIPLE_MUTATES mutate_operations[1].label_operation.remove',
    ])
  })

  test('refuses more than 10,000 operations', async () => {
    const operations = Array.from({ length: 10_001 }, () => ({ labelOperation: {} }))
    expect(errorsOf(await client.mutate(operations))).toEqual([
      'requestError.TOO_MANY_MUTATE_OPERATIONS mutate_operations',
    ])
  })
})

describe('temporary ids', () => {
  const budget = (name: string): unknown => ({
    campaignBudgetOperation: {
      create: { resourceName: name, name: 'b', amountMicros: '50000000', explicitlyShared: false },
    },
  })

  test('are refused twice, across all kinds of resources', async () => {
    const reply = await client.mutate([
      budget(`${root}/campaignBudgets/-1`),
      { labelOperation: { create: { resourceName: `${root}/labels/-1`, name: 'l' } } },
    ])
    expect(errorsOf(reply)).toEqual([
      'newResourceCreationError.DUPLICATE_TEMP_IDS mutate_operations[1].label_operation.create.resource_name',
    ])
  })

  test('cannot be used before they are defined', async () => {
    const [first, second, ...rest] = treeOperations()
    const reply = await client.mutate([second, first, ...rest])
    expect(errorsOf(reply)[0]).toBe(
      'mutateError.RESOURCE_NOT_FOUND mutate_operations[0].campaign_operation.create.campaign_budget',
    )
  })

  test('of a refused parent are told apart from real mistakes', async () => {
    const reply = await client.mutate((await client.tree({ campaign: { name: undefined } })).slice(0, 3))
    expect(errorsOf(reply)).toEqual([
      'fieldError.REQUIRED mutate_operations[1].campaign_operation.create.name',
      'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS mutate_operations[2].ad_group_operation.create.campaign',
    ])
  })

  test('are forgotten after the request', async () => {
    await client.createTree()
    const reply = await client.create('adGroup', { campaign: `${root}/campaigns/-2`, name: 'Late' })
    expect(errorsOf(reply)).toEqual([
      'mutateError.RESOURCE_NOT_FOUND mutate_operations[0].ad_group_operation.create.campaign',
    ])
  })

  test('are the only ids that may be chosen, in the right form and account', async () => {
    const name = (resourceName: string): Promise<string[]> =>
      client.create('label', { resourceName, name: 'l' }).then(errorsOf)
    const at = 'mutate_operations[0].label_operation.create.resource_name'
    expect(await name(`${root}/labels/5`)).toEqual([
      `newResourceCreationError.CANNOT_SET_ID_FOR_CREATE ${at}`,
    ])
    expect(await name(`${root}/campaigns/-5`)).toEqual([`requestError.RESOURCE_NAME_MALFORMED ${at}`])
    expect(await name('customers/2345678901/labels/-5')).toEqual([`requestError.INVALID_CUSTOMER_ID ${at}`])
  })

  test('do not belong on rows whose key follows from what they link', async () => {
    const [, , adGroup] = await client.createTree()
    const reply = await client.create('adGroupCriterion', {
      resourceName: `${root}/adGroupCriteria/-9~-8`,
      adGroup,
      language: { languageConstant: 'languageConstants/1000' },
    })
    expect(errorsOf(reply)).toEqual([
      'mutateError.INCONSISTENT_FIELD_VALUES mutate_operations[0].ad_group_criterion_operation.create.resource_name',
    ])
  })
})

describe('an update', () => {
  test('changes what the mask names and nothing else, in either spelling', async () => {
    const [, campaign] = await client.createTree({
      campaign: { endDateTime: '2030-01-31 23:59:59', finalUrlSuffix: 'a=1' },
    })
    await client.update('campaign', { resourceName: campaign, name: 'Autumn', finalUrlSuffix: 'b=2' }, 'name')
    await client.update(
      'campaign',
      { resourceName: campaign, geo_target_type_setting: { positive_geo_target_type: 'PRESENCE' } },
      'geo_target_type_setting.positive_geo_target_type',
    )
    const [row] = await client.rows(
      'SELECT campaign.name, campaign.final_url_suffix, campaign.geo_target_type_setting.positive_geo_target_type, campaign.geo_target_type_setting.negative_geo_target_type FROM campaign',
    )
    expect(row.campaign).toMatchObject({
      name: 'Autumn',
      finalUrlSuffix: 'a=1',
      geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE', negativeGeoTargetType: 'PRESENCE' },
    })
  })

  test('clears a field that the mask names and the body does not hold', async () => {
    const [, campaign] = await client.createTree({ campaign: { endDateTime: '2030-01-31 23:59:59' } })
    expect((await client.update('campaign', { resourceName: campaign }, 'endDateTime')).status).toBe(200)
    const [row] = await client.rows('SELECT campaign.end_date_time FROM campaign')
    expect(row.campaign.endDateTime).toBeUndefined()
  })

  test('changes the way of bidding when the mask names a field below it', async () => {
    const [, campaign] = await client.createTree()
    await client.update(
      'campaign',
      { resourceName: campaign, targetCpa: { targetCpaMicros: '2000000' } },
      'targetCpa.targetCpaMicros',
    )
    const [row] = await client.rows(
      'SELECT campaign.bidding_strategy_type, campaign.target_cpa.target_cpa_micros, campaign.maximize_conversions.target_cpa_micros FROM campaign',
    )
    expect(row.campaign).toMatchObject({
      biddingStrategyType: 'TARGET_CPA',
      targetCpa: { targetCpaMicros: '2000000' },
    })
    expect(row.campaign.maximizeConversions).toBeUndefined()
    await client.update(
      'campaign',
      { resourceName: campaign, maximizeConversions: {} },
      'maximizeConversions.targetCpaMicros',
    )
    const [back] = await client.rows('SELECT campaign.bidding_strategy_type FROM campaign')
    expect(back.campaign.biddingStrategyType).toBe('MAXIMIZE_CONVERSIONS')
  })

  test.each([
    ['', 'fieldMaskError.FIELD_MASK_MISSING mutate_operations[0].campaign_operation.update_mask'],
    ['nmae', 'fieldMaskError.FIELD_NOT_FOUND mutate_operations[0].campaign_operation.update_mask'],
    ['name.first', 'fieldMaskError.FIELD_NOT_FOUND mutate_operations[0].campaign_operation.update_mask'],
    [
      'maximizeConversions',
      'fieldMaskError.FIELD_HAS_SUBFIELDS mutate_operations[0].campaign_operation.update_mask',
    ],
    [
      'servingStatus',
      'fieldError.IMMUTABLE_FIELD mutate_operations[0].campaign_operation.update.serving_status',
    ],
    [
      'advertising_channel_type',
      'fieldError.IMMUTABLE_FIELD mutate_operations[0].campaign_operation.update.advertising_channel_type',
    ],
  ])('refuses the mask "%s"', async (mask, expected) => {
    const [, campaign] = await client.createTree()
    expect(errorsOf(await client.update('campaign', { resourceName: campaign, name: 'x' }, mask))).toEqual([
      expected,
    ])
  })

  test('refuses a mask on a create', async () => {
    const reply = await client.mutate([{ labelOperation: { create: { name: 'l' }, updateMask: 'name' } }])
    expect(errorsOf(reply)).toEqual([
      'fieldMaskError.FIELD_MASK_NOT_ALLOWED mutate_operations[0].label_operation.update_mask',
    ])
  })

  test("refuses what is missing, malformed, another account's or not there", async () => {
    const at = 'mutate_operations[0].campaign_operation.update.resource_name'
    const update = (resourceName?: string): Promise<string[]> =>
      client.update('campaign', { resourceName, name: 'x' }, 'name').then(errorsOf)
    expect(await update()).toEqual([`requestError.RESOURCE_NAME_MISSING ${at}`])
    expect(await update('campaigns/5')).toEqual([`requestError.RESOURCE_NAME_MALFORMED ${at}`])
    expect(await update(`${root}/labels/5`)).toEqual([`requestError.RESOURCE_NAME_MALFORMED ${at}`])
    expect(await update(`${root}/campaigns/5`)).toEqual([`mutateError.RESOURCE_NOT_FOUND ${at}`])
  })

  test('refuses a removed campaign, which stays to be read', async () => {
    const [budget, campaign] = await client.createTree()
    await client.mutate([{ campaignOperation: { remove: campaign } }])
    expect(
      errorsOf(await client.update('campaign', { resourceName: campaign, status: 'ENABLED' }, 'status')),
    ).toEqual([
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE mutate_operations[0].campaign_operation.update.resource_name',
    ])
    expect(errorsOf(await client.create('adGroup', { campaign, name: 'Late' }))).toEqual([
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE mutate_operations[0].ad_group_operation.create.campaign',
    ])
    const [row] = await client.rows(
      'SELECT campaign.status, campaign_budget.status, campaign_budget.resource_name FROM campaign',
    )
    expect(row).toMatchObject({
      campaign: { status: 'REMOVED' },
      campaignBudget: { status: 'REMOVED', resourceName: budget },
    })
  })

  test('refuses to lower a Demand Gen budget below the floor, or to share it', async () => {
    const [budget] = await client.createTree()
    const at = 'mutate_operations[0].campaign_budget_operation.update'
    expect(
      errorsOf(
        await client.update(
          'campaignBudget',
          { resourceName: budget, amountMicros: '4990000' },
          'amountMicros',
        ),
      ),
    ).toEqual([`campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM ${at}.amount_micros`])
    expect(errorsOf(await client.mutate([{ campaignBudgetOperation: { remove: budget } }]))).toEqual([
      'campaignBudgetError.CAMPAIGN_BUDGET_IN_USE mutate_operations[0].campaign_budget_operation.remove',
    ])
  })

  test('refuses to move a start that has passed', async () => {
    const [, campaign] = await client.createTree()
    client.emulator.control.advanceClock(2 * 86_400_000)
    await client.signIn()
    const reply = await client.update(
      'campaign',
      { resourceName: campaign, startDateTime: '2030-01-01 00:00:00' },
      'startDateTime',
    )
    expect(errorsOf(reply)).toEqual([
      'dateRangeError.CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED mutate_operations[0].campaign_operation.update.start_date_time',
    ])
  })
})
