import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertLiveCampaigns, wrongSums } from '../../test/metrics.ts'
import { createTestWorkspace, createTestWorld, testGoogle, type TestWorld } from '../../test/workspace.ts'
import type { MetricsAnswer } from '../contract/metrics.ts'
import { type Emulator, startEmulator } from '../emulator/server.ts'
import { treeOperations } from '../emulator/testing/client.ts'
import { readDailyMetrics } from '../google/daily-metrics.ts'
import { claimMetrics, listMetricsFreshness } from '../store/metrics-syncs.ts'
import { startWorker } from '../worker/worker.ts'
import type { Actor } from './context.ts'
import { readCampaignMetrics, readMetrics } from './read-metrics.ts'
import { syncDueMetrics } from './sync-metrics.ts'

const DAY_MS = 86_400_000
const CUSTOMER = '1234567890'
/** Noon in New York: the account's date is the same as UTC's. */
const NOON = Date.parse('2026-11-23T17:00:00Z')

let emulator: Emulator
let world: TestWorld
let owner: Client
let actor: Actor
let accountId: string
let googleId: string
let campaignId: string
let days = 0

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, dataDir: undefined, now: () => NOON })
  world = await createTestWorld({ baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` })
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
  await emulator.close()
})
beforeEach(async () => {
  emulator.control.reset()
  days = 0
  world = { ...world, ctx: { ...world.ctx, now: () => new Date(NOON + days * DAY_MS), google: google() } }
  await owner.query(`update accounts set environment = 'GOOGLE'`)
  const made = await createTestWorkspace(world.ctx)
  actor = made.actor
  accountId = made.accountId
  googleId = await campaignAtGoogle('Alpha')
  campaignId = await campaignHere(googleId)
})

const google = () => testGoogle({ baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` })

/** A campaign that has been running for forty days. */
async function campaignAtGoogle(name: string): Promise<string> {
  const [budget, campaign] = treeOperations({ campaign: { name, status: 'ENABLED' } })
  const reply = (await emulator.control.editAsUser(CUSTOMER, [budget, campaign]))!
  const responses = reply['mutateOperationResponses'] as { campaignResult?: { resourceName: string } }[]
  const id = responses[1]!.campaignResult!.resourceName.split('/').at(-1)!
  emulator.control.setMetrics(CUSTOMER, id, { runningSinceMs: NOON - 40 * DAY_MS })
  return id
}

async function campaignHere(id: string): Promise<string> {
  const { workspaceId } = actor
  const [made] = await insertLiveCampaigns(owner, { workspaceId, accountId }, 1, BigInt(id))
  return made!.id
}

async function pass(count: number): Promise<void> {
  days += count
  emulator.control.advanceClock(count * DAY_MS)
  world = { ...world, ctx: { ...world.ctx, google: google() } }
  await owner.query('update metrics_syncs set next_at = now()')
}
const everything = async (): Promise<MetricsAnswer> =>
  await readMetrics(world.ctx, actor, { from: '2024-01-01', to: '2026-12-31' })
const freshness = async () => (await listMetricsFreshness(world.ctx.db, actor.workspaceId))[0]!
/** What Google says now, in the shape of our answer. */
async function atGoogle(): Promise<unknown[]> {
  const customer = { customerId: CUSTOMER, loginCustomerId: null }
  const answer = await readDailyMetrics(world.ctx.google, customer, [googleId], '2026-01-01', '2027-12-31')
  if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer))
  return answer.value
    .map(({ date, impressions, clicks, costMicros, conversions, conversionsValue }) => ({
      date,
      impressions: Number(impressions),
      clicks: Number(clicks),
      costMicros,
      conversions: String(conversions),
      conversionsValue: String(conversionsValue),
    }))
    .toSorted((a, b) => a.date.localeCompare(b.date))
}

