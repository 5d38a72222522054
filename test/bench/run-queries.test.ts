import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BenchResult, runQueries } from '../../scripts/bench/run-queries.ts'
import { seed } from '../../scripts/bench/seed.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

let database: TestDatabase
let result: BenchResult

beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.url, { campaigns: 1000, workspaces: 10, metrics: 1000, seed: 2, log: () => {} })
  // Without pgbench, whose shortest run is a second: what is looked at here is that everything runs.
  result = await runQueries(database.url, {
    seconds: 0.01,
    clients: [1, 2],
    imports: 20,
    rounds: 1,
    sweep: 4001,
    comparison: false,
    log: () => {},
  })
})
afterAll(async () => await database?.drop())

it('measures every hot query in both workspaces', () => {
  const titles = new Set(result.queries.map(({ query }) => query.title))
  expect(titles.size).toBeGreaterThan(20)
  expect(result.queries).toHaveLength(titles.size * 2)
  for (const { store } of result.queries) expect(store.get(1)!.perSecond).toBeGreaterThan(0)
})

it('measures what writes cost, and an import beside COPY', () => {
  expect(result.inserts.map(([title]) => title)).toContain('without the counters')
  expect(result.imported.campaigns).toBe(20)
  expect(result.imported.rows).toBe(20 * (2 + 2 + 2 + 10 + 4 + 4))
})
