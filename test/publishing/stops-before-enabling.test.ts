import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Stop } from '../../src/contract/stops.ts'
import { approve } from '../../src/domain/approvals.ts'
import type { Actor } from '../../src/domain/context.ts'
import { publishCampaign } from '../../src/domain/publish-campaign.ts'
import { createStop, listStopItems, readStop, restoreStop } from '../../src/domain/stops.ts'
import { ask, createPerson, setPolicy } from '../approvals.ts'
import type { WorkerOrder } from './worker-process.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

const WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
const PATIENT = { timeout: 90_000 }
const WORDS =
  'Everything was stopped before the campaign was enabled: it is at Google, paused. Restoring what was stopped enables it.'

let world: PublishingWorld
let approver: Actor
const children = new Set<ChildProcess>()

beforeAll(async () => {
  world = await createPublishingWorld()
  approver = await createPerson(world.ctx, world.home.actor.workspaceId, 'approver')
})
/** What was stopped needs its approval, and has it: a restore goes by that. */
beforeEach(async () => await setPolicy(world.ctx, world.home.actor, 1))
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await setPolicy(world.ctx, world.home.actor, 0)
  await world.sql(
    `update campaigns set archived_at = now(), google_removed_at = now() where status <> 'DRAFT'`,
  )
})
afterAll(async () => await world.close())

type At = NonNullable<WorkerOrder['at']>

/** A draft that is approved and published, by a worker that ends or stops itself on the way. */
async function publishedTo(
  point: string,
  { signal = 'SIGKILL', during }: { signal?: At['signal']; during?: () => Promise<unknown> } = {},
): Promise<{ draft: Campaign; publicationId: string; worker: ChildProcess }> {
  const { ctx, home } = world
  const draft = await world.draft()
  const request = await ask(ctx, home.actor, draft.id)
  await approve(ctx, approver, request.id, request.planHash)
  const order: WorkerOrder = {
    databaseUrl: world.databaseUrl,
    emulatorUrl: world.emulator.url,
    leaseSeconds: signal === 'SIGSTOP' ? 60 : 1,
    at: { point, nth: 1, signal },
  }
  const env = { ...process.env, WORKER_ORDER: JSON.stringify(order) }
  const worker = spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(worker)
  const reached = new Promise<void>((resolve) => {
    worker.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('reached')) resolve()
    })
  })
  const { publicationId } = await publishCampaign(ctx, home.actor, draft.id, { activate: true })
  await during?.()
  await reached
  if (signal === 'SIGKILL') await once(worker, 'exit')
  return { draft, publicationId, worker }
}

async function stopAll(): Promise<Stop> {
  const { actor } = world.home
  const [{ name }] = (await world.sql('select name from workspaces where id = $1', [actor.workspaceId])) as [
    { name: string },
  ]
  return await createStop(world.ctx, actor, { accountId: null, name, reason: null, leaveProtected: false })
}
const outcomes = async ({ id }: Stop): Promise<object> =>
  (await readStop(world.ctx, world.home.actor, id)).outcomes
const restored = async ({ id }: Stop): Promise<void> => {
  await restoreStop(world.ctx, world.home.actor, id)
  await over(id)
}
const over = async (id: string): Promise<void> => {
  await expect
    .poll(async () => (await readStop(world.ctx, world.home.actor, id)).state, {
      timeout: 30_000,
      interval: 50,
    })
    .toBe('OVER')
}
const status = async ({ name }: Campaign): Promise<string | undefined> =>
  (await world.remote(name))[0]?.status
/** How often Google was asked to enable it. */
const enabling = async (publicationId: string): Promise<number> =>
  (
    await world.sql(
      `select from publication_attempts t join publication_steps s using (workspace_id, publication_id, position)
        where t.publication_id = $1 and s.kind = 'ACTIVATE'`,
      [publicationId],
    )
  ).length

it.each(['MUTATE:done', 'VERIFY:done', 'ACTIVATE:begin', 'ACTIVATE:journal'])(
  'killed at %s and stopped then, it stays paused, says so, and is enabled by the restore',
  PATIENT,
  async (point) => {
    const { draft, publicationId } = await publishedTo(point)
    const stop = await stopAll()
    const worker = world.work({ leaseSeconds: 1 })
    expect(await world.ended(publicationId)).toMatchObject({ state: 'FAILED', message: WORDS })
    expect([await status(draft), await enabling(publicationId)]).toEqual(['PAUSED', 0])
    expect((await world.now(draft.id)).status).toBe('PAUSED')
    await expect.poll(() => outcomes(stop), { timeout: 20_000, interval: 50 }).toEqual({ PAUSED: 1 })
    await restored(stop)
    await worker.stop()
    expect([await status(draft), (await world.now(draft.id)).status]).toEqual(['ENABLED', 'PUBLISHED'])
  },
)

it('a stop that comes while a worker is about to enable is seen by it', {
  ...PATIENT,
  repeats: 4,
}, async () => {
  const { draft, publicationId, worker } = await publishedTo('ACTIVATE:begin', { signal: 'SIGSTOP' })
  const stop = await stopAll()
  worker.kill('SIGCONT')
  expect(await world.ended(publicationId)).toMatchObject({ state: 'FAILED', message: WORDS })
  expect([await status(draft), await enabling(publicationId)]).toEqual(['PAUSED', 0])
  await restored(stop)
  expect(await status(draft)).toBe('ENABLED')
})

it('what may have been enabled already is enabled and paused then', PATIENT, async () => {
  const { draft, publicationId } = await publishedTo('ACTIVATE:journalled')
  const stop = await stopAll()
  const worker = world.work({ leaseSeconds: 1 })
  expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
  await expect.poll(() => outcomes(stop), { timeout: 20_000, interval: 50 }).toEqual({ PAUSED: 1 })
  expect(await status(draft)).toBe('PAUSED')
  await restored(stop)
  await worker.stop()
  expect(await status(draft)).toBe('ENABLED')
})

it('what is restored before a worker has come to it is enabled too', PATIENT, async () => {
  const made = publishedTo('end:after', {
    during: async () => {
      // Between the change, which Google has, and what would enable it.
      await expect
        .poll(
          async () =>
            await world.sql(`select from publication_steps where kind = 'MUTATE' and state = 'SENDING'`),
          {
            timeout: 20_000,
            interval: 5,
          },
        )
        .toHaveLength(1)
      await stopAll()
    },
  })
  const { draft } = await made
  const [{ id }] = (await world.sql(`select id from spend_stops where state = 'ON'`)) as [{ id: string }]
  const { items } = await listStopItems(world.ctx, world.home.actor, id, { limit: 10 })
  expect(items).toMatchObject([{ outcome: 'WAITING' }])
  await restoreStop(world.ctx, world.home.actor, id)
  const worker = world.work({ leaseSeconds: 1 })
  await over(id)
  await worker.stop()
  expect(await status(draft)).toBe('ENABLED')
})
