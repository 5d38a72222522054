import { Client } from 'pg'
import { Database } from '../../src/store/db.ts'
import { allStatements } from './all-statements.ts'
import { callThroughPgbench, callThroughStore, findPgbench, type Latency, type Role } from './clients.ts'
import { type HotQuery, hotQueries } from './hot-queries.ts'
import { type SweptList, sweepLists } from './list-sweep.ts'
import { planOf } from './plans.ts'
import { FOR_WORKERS, QUERIES } from './query-catalogue.ts'
import { ServerClock } from './server-clock.ts'
import { importAgainstCopy, type ImportTimes, insertCosts } from './write-costs.ts'

export interface BenchOptions {
  /** Of each measurement through the store and pgbench. */
  seconds: number
  clients: readonly number[]
  /** How many campaigns to import. */
  imports: number
  /** How often the server's time of a query is measured; the best counts. */
  rounds?: number
  /** Each so manyth list of the sweep; 0 for none. */
  sweep: number
  /** false: without pgbench. */
  comparison?: boolean
  log: (line: string) => void
}

export interface QueryResult {
  workspace: 'largest' | 'average'
  query: HotQuery
  budgetMs: number
  /** By number of clients. */
  store: Map<number, Latency>
  pgbench: Map<number, Latency>
  /** Of the statement alone: see `ServerClock`. */
  serverMs: number
  over: boolean
}

export interface BenchResult {
  /** Of the server. */
  settings: string
  queries: QueryResult[]
  /** The slowest first. */
  swept: { workspace: 'largest' | 'average'; lists: SweptList[] }[]
  /** Statements whose plan is not what the catalogue says. */
  plans: string[]
  rls: { title: string; on: Latency; off: Latency }[]
  inserts: [string, number][]
  imported: ImportTimes
  withPgbench: boolean
}

/** Measures the hot queries, and what writes cost. The database is one of bench:seed. */
export async function runQueries(url: string, options: BenchOptions): Promise<BenchResult> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const db = new Database(url, { max: Math.max(...options.clients) })
  const single = new Database(url, { max: 1 })
  try {
    const pgbench = options.comparison === false ? undefined : findPgbench()
    if (pgbench === undefined)
      options.log('pgbench is not here: it comes with PostgreSQL. Going on without the comparison.')
    // Inserts of an earlier run were rolled back at the newest end, where most lists begin: dead rows of a bench are no
    // part of what is measured. In life autovacuum takes them away.
    await client.query('vacuum (analyze) campaigns, revisions, publications, ads, ad_groups, campaign_counts')
    const statements = await allStatements()
    const plans = await wrongPlans(client)
    const [largest, average] = await workspaces(client)
    const queries: QueryResult[] = []
    const swept: BenchResult['swept'] = []
    for (const [workspace, id] of [
      ['largest', largest],
      ['average', average],
    ] as const) {
      const clock = await ServerClock.of(single, id)
      for (const query of await hotQueries(client, statements, id)) {
        // In an average workspace one client is enough to see that nothing depends on the size.
        const clients = workspace === 'largest' && query.alone !== true ? options.clients : [1]
        const serverMs = await serverTime(clock, query, options.rounds)
        const times = await measure(db, url, pgbench, id, query, { ...options, clients })
        const budgetMs = query.budgetMs ?? QUERIES.get(query.statement.name)!.budgetMs
        queries.push({ workspace, query, budgetMs, serverMs, ...times, over: serverMs > budgetMs })
        options.log(`${workspace} ${query.title}: ${serverMs.toFixed(2)} ms of ${budgetMs}`)
      }
      if (options.sweep > 0) {
        const lists = await sweepLists(client, clock, id, { every: options.sweep })
        swept.push({ workspace, lists })
        options.log(`${workspace}: ${lists.length} lists swept`)
      }
    }
    const hot = await hotQueries(client, statements, largest)
    const rls = await withoutRowSecurity(pgbench, url, largest, hot, options)
    const inserts = await insertCosts(client, largest, Math.min(5000, options.imports))
    const imported = await importAgainstCopy(url, client, options.imports)
    return {
      settings: await settingsOf(client),
      queries,
      swept,
      plans,
      rls,
      inserts,
      imported,
      withPgbench: pgbench !== undefined,
    }
  } finally {
    await single.close()
    await db.close()
    await client.end()
  }
}

