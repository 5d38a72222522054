import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { CUSTOMER, startTestClient, type TestClient } from './testing/client.ts'

let client: TestClient
let tree: unknown[]

beforeAll(async () => {
  client = await startTestClient()
  tree = await client.tree()
  await client.mutate(tree)
})
afterAll(() => client.emulator.close())

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

test('no mutate, however wrong, is answered with a crash or kept by half', async () => {
  const edit = fc.record({ at: fc.nat(), junk: fc.constantFrom(...JUNK), drop: fc.boolean() })
  const state = client.emulator.control.stateForTests()
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const operations = structuredClone(tree)
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
    { numRuns: 150, seed: 1 },
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
