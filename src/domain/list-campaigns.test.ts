import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import type { CampaignListItem } from '../contract/campaign.ts'
import {
  CAMPAIGN_PUBLICATION_STATES,
  CAMPAIGN_SORTS,
  type CampaignPublicationState,
  type CampaignSort,
} from '../contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../contract/words.ts'
import { insertAccount, listAccounts } from '../store/accounts.ts'
import { fits } from '../../test/fits.ts'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import { type CampaignListQuery, listCampaigns } from './list-campaigns.ts'

interface Row {
  id: string
  account: string
  name: string
  budget: string | null
  start: string | null
  end: string | null
  status: (typeof CAMPAIGN_STATUSES)[number]
  type: (typeof CAMPAIGN_TYPES)[number]
  state: CampaignPublicationState
  archived: boolean
  updated: string
}

let world: TestWorld
let home: TestWorkspace
let other: string
let rows: Row[]
const accountNames = new Map<string, string>()

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
  other = newId()
  const { workspaceId } = home.actor
  await connect([{ id: other, name: 'other' }])
  for (const { id, name } of await listAccounts(world.ctx.db, workspaceId)) accountNames.set(id, name)
  rows = Array.from({ length: 60 }, (_, n) => rowOf(n))
  await write(rows)
})
afterAll(async () => await world.close())

async function connect(accounts: { id: string; name: string }[]): Promise<void> {
  const { workspaceId } = home.actor
  await world.ctx.db.transaction({ workspaceId }, async (tx) => {
    for (const { id, name } of accounts) {
      await insertAccount(tx, workspaceId, {
        id,
        customer_id: String(2_234_567_890 + accountNames.size),
        login_customer_id: null,
        name,
        currency_code: 'USD',
        time_zone: 'UTC',
        environment: 'EMULATOR',
      })
      accountNames.set(id, name)
    }
  })
}

/** Few values of each kind, so that ties and nulls are many; moments that differ by microseconds alone. */
function rowOf(n: number): Row {
  const status = CAMPAIGN_STATUSES[n % 3]!
  return {
    id: newId(),
    account: n % 7 === 0 ? other : home.accountId,
    name: ['Zebra', 'alpha', 'Alpha', 'Ärger', 'ångström', 'beta 50%', 'gamma_x', '\u{1f600} smile'][n % 8]!,
    budget: n % 4 === 0 ? null : String(9_007_199_254_740_993n + BigInt(n % 3)),
    start: n % 6 === 0 ? null : `2026-12-0${1 + (n % 4)}`,
    end: n % 5 === 0 ? null : `2027-01-0${1 + (n % 3)}`,
    status,
    type: CAMPAIGN_TYPES[n % 4]!,
    state: CAMPAIGN_PUBLICATION_STATES[n % 7]!,
    archived: status === 'PAUSED' && n % 2 === 0,
    updated: `2026-11-01 00:00:00.00000${n % 4}+00`,
  }
}

/** As the owner, past the triggers: the program itself cannot write these columns. */
async function write(list: Row[], from = 1): Promise<void> {
  const client = new Client({ connectionString: world.databaseUrl })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(
    `insert into campaigns (workspace_id, id, account_id, name, daily_budget_micros, start_date, end_date, status, campaign_type,
       publication_state, archived_at, updated_at, google_campaign_id, published_name, published_version)
     select $1, r.id, r.account, r.name, r.budget, r.start, r.end, r.status, r.type, r.state,
            case when r.archived then now() end, r.updated, case when r.status <> 'DRAFT' then r.n end, r.n::text,
            case when r.status <> 'DRAFT' then 1 end
       from jsonb_to_recordset($2::jsonb) as r(id uuid, account uuid, name text, budget bigint, start date, "end" date, status text,
         type text, state text, archived boolean, updated timestamptz, n bigint)`,
    [home.actor.workspaceId, JSON.stringify(list.map((row, n) => ({ ...row, n: from + n })))],
  )
  await client.end()
}

interface Page {
  items: CampaignListItem[]
  nextCursor: string | null
  prevCursor: string | null
}

async function pageOf(query: Partial<CampaignListQuery>): Promise<Page> {
  const text = await listCampaigns(world.ctx, home.actor, { archived: 'false', limit: 7, ...query })
  return JSON.parse(text) as Page
}

/** Every page of a list, joined: down to its end, and from its last page up again, which has to be the same. */
async function walk(query: Partial<CampaignListQuery>, limit = 7): Promise<string[]> {
  const seen: string[] = []
  let page = await pageOf({ ...query, limit })
  expect(page.prevCursor).toBeNull()
  for (;;) {
    expect(page.items.length).toBeLessThanOrEqual(limit)
    seen.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) break
    page = await pageOf({ ...query, limit, cursor: page.nextCursor })
  }
  const above: string[] = page.items.map(({ id }) => id)
  while (page.prevCursor !== null) {
    page = await pageOf({ ...query, limit, cursor: page.prevCursor })
    expect(page.nextCursor).not.toBeNull()
    above.unshift(...page.items.map(({ id }) => id))
  }
  expect(above).toEqual(seen)
  return seen
}

