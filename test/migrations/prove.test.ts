import { afterAll, beforeAll, expect, it } from 'vitest'
import { LOAD_VERSION } from '../../scripts/prove-migrations/load.ts'
import { holds, report } from '../../scripts/prove-migrations/report.ts'
import { type Proof, type ProofOptions, prove } from '../../scripts/prove-migrations/run.ts'
import { startThrowawayPostgres } from '../../src/cli/throwaway-postgres.ts'
import { MIGRATIONS_DIR, readMigrations } from '../../src/store/migration-files.ts'

// scripts/prove-migrations.ts in small. On a server of its own: the proof gives the program's roles rights of the cluster.

const OPTIONS: ProofOptions = { campaigns: 300, clients: 3, seconds: 0.5, downTo: 1, betweenMs: 10 }

let server: Awaited<ReturnType<typeof startThrowawayPostgres>>
let proof: Proof

beforeAll(async () => {
  server = await startThrowawayPostgres()
  proof = await prove(server.url, OPTIONS)
}, 240_000)
afterAll(async () => await server.stop())

it('every migration runs up, down and up again under clients, and no request fails', () => {
  expect(proof.failures).toEqual([])
  expect(proof.wrong).toEqual([])
  const newest = readMigrations(MIGRATIONS_DIR).length
  expect(proof.steps).toHaveLength(newest - LOAD_VERSION + 2 * (newest - OPTIONS.downTo))
  expect(holds(proof)).toBe(true)
})

it('each kind of request met them, and some never stop', () => {
  expect([...proof.migrating.keys()].sort()).toEqual([...proof.needs.keys()].sort())
  expect([...proof.needs].filter(([, version]) => version === 1).map(([kind]) => kind)).toEqual([
    'change a status',
  ])
  expect(proof.needs.get('read a tree')).toBe(87)
  expect(proof.first.get('campaign_lock')).toBe(1)
})

it('one failed request, or one wrong row, and it does not hold', () => {
  expect(holds({ ...proof, failures: ['read a tree: gone'] })).toBe(false)
  expect(holds({ ...proof, wrong: ['campaign 1 says nothing'] })).toBe(false)
  expect(holds({ ...proof, migrating: new Map() })).toBe(false)
  expect(report({ ...proof, failures: ['read a tree: gone'] }, OPTIONS)).toContain(
    'FAILED  read a tree: gone',
  )
})