describe('an account that is due', () => {
  it('is read the first time as far back as a year and a month, and the answers are what Google has', async () => {
    expect(await syncDueMetrics(world.ctx)).toBe(1)
    const [answer] = (await everything()).currencies
    expect(answer!.days).toHaveLength(41)
    expect(answer!.days).toEqual(await atGoogle())
    const ofCampaign = await readCampaignMetrics(world.ctx, actor, campaignId, {
      from: '2026-11-01',
      to: '2026-11-30',
    })
    expect(ofCampaign).toMatchObject({ currencyCode: 'USD', timeZone: 'America/New_York', problem: null })
    expect(ofCampaign.syncedAt).not.toBeNull()
    expect(ofCampaign.days).toHaveLength(23)
    expect(await freshness()).toMatchObject({
      read_from: '2025-10-23',
      read_through: '2026-11-23',
      message: null,
    })
    expect(await wrongSums(owner)).toEqual([])
    expect(await syncDueMetrics(world.ctx)).toBe(0)
  })

  it('gets what was restated, and the days since', async () => {
    await syncDueMetrics(world.ctx)
    const before = (await everything()).currencies[0]!
    await pass(5)
    await syncDueMetrics(world.ctx)
    const after = (await everything()).currencies[0]!
    expect(after.days).toHaveLength(46)
    expect(after.days).toEqual(await atGoogle())
    const yesterday = (list: typeof before.days) => list.find(({ date }) => date === '2026-11-22')!
    expect(Number(yesterday(after.days).conversions)).toBeGreaterThan(
      Number(yesterday(before.days).conversions),
    )
    expect(await wrongSums(owner)).toEqual([])
  })

  it('loses a day that Google takes back', async () => {
    await syncDueMetrics(world.ctx)
    const zero = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0, conversionsValue: 0 }
    emulator.control.setMetrics(CUSTOMER, googleId, { days: { '2026-11-10': zero } })
    await pass(0)
    await syncDueMetrics(world.ctx)
    const { currencies } = await everything()
    expect(currencies[0]!.days.some(({ date }) => date === '2026-11-10')).toBe(false)
    expect(await wrongSums(owner)).toEqual([])
  })

  it('that rested for months is read from where it was still moving', async () => {
    await syncDueMetrics(world.ctx)
    await pass(100)
    await syncDueMetrics(world.ctx)
    const from = '2026-10-24'
    expect(await freshness()).toMatchObject({ read_from: '2025-10-23', read_through: '2027-03-03' })
    const queries = emulator.control.requests().length
    expect(queries).toBeGreaterThan(0)
    const answer = await readMetrics(world.ctx, actor, { from, to: '2027-03-31' })
    expect(answer.currencies[0]!.days).toHaveLength(131)
  })

  it('is read by one of two workers', async () => {
    const done = await Promise.all([syncDueMetrics(world.ctx), syncDueMetrics(world.ctx)])
    expect(done.toSorted()).toEqual([0, 1])
  })
})

describe('a reading that fails', () => {
  it('is noted in words and tried again later, and another account is read all the same', async () => {
    const second = await createTestWorkspace(world.ctx, { customerId: '9999999999' })
    expect(await syncDueMetrics(world.ctx)).toBe(2)
    const [failed] = await listMetricsFreshness(world.ctx.db, second.actor.workspaceId)
    // The account has no campaigns: nothing is asked, so nothing fails.
    expect(failed).toMatchObject({ message: null })
    emulator.control.injectFault({ kind: 'error', code: 'quotaError.RESOURCE_EXHAUSTED', count: 1 })
    await pass(1)
    expect(await syncDueMetrics(world.ctx)).toBe(2)
    const { message, synced_at: syncedAt } = await freshness()
    expect(message).toMatch(/Google Ads cannot be reached/)
    expect(syncedAt).not.toBeNull()
    expect((await everything()).problem).toBe(message)
    await pass(0)
    // Google has said that the whole project has nothing left.
    expect(await syncDueMetrics(world.ctx)).toBe(0)
    await owner.query('update google_quotas set blocked_until = null, blocked_reason = null')
    await syncDueMetrics(world.ctx)
    expect((await everything()).problem).toBeNull()
    expect((await everything()).currencies[0]!.days).toEqual(await atGoogle())
  })

  it('that another worker has overtaken writes nothing', async () => {
    emulator.control.injectFault({ kind: 'delay', beforeMs: 100, match: { path: 'googleAds:search' } })
    const slow = syncDueMetrics(world.ctx)
    await expect.poll(async () => (await freshness())?.account_id).toBe(accountId)
    await owner.query('update metrics_syncs set next_at = now()')
    expect(await claimMetrics(world.ctx.db, actor.workspaceId, accountId, 60)).toMatchObject({ claims: '2' })
    await slow
    expect((await everything()).currencies).toEqual([])
    expect(await freshness()).toMatchObject({ synced_at: null })
  })
})

it('a worker makes the months and reads the metrics by itself', async () => {
  const worker = startWorker(world.ctx, { concurrency: 0 })
  await expect.poll(async () => (await everything()).currencies.length, { timeout: 10_000 }).toBe(1)
  await worker.stop()
  const { rows } = await owner.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'campaign_metrics'::regclass`,
  )
  expect(rows.map(({ name }) => name)).toContain('campaign_metrics_2027_02')
})