function expected(query: Partial<CampaignListQuery>): string[] {
  const sort = query.sort ?? '-createdAt'
  const descending = sort.startsWith('-')
  const key = KEYS[sort.replace('-', '')]!
  const found = rows.filter((row) => fits(row, query))
  const sorted = found.sort((a, b) => compare(key(a), key(b)) || compare(a.id, b.id)).map(({ id }) => id)
  return descending ? sorted.toReversed() : sorted
}

const KEYS: Record<string, (row: Row) => string | bigint> = {
  createdAt: ({ id }) => id,
  name: ({ name }) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  dailyBudgetMicros: ({ budget }) => BigInt(budget ?? 0),
  startDate: ({ start }) => start ?? 'infinity',
  endDate: ({ end }) => end ?? 'infinity',
  updatedAt: ({ updated }) => updated,
  status: ({ status, state }) => BigInt(STATUS_ORDER.indexOf(STATE_SHOWN[state] ?? status)),
  type: ({ type }) => type,
  account: ({ account }) => `${accountNames.get(account)!.toLowerCase()}\t${account}`,
  lastPublication: ({ state }) => BigInt(STATE_ORDER.indexOf(state)),
}
const STATUS_ORDER = ['DRAFT', 'PUBLISHED', 'PAUSED', 'under way', 'UNKNOWN', 'NEEDS_ATTENTION', 'FAILED']
/** What a status reads where a publication shows through it. */
const STATE_SHOWN: Partial<Record<CampaignPublicationState, string>> = {
  QUEUED: 'under way',
  RUNNING: 'under way',
  UNKNOWN: 'UNKNOWN',
  NEEDS_ATTENTION: 'NEEDS_ATTENTION',
  FAILED: 'FAILED',
}
const STATE_ORDER = ['NONE', 'QUEUED', 'RUNNING', 'UNKNOWN', 'SUCCEEDED', 'NEEDS_ATTENTION', 'FAILED']

