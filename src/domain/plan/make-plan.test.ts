import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../contract/rules/sample-document.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { makePlan, type MadePlan } from './make-plan.ts'
import { type Baseline, resolveRefs } from './resource.ts'

const TOKEN = '0123456789ab'

function plan(
  document: CampaignDocument,
  baseline: Baseline = {},
  baselineVersion = 0,
  known: [string, string][] = [],
): MadePlan {
  const ids = document.adGroups.flatMap(({ ads }) =>
    ads.flatMap((ad) => [...ad.marketingImages, ...ad.squareMarketingImages, ...ad.logoImages]),
  )
  return makePlan({
    document,
    version: 1,
    customerId: '1234567890',
    currencyCode: 'USD',
    token: TOKEN,
    baseline,
    baselineVersion,
    assets: new Map(
      ids.map((id) => [id, { id, sha256: id.replaceAll('-', '').padEnd(64, '0'), name: 'picture.png' }]),
    ),
    knownAssets: new Map(known.length > 0 ? known : []),
  })
}

/** What Google would have after the plan: real names in place of temporary ones. */
function applied({ stored }: MadePlan): Baseline {
  const names = new Map<string, string>()
  const real = (value: unknown): unknown => {
    const text = JSON.stringify(value).replace(
      /customers\/1234567890\/(\w+)\/-(\d+)/g,
      'customers/1234567890/$1/9$2',
    )
    return JSON.parse(text) as unknown
  }
  return Object.fromEntries(
    stored.operations.map(({ key, resource, title, body }, index) => {
      const { create } = Object.values(body)[0] as { create: Record<string, unknown> }
      const { resourceName, ...fields } = real(create) as Record<string, unknown>
      const name =
        (resourceName as string | undefined) ??
        `customers/1234567890/${resource === 'AdGroupAd' ? 'adGroupAds' : 'adGroupCriteria'}/7~${100 + index}`
      names.set(key, name)
      return [key, { resourceName: name, kind: resource as Exclude<typeof resource, 'Ad'>, title, fields }]
    }),
  )
}

describe('the plan of a new campaign', () => {
  const made = plan(sampleDocument())

  it('creates parents before children, grouped by type, in Google’s order', () => {
    const order = made.stored.operations.map(({ resource }) => resource)
    const kinds = [
      'CampaignBudget',
      'Campaign',
      'AdGroup',
      'AdGroupCriterion',
      'AdGroupAd',
      'Label',
      'CampaignLabel',
    ]
    expect(order).toEqual([...order].sort((a, b) => kinds.indexOf(a) - kinds.indexOf(b)))
    expect(new Set(order)).toEqual(new Set(kinds))
  })

  it('is paused, unshared and labelled, with temporary names that are all different', () => {
    const text = JSON.stringify(made.stored.operations.map(({ body }) => body))
    expect(text).toContain('"status":"PAUSED"')
    expect(text).toContain('"explicitlyShared":false')
    expect(text).toContain(`"name":"gacm ${TOKEN}"`)
    const temporary = [...text.matchAll(/"resourceName":"customers\/1234567890\/\w+\/(-\d+)"/g)].map(
      ([, id]) => id,
    )
    expect(new Set(temporary).size).toBe(temporary.length)
  })

  it('rows with composite keys do not name themselves', () => {
    for (const { resource, body } of made.stored.operations) {
      const { create } = Object.values(body)[0] as { create: object }
      expect('resourceName' in create).toBe(
        ['CampaignBudget', 'Campaign', 'AdGroup', 'Label'].includes(resource),
      )
    }
  })

  it('says what it costs: twice the budget on a day, 30.4 times in a month, and the operations', () => {
    const budget = BigInt(sampleDocument().dailyBudgetMicros!)
    expect(made.plan.exposure.worstDayMicros).toBe(String(budget * 2n))
    expect(made.plan.exposure.monthMicros).toBe(String((budget * 304n) / 10n))
    expect(made.plan.quota.operations).toBe(made.uploads.length + made.stored.operations.length + 7)
  })

  it('lists every image once as an upload, and none that the account has', () => {
    expect(made.uploads).toEqual(made.stored.assetIds)
    const all = plan(
      sampleDocument(),
      {},
      0,
      made.uploads.map((id, n) => [id, String(500 + n)]),
    )
    expect(all.uploads).toEqual([])
    expect(all.plan.hash).toBe(made.plan.hash)
  })
})

