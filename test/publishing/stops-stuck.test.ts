import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Stop, StopItem } from '../../src/contract/stops.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { pauseCampaign, publishCampaign } from '../../src/domain/publish-campaign.ts'
import { abandonPublication, readPublication } from '../../src/domain/publications.ts'
import { createStop, listStopItems, readStop, restoreStop } from '../../src/domain/stops.ts'
import type { Worker } from '../../src/worker/worker.ts'
import type { WorkerOrder } from './worker-process.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

const WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
const PATIENT = { timeout: 60_000 }
const POLL = { timeout: 20_000, interval: 50 }

let world: PublishingWorld
const children = new Set<ChildProcess>()
const workers = new Set<Worker>()

beforeAll(async () => {
  world = await createPublishingWorld()
})
afterEach(async () => {
  world.emulator.control.faults.clear()
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await Promise.all([...workers].map(async (worker) => await worker.stop()))
  workers.clear()
  await world.sql(
    `update spend_stops set state = 'RESTORING', restored_by = 'test', restoring_at = now() where state = 'ON'`,
  )
  await world.sql(`update spend_stops set state = 'OVER', finished_at = now() where state = 'RESTORING'`)
  await world.sql(
    `update campaigns set archived_at = now(), google_removed_at = now() where status <> 'DRAFT'`,
  )
})
afterAll(async () => await world.close())

function work(options?: Parameters<PublishingWorld['work']>[0]): Worker {
  const worker = world.work(options)
  workers.add(worker)
  return worker
}

async function live(): Promise<Campaign> {
  const { id } = await world.draft({ accountId: world.home.accountId })
  const worker = world.work()
  await world.publish(id)
  await worker.stop()
  return await world.now(id)
}

async function changed({ id, version }: Campaign): Promise<string> {
  await editCampaign(world.ctx, world.home.actor, id, version, { dailyBudgetMicros: '70000000' })
  return (await publishCampaign(world.ctx, world.home.actor, id, { activate: true })).publicationId
}

async function stop(accountId: string | null = null): Promise<Stop> {
  const [{ name }] = (await world.sql(
    `select name from ${accountId === null ? 'workspaces' : 'accounts'} where id = $1`,
    [accountId ?? world.home.actor.workspaceId],
  )) as [{ name: string }]
  return await createStop(world.ctx, world.home.actor, {
    accountId,
    name,
    reason: null,
    leaveProtected: false,
  })
}
const now = async ({ id }: Stop): Promise<Stop> => await readStop(world.ctx, world.home.actor, id)
const itemOf = async ({ id }: Stop, campaign: { id: string }): Promise<StopItem | undefined> => {
  const { items } = await listStopItems(world.ctx, world.home.actor, id, { limit: 200 })
  return items.find((item) => item.campaignId === campaign.id)
}
const becomes = async (one: Stop, outcomes: Stop['outcomes']): Promise<void> =>
  await expect.poll(async () => (await now(one)).outcomes, POLL).toEqual(outcomes)
const atGoogle = async ({ name }: Campaign): Promise<string[]> =>
  (await world.remote(name)).map(({ status }) => status)
const stateOf = async (id: string): Promise<string> =>
  (await readPublication(world.ctx, world.home.actor, id)).state

/** Its change was sent, and nobody can tell what became of it: it waits for a person. */
async function stuck(): Promise<{ campaign: Campaign; publicationId: string }> {
  const campaign = await live()
  const publicationId = await changed(campaign)
  world.emulator.control.injectFault({ kind: 'lose_response', match: { path: 'googleAds:mutate' } })
  const worker = world.work({ patience: { searchSeconds: 0, unclearSeconds: 0 } })
  await expect.poll(async () => await stateOf(publicationId), POLL).toBe('UNKNOWN')
  const error = {
    kind: 'error',
    code: 'internalError.TRANSIENT_ERROR',
    httpStatus: 500,
    count: 1000,
  } as const
  world.emulator.control.injectFault({ ...error, match: { path: 'googleAds:search' } })
  expect((await world.ended(publicationId)).state).toBe('NEEDS_ATTENTION')
  await worker.stop()
  world.emulator.control.faults.clear()
  return { campaign, publicationId }
}

