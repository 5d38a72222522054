import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namesOf, startTestClient, type TestClient, treeOperations } from './testing/client.ts'
import { performanceMax, uploadImages } from './testing/performance-max.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const finalUrls = ['https://example.com']
let client: TestClient

beforeEach(async () => {
  const begin = Date.parse('2026-11-23T17:00:00Z')
  client = await startTestClient({ now: () => begin })
})
afterEach(async () => await client.emulator.close())

async function pass(ms: number): Promise<void> {
  client.emulator.control.advanceClock(ms)
  await client.signIn()
}

/** `NOT_ELIGIBLE NO_AD_GROUPS` of the only campaign. */
async function campaignStatus(): Promise<string> {
  const [row] = await client.rows(
    'SELECT campaign.primary_status, campaign.primary_status_reasons FROM campaign',
  )
  const { primaryStatus, primaryStatusReasons = [] } = row.campaign
  return [primaryStatus, ...primaryStatusReasons].join(' ')
}

async function datesOf(from = 'campaign'): Promise<string[]> {
  const rows = await client.rows(
    `SELECT ${from}.resource_name, segments.date, metrics.impressions FROM ${from} WHERE segments.date BETWEEN '2026-11-01' AND '2027-01-31' ORDER BY segments.date`,
  )
  return rows.map((row) => row.segments.date)
}

const headlines = (text: string): object => ({ multiAssetAd: { headlines: [{ text }] } })

describe('an ad is judged by its words', () => {
  test.each([
    ['Dry tents', 'APPROVED', undefined],
    ['Genuine Counterfeit tents', 'DISAPPROVED', { topic: 'COUNTERFEIT', type: 'PROHIBITED' }],
    ['Tents and whisky', 'APPROVED_LIMITED', { topic: 'ALCOHOL', type: 'LIMITED' }],
  ])('%s: %s', async (text, approvalStatus, entry) => {
    await client.createTree({ campaign: { status: 'ENABLED' }, ...headlines(text) })
    const query =
      'SELECT ad_group_ad.policy_summary.approval_status, ad_group_ad.policy_summary.review_status, ad_group_ad.policy_summary.policy_topic_entries FROM ad_group_ad'
    const [before] = await client.rows(query)
    expect(before.adGroupAd.policySummary).toEqual({ reviewStatus: 'REVIEW_IN_PROGRESS' })
    await pass(MINUTE_MS)
    const [after] = await client.rows(query)
    expect(after.adGroupAd.policySummary).toMatchObject({ reviewStatus: 'REVIEWED', approvalStatus })
    const entries = after.adGroupAd.policySummary.policyTopicEntries
    if (entry) expect(entries).toEqual([{ ...entry, evidences: [{ textList: { texts: [text] } }] }])
    else expect(entries).toBeUndefined()
  })
})

describe('a campaign', () => {
  test('says why it does not show', async () => {
    const [, campaign] = namesOf(
      await client.mutate(treeOperations({ campaign: { status: 'ENABLED' } }).slice(0, 2)),
    )
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE NO_AD_GROUPS')
    const adGroup = namesOf(await client.create('adGroup', { campaign, name: 'Tents' }))[0]
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE NO_AD_GROUP_ADS')
    await client.update('adGroup', { resourceName: adGroup, status: 'PAUSED' }, 'status')
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE AD_GROUPS_PAUSED')
  })

  test('shows what passed its review', async () => {
    const [, , adGroup] = await client.createTree({
      campaign: { status: 'ENABLED' },
      ...headlines('Fireworks and tents'),
    })
    expect(await campaignStatus()).toBe('PENDING MOST_ADS_UNDER_REVIEW')
    await pass(MINUTE_MS)
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE HAS_ADS_DISAPPROVED')
    const ad = {
      marketingImages: [{ asset: await client.image(1200, 628) }],
      logoImages: [{ asset: await client.image(128, 128) }],
      headlines: [{ text: 'Tents' }],
      descriptions: [{ text: 'Dry' }],
      businessName: 'Acme',
    }
    await client.create('adGroupAd', { adGroup, ad: { finalUrls, demandGenMultiAssetAd: ad } })
    expect(await campaignStatus()).toBe('PENDING MOST_ADS_UNDER_REVIEW')
    await pass(MINUTE_MS)
    expect(await campaignStatus()).toBe('LIMITED HAS_ADS_DISAPPROVED')
  })

  test('on search needs keywords', async () => {
    const campaign = { status: 'ENABLED', advertisingChannelType: 'SEARCH' }
    const adGroup = namesOf(await client.mutate(treeOperations({ campaign }).slice(0, 3)))[2]
    const texts = (...list: string[]): { text: string }[] => list.map((text) => ({ text }))
    const responsiveSearchAd = { headlines: texts('a', 'b', 'c'), descriptions: texts('d', 'e') }
    await client.create('adGroupAd', { adGroup, ad: { finalUrls, responsiveSearchAd } })
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE NO_KEYWORDS')
    const keyword = { text: 'tents', matchType: 'BROAD' }
    const name = namesOf(await client.create('adGroupCriterion', { adGroup, keyword, status: 'PAUSED' }))[0]
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE KEYWORDS_PAUSED')
    await client.update('adGroupCriterion', { resourceName: name, status: 'ENABLED' }, 'status')
    await pass(MINUTE_MS)
    expect(await campaignStatus()).toBe('ELIGIBLE')
  })

  test('of asset groups shows those that passed', async () => {
    const images = await uploadImages(client)
    const names = namesOf(await client.mutate(performanceMax(images, { campaign: { status: 'ENABLED' } })))
    expect(await campaignStatus()).toBe('PENDING MOST_ASSET_GROUPS_UNDER_REVIEW')
    expect(await datesOf('asset_group')).toEqual([])
    await pass(MINUTE_MS)
    expect(await campaignStatus()).toBe('ELIGIBLE')
    const [row] = await client.rows(
      'SELECT asset_group.primary_status, asset_group.ad_strength FROM asset_group',
    )
    expect(row.assetGroup).toMatchObject({ primaryStatus: 'ELIGIBLE', adStrength: 'GOOD' })
    await pass(DAY_MS)
    expect(await datesOf('asset_group')).toEqual(await datesOf())
    const root = names[0]!.replace(/\/campaignBudgets.*/, '')
    await client.mutate([
      {
        assetOperation: {
          create: { resourceName: `${root}/assets/-1`, textAsset: { text: 'Our miracle cure' } },
        },
      },
      {
        assetGroupAssetOperation: {
          create: { assetGroup: names[2], asset: `${root}/assets/-1`, fieldType: 'HEADLINE' },
        },
      },
    ])
    expect(await campaignStatus()).toBe('ELIGIBLE')
    await pass(MINUTE_MS)
    expect(await campaignStatus()).toBe('NOT_ELIGIBLE HAS_ASSET_GROUPS_DISAPPROVED')
    const links = await client.rows(
      'SELECT asset_group_asset.primary_status, asset_group_asset.policy_summary.approval_status FROM asset_group_asset WHERE asset_group_asset.primary_status != ELIGIBLE',
    )
    expect(links.map((one) => one.assetGroupAsset.policySummary.approvalStatus)).toEqual(['DISAPPROVED'])
  })
})

