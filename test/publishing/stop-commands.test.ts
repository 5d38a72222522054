import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createServer } from '../../src/api/server.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Stop, StopItem } from '../../src/contract/stops.ts'
import { createApiKey } from '../../src/domain/api-keys.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

// Protecting and stopping from the command line, on a running server with a worker.

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
// Each test starts whole programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

let world: PublishingWorld
let app: FastifyInstance
let env: Record<string, string>
let workspace: string
let held: Campaign
let free: Campaign

beforeAll(async () => {
  world = await createPublishingWorld()
  app = await createServer(world.ctx, { secureCookies: false })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const [row] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as { name: string }[]
  workspace = row!.name
  const key = await createApiKey(world.ctx, { workspaceName: workspace, role: 'admin', name: 'cli' })
  env = { PATH: process.env['PATH'] ?? '', GACM_URL: url, GACM_API_KEY: key, GACM_DATA_DIR: '/nonexistent' }
  world.work()
  held = await world.draft()
  free = await world.draft()
  for (const { id } of [held, free]) await world.publish(id)
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
const shown = async (): Promise<Stop & { items: StopItem[] }> =>
  JSON.parse((await gacm('stop', 'show', '--json')).stdout) as Stop & { items: StopItem[] }

it('before anything was stopped, the list is empty and there is nothing to show', async () => {
  expect(JSON.parse((await gacm('stop', 'list', '--json')).stdout)).toMatchObject({ items: [] })
  const run = await gacm('stop', 'show')
  expect([run.code, run.stderr]).toEqual([4, expect.stringContaining('Nothing was ever stopped here.')])
})

it('a campaign is protected with its reason, and what is refused since says so with 5', async () => {
  const run = await gacm('campaign', 'protect', held.id, '--reason', 'Signed off')
  expect(run.stdout, run.stderr).toContain('is protected')
  const pause = await gacm('campaign', 'pause', held.id)
  expect([pause.code, pause.stderr]).toEqual([5, expect.stringContaining('“Signed off”')])
  expect((await gacm('campaign', 'protect', held.id)).code).toBe(5)
})

it('everything is stopped by its name alone, and it is said how many are protected', async () => {
  const wrong = await gacm('stop-all', '--yes', 'another name')
  expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining(workspace)])
  expect((await gacm('stop-all')).code).toBe(2)
  world.emulator.control.injectFault({
    kind: 'error',
    code: 'campaignError.CANNOT_MODIFY_FOR_TRIAL_CAMPAIGN',
    count: 1,
    match: { path: 'googleAds:mutate', body: (await world.now(free.id)).googleCampaignId! },
  })
  const run = await gacm('stop-all', '--yes', workspace, '--leave-protected', '--reason', 'A wrong price')
  expect(run.code, run.stderr).toBe(0)
  expect(run.stdout).toMatch(/State {6}ON/)
  expect(run.stdout).toContain('Protected  1 of them, left running')
  await expect
    .poll(async () => (await shown()).outcomes, { timeout: 30_000 })
    .toEqual({
      FAILED: 1,
      LEFT_RUNNING: 1,
    })
  const table = await gacm('stop', 'show')
  expect(table.stdout).toContain('It is protected, and was left running.')
  expect((await gacm('stop-all', '--yes', workspace)).code).toBe(5)
})

it('what could not be paused is tried again, and all of it restored', async () => {
  const retry = await gacm('stop', 'retry')
  expect(retry.code, retry.stderr).toBe(0)
  await expect
    .poll(async () => (await shown()).outcomes, { timeout: 30_000 })
    .toEqual({
      PAUSED: 1,
      LEFT_RUNNING: 1,
    })
  expect((await gacm('stop', 'retry')).code).toBe(5)
  const list = await gacm('stop', 'list')
  const { id } = await shown()
  expect(list.stdout).toContain(id)
  const restore = await gacm('stop', 'restore', id)
  expect(restore.stdout, restore.stderr).toMatch(/State {6}(RESTORING|OVER)/)
  await expect.poll(async () => (await shown()).state, { timeout: 30_000 }).toBe('OVER')
  expect((await shown()).restored).toEqual({ RESUMED: 1, LEFT_OUT: 1 })
  for (const { name } of [held, free]) expect(await world.remote(name)).toMatchObject([{ status: 'ENABLED' }])
  expect((await gacm('stop', 'restore', id)).code).toBe(5)
})

it('a protection is lifted', async () => {
  const run = await gacm('campaign', 'unprotect', held.id, '--json')
  expect(JSON.parse(run.stdout)).toMatchObject({ id: held.id, protection: null })
  expect((await gacm('campaign', 'unprotect', held.id)).code).toBe(5)
})
