import { Client } from 'pg'
import { Database } from '../../src/store/db.ts'
import { allStatements } from './all-statements.ts'
import { callThroughPgbench, callThroughStore, findPgbench, type Latency } from './clients.ts'
import { type HotQuery, hotQueries } from './hot-queries.ts'
import { planOf } from './plans.ts'
import { FOR_WORKERS, QUERIES } from './query-catalogue.ts'
import { importAgainstCopy, type ImportTimes, insertCosts } from './write-costs.ts'

export interface BenchOptions {
  /** Of each measurement. */
  seconds: number
  clients: readonly number[]
  /** How many campaigns to import. */
  imports: number
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
  /** Of the statement alone, at one client: its transaction's half-way time less that of an empty one. */
  serverMs: number
  over: boolean
}

export interface BenchResult {
  queries: QueryResult[]
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
  try {
    const pgbench = options.comparison === false ? undefined : findPgbench()
    if (pgbench === undefined)
      options.log('pgbench is not here: it comes with PostgreSQL. Going on without the comparison.')
    const statements = await allStatements()
    const plans = await wrongPlans(client)
    const [largest, average] = await workspaces(client)
    const queries: QueryResult[] = []
    for (const [workspace, id] of [
      ['largest', largest],
      ['average', average],
    ] as const) {
      const empty = await measure(db, url, pgbench, id, EMPTY, { ...options, clients: [1] })
      for (const query of await hotQueries(client, statements, id)) {
        // In an average workspace one client is enough to see that nothing depends on the size.
        const many = workspace === 'largest' ? options : { ...options, clients: [1] }
        const times = await measure(db, url, pgbench, id, query, many)
        const budgetMs = QUERIES.get(query.statement.name)!.budgetMs
        const of = (all: typeof times): number => (pgbench ? all.pgbench : all.store).get(1)!.p50
        const serverMs = Math.max(0, of(times) - of(empty))
        queries.push({ workspace, query, budgetMs, ...times, serverMs, over: serverMs > budgetMs })
        options.log(`${workspace} ${query.title}: ${serverMs.toFixed(2)} ms of ${budgetMs}`)
      }
    }
    const rls = []
    if (pgbench !== undefined) {
      for (const query of (await hotQueries(client, statements, largest)).slice(0, 12)) {
        const call = { text: query.statement.text, values: query.values }
        const { seconds } = options
        const on = await callThroughPgbench(pgbench, url, largest, call, { clients: 1, seconds })
        const off = await callThroughPgbench(pgbench, url, largest, call, {
          clients: 1,
          seconds,
          role: 'none',
        })
        rls.push({ title: query.title, on, off })
      }
    }
    const inserts = await insertCosts(client, largest, Math.min(5000, options.imports))
    const imported = await importAgainstCopy(url, client, options.imports)
    return { queries, plans, rls, inserts, imported, withPgbench: pgbench !== undefined }
  } finally {
    await db.close()
    await client.end()
  }
}

const EMPTY: HotQuery = {
  title: 'empty',
  statement: { name: 'bench_empty', text: 'select 1 as one', columns: {} },
  values: [],
}

async function measure(
  db: Database,
  url: string,
  pgbench: string | undefined,
  workspaceId: string,
  query: HotQuery,
  { clients, seconds }: BenchOptions,
): Promise<{ store: Map<number, Latency>; pgbench: Map<number, Latency> }> {
  const store = new Map<number, Latency>()
  const bare = new Map<number, Latency>()
  const call = { text: query.statement.text, values: query.values }
  for (const count of clients) {
    store.set(count, await callThroughStore(db, { workspaceId }, query, { clients: count, seconds }))
    if (pgbench !== undefined)
      bare.set(count, await callThroughPgbench(pgbench, url, workspaceId, call, { clients: count, seconds }))
  }
  return { store, pgbench: bare }
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