describe('the hash', () => {
  it('is the same for the same input, and another for any change', () => {
    const hash = plan(sampleDocument()).plan.hash
    expect(plan(sampleDocument()).plan.hash).toBe(hash)
    expect(plan({ ...sampleDocument(), name: 'Another' }).plan.hash).not.toBe(hash)
    expect(plan(sampleDocument(), {}, 1).plan.hash).not.toBe(hash)
    const document = sampleDocument()
    document.adGroups[0]!.ads[0]!.headlines[0]!.text += '.'
    expect(plan(document).plan.hash).not.toBe(hash)
  })
})

describe('the plan over what Google has', () => {
  const first = plan(sampleDocument())
  const known = first.uploads.map((id, n): [string, string] => [id, String(500 + n)])
  const baseline = resolveRefs(
    applied(first),
    (key) => `customers/1234567890/assets/${new Map(known).get(key.slice(6))}`,
  ) as Baseline
  const over = (document: CampaignDocument): MadePlan => plan(document, baseline, 1, known)
  const bodies = (made: MadePlan): unknown[] => made.stored.operations.map(({ body }) => body)

  it('is empty where nothing changed', () => {
    expect(over(sampleDocument()).plan.operations).toEqual([])
    expect(over(sampleDocument()).plan.quota.operations).toBe(0)
  })

  it('names exactly the field that changed in its mask', () => {
    expect(bodies(over({ ...sampleDocument(), dailyBudgetMicros: '70000000' }))).toEqual([
      {
        campaignBudgetOperation: {
          update: { resourceName: baseline['budget']!.resourceName, amountMicros: '70000000' },
          updateMask: 'amountMicros',
        },
      },
    ])
    expect(bodies(over({ ...sampleDocument(), name: 'Renamed' }))).toEqual([
      {
        campaignOperation: {
          update: { resourceName: baseline['campaign']!.resourceName, name: 'Renamed' },
          updateMask: 'name',
        },
      },
    ])
  })

  it('a new bidding strategy is named by its own field, which an empty message cannot be', () => {
    const made = over({
      ...sampleDocument(),
      biddingStrategy: 'MAXIMIZE_CONVERSION_VALUE',
      targetCpaMicros: null,
      targetRoas: null,
    })
    expect(bodies(made)).toMatchObject([
      { campaignOperation: { updateMask: 'maximizeConversionValue.targetRoas' } },
    ])
  })

  it('a removed end date is in the mask and absent from the body', () => {
    const [body] = bodies(over({ ...sampleDocument(), endDate: null })) as [
      { campaignOperation: { update: object; updateMask: string } },
    ]
    expect(body.campaignOperation.updateMask).toBe('endDateTime')
    expect(Object.keys(body.campaignOperation.update)).toEqual(['resourceName'])
  })

  it('the order of headlines makes no difference, their words do, and they are changed at the ad', () => {
    const document = sampleDocument()
    document.adGroups[0]!.ads[0]!.headlines.reverse()
    expect(over(document).plan.operations).toEqual([])
    document.adGroups[0]!.ads[0]!.headlines[0]!.text = 'Other words'
    expect(bodies(over(document))).toMatchObject([
      { adOperation: { updateMask: 'demandGenMultiAssetAd.headlines' } },
    ])
  })

  it('targeting is removed and created, never updated', () => {
    const document = sampleDocument()
    const group = document.adGroups[0]!
    group.locations = [{ geoTargetId: '2276', negative: false }]
    const actions = over(document).stored.operations.map(({ action, resource }) => `${action} ${resource}`)
    expect(actions).toContain('create AdGroupCriterion')
    expect(actions.filter((action) => action.startsWith('update'))).toEqual([])
  })

  it('a removed ad group takes its parts along in one operation', () => {
    const two = sampleDocument()
    const [group] = two.adGroups
    const extra = { ...structuredClone(group!), id: '01900000-0000-7000-8000-00000000aaaa', name: 'Extra' }
    for (const [n, ad] of extra.ads.entries()) ad.id = `01900000-0000-7000-8000-00000000bbb${n}`
    two.adGroups.push(extra)
    const made = plan(two)
    const both = resolveRefs(
      applied(made),
      (key) => `customers/1234567890/assets/${new Map(known).get(key.slice(6))}`,
    ) as Baseline
    const removal = plan(sampleDocument(), both, 2, known)
    expect(bodies(removal)).toEqual([
      { adGroupOperation: { remove: both[`adGroup:${extra.id}`]!.resourceName } },
    ])
  })
})

it('a plan never throws and its hash never depends on key order, whatever the texts are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, headline) => {
      const document = { ...sampleDocument(), name: name || 'x' }
      document.adGroups[0]!.ads[0]!.headlines = [{ text: headline }]
      const shuffled = Object.fromEntries(Object.entries(document).toReversed()) as CampaignDocument
      expect(plan(shuffled).plan.hash).toBe(plan(document).plan.hash)
    }),
    { numRuns: 50 },
  )
})