describe('a stop does not wait', () => {
  it(
    'behind a change that waits for a person: that is closed, told in the audit log, and the campaign paused',
    PATIENT,
    async () => {
      const { campaign, publicationId } = await stuck()
      expect(await atGoogle(campaign)).toEqual(['ENABLED'])
      const one = await stop()
      work()
      await becomes(one, { PAUSED: 1 })
      expect(await atGoogle(campaign)).toEqual(['PAUSED'])
      expect(await readPublication(world.ctx, world.home.actor, publicationId)).toMatchObject({
        state: 'FAILED',
        message: expect.stringContaining('stop') as string,
      })
      const entries = await world.sql(
        `select actor, detail from audit_log where action = 'publication.abandon' and entity_id = $1`,
        [campaign.id],
      )
      expect(entries).toMatchObject([
        { actor: world.home.actor.name, detail: { publicationId, stopId: one.id } },
      ])
    },
  )

  it(
    'behind a change that is queued for a later hour: it is ended before anything is sent',
    PATIENT,
    async () => {
      const campaign = await live()
      const publicationId = await changed(campaign)
      await world.sql(`update publications set next_attempt_at = now() + interval '1 day' where id = $1`, [
        publicationId,
      ])
      const one = await stop()
      expect(await itemOf(one, campaign)).toMatchObject({
        outcome: 'WAITING',
        publicationId,
        message: expect.stringContaining('publication that is open') as string,
      })
      world.emulator.control.requestLog.clear()
      work()
      await becomes(one, { PAUSED: 1 })
      expect(await atGoogle(campaign)).toEqual(['PAUSED'])
      expect(await readPublication(world.ctx, world.home.actor, publicationId)).toMatchObject({
        state: 'FAILED',
        message: 'Everything was stopped before anything was sent.',
      })
      const sent = world.emulator.control.requests().filter(({ path }) => path.includes('googleAds:mutate'))
      expect(sent).toHaveLength(1)
    },
  )

  it('behind what Google has put off for an hour', PATIENT, async () => {
    const campaign = await live()
    const publicationId = await changed(campaign)
    const error = {
      kind: 'error',
      code: 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
      retryDelay: '3600s',
    } as const
    world.emulator.control.injectFault({ ...error, match: { path: 'googleAds:mutate' } })
    const worker = world.work()
    await expect
      .poll(
        async () =>
          await world.sql(`select from publications where id = $1 and state = 'QUEUED' and attempts > 0`, [
            publicationId,
          ]),
        POLL,
      )
      .toHaveLength(1)
    await worker.stop()
    const one = await stop()
    work()
    await becomes(one, { PAUSED: 1 })
    expect(await atGoogle(campaign)).toEqual(['PAUSED'])
    expect(await stateOf(publicationId)).toBe('FAILED')
  })

  it('behind a pause of its own campaign that is queued for a later hour', PATIENT, async () => {
    const campaign = await live()
    const { publicationId } = await pauseCampaign(world.ctx, world.home.actor, campaign.id)
    await world.sql(`update publications set next_attempt_at = now() + interval '1 day' where id = $1`, [
      publicationId,
    ])
    const one = await stop()
    work()
    await becomes(one, { IDLE: 1 })
    expect(await atGoogle(campaign)).toEqual(['PAUSED'])
    expect(await stateOf(publicationId)).toBe('SUCCEEDED')
  })

  it('and what waits to be enabled is never made', PATIENT, async () => {
    const draft = await world.draft({ accountId: world.home.accountId })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    const one = await stop()
    work()
    await becomes(one, { IDLE: 1 })
    expect(await atGoogle(draft)).toEqual([])
    expect(await stateOf(publicationId)).toBe('FAILED')
    expect(await world.sql('select published_name from campaigns where id = $1', [draft.id])).toEqual([
      { published_name: null },
    ])
  })

  it('and says behind what somebody has to look at, where nothing of it can run', PATIENT, async () => {
    const draft = await world.draft({ accountId: world.home.accountId })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    await world.sql(
      `update publications set state = 'RUNNING', fence = 1, lease_until = now() where id = $1`,
      [publicationId],
    )
    await world.sql(
      `update publications set state = 'NEEDS_ATTENTION', lease_until = null, message = 'Look.' where id = $1`,
      [publicationId],
    )
    const one = await stop()
    const worker = work()
    expect(await itemOf(one, draft)).toMatchObject({
      outcome: 'WAITING',
      publicationId,
      message: expect.stringMatching(/needs a person.*Look\./) as string,
    })
    await worker.stop()
    expect(await stateOf(publicationId)).toBe('NEEDS_ATTENTION')
    await abandonPublication(world.ctx, world.home.actor, publicationId)
  })
})

it('two hundred other stops that are on keep none from its turn', PATIENT, async () => {
  const campaign = await live()
  await world.sql(
    `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
     select a.workspace_id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, (2000000000 + n)::text, 'Other ' || n,
            a.currency_code, a.time_zone, a.environment
       from accounts a cross join generate_series(1, 201) n where a.id = $1`,
    [campaign.accountId],
  )
  await world.sql(
    `insert into spend_stops (workspace_id, id, account_id, acting_name, acting_role, acting_door, created_by)
     select workspace_id, gen_random_uuid(), id, 'test', 'admin', 'api', 'test' from accounts where name like 'Other %'`,
  )
  const one = await stop(campaign.accountId)
  work()
  await becomes(one, { PAUSED: 1 })
  expect(await atGoogle(campaign)).toEqual(['PAUSED'])
})

