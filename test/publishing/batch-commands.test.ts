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
  expect(again.stdout).toBe(
    [
      ...batch.items.map(({ campaignId, campaignName }) => `✓ DONE ${campaignName} (${campaignId})`),
      `FINISHED 3 of 3 through, batch ${batch.id}`,
      '',
    ].join('\n'),
  )
  for (const { name } of drafts) expect(await world.remote(name)).toMatchObject([{ status: 'ENABLED' }])
  const list = await gacm('batch', 'list')
  expect(list.stdout).toContain(batch.id)
})

it('many are paused and resumed by one request, with a verdict for each; what cannot be ends with 3', async () => {
  const live = [await world.draft(), await world.draft()]
  const ids = live.map(({ id }) => id)
  expect((await gacm('campaign', 'publish', ...ids)).code).toBe(0)
  const draft = await world.draft()
  const paused = await gacm('campaign', 'pause', ...ids, draft.id)
  expect(paused.code, paused.stderr).toBe(3)
  for (const { id, name } of live) expect(paused.stdout).toContain(`✓ DONE ${name} (${id})\n`)
  expect(paused.stdout).toContain(`✗ REFUSED ${draft.name} (${draft.id}): `)
  for (const { name } of live) expect(await world.remote(name)).toMatchObject([{ status: 'PAUSED' }])
  const resumed = await gacm('campaign', 'resume', ...ids, '--json')
  expect(resumed.code, resumed.stderr).toBe(0)
  const batch = JSON.parse(resumed.stdout) as Batch & { items: BatchItem[] }
  expect(batch).toMatchObject({ kind: 'RESUME', state: 'FINISHED', outcomes: { DONE: 2 } })
  expect(batch.items.map(({ campaignId, outcome }) => [campaignId, outcome])).toEqual(
    ids.map((id) => [id, 'DONE']),
  )
  for (const { name } of live) expect(await world.remote(name)).toMatchObject([{ status: 'ENABLED' }])
  const one = await gacm('campaign', 'pause', ids[0]!)
  expect(one.stdout).toMatch(/^SUCCEEDED \d+\n$/)
  expect((await gacm('campaign', 'pause')).code).toBe(2)
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
