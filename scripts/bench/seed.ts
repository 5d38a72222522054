import { Client } from 'pg'
import { APPROVAL_STEPS } from './seed-approvals.ts'
import { BATCH_STEPS } from './seed-batches.ts'
import { EDIT_STEPS, TEMPLATE_STEPS, VIEW_STEPS } from './seed-edits.ts'
import {
  ASSETS_PLAN,
  BASE,
  CAMPAIGNS_PLAN,
  GROUPS_PLAN,
  helpers,
  LANES,
  METRIC_DAYS,
  METRICS,
  METRICS_OF_A_YEAR,
  ROLL_UPS,
  type SeedStep,
  WORKSPACES,
} from './seed-steps.ts'

export interface SeedOptions {
  campaigns: number
  workspaces: number
  /** Daily rows; 0 leaves the metrics out. */
  metrics: number
  seed: number
  log: (line: string) => void
}

/**
 * Fills a migrated, empty database, as its owner. Row triggers and foreign keys are off while it does (the rows are right
 * by how they are made, and a test checks them), indexes that belong to no constraint are made at the end, and
 * everything is vacuumed and analyzed.
 */
export async function seed(url: string, options: SeedOptions): Promise<void> {
  const lanes = await Promise.all(LANES.map(async () => await connect(url)))
  const [first] = lanes as [Client]
  try {
    if ((await first.query('select from workspaces limit 1')).rows.length > 0)
      throw new Error('The database has rows already. Seed an empty one.')
    await first.query(helpers(options.seed))
    await first.query(WORKSPACES, [workspaceSizes(options.campaigns, options.workspaces)])
    const planning = Date.now()
    for (const plan of [CAMPAIGNS_PLAN, GROUPS_PLAN, ASSETS_PLAN]) await first.query(plan)
    await first.query('analyze bench.campaigns, bench.groups, bench.assets')
    options.log(`drawn in ${seconds(planning)} s`)
    const indexes = await dropIndexes(first)
    for (const step of BASE) await run(first, step, options.log)
    await Promise.all(
      LANES.map(async (steps, lane) => {
        for (const step of steps) await run(lanes[lane]!, step, options.log)
      }),
    )
    for (const step of [...BATCH_STEPS, ...EDIT_STEPS, ...VIEW_STEPS, ...TEMPLATE_STEPS, ...APPROVAL_STEPS])
      await run(first, step, options.log)
    if (options.metrics > 0) await seedMetrics(first, options)
    const started = Date.now()
    // Shared among the connections, each taking the next one that is left.
    const left = [...indexes]
    await Promise.all(
      lanes.map(async (client) => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) await client.query(next)
      }),
    )
    options.log(`${indexes.length} indexes made in ${seconds(started)} s`)
    await first.query('drop schema bench cascade')
    const vacuuming = Date.now()
    await first.query('vacuum analyze')
    options.log(`vacuumed and analyzed in ${seconds(vacuuming)} s`)
  } finally {
    await Promise.all(lanes.map((client) => client.end()))
  }
}

/** Sizes as a power law has them: of 1,000 workspaces the largest has a tenth of all campaigns. */
export function workspaceSizes(campaigns: number, workspaces: number): number[] {
  const shares = Array.from({ length: workspaces }, (_, rank) => (rank + 1) ** -0.89)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const sizes = shares.map((share) => Math.max(1, Math.floor((campaigns * share) / whole)))
  sizes[0]! += campaigns - sizes.reduce((sum, size) => sum + size, 0)
  return sizes
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(
    `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off; set timezone = 'UTC'`,
  )
  return client
}

/** The newest days of every campaign that was ever published, a year of some, and their sums. */
async function seedMetrics(client: Client, { metrics, log }: SeedOptions): Promise<void> {
  const { rows } = await client.query<{ published: number }>(
    `select count(*)::integer as published from bench.campaigns where status <> 'DRAFT'`,
  )
  const days = Math.min(METRIC_DAYS, Math.ceil(metrics / Math.max(1, rows[0]!.published)))
  await client.query(
    `select metrics_make_month(m::date)
       from generate_series(date_trunc('month', date '2026-10-31' - $1::integer), date '2026-10-31', interval '1 month') m`,
    [METRIC_DAYS],
  )
  await run(client, METRICS, log, [days])
  await run(client, METRICS_OF_A_YEAR, log, [days])
  for (const step of ROLL_UPS) await run(client, step, log)
}

async function run(
  client: Client,
  { table, sql }: SeedStep,
  log: (line: string) => void,
  values: unknown[] = [],
): Promise<void> {
  const started = Date.now()
  const { rowCount } = await client.query(sql, values)
  const perSecond = Math.round((rowCount ?? 0) / ((Date.now() - started) / 1000 || 1))
  log(
    `${table.padEnd(22)} ${String(rowCount).padStart(10)} rows in ${seconds(started).padStart(6)} s, ${perSecond} rows/s`,
  )
}

/** Takes away the indexes that no constraint needs, and answers the statements that make them again. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class t on t.oid = i.indrelid
      where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and not t.relispartition
        and t.relname in ('campaigns', 'publications', 'ads', 'ad_assets', 'criteria')
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1)
}