/** The same transactions with row level security and without it. */
async function withoutRowSecurity(
  pgbench: string | undefined,
  url: string,
  workspaceId: string,
  queries: readonly HotQuery[],
  { seconds }: BenchOptions,
): Promise<BenchResult['rls']> {
  const compared: BenchResult['rls'] = []
  if (pgbench === undefined) return []
  for (const query of queries.slice(0, 16)) {
    const of = async (role: Role): Promise<Latency> =>
      await callThroughPgbench(pgbench, url, workspaceId, query, { clients: 1, seconds, role })
    compared.push({ title: query.title, on: await of('program'), off: await of('none') })
  }
  return compared
}

/** Other programs take the processors at times: the best of so many rounds counts, each of so many calls. */
const ROUNDS = 5
const CALLS = 21

async function serverTime(clock: ServerClock, query: HotQuery, rounds = ROUNDS): Promise<number> {
  let best = Infinity
  for (let round = 0; round < rounds; round += 1) best = Math.min(best, await clock.half(query, CALLS))
  return best
}

async function measure(
  db: Database,
  url: string,
  pgbench: string | undefined,
  workspaceId: string,
  query: HotQuery,
  { clients, seconds }: BenchOptions,
): Promise<Pick<QueryResult, 'store' | 'pgbench'>> {
  const store = new Map<number, Latency>()
  const bare = new Map<number, Latency>()
  for (const count of clients) {
    const how = { clients: count, seconds }
    store.set(count, await callThroughStore(db, workspaceId, query, how))
    if (pgbench !== undefined)
      bare.set(count, await callThroughPgbench(pgbench, url, workspaceId, query, how))
  }
  return { store, pgbench: bare }
}

async function settingsOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: string; buffers: string }>(
    `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers`,
  )
  return `PostgreSQL ${rows[0]!.version}, ${rows[0]!.buffers} of shared buffers`
}

/** The largest, and the one in the middle of all campaigns: as many are in smaller workspaces as in larger ones. */
async function workspaces(client: Client): Promise<[string, string]> {
  const { rows } = await client.query<{ largest: string; average: string }>(
    `with sizes as (select workspace_id, count(*) as size from campaigns group by 1)
     select (select workspace_id from sizes order by size desc limit 1) as largest,
            (select workspace_id from sizes order by abs(size - (select avg(size) from sizes)), workspace_id limit 1) as average`,
  )
  return [rows[0]!.largest, rows[0]!.average]
}

/** What is read from end to end, by no workspace, or sorted as a whole, with the tables as large as they are. */
async function wrongPlans(client: Client): Promise<string[]> {
  const wrong: string[] = []
  const SMALL = 1000
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and reltuples < $1`,
    [SMALL],
  )
  const small = new Set(rows.map(({ name }) => name))
  for (const [name, one] of await allStatements()) {
    const shape = await planOf(client, one, { role: FOR_WORKERS.has(name) ? 'gacm_worker' : 'gacm_app' })
    const excused = QUERIES.get(name)?.because !== undefined
    const scans = shape.scans.filter((table) => !small.has(table))
    if (scans.length > 0 && !excused) wrong.push(`${name} reads all of ${scans.join(', ')}`)
    if (shape.bare.length > 0 && !excused)
      wrong.push(`${name} reads ${shape.bare.join(', ')} of every workspace`)
    const named = QUERIES.get(name)?.indexes.join(', ')
    if (name.startsWith('campaign_list_by') && shape.indexes.join(', ') !== named)
      wrong.push(`${name} reads ${shape.indexes.join(', ')} and not ${named}`)
    if (shape.sortsAll && !excused) wrong.push(`${name} sorts more than a page`)
  }
  return wrong
}
