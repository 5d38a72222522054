import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allStatements } from '../../scripts/bench/all-statements.ts'
import { type PlanShape, planOf } from '../../scripts/bench/plans.ts'
import { queriesDoc } from '../../scripts/bench/queries-doc.ts'
import { FOR_WORKERS, QUERIES } from '../../scripts/bench/query-catalogue.ts'
import { seed } from '../../scripts/bench/seed.ts'
import { type Statement, statement } from '../../src/store/statement.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

let database: TestDatabase
let client: Client
let statements: Map<string, Statement<unknown>>
const plans = new Map<string, PlanShape>()

beforeAll(async () => {
  statements = await allStatements()
  database = await createTestDatabase()
  await seed(database.url, { campaigns: 3000, workspaces: 30, metrics: 3000, seed: 1, log: () => {} })
  client = new Client({ connectionString: database.url })
  await client.connect()
  // The tables are small here, so a scan is often cheaper: what matters is whether there is another way.
  for (const [name, one] of statements)
    plans.set(name, await planOf(client, one, { seqscan: false, role: roleOf(name) }))
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

function roleOf(name: string): string {
  return FOR_WORKERS.has(name) ? 'gacm_worker' : 'gacm_app'
}

/**
 * With few rows the planner takes another index that begins alike: for an id, for parts by their id, for the words of an account, and in the log of deeds. Which of
 * them is read in a large database is looked at by bench:queries. Every month of metrics has its own.
 */
function alike(indexes: readonly string[]): string {
  const read = indexes.map((index) =>
    index === 'campaigns_account_key'
      ? 'campaigns_pkey'
      : index
          .replace(/^campaigns_account_/, 'campaigns_')
          .replace(/^ad_groups_position_key$/, 'ad_groups_pkey')
          // Stops are a handful: those that are on are found by either.
          .replace(/^spend_stops_one_per_scope$/, 'spend_stops_pkey')
          .replace(/^audit_log_(action|actor|request)_idx$/, 'audit_log_entity_idx')
          .replace(/^campaign_metrics_\d{4}_\d\d_/, 'campaign_metrics_2026_10_'),
  )
  return [...new Set(read)].sort().join()
}

describe('the catalogue of queries', () => {
  it('has an entry for every statement, and no other', () => {
    expect([...QUERIES.keys()].sort()).toEqual([...statements.keys()])
  })

  it('is what docs/queries.md says: npm run docs:queries writes it again', () => {
    expect(readFileSync('docs/queries.md', 'utf8')).toBe(queriesDoc(statements))
  })

  it('no table is read from end to end', () => {
    const wrong = [...plans].filter(([, { scans }]) => scans.length > 0)
    expect(wrong.map(([name, { scans }]) => [name, scans])).toEqual([])
  })

  it('every index is read by workspace, unless the catalogue says why not', () => {
    const wrong = [...plans].filter(
      ([name, { bare }]) => bare.length > 0 && QUERIES.get(name)?.because === undefined,
    )
    expect(wrong.map(([name, { bare }]) => [name, bare])).toEqual([])
  })

  it('no list is walked up to the place of its page', () => {
    const lists = [...plans].filter(([name]) => name.startsWith('campaign_list_by_'))
    expect(lists).toHaveLength(60)
    expect(
      lists.filter(([, { walked }]) => walked.length > 0).map(([name, { walked }]) => [name, walked]),
    ).toEqual([])
  })

  it('nothing is sorted beyond a page, unless the catalogue says why', () => {
    const wrong = [...plans].filter(
      ([name, { sortsAll }]) => sortsAll && QUERIES.get(name)?.because === undefined,
    )
    expect(wrong.map(([name]) => name)).toEqual([])
  })

  it('each reads the indexes that the catalogue names', () => {
    const wrong = [...plans].filter(
      ([name, { indexes }]) => alike(indexes) !== alike(QUERIES.get(name)?.indexes ?? []),
    )
    expect(wrong.map(([name, { indexes }]) => [name, indexes])).toEqual([])
  })

  it('a scan, an index without the workspace and a large sort are noticed', async () => {
    const shape = async (name: string, text: string): Promise<PlanShape> =>
      await planOf(client, statement(name, text), { seqscan: false })
    expect(
      (
        await shape(
          'test_scan',
          'select 1 from campaigns where workspace_id = $1 and version % 2 = 1 order by name',
        )
      ).sortsAll,
    ).toBe(true)
    expect((await shape('test_bare', 'select 1 from sessions where expires_at < $1')).bare).toEqual([
      'sessions_expires_idx',
    ])
    expect((await shape('test_all', 'select 1 from users where name = $1')).scans).toEqual(['users'])
    const limited = await shape(
      'test_limited',
      'select 1 from campaigns where workspace_id = $1 order by objective limit $2',
    )
    expect(limited.sortsAll).toBe(false)
  })
})

it('where one workspace has everything, lists still read no table from end to end', async () => {
  const alone = await createTestDatabase()
  const owner = new Client({ connectionString: alone.url })
  try {
    await seed(alone.url, { campaigns: 3000, workspaces: 1, metrics: 0, seed: 1, log: () => {} })
    await owner.connect()
    const wrong: string[] = []
    for (const [name, one] of statements) {
      if (!name.startsWith('campaign_list_by') || name.endsWith('_text')) continue
      // What is protected fits on one page here, which is read as it is.
      const { scans } = await planOf(owner, one)
      if (scans.some((table) => table !== 'campaign_protections')) wrong.push(name)
    }
    expect(wrong).toEqual([])
  } finally {
    await owner.end()
    await alone.drop()
  }
})

describe('the seeded database', () => {
  it.each([
    [
      'ad groups without their campaign',
      'ad_groups x left join campaigns y on y.workspace_id = x.workspace_id and y.id = x.campaign_id',
    ],
    [
      'ads without their ad group',
      'ads x left join ad_groups y on y.workspace_id = x.workspace_id and y.id = x.ad_group_id',
    ],
    [
      'texts without their ad',
      'ad_texts x left join ads y on y.workspace_id = x.workspace_id and y.id = x.ad_id',
    ],
    [
      'images that do not exist',
      'ad_assets x left join assets y on y.workspace_id = x.workspace_id and y.id = x.asset_id',
    ],
    [
      'targets without their ad group',
      'criteria x left join ad_groups y on y.workspace_id = x.workspace_id and y.id = x.ad_group_id',
    ],
    [
      'campaigns without their account',
      'campaigns x left join accounts y on y.workspace_id = x.workspace_id and y.id = x.account_id',
    ],
    [
      'campaigns without their revision',
      'campaigns x left join revisions y on y.workspace_id = x.workspace_id and y.campaign_id = x.id and y.number = x.version',
    ],
    [
      'publications without their campaign',
      'publications x left join campaigns y on y.workspace_id = x.workspace_id and y.account_id = x.account_id and y.id = x.campaign_id',
    ],
    [
      'steps without their publication',
      'publication_steps x left join publications y on y.workspace_id = x.workspace_id and y.id = x.publication_id',
    ],
    [
      'campaigns of batches without their publication',
      'publish_batch_items x left join publications y on y.workspace_id = x.workspace_id and y.id = x.publication_id and y.campaign_id = x.campaign_id',
    ],
    [
      'metrics without their campaign',
      'campaign_metrics x left join campaigns y on y.workspace_id = x.workspace_id and y.account_id = x.account_id and y.id = x.campaign_id',
    ],
  ])('has no %s', async (_, join) => {
    const { rows } = await client.query<{ all: string; lost: string }>(
      `select count(*) as all, count(*) filter (where y.workspace_id is null) as lost from ${join}`,
    )
    expect(Number(rows[0]!.all)).toBeGreaterThan(1000)
    expect(rows[0]!.lost).toBe('0')
  })

  it('has edits of many campaigns whose revisions follow on the state before', async () => {
    const { rows } = await client.query<{ edited: number; wrong: number }>(
      `select count(*)::int as edited, count(*) filter (where p.number is null or c.version <> r.number)::int as wrong
         from campaign_edits e
         join revisions r on r.workspace_id = e.workspace_id and r.edit_id = e.id
         join campaigns c on c.workspace_id = r.workspace_id and c.id = r.campaign_id
         left join revisions p on p.workspace_id = r.workspace_id and p.campaign_id = r.campaign_id and p.number = r.number - 1`,
    )
    expect(rows[0]!.edited).toBeGreaterThan(30)
    expect(rows[0]!.wrong).toBe(0)
  })

  it('has counters, publication states and sums of metrics that are right', async () => {
    const { rows } = await client.query<{ counts: string; states: string; sums: string }>(`select
      (select count(*) from (
         select workspace_id, status, count(*) from campaigns where archived_at is null group by 1, 2
         except select workspace_id, status, campaigns from campaign_counts) x) as counts,
      (select count(*) from campaigns c where c.publication_state <> coalesce(
         (select p.state from publications p where p.workspace_id = c.workspace_id and p.campaign_id = c.id order by p.id desc limit 1), 'NONE')) as states,
      (select count(*) from (
         select workspace_id, campaign_id, sum(clicks) from campaign_metrics group by 1, 2
         except select workspace_id, campaign_id, clicks from campaign_metrics_totals) x) as sums`)
    expect(rows[0]).toEqual({ counts: '0', states: '0', sums: '0' })
  })
})
