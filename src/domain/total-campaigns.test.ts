import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import type { CampaignTotals } from '../contract/campaign-filter.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../contract/words.ts'
import { insertAccount } from '../store/accounts.ts'
import { fits } from '../../test/fits.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import { countCampaigns } from './count-campaigns.ts'
import { type CampaignListQuery, listCampaigns, totalCampaigns } from './list-campaigns.ts'

let world: TestWorld
let home: TestWorkspace
let yen: string

interface Row {
  id: string
  account: string
  name: string
  budget: string | null
  /** Of the whole run, instead. */
  total: string | null
  status: (typeof CAMPAIGN_STATUSES)[number]
  type: (typeof CAMPAIGN_TYPES)[number]
  state: string
  archived: boolean
}
let rows: Row[]

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
  yen = newId()
  const { workspaceId } = home.actor
  await world.ctx.db.transaction({ workspaceId }, (tx) =>
    insertAccount(tx, workspaceId, {
      id: yen,
      customer_id: '2234567890',
      login_customer_id: null,
      name: 'Yen',
      currency_code: 'JPY',
      time_zone: 'Asia/Tokyo',
      environment: 'EMULATOR',
    }),
  )
  rows = Array.from({ length: 90 }, (_, n) => {
    const status = CAMPAIGN_STATUSES[n % 3]!
    return {
      id: newId(),
      account: n % 4 === 0 ? yen : home.accountId,
      name: ['Zebra', 'alpha', 'Alpha 50%', 'Ärger'][n % 4]!,
      // Together more than 64 bits hold.
      budget: n % 5 === 0 ? null : String(4_000_000_000_000_000_000n + BigInt(n)),
      total: n % 10 === 0 ? String(4_000_000_000_000_000_000n + BigInt(n)) : null,
      status,
      type: CAMPAIGN_TYPES[n % 4]!,
      state: n % 7 === 0 ? 'FAILED' : 'NONE',
      archived: status === 'PAUSED' && n % 2 === 0,
    }
  })
  await write(rows)
})
afterAll(async () => await world.close())

/** As the owner, past the triggers but for the counters, which are kept. */
async function write(list: Row[]): Promise<void> {
  const client = new Client({ connectionString: world.databaseUrl })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query('alter table campaigns enable always trigger campaigns_count_insert')
  await client.query(
    `insert into campaigns (workspace_id, id, account_id, name, daily_budget_micros, total_budget_micros, status, campaign_type, publication_state,
       archived_at, google_campaign_id, published_name, published_version)
     select $1, r.id, r.account, r.name, r.budget, r.total, r.status, r.type, r.state, case when r.archived then now() end,
            case when r.status <> 'DRAFT' then r.n end, r.n::text, case when r.status <> 'DRAFT' then 1 end
       from jsonb_to_recordset($2::jsonb) as r(id uuid, account uuid, name text, budget bigint, total bigint, status text, type text, state text,
         archived boolean, n bigint)`,
    [home.actor.workspaceId, JSON.stringify(list.map((row, n) => ({ ...row, n: n + 1 })))],
  )
  await client.end()
}

const FILTERS: Partial<CampaignListQuery>[] = [
  {},
  { archived: 'true' },
  { status: ['DRAFT'] },
  { type: ['SEARCH'] },
  { publicationState: ['FAILED'] },
  { q: 'ALPHA' },
  { q: '0%' },
  { q: 'ärger', status: ['PUBLISHED'] },
  { status: ['PAUSED'], type: ['DISPLAY'], publicationState: ['NONE'], archived: 'true' },
  { q: 'nothing has this' },
  { status: ['DRAFT', 'PAUSED'], type: ['SEARCH', 'DISPLAY'] },
  { match: 'any', status: ['PUBLISHED'] },
  { match: 'any', status: ['PUBLISHED'], type: ['SEARCH', 'DISPLAY'], publicationState: ['FAILED'] },
  { match: 'any', q: 'alpha', publicationState: ['FAILED'] },
  { match: 'any', q: 'ALPHA', status: ['PAUSED'], archived: 'true' },
]

