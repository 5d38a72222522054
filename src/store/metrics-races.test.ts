import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, insertLiveCampaigns, type LiveCampaign, wrongSums } from '../../test/metrics.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { addDays } from '../contract/dates.ts'
import { type DailyMetrics, replaceMetrics } from './metrics.ts'
import { makeMetricsMonths } from './metrics-months.ts'

const FIRST_DAY = '2026-10-20'
const DAYS = 25
const CAMPAIGNS = 4

let world: TestWorld
let owner: Client
let accounts: { workspaceId: string; accountId: string; campaigns: LiveCampaign[] }[]

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
  await makeMetricsMonths(world.ctx.db, FIRST_DAY, addDays(FIRST_DAY, DAYS))
  // Two accounts of one workspace and one currency meet on the same sums; the third is somebody else's.
  const mine = await createTestWorkspace(world.ctx)
  const theirs = await createTestWorkspace(world.ctx)
  const second = crypto.randomUUID()
  await owner.query(
    `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
     values ($1, $2, '2222222222', 'Second', 'USD', 'Etc/UTC', 'EMULATOR')`,
    [mine.actor.workspaceId, second],
  )
  const owners = [
    { workspaceId: mine.actor.workspaceId, accountId: mine.accountId },
    { workspaceId: mine.actor.workspaceId, accountId: second },
    { workspaceId: theirs.actor.workspaceId, accountId: theirs.accountId },
  ]
  accounts = []
  for (const of of owners)
    accounts.push({ ...of, campaigns: await insertLiveCampaigns(owner, of, CAMPAIGNS) })
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

const numbers = fc.record({
  impressions: fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String),
  clicks: fc.bigInt({ min: 0n, max: 10n ** 9n }).map(String),
  costMicros: fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String),
  conversions: fc.double({ min: 0, max: 1e6, noNaN: true }),
  conversionsValue: fc.double({ min: -1e6, max: 1e9, noNaN: true }),
})
const windowOf = fc.record({
  account: fc.nat({ max: 2 }),
  from: fc.nat({ max: DAYS - 1 }),
  length: fc.nat({ max: DAYS - 1 }),
  cells: fc.uniqueArray(
    fc.record({ campaign: fc.nat({ max: CAMPAIGNS - 1 }), day: fc.nat({ max: DAYS - 1 }), numbers }),
    { maxLength: 30, selector: ({ campaign, day }) => `${campaign} ${day}` },
  ),
  /** commit; take it back; have the connection killed before the commit; do two windows in one transaction. */
  end: fc.constantFrom('commit', 'commit', 'twice', 'rollback', 'kill'),
})
type Window = typeof windowOf extends fc.Arbitrary<infer Value> ? Value : never

class TakenBack extends Error {
  override readonly name = 'TakenBack'
}

/** Writes a window as a worker would, and ends it as it says. */
async function write(window: Window): Promise<void> {
  const { workspaceId, accountId, campaigns } = accounts[window.account]!
  const from = addDays(FIRST_DAY, window.from)
  const last = Math.min(DAYS - 1, window.from + window.length)
  const to = addDays(FIRST_DAY, last)
  const days = window.cells
    .filter(({ day }) => day >= window.from && day <= last)
    .map(
      ({ campaign, day, numbers: own }): DailyMetrics =>
        dayOf(campaigns[campaign]!, addDays(FIRST_DAY, day), own),
    )
  const googleCampaignIds = campaigns.map(({ googleCampaignId: id }) => id)
  let killed = false
  await world.ctx.db
    .transaction({ workspaceId }, async (tx) => {
      const all = { googleCampaignIds, from, to }
      await replaceMetrics(tx, workspaceId, accountId, { ...all, days })
      if (window.end === 'twice') {
        await replaceMetrics(tx, workspaceId, accountId, { ...all, days: days.slice(0, days.length / 2) })
        await replaceMetrics(tx, workspaceId, accountId, { ...all, from: FIRST_DAY, days: days.toReversed() })
      }
      if (window.end === 'rollback') throw new TakenBack()
      // The transaction is tried again on another connection, which is left alone.
      if (window.end === 'kill' && !killed) {
        killed = true
        await killWriter()
      }
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
}

/** Ends one connection that is in the middle of a transaction on the metrics. */
async function killWriter(): Promise<void> {
  await owner.query(
    `select pg_terminate_backend(l.pid) from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and a.datname = current_database() limit 1`,
  )
}

describe('whoever writes, and however it ends', () => {
  it('every sum equals a full recount', async () => {
    let rounds = 0
    await fc.assert(
      fc.asyncProperty(fc.array(windowOf, { minLength: 1, maxLength: 10 }), async (windows) => {
        const results = await Promise.allSettled(windows.map(write))
        const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
        // A connection that was killed by somebody else's kill at its commit may be reported as unknown.
        for (const fault of faults) expect(fault).toMatchObject({ code: 'unavailable' })
        expect(await wrongSums(owner)).toEqual([])
        rounds += 1
      }),
      { seed: 20_261_123, numRuns: 40, endOnFailure: true },
    )
    expect(rounds).toBe(40)
    const { rows } = await owner.query<{ deadlocks: string; facts: string }>(
      `select (select deadlocks from pg_stat_database where datname = current_database()) as deadlocks,
              (select count(*) from campaign_metrics) as facts`,
    )
    expect(Number(rows[0]!.deadlocks)).toBe(0)
    expect(Number(rows[0]!.facts)).toBeGreaterThan(0)
  }, 120_000)
})

describe('months counted anew', () => {
  const countAnew = async (by: Client): Promise<void> => {
    const { workspaceId, campaigns } = accounts[0]!
    await by.query('begin')
    await by.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
    await by.query('select campaign_metrics_count_months($1, $2)', [
      workspaceId,
      campaigns.map(({ id }) => id),
    ])
    await by.query('commit')
  }

  it('are what was there, also of days that were written before months were kept', async () => {
    await owner.query('delete from campaign_month_metrics')
    await owner.query('update campaign_metrics set clicks = clicks + 1')
    expect(await wrongSums(owner)).not.toEqual([])
    for (const { workspaceId, campaigns } of accounts) {
      await owner.query(`select set_config('app.workspace_id', $1, false)`, [workspaceId])
      await owner.query('select campaign_metrics_count_months($1, $2)', [
        workspaceId,
        campaigns.map(({ id }) => id),
      ])
    }
    expect(await wrongSums(owner)).toEqual([])
  })

  it('wait for who is writing, and count what that one wrote', async () => {
    const { workspaceId, accountId, campaigns } = accounts[0]!
    const other = new Client({ connectionString: world.databaseUrl })
    await other.connect()
    let counted: Promise<void> | undefined
    await world.ctx.db.transaction({ workspaceId }, async (tx) => {
      await replaceMetrics(tx, workspaceId, accountId, {
        googleCampaignIds: [campaigns[0]!.googleCampaignId],
        from: FIRST_DAY,
        to: FIRST_DAY,
        days: [dayOf(campaigns[0]!, FIRST_DAY, { clicks: '424242' })],
      })
      counted = countAnew(other)
      const isWaiting = async (): Promise<boolean> => {
        const { rows } = await owner.query(
          `select 1 from pg_locks where locktype = 'advisory' and not granted`,
        )
        return rows.length > 0
      }
      await expect.poll(isWaiting).toBe(true)
    })
    await counted
    await other.end()
    expect(await wrongSums(owner)).toEqual([])
  })
})
