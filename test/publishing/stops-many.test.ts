import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stop } from '../../src/contract/stops.ts'
import { duplicateCampaign } from '../../src/domain/edit-campaigns.ts'
import { publishCampaign } from '../../src/domain/publish-campaign.ts'
import { createStop, readStop, restoreStop } from '../../src/domain/stops.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

// A stop of very many campaigns, each paused once and resumed once. STOP_CAMPAIGNS=2000 takes minutes: docs/spend.md says how many.

const CAMPAIGNS = Number(process.env['STOP_CAMPAIGNS'] ?? 60)
const PATIENCE_MS = 20_000 + CAMPAIGNS * 1000

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
})
afterAll(async () => await world.close())

/** So many that run, and the draft that they are copies of. */
async function makeLive(): Promise<void> {
  const first = await world.draft()
  const { ctx, home } = world
  for (let made = 0; made < CAMPAIGNS; made += 1) {
    const { id } = await duplicateCampaign(ctx, home.actor, first.id, `Many ${made}`)
    await publishCampaign(ctx, home.actor, id, { activate: true })
  }
  const worker = world.work()
  await expect
    .poll(async () => await statuses(), { timeout: PATIENCE_MS, interval: 200 })
    .toEqual({ PUBLISHED: CAMPAIGNS, DRAFT: 1 })
  await worker.stop()
}

async function statuses(): Promise<Record<string, number>> {
  const rows = (await world.sql('select status, count(*)::int as n from campaigns group by 1')) as {
    status: string
    n: number
  }[]
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
}

/** How many of them Google has in this status. */
async function atGoogle(status: string): Promise<number> {
  const rows = await world.query<object>(
    `SELECT campaign.id FROM campaign WHERE campaign.status = '${status}'`,
  )
  return rows.length
}

const now = async ({ id }: Stop): Promise<Stop> => await readStop(world.ctx, world.home.actor, id)

it('stops all of them and restores all of them', { timeout: PATIENCE_MS * 4 }, async () => {
  await makeLive()
  const { ctx, home } = world
  const [{ name }] = (await world.sql('select name from workspaces where id = $1', [
    home.actor.workspaceId,
  ])) as [{ name: string }]
  const begun = performance.now()
  const stop = await createStop(ctx, home.actor, {
    accountId: null,
    name,
    reason: null,
    leaveProtected: false,
  })
  const pressed = performance.now()
  expect(stop.total).toBe(CAMPAIGNS)
  const worker = world.work()
  await expect
    .poll(async () => (await now(stop)).outcomes, { timeout: PATIENCE_MS, interval: 200 })
    .toEqual({ PAUSED: CAMPAIGNS })
  const paused = performance.now()
  expect(await atGoogle('ENABLED')).toBe(0)
  await restoreStop(ctx, home.actor, stop.id)
  await expect.poll(async () => (await now(stop)).state, { timeout: PATIENCE_MS, interval: 200 }).toBe('OVER')
  const restored = performance.now()
  await worker.stop()
  expect((await now(stop)).restored).toEqual({ RESUMED: CAMPAIGNS })
  expect(await atGoogle('ENABLED')).toBe(CAMPAIGNS)
  const rows = await world.sql(
    `select campaign_id from publications group by 1
     having count(*) filter (where kind = 'PAUSE') <> 1 or count(*) filter (where kind = 'RESUME') <> 1`,
  )
  expect(rows).toEqual([])
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`
  process.stdout.write(
    `${CAMPAIGNS} campaigns: written down in ${seconds(begun, pressed)}, paused in ${seconds(pressed, paused)}, resumed in ${seconds(paused, restored)}\n`,
  )
})