describe('a worker dies at the moment of the stop', () => {
  /** A worker of its own that ends itself by kill -9 where it passes the place. */
  async function killedAt(point: string): Promise<void> {
    const order: WorkerOrder = {
      databaseUrl: world.databaseUrl,
      emulatorUrl: world.emulator.url,
      leaseSeconds: 1,
      at: { point, nth: 1, signal: 'SIGKILL' },
    }
    const env = { ...process.env, WORKER_ORDER: JSON.stringify(order) }
    const child = spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    children.add(child)
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')
  }

  it.each([
    ['as it has claimed', 'claim:after', 'FAILED'],
    ['before the change is journalled', 'MUTATE:begin', 'FAILED'],
    ['once it is journalled', 'MUTATE:journalled', 'SUCCEEDED'],
    ['once Google has answered', 'MUTATE:answered', 'SUCCEEDED'],
  ])('%s: what was not sent never is, and the campaign is paused', PATIENT, async (_, point, state) => {
    const campaign = await live()
    const publicationId = await changed(campaign)
    await killedAt(point)
    const one = await stop()
    work({ leaseSeconds: 1, patience: { searchSeconds: 0 } })
    await world.ended(publicationId)
    await becomes(one, { PAUSED: 1 })
    expect(await stateOf(publicationId)).toBe(state)
    expect(await atGoogle(campaign)).toEqual(['PAUSED'])
  })

  it(
    'with the change made: where Google puts off the reading back, the pause goes first',
    PATIENT,
    async () => {
      const campaign = await live()
      const publicationId = await changed(campaign)
      await killedAt('MUTATE:finished')
      const one = await stop()
      const error = {
        kind: 'error',
        code: 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
        retryDelay: '3600s',
      } as const
      world.emulator.control.injectFault({ ...error, count: 1000, match: { path: 'googleAds:search' } })
      work({ leaseSeconds: 1 })
      await becomes(one, { PAUSED: 1 })
      expect(await readPublication(world.ctx, world.home.actor, publicationId)).toMatchObject({
        state: 'FAILED',
        message: expect.stringContaining('Everything was stopped.') as string,
      })
      world.emulator.control.faults.clear()
      expect(await atGoogle(campaign)).toEqual(['PAUSED'])
    },
  )

  it('as it closes a change that waited for a person: the next one pauses', PATIENT, async () => {
    const { campaign } = await stuck()
    const one = await stop()
    await killedAt('stop:closed')
    work({ leaseSeconds: 1 })
    await becomes(one, { PAUSED: 1 })
    expect(await atGoogle(campaign)).toEqual(['PAUSED'])
  })
})

describe('the restore of an account, under way as everything is stopped', () => {
  const settled = async (one: Stop): Promise<void> =>
    await expect.poll(async () => (await now(one)).state, { ...POLL, timeout: 40_000 }).toBe('OVER')

  it('goes on once the workspace is restored', PATIENT, async () => {
    const campaigns = [await live(), await live()]
    const account = await stop(campaigns[0]!.accountId)
    const worker = work()
    await becomes(account, { PAUSED: 2 })
    await worker.stop()
    await restoreStop(world.ctx, world.home.actor, account.id)
    const all = await stop()
    const second = work()
    await expect
      .poll(async () => (await itemOf(account, campaigns[0]!))?.message, POLL)
      .toContain('once everything')
    expect((await now(account)).restored).toEqual({ WAITING: 2 })
    await restoreStop(world.ctx, world.home.actor, all.id)
    await settled(all)
    await settled(account)
    await second.stop()
    expect((await now(account)).restored).toEqual({ RESUMED: 2 })
    expect(await Promise.all(campaigns.map(atGoogle))).toEqual([['ENABLED'], ['ENABLED']])
  })

  it('also what was opened already and not sent', PATIENT, async () => {
    const campaign = await live()
    const account = await stop(campaign.accountId)
    const worker = work()
    await becomes(account, { PAUSED: 1 })
    await worker.stop()
    await restoreStop(world.ctx, world.home.actor, account.id)
    await killedOnce('stop:after')
    const all = await stop()
    const second = work()
    await expect
      .poll(async () => (await itemOf(all, campaign))?.message, POLL)
      .toContain('until it is restored')
    expect(await atGoogle(campaign)).toEqual(['PAUSED'])
    await restoreStop(world.ctx, world.home.actor, all.id)
    await settled(all)
    await settled(account)
    await second.stop()
    expect(await atGoogle(campaign)).toEqual(['ENABLED'])
  })

  /** A worker that opens and sends nothing. */
  async function killedOnce(point: string): Promise<void> {
    const order: WorkerOrder = {
      databaseUrl: world.databaseUrl,
      emulatorUrl: world.emulator.url,
      leaseSeconds: 1,
      at: { point, nth: 1, signal: 'SIGKILL' },
    }
    const env = { ...process.env, WORKER_ORDER: JSON.stringify(order) }
    const child = spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    children.add(child)
    await once(child, 'exit')
  }
})
