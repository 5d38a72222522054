import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Stop, StopItem } from '../../src/contract/stops.ts'
import { duplicateCampaign } from '../../src/domain/edit-campaigns.ts'
import { createBatch, listBatchItems, readBatch } from '../../src/domain/publish-batches.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import { listSpend, setSpendCaps } from '../../src/domain/spend.ts'
import {
  createStop,
  listStopItems,
  listStops,
  readStop,
  restoreStop,
  retryStop,
} from '../../src/domain/stops.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { Database } from '../../src/store/db.ts'
import type { WorkerOrder } from './worker-process.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

const WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
const PATIENT = { timeout: 120_000 }

let world: PublishingWorld
const children = new Set<ChildProcess>()

beforeAll(async () => {
  world = await createPublishingWorld()
})
afterEach(() => {
  world.emulator.control.faults.clear()
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(async () => await world.close())

async function drafts(count: number): Promise<Campaign[]> {
  const first = await world.draft()
  const made: Campaign[] = []
  while (made.length < count) {
    const { id } = await duplicateCampaign(
      world.ctx,
      world.home.actor,
      first.id,
      `${made.length} of ${first.id}`,
    )
    made.push(await world.now(id))
  }
  return made
}

/** Published; those whose index is named stay paused. */
async function published(count: number, paused: readonly number[] = []): Promise<Campaign[]> {
  const made = await drafts(count)
  const worker = world.work()
  for (const [index, { id }] of made.entries()) await world.publish(id, { activate: !paused.includes(index) })
  await worker.stop()
  return made
}

const stopAll = async (): Promise<Stop> => {
  const [{ name }] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as [{ name: string }]
  return await createStop(world.ctx, world.home.actor, {
    accountId: null,
    name,
    reason: 'A wrong price',
    leaveProtected: false,
  })
}
const now = async ({ id }: Stop): Promise<Stop> => await readStop(world.ctx, world.home.actor, id)
const itemsOf = async ({ id }: Stop): Promise<Map<string, StopItem>> => {
  const { items } = await listStopItems(world.ctx, world.home.actor, id, { limit: 200 })
  return new Map(items.map((item) => [item.campaignId, item]))
}
/** Every campaign of it has been dealt with: nothing waits and nothing is under way. */
const stopped = async (stop: Stop): Promise<void> => {
  await expect
    .poll(async () => (await now(stop)).outcomes, { timeout: 60_000, interval: 50 })
    .not.toMatchObject({ WAITING: expect.any(Number) as number })
  await expect
    .poll(async () => (await now(stop)).outcomes, { timeout: 60_000, interval: 50 })
    .not.toMatchObject({ PAUSING: expect.any(Number) as number })
}
const over = async (stop: Stop): Promise<void> => {
  await expect.poll(async () => (await now(stop)).state, { timeout: 60_000, interval: 50 }).toBe('OVER')
}
const restore = async ({ id }: Stop): Promise<Stop> => await restoreStop(world.ctx, world.home.actor, id)

/** Google's status of each, by its name. */
async function atGoogle(campaigns: readonly Campaign[]): Promise<string[]> {
  const statuses = await Promise.all(campaigns.map(async ({ name }) => await world.remote(name)))
  return statuses.map((remote) => (remote.length === 1 ? remote[0]!.status : `${remote.length} of them`))
}
const editAtGoogle = async (operation: object): Promise<void> =>
  void (await world.emulator.control.editAsUser(CUSTOMER_ID, [operation], 'ana@example.com'))
const nameAtGoogle = async ({ id }: Campaign): Promise<string> =>
  `customers/${CUSTOMER_ID}/campaigns/${(await world.now(id)).googleCampaignId}`

/** How often the campaign was paused and resumed by publications. */
const publicationsOf = async ({ id }: Campaign): Promise<Record<string, number>> => {
  const rows = (await world.sql(
    `select kind, count(*)::int as n from publications where campaign_id = $1 and kind <> 'PUBLISH' group by 1`,
    [id],
  )) as { kind: string; n: number }[]
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
}
/** Ends what a test has left on, so that the next one begins with nothing live. */
async function clear(): Promise<void> {
  await world.sql(
    `update campaigns set archived_at = now(), google_removed_at = now() where status <> 'DRAFT'`,
  )
}

describe('a stop', () => {
  afterEach(clear)

  it('pauses what runs, and its restore resumes exactly that', PATIENT, async () => {
    const campaigns = await published(5, [1])
    const [a, , c, d] = campaigns
    expect(await atGoogle(campaigns)).toEqual(['ENABLED', 'PAUSED', 'ENABLED', 'ENABLED', 'ENABLED'])
    const worker = world.work()
    const stop = await stopAll()
    expect(stop).toMatchObject({ state: 'ON', total: 4, outcomes: { WAITING: 4 }, reason: 'A wrong price' })
    await stopped(stop)
    expect((await now(stop)).outcomes).toEqual({ PAUSED: 4 })
    expect(await atGoogle(campaigns)).toEqual(Array.from({ length: 5 }, () => 'PAUSED'))

    // Meanwhile: one is removed at Google, and one is paused by a person after somebody enabled it there.
    await editAtGoogle({ campaignOperation: { remove: await nameAtGoogle(c!) } })
    await syncCampaign(world.ctx, world.home.actor, c!.id)
    await restore(stop)
    await over(stop)
    await worker.stop()
    expect((await now(stop)).restored).toEqual({ RESUMED: 3, LEFT_OUT: 1 })
    expect((await itemsOf(stop)).get(c!.id)).toMatchObject({
      restored: 'LEFT_OUT',
      message: expect.stringContaining('removed at Google') as string,
    })
    expect(await atGoogle(campaigns)).toEqual(
      ['ENABLED', 'PAUSED', '1 of them', 'ENABLED', 'ENABLED'].map((status, index) =>
        index === 2 ? 'REMOVED' : status,
      ),
    )
    expect(await publicationsOf(a!)).toEqual({ PAUSE: 1, RESUME: 1 })
    expect(await publicationsOf(d!)).toEqual({ PAUSE: 1, RESUME: 1 })
    expect((await world.now(campaigns[1]!.id)).status).toBe('PAUSED')
  })

  it('lets nothing begin while it is on, by whatever door, and says so', PATIENT, async () => {
    const [live, paused] = await published(2, [1])
    const [draft] = await drafts(1)
    const stop = await stopAll()
    const refused = { code: 'conflict', message: expect.stringContaining('stop') as string }
    await expect(
      publishCampaign(world.ctx, world.home.actor, draft!.id, { activate: false }),
    ).rejects.toMatchObject(refused)
    await expect(resumeCampaign(world.ctx, world.home.actor, paused!.id)).rejects.toMatchObject(refused)
    const batch = await createBatch(world.ctx, world.home.actor, {
      campaigns: [{ id: draft!.id, planHash: undefined }],
      activate: true,
      staged: false,
    })
    const worker = world.work()
    await stopped(stop)
    await expect
      .poll(async () => (await readBatch(world.ctx, world.home.actor, batch.id)).state, { timeout: 20_000 })
      .toBe('FINISHED')
    const { items } = await listBatchItems(world.ctx, world.home.actor, batch.id, { limit: 10 })
    expect(items[0]).toMatchObject({ outcome: 'REFUSED', message: refused.message })
    await expect(stopAll()).rejects.toMatchObject({ code: 'conflict' })
    await restore(stop)
    await over(stop)
    await worker.stop()
    expect(await atGoogle([live!, paused!])).toEqual(['ENABLED', 'PAUSED'])
    const active = await listStops(world.ctx, world.home.actor, { active: 'true', limit: 10 })
    expect(active.items).toEqual([])
  })

  it(
    'pauses what somebody enabled at Google; says what could not be paused, and tries again when asked',
    PATIENT,
    async () => {
      const [enabled, stubborn] = await published(2, [0])
      await editAtGoogle({
        campaignOperation: {
          update: { resourceName: await nameAtGoogle(enabled!), status: 'ENABLED' },
          updateMask: 'status',
        },
      })
      await syncCampaign(world.ctx, world.home.actor, enabled!.id)
      world.emulator.control.injectFault({
        kind: 'error',
        code: 'campaignError.CANNOT_MODIFY_FOR_TRIAL_CAMPAIGN',
        count: 1,
        match: { path: 'googleAds:mutate', body: (await nameAtGoogle(stubborn!)).split('/').at(-1)! },
      })
      const worker = world.work()
      const stop = await stopAll()
      await stopped(stop)
      expect((await now(stop)).outcomes).toEqual({ PAUSED: 1, FAILED: 1 })
      expect((await itemsOf(stop)).get(stubborn!.id)).toMatchObject({
        outcome: 'FAILED',
        message: expect.any(String) as string,
      })
      await retryStop(world.ctx, world.home.actor, stop.id)
      await stopped(stop)
      expect((await now(stop)).outcomes).toEqual({ PAUSED: 2 })
      await restore(stop)
      await over(stop)
      await worker.stop()
      expect(await atGoogle([enabled!, stubborn!])).toEqual(['ENABLED', 'ENABLED'])
    },
  )

  it(
    'pauses again what somebody enables at Google while it is on, and restores what ran before',
    PATIENT,
    async () => {
      const [ran, stood] = await published(2, [1])
      const worker = world.work()
      const stop = await stopAll()
      await stopped(stop)
      expect((await now(stop)).outcomes).toEqual({ PAUSED: 1 })
      for (const campaign of [ran!, stood!]) {
        const resourceName = await nameAtGoogle(campaign)
        await editAtGoogle({
          campaignOperation: { update: { resourceName, status: 'ENABLED' }, updateMask: 'status' },
        })
        await syncCampaign(world.ctx, world.home.actor, campaign.id)
      }
      await expect
        .poll(async () => await atGoogle([ran!, stood!]), { timeout: 30_000, interval: 50 })
        .toEqual(['PAUSED', 'PAUSED'])
      await expect.poll(async () => (await now(stop)).outcomes, { timeout: 30_000 }).toEqual({ PAUSED: 2 })
      const items = await itemsOf(stop)
      expect(items.get(ran!.id)).toMatchObject({ noticedAt: null })
      expect(items.get(stood!.id)).toMatchObject({
        noticedAt: expect.any(String) as string,
        message: 'It was enabled at Google while it was stopped.',
      })
      await restore(stop)
      await over(stop)
      await worker.stop()
      expect((await now(stop)).restored).toEqual({ RESUMED: 1, LEFT_OUT: 1 })
      expect((await itemsOf(stop)).get(stood!.id)?.message).toContain('did not run when it was stopped')
      expect(await atGoogle([ran!, stood!])).toEqual(['ENABLED', 'PAUSED'])
      expect(await publicationsOf(ran!)).toEqual({ PAUSE: 2, RESUME: 1 })
      expect(await publicationsOf(stood!)).toEqual({ PAUSE: 1 })
    },
  )

  it(
    'what a cap keeps from being resumed is left out, with the amounts of the reason beside it',
    PATIENT,
    async () => {
      const [live] = await published(1)
      const worker = world.work()
      const stop = await stopAll()
      await stopped(stop)
      const setCap = async (dayCapMicros: string | null): Promise<void> => {
        const { items } = await listSpend(world.ctx, world.home.actor)
        const { scopeId, currencyCode, version } = items.find(
          ({ accountId }) => accountId === live!.accountId,
        )!
        await setSpendCaps(world.ctx, world.home.actor, { scopeId, currencyCode }, version, { dayCapMicros })
      }
      await setCap('1500000')
      await restore(stop)
      await over(stop)
      await worker.stop()
      await setCap(null)
      const { restored, message, amounts } = (await itemsOf(stop)).get(live!.id)!
      expect({ restored, message }).toEqual({
        restored: 'LEFT_OUT',
        message: expect.stringContaining('is $1.50 a day') as string,
      })
      expect(amounts).toContainEqual({ text: '$1.50', micros: '1500000', currencyCode: 'USD' })
      expect(amounts!.filter(({ text }) => !message!.includes(text))).toEqual([])
    },
  )

  it(
    'and publications that are opened at the same moment: each is refused, or ended before anything is sent',
    PATIENT,
    async () => {
      const campaigns = await drafts(40)
      const db = new Database(world.databaseUrl, { max: 12, maxWaiting: 100, waitMs: 60_000 })
      const crowd = { ...world.ctx, db }
      const opening = campaigns.map(({ id }) =>
        publishCampaign(crowd, world.home.actor, id, { activate: true }),
      )
      // Heard from the beginning: some are refused while the stop is still being made.
      const settled = Promise.allSettled(opening)
      await opening[5]
      const stop = await stopAll()
      const outcomes = await settled
      await db.close()
      const opened = campaigns.filter((_, index) => outcomes[index]!.status === 'fulfilled')
      expect([...(await itemsOf(stop)).keys()].sort()).toEqual(opened.map(({ id }) => id).sort())
      const worker = world.work()
      await stopped(stop)
      expect(new Set(await atGoogle(opened))).toEqual(new Set(['0 of them']))
      expect((await now(stop)).outcomes).toEqual({ IDLE: opened.length })
      await restore(stop)
      await over(stop)
      await worker.stop()
    },
  )
})

async function workerProcess(at: WorkerOrder['at']): Promise<ChildProcess> {
  const order: WorkerOrder = {
    databaseUrl: world.databaseUrl,
    emulatorUrl: world.emulator.url,
    leaseSeconds: 1,
    ...(at === undefined ? {} : { at }),
  }
  const env = { ...process.env, WORKER_ORDER: JSON.stringify(order) }
  const child = spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  return child
}

describe('killed in the middle, of stopping and of restoring', () => {
  afterEach(clear)

  it.each([
    ['inside the transaction that opens a pause', 'stop:inside', 2],
    ['after it', 'stop:after', 3],
    ['while a pause is in the journal and not sent', 'ACTIVATE:journalled', 2],
    ['after Google has answered', 'ACTIVATE:answered', 2],
  ])('%s: each is paused once and resumed once', PATIENT, async (_, point, nth) => {
    const campaigns = await published(4, [3])
    const run = campaigns.slice(0, 3)
    const stop = await stopAll()
    await killedAt(point, nth)
    const worker = world.work({ leaseSeconds: 1 })
    await stopped(stop)
    await worker.stop()
    expect((await now(stop)).outcomes).toEqual({ PAUSED: 3 })
    expect(await atGoogle(campaigns)).toEqual(['PAUSED', 'PAUSED', 'PAUSED', 'PAUSED'])
    await restore(stop)
    await killedAt(point, nth)
    const second = world.work({ leaseSeconds: 1 })
    await over(stop)
    await second.stop()
    expect(await atGoogle(campaigns)).toEqual(['ENABLED', 'ENABLED', 'ENABLED', 'PAUSED'])
    for (const campaign of run) expect(await publicationsOf(campaign)).toEqual({ PAUSE: 1, RESUME: 1 })
    expect(await publicationsOf(campaigns[3]!)).toEqual({})
  })
})

/** A worker of its own that ends itself by kill -9 where the nth time that it passes the place. */
async function killedAt(point: string, nth: number): Promise<void> {
  const child = await workerProcess({ point, nth, signal: 'SIGKILL' })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
}

it('a stop, trying again and restoring are in the audit log', async () => {
  const rows = (await world.sql(
    `select distinct action from audit_log where workspace_id = $1 and entity_kind = 'stop' order by 1`,
    [world.home.actor.workspaceId],
  )) as { action: string }[]
  expect(rows.map(({ action }) => action)).toEqual([
    'stop.create',
    'stop.finish',
    'stop.notice',
    'stop.restore',
    'stop.retry',
  ])
})

it('a pause by hand before the stop stays a pause after its restore', PATIENT, async () => {
  const [byHand, runs] = await published(2)
  const worker = world.work()
  await world.ended((await pauseCampaign(world.ctx, world.home.actor, byHand!.id)).publicationId)
  const stop = await stopAll()
  expect(stop.total).toBe(1)
  await stopped(stop)
  await restore(stop)
  await over(stop)
  await worker.stop()
  expect(await atGoogle([byHand!, runs!])).toEqual(['PAUSED', 'ENABLED'])
})