/** The same, told by the rows themselves. */
function expected(query: Partial<CampaignListQuery>) {
  const found = rows.filter((row) => fits(row, query))
  const sumsOf = (kind: 'budget' | 'total'): Record<string, bigint> => {
    const sums: Record<string, bigint> = {}
    for (const row of found) {
      const currency = row.account === yen ? 'JPY' : 'USD'
      sums[currency] = (sums[currency] ?? 0n) + BigInt(row[kind] ?? 0)
    }
    return sums
  }
  return { campaigns: found.length, daily: sumsOf('budget'), total: sumsOf('total') }
}

const byCurrency = (sums: CampaignTotals['dailyBudgetMicros']): Record<string, bigint> =>
  Object.fromEntries(sums.map((one) => [one.currencyCode, BigInt(one.micros)]))

it.each(FILTERS)('totals are those of the list, by currency: %j', async (filter) => {
  for (const accountId of [undefined, [home.accountId], [yen], [yen, home.accountId], [newId()]]) {
    const query = { archived: 'false' as const, ...filter, accountId }
    const { campaigns, daily, total } = expected(query)
    const totals = await totalCampaigns(world.ctx, home.actor, query)
    expect([totals.campaigns, totals.exact]).toEqual([campaigns, true])
    expect([byCurrency(totals.dailyBudgetMicros), byCurrency(totals.totalBudgetMicros)]).toEqual([
      daily,
      total,
    ])
    const page = JSON.parse(await listCampaigns(world.ctx, home.actor, { ...query, limit: 200 })) as {
      items: unknown[]
    }
    expect(page.items).toHaveLength(campaigns)
  }
})

it.each(FILTERS.filter(({ match }) => match === undefined))(
  'numbers by status are those of the list: %j',
  async (filter) => {
    const { status: _status, ...rest } = { archived: 'false' as const, ...filter }
    for (const accountId of [undefined, [home.accountId], [yen, home.accountId], [newId()]]) {
      const query = { ...rest, accountId }
      const count = (more: Partial<CampaignListQuery>): number => expected({ ...query, ...more }).campaigns
      expect(await countCampaigns(world.ctx, home.actor, query)).toEqual({
        all: count({}),
        byStatus: Object.fromEntries(CAMPAIGN_STATUSES.map((one) => [one, count({ status: [one] })])),
        problems: count({ publicationState: ['FAILED', 'NEEDS_ATTENTION'] }),
        exact: true,
      })
    }
  },
)

it('numbers by status say where there are more than were looked at', async () => {
  const few = await countCampaigns(world.ctx, home.actor, { archived: 'false', type: ['SEARCH'] }, 3)
  expect(few).toMatchObject({ exact: false, all: 9 })
  const named = await countCampaigns(world.ctx, home.actor, { archived: 'false', q: 'alpha' }, 10)
  expect(named.exact).toBe(false)
  expect(named.all).toBeLessThanOrEqual(11)
})

it('beyond the bound they say so, and the kept counters still know how many there are', async () => {
  const few = async (query: Partial<CampaignListQuery>) =>
    await totalCampaigns(world.ctx, home.actor, { archived: 'false', ...query }, 10)
  const { all, byStatus } = await countCampaigns(world.ctx, home.actor)
  expect(await few({})).toMatchObject({ exact: false, campaigns: all })
  expect(await few({ status: ['DRAFT'] })).toMatchObject({ exact: false, campaigns: byStatus.DRAFT })
  const typed = await few({ type: ['SEARCH'] })
  expect(typed).toMatchObject({ exact: false, campaigns: 11 })
  const searched = await few({ q: 'alpha' })
  expect(searched.exact).toBe(false)
  expect(searched.campaigns).toBeLessThanOrEqual(11)
})

it('another workspace has its own', async () => {
  const there = await createTestWorkspace(world.ctx)
  expect(await totalCampaigns(world.ctx, there.actor, { archived: 'false' })).toEqual({
    campaigns: 0,
    exact: true,
    dailyBudgetMicros: [],
    totalBudgetMicros: [],
  })
})
