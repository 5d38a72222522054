import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createServer } from '../../src/api/server.ts'
import type { Batch, BatchItem } from '../../src/contract/batch.ts'
import type { Quota } from '../../src/contract/quota.ts'
import { createApiKey } from '../../src/domain/api-keys.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

// Batches and the meter from the command line, on a running server with a worker.

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
// Each test starts whole programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

let world: PublishingWorld
let app: FastifyInstance
let env: Record<string, string>

beforeAll(async () => {
  world = await createPublishingWorld()
  app = await createServer(world.ctx, { secureCookies: false })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const [row] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as { name: string }[]
  const key = await createApiKey(world.ctx, { workspaceName: row!.name, role: 'publisher', name: 'cli' })
  env = { PATH: process.env['PATH'] ?? '', GACM_URL: url, GACM_API_KEY: key, GACM_DATA_DIR: '/nonexistent' }
  world.work()
})
afterAll(async () => {
  await app.close()
  await world.close()
})

async function gacm(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...printed }
}

it('all drafts are published as one unit; what fails is named, is retried alone, and ends with 3 until it is through', async () => {
  const drafts = [await world.draft(), await world.draft(), await world.draft()]
  world.emulator.control.injectFault({
    kind: 'error',
    code: 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
    count: 1,
    match: { path: 'googleAds:mutate', body: drafts[1]!.name },
  })
  const first = await gacm('campaign', 'publish', '--status', 'DRAFT', '--batch', '--json')
  expect(first.code, first.stderr).toBe(3)
  expect(first.stderr).toContain('3 campaigns: worst day 300 USD, month 4560 USD')
  const batch = JSON.parse(first.stdout) as Batch & { items: BatchItem[] }
  expect(batch).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 2, FAILED: 1 } })
  expect(batch.items.find(({ outcome }) => outcome === 'FAILED')?.campaignId).toBe(drafts[1]!.id)
  const again = await gacm('batch', 'retry', batch.id)
  expect(again.code, again.stderr).toBe(0)
  expect(again.stdout).toBe(`FINISHED 3 of 3 through, batch ${batch.id}\n`)
  for (const { name } of drafts) expect(await world.remote(name)).toMatchObject([{ status: 'ENABLED' }])
  const list = await gacm('batch', 'list')
  expect(list.stdout).toContain(batch.id)
})

it('what makes no sense together is refused with 2', async () => {
  const [id] = (await world.sql('select id from campaigns limit 1')) as { id: string }[]
  for (const args of [[], [id!.id, '--status', 'DRAFT'], [id!.id, '--staged', '--plan-hash', 'a']]) {
    const run = await gacm('campaign', 'publish', ...args)
    expect(run.code, run.stderr).toBe(2)
  }
})

it('the quota says what was used', async () => {
  const { stdout } = await gacm('quota', '--json')
  const quota = JSON.parse(stdout) as Quota
  expect(quota.used).toBeGreaterThan(0)
  expect((await gacm('quota')).stdout).toContain(`Used           ${quota.used} in the last 24 hours`)
})