/** Text by its bytes in UTF-8, which is the order of code points. */
function compare(a: string | bigint, b: string | bigint): number {
  if (typeof a === 'bigint' || typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

const FILTERS: [string, () => Partial<CampaignListQuery>][] = [
  ['everything', () => ({})],
  ['archived ones', () => ({ archived: 'true' })],
  ['a status', () => ({ status: ['PUBLISHED'] })],
  ['a type', () => ({ type: ['SEARCH'] })],
  ['a publication state', () => ({ publicationState: ['NONE'] })],
  ['an account', () => ({ accountId: [other] })],
  ['a text', () => ({ q: 'ALPHA' })],
  ['a short text with a wildcard in it', () => ({ q: '0%' })],
  ['a text beyond ASCII', () => ({ q: 'ärg' })],
  ['a text in an account', () => ({ q: 'beta', accountId: [home.accountId] })],
  [
    'a status, a type and an account',
    () => ({ status: ['DRAFT'], type: ['DISPLAY'], accountId: [home.accountId] }),
  ],
  ['several values of each', () => ({ status: ['PUBLISHED', 'DRAFT'], type: ['SEARCH', 'DISPLAY'] })],
  ['two accounts', () => ({ accountId: [other, home.accountId] })],
  [
    'two accounts, a text and a status',
    () => ({ accountId: [home.accountId, other], q: 'a', status: ['DRAFT', 'PAUSED'] }),
  ],
  ['any of a status and a type', () => ({ match: 'any', status: ['DRAFT'], type: ['SEARCH', 'DISPLAY'] })],
  [
    'any of a publication state, an account and a text',
    () => ({ match: 'any', publicationState: ['NONE'], accountId: [other], q: 'ALPHA' }),
  ],
  ['any of one', () => ({ match: 'any', type: ['SEARCH'] })],
  ['any of nothing', () => ({ match: 'any', archived: 'true' })],
  [
    'a combination that nobody has',
    () => ({ status: ['DRAFT'], publicationState: ['NONE'], type: ['SEARCH'], q: 'zzz' }),
  ],
]

describe('every order with every filter', () => {
  describe.each(CAMPAIGN_SORTS)('%s', (sort) => {
    it.each(FILTERS)('%s: each campaign on exactly one page, in its place', async (_, filter) => {
      const query = { ...filter(), sort }
      expect(await walk(query)).toEqual(expected(query))
    })
  })

  it('pages of one row, through ties and nulls', async () => {
    for (const sort of CAMPAIGN_SORTS) expect(await walk({ sort }, 1)).toEqual(expected({ sort }))
  })
})

describe('many campaigns with one word', () => {
  it('a word that is frequent and one that is rare give the same list as without an index', async () => {
    const more = Array.from({ length: 120 }, (_, n) => ({
      ...rowOf(n),
      name: `frequent ${n === 5 ? 'seldom' : n}`,
      status: 'DRAFT' as const,
      archived: false,
    }))
    await write(more, rows.length + 1)
    rows = [...rows, ...more]
    for (const q of ['frequent', 'seldom'])
      for (const sort of ['-createdAt', 'name', 'startDate', '-status', 'account'] as CampaignSort[])
        expect(await walk({ q, sort }, 50)).toEqual(expected({ q, sort }))
  })
})

describe('many accounts', () => {
  it('each campaign in the order of their names, however many have none that fits', async () => {
    const accounts = Array.from({ length: 115 }, (_, n) => ({ id: newId(), name: `Shop ${n % 60}` }))
    await connect(accounts)
    const more = accounts.map(({ id }, n) => ({
      ...rowOf(n),
      account: id,
      type: n === 3 || n === 57 ? ('PERFORMANCE_MAX' as const) : ('SEARCH' as const),
      status: 'DRAFT' as const,
      state: 'NONE' as const,
      archived: false,
    }))
    await write(more, rows.length + 1)
    rows = [...rows, ...more]
    const of = accounts.slice(0, 3).map(({ id }) => id)
    for (const sort of ['account', '-account'] as CampaignSort[]) {
      expect(await walk({ sort }, 50)).toEqual(expected({ sort }))
      const rare: Partial<CampaignListQuery> = { sort, type: ['PERFORMANCE_MAX'], status: ['DRAFT'] }
      expect(await walk(rare, 4)).toEqual(expected(rare))
      expect(await walk({ sort, accountId: of }, 2)).toEqual(expected({ sort, accountId: of }))
      const any: Partial<CampaignListQuery> = { ...rare, match: 'any', accountId: of }
      expect(await walk(any, 20)).toEqual(expected(any))
    }
  })
})

describe('a cursor', () => {
  const query: CampaignListQuery = { archived: 'false', limit: 2, sort: 'name' }

  it('goes on in its own list alone', async () => {
    const { nextCursor: cursor } = JSON.parse(await listCampaigns(world.ctx, home.actor, query)) as {
      nextCursor: string
    }
    await listCampaigns(world.ctx, home.actor, { ...query, limit: 5, cursor })
    const others: Partial<CampaignListQuery>[] = [
      { sort: '-name' },
      { sort: 'createdAt' },
      { status: ['DRAFT'] },
      { q: 'a' },
      { archived: 'true' },
      { accountId: [other] },
      { publicationState: ['NONE'] },
      { status: ['DRAFT'], type: ['SEARCH'] },
      { status: ['DRAFT'], type: ['SEARCH'], match: 'any' },
    ]
    for (const change of others) {
      const error = await refusal(listCampaigns(world.ctx, home.actor, { ...query, ...change, cursor }))
      expect([change, error.code, error.errors?.[0]?.code]).toEqual([change, 'invalid_request', 'bad_cursor'])
    }
  })

  it('is the same whatever order the values of a filter are written in', async () => {
    const { nextCursor } = await pageOf({ ...query, status: ['DRAFT', 'PUBLISHED'] })
    const next = await pageOf({ ...query, status: ['PUBLISHED', 'DRAFT'], cursor: nextCursor! })
    expect(next.items).toHaveLength(2)
  })

  it('leads back from a page that is empty, to the row that it was made from', async () => {
    const ids = expected({ sort: 'name' })
    const last = rows.find(({ id }) => id === ids.at(-1))!
    const list = ['name', undefined, undefined, undefined, undefined, undefined, false]
    const cursor = encodePlace(list, { key: KEYS['name']!(last) as string, id: last.id })
    const empty = await pageOf({ ...query, cursor })
    expect(empty).toMatchObject({ items: [], nextCursor: null })
    const before = await pageOf({ ...query, cursor: empty.prevCursor! })
    expect(before.items.map(({ id }) => id)).toEqual(ids.slice(-2))
    expect((await pageOf({ ...query, cursor: before.nextCursor! })).items).toEqual([])
  })

  it('that was made up is refused, and never reaches the database', async () => {
    const keys: [CampaignSort, string][] = [
      ['createdAt', 'x'],
      ['name', 'a\u0000b'],
      ['name', 'x'.repeat(513)],
      ['dailyBudgetMicros', '-1'],
      ['dailyBudgetMicros', '9223372036854775808'],
      ['endDate', '2027-02-30'],
      ['endDate', '-infinity'],
      ['startDate', '2027-02-30'],
      ['status', 'draft'],
      ['type', ''],
      ['account', 'Other'],
      ['account', `other\n\t${newId()}`],
      ['lastPublication', 'DONE'],
      ['updatedAt', '2026-01-01 24:00:00+00'],
      ['updatedAt', 'infinity'],
      ['updatedAt', "2026-01-01 00:00:00+00'"],
    ]
    for (const [sort, key] of keys) {
      const list = [sort, undefined, undefined, undefined, undefined, undefined, false]
      const cursor = encodePlace(list, { key, id: rows[0]!.id })
      const error = await refusal(listCampaigns(world.ctx, home.actor, { ...query, sort, cursor }))
      expect([sort, key, error.code]).toEqual([sort, key, 'invalid_request'])
    }
  })

  it('holds a key with every character that a name may have', () => {
    const place = { key: 'a:b\u2028c \u{1f600}', id: newId() }
    expect(decodePlace(['x'], encodePlace(['x'], place), () => true)).toEqual(place)
  })
})