describe('numbers', () => {
  test('begin when the first ad is approved, and never for what is disapproved', async () => {
    await client.createTree({ campaign: { status: 'ENABLED', name: 'Good' } })
    await client.createTree({ campaign: { status: 'ENABLED', name: 'Bad' }, ...headlines('Counterfeit') })
    await pass(MINUTE_MS)
    expect(await datesOf()).toEqual([])
    await pass(2 * DAY_MS)
    expect(await datesOf()).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
  })

  test('stop while a changed ad is reviewed again, and what was stays', async () => {
    await client.createTree({ campaign: { status: 'ENABLED' } })
    await pass(DAY_MS)
    const before = await datesOf()
    const [row] = await client.rows('SELECT ad_group_ad.ad.resource_name FROM ad_group_ad')
    const { resourceName } = row.adGroupAd.ad
    const change = { resourceName, finalUrls: ['https://example.com/emulator-disapprove'] }
    expect((await client.update('ad', change, 'finalUrls')).status).toBe(200)
    await pass(3 * DAY_MS)
    expect(await datesOf()).toEqual(before)
  })

  test('pause for the minute in which the only ad is reviewed, and wait for the last change before it', async () => {
    const [, campaign] = await client.createTree({ campaign: { status: 'ENABLED' } })
    const begin = Date.parse('2026-11-23T17:00:00Z')
    const runs = (): { fromMs: number; toMs?: number }[] =>
      (client.emulator.control.stateForTests().find(campaign!)?.runs ?? []).map(({ fromMs, toMs }) => ({
        fromMs: fromMs - begin,
        ...(toMs === undefined ? {} : { toMs: toMs - begin }),
      }))
    const [row] = await client.rows('SELECT ad_group_ad.ad.resource_name FROM ad_group_ad')
    const { resourceName } = row.adGroupAd.ad
    const change = async (path: string): Promise<void> => {
      const ad = { resourceName, finalUrls: [`https://example.com/${path}`] }
      expect((await client.update('ad', ad, 'finalUrls')).status).toBe(200)
    }
    expect(runs()).toEqual([{ fromMs: MINUTE_MS }])
    await pass(MINUTE_MS / 2)
    await change('a')
    expect(runs()).toEqual([{ fromMs: 1.5 * MINUTE_MS }])
    await pass(9.5 * MINUTE_MS)
    await change('b')
    expect(runs()).toEqual([{ fromMs: 1.5 * MINUTE_MS, toMs: 10 * MINUTE_MS }, { fromMs: 11 * MINUTE_MS }])
  })

  test('of ad groups and ads add up to the campaign’s, each day', async () => {
    const [, campaign, adGroup] = await client.createTree({ campaign: { status: 'ENABLED' } })
    const second = namesOf(await client.create('adGroup', { campaign, name: 'Second' }))[0]
    expect(second).not.toBe(adGroup)
    await pass(5 * DAY_MS)
    const totals = async (from: string): Promise<Map<string, number[]>> => {
      const rows = await client.rows(
        `SELECT ${from}.resource_name, segments.date, metrics.impressions, metrics.clicks, metrics.cost_micros FROM ${from} WHERE segments.date DURING LAST_7_DAYS`,
      )
      const sums = new Map<string, number[]>()
      for (const { segments, metrics } of rows) {
        const added = sums.get(segments.date) ?? [0, 0, 0]
        const values = [metrics.impressions, metrics.clicks, metrics.costMicros]
        sums.set(
          segments.date,
          added.map((sum, index) => sum + Number(values[index] ?? 0)),
        )
      }
      return sums
    }
    const whole = await totals('campaign')
    expect(whole.size).toBe(5)
    expect(await totals('ad_group')).toEqual(whole)
    const ads = await totals('ad_group_ad')
    for (const [date, [impressions]] of ads) expect(impressions).toBeLessThan(whole.get(date)![0]!)
  })
})
