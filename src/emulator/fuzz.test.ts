import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { CUSTOMER, errorsOf, startTestClient, type TestClient, treeOperations } from './testing/client.ts'
import { performanceMax, uploadImages } from './testing/performance-max.ts'

let client: TestClient
/** A whole campaign of each kind, none of them wrong. */
let trees: unknown[][]

beforeAll(async () => {
  client = await startTestClient()
  trees = [
    await client.tree(),
    performanceMax(await uploadImages(client)),
    [...treeOperations({ campaign: SEARCH }).slice(0, 3), ...searchParts()],
    [...treeOperations({ campaign: { advertisingChannelType: 'DISPLAY' } }).slice(0, 3), await displayAd()],
  ]
})
afterAll(() => client.emulator.close())

const AD_GROUP = `customers/${CUSTOMER}/adGroups/-3`
const SEARCH = {
  advertisingChannelType: 'SEARCH',
  maximizeConversions: undefined,
  targetSpend: {},
  networkSettings: { targetGoogleSearch: true, targetSearchNetwork: true },
}

function searchParts(): unknown[] {
  const texts = (...list: string[]): { text: string }[] => list.map((text) => ({ text }))
  const responsiveSearchAd = { headlines: texts('a', 'b', 'c'), descriptions: texts('d', 'e'), path1: 'p' }
  const keyword = { text: 'dry tents', matchType: 'EXACT' }
  return [
    { adGroupCriterionOperation: { create: { adGroup: AD_GROUP, keyword } } },
    {
      adGroupAdOperation: {
        create: { adGroup: AD_GROUP, ad: { finalUrls: ['https://example.com'], responsiveSearchAd } },
      },
    },
  ]
}

async function displayAd(): Promise<unknown> {
  const responsiveDisplayAd = {
    marketingImages: [{ asset: await client.image(600, 314) }],
    squareMarketingImages: [{ asset: await client.image(300, 300) }],
    headlines: [{ text: 'Tents' }],
    longHeadline: { text: 'Tents that keep you dry' },
    descriptions: [{ text: 'Dry nights.' }],
    businessName: 'Acme',
    mainColor: '#ff0000',
    accentColor: '#00ff00',
  }
  const ad = { finalUrls: ['https://example.com'], responsiveDisplayAd }
  return { adGroupAdOperation: { create: { adGroup: AD_GROUP, ad } } }
}

const JUNK: readonly unknown[] = [
  null,
  '',
  'x',
  0,
  -1,
  1e30,
  '9'.repeat(30),
  true,
  [],
  {},
  [null],
  [{}],
  'REMOVED',
  'UNKNOWN',
  'UNSPECIFIED',
  'customers/1/assets/-1',
  `customers/${CUSTOMER}/campaigns/-2`,
  'geoTargetConstants/x',
  '\0',
  '雨'.repeat(99),
  '{',
  '2026-13-45 00:00:00',
  'https://',
  JSON.parse('{"__proto__": {"a": 1}}'),
]

/** Every place in a JSON value where something else could stand. */
function places(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [
    [holder, key] as [Record<string, unknown>, string],
    ...places(holder[key]),
  ])
}

let campaigns = 0
/** Otherwise most of what is sent would be wrong for its name alone. */
function renameCampaign(operations: unknown[]): void {
  campaigns += 1
  const [, second] = operations as { campaignOperation: { create: { name: string } } }[]
  second!.campaignOperation.create.name = `Campaign ${campaigns}`
}

test('a whole campaign of each kind is taken', async () => {
  for (const tree of trees) {
    const reply = await client.mutate(tree, { validateOnly: true })
    expect(errorsOf(reply)).toEqual([])
  }
})

test('no mutate, however wrong, is answered with a crash or kept by half', async () => {
  const edit = fc.record({ at: fc.nat(), junk: fc.constantFrom(...JUNK), drop: fc.boolean() })
  const state = client.emulator.control.stateForTests()
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(edit, { minLength: 1, maxLength: 4 }), async (which, edits) => {
      const operations = structuredClone(trees[which % trees.length]!)
      renameCampaign(operations)
      const spots = places(operations)
      for (const { at, junk, drop } of edits) {
        const [holder, key] = spots[at % spots.length]!
        if (drop) delete holder[key]
        else holder[key] = junk
      }
      const commits = state.commits
      const { status } = await client.mutate(operations)
      expect([200, 400]).toContain(status)
      expect(state.commits).toBe(status === 200 ? commits + 1 : commits)
    }),
    { numRuns: 300, seed: 1 },
  )
})

test('no query, however wrong, is answered with a crash', async () => {
  const words =
    "SELECT campaign.id , campaign.labels FROM campaign WHERE campaign.name LIKE 'a%' AND NOT IN ( 1 ) BETWEEN ORDER BY DESC LIMIT 5 PARAMETERS = ' \\ metrics.clicks segments.date a.constructor IS NULL".split(
      ' ',
    )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 14 }), async (picked) => {
      const { status } = await client.search(['SELECT campaign.id FROM', ...picked].join(' '))
      expect([200, 400]).toContain(status)
    }),
    { numRuns: 150, seed: 1 },
  )
})
