import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { newId } from '../../src/base/ids.ts'
import { Database } from '../../src/store/db.ts'
import { importCampaigns, MAX_IMPORT_BATCH } from '../../src/store/import-campaigns.ts'
import { documentOf } from '../../test/imports.ts'

/** What is taken away, in a transaction that is rolled back, to see what it costs. */
const WITHOUT: [title: string, sql: string][] = [
  ['everything on', ''],
  ['without the counters', 'alter table campaigns disable trigger campaigns_count_insert'],
  [
    'without the revision behind each campaign',
    'alter table campaigns drop constraint campaigns_revision_fkey',
  ],
  [
    'without the nineteen indexes of the lists',
    `drop index campaigns_account_created_idx, ${ofOrders('campaigns_WORD_idx', 'campaigns_ordered_WORD_idx', 'campaigns_account_ordered_WORD_idx')}`,
  ],
  [
    'without the twelve that have the names too',
    `drop index ${ofOrders('campaigns_ordered_WORD_idx', 'campaigns_account_ordered_WORD_idx')}`,
  ],
  [
    'without the three by first day',
    `drop index ${['', 'ordered_', 'account_ordered_'].map((kind) => `campaigns_${kind}start_idx`).join(', ')}`,
  ],
  ['without the index of words', 'drop index campaigns_text_idx'],
  ['no trigger and no foreign key', 'set local session_replication_role = replica'],
]
const ROUNDS = 3

function ofOrders(...names: string[]): string {
  const words = ['created', 'name', 'budget', 'start', 'end', 'updated']
  return names.flatMap((name) => words.map((word) => name.replace('WORD', word))).join(', ')
}

/** Milliseconds to insert `count` campaigns in one statement, with each thing taken away in turn: the best of three rounds. */
export async function insertCosts(
  client: Client,
  workspaceId: string,
  count: number,
): Promise<[string, number][]> {
  const best = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [title, without] of WITHOUT) {
      await client.query('begin')
      try {
        if (without !== '') await client.query(without)
        const started = performance.now()
        await client.query(
          `with made as (
             insert into campaigns (workspace_id, id, account_id, name)
             select workspace_id, gen_random_uuid(), account_id, name from campaigns where workspace_id = $1 limit $2
             returning id)
           insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
           select $1, id, 1, '{}', '{}', 'Bench', 'system', 'bench' from made`,
          [workspaceId, count],
        )
        await client.query('set constraints all immediate')
        best.set(title, Math.min(best.get(title) ?? Infinity, performance.now() - started))
      } finally {
        await client.query('rollback')
      }
    }
  }
  return [...best]
}

export interface ImportTimes {
  campaigns: number
  rows: number
  /** Half-way times of a batch, in milliseconds: through the store, all of it. */
  importMs: number
  /** COPY of the same rows into the same tables. Undefined where the server cannot write files that we can name. */
  copyMs: number | undefined
  /** COPY of the same rows into tables with the same indexes and checks, without foreign keys and triggers. */
  bareCopyMs: number | undefined
}

/** In the order in which rows refer to others. */
const TABLES = [
  'campaigns',
  'revisions',
  'campaign_criteria',
  'campaign_assets',
  'ad_groups',
  'ads',
  'ad_texts',
  'ad_assets',
  'ad_cards',
  'criteria',
]

/**
 * Imports new campaigns through the store, and copies the same rows, in turns: a batch each, in a transaction and a workspace
 * of its own. So a busy moment meets both, and the tables have the same size for both.
 */
export async function importAgainstCopy(
  url: string,
  client: Client,
  campaigns: number,
): Promise<ImportTimes> {
  const db = new Database(url, { max: 2 })
  const directory = mkdtempSync(join(tmpdir(), 'gacm-copy-'))
  chmodSync(directory, 0o777)
  const times: { import: number[]; copy: number[]; bare: number[] } = { import: [], copy: [], bare: [] }
  let rows = 0
  try {
    await client.query('drop schema if exists bench cascade; create schema bench')
    for (const table of TABLES)
      await client.query(`create table bench.${table} (like public.${table} including all)`)
    for (let done = 0; done < campaigns; done += MAX_IMPORT_BATCH) {
      const target = await importTarget(client)
      times.import.push(await importBatch(db, target, Math.min(MAX_IMPORT_BATCH, campaigns - done)))
      const { workspaceId } = await importTarget(client, target)
      rows += await copyOut(client, directory, { from: target.workspaceId, to: workspaceId })
      times.copy.push(await copyIn(client, directory, 'public'))
      times.bare.push(await copyIn(client, directory, 'bench'))
    }
  } catch (error) {
    // A server elsewhere, or one that may not write there.
    if (!/could not open file|permission denied|must be superuser/.test(String(error))) throw error
  } finally {
    await client.query('drop schema if exists bench cascade')
    rmSync(directory, { recursive: true, force: true })
    await db.close()
  }
  const half = (list: number[]): number | undefined =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
  return {
    campaigns: Math.min(campaigns, times.import.length * MAX_IMPORT_BATCH),
    rows,
    importMs: half(times.import)!,
    copyMs: half(times.copy),
    bareCopyMs: half(times.bare),
  }
}

interface Target {
  workspaceId: string
  accountId: string
  images: { landscape: string; logo: string }
}

async function importBatch(
  db: Database,
  { workspaceId, accountId, images }: Target,
  count: number,
): Promise<number> {
  const campaigns = Array.from({ length: count }, (_, n) => ({
    id: newId(),
    document: documentOf(accountId, `Imported ${n}`, images),
  }))
  const started = performance.now()
  const made = await importCampaigns(db, workspaceId, {
    campaigns,
    reason: 'Bench',
    door: 'system',
    actor: 'bench',
    requestId: null,
  })
  if (made.length !== count) throw new Error('The import left campaigns out.')
  return performance.now() - started
}

/** A new workspace with an account and two images: with the ids of `like`, so that its rows fit there too. */
async function importTarget(client: Client, like?: Target): Promise<Target> {
  const workspaceId = newId()
  const { accountId, images } = like ?? {
    accountId: newId(),
    images: { landscape: newId(), logo: newId() },
  }
  await client.query('insert into workspaces (id, name) values ($1, $2)', [
    workspaceId,
    `import ${workspaceId}`,
  ])
  await client.query(
    `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
     values ($1, $2, '9999999999', 'Import', 'USD', 'UTC', 'EMULATOR')`,
    [workspaceId, accountId],
  )
  await client.query(
    `insert into assets (workspace_id, id, name, format, width, height, bytes, animated, cmyk, sha256)
     select $1, a, 'image', 'PNG', 1, 1, 1, false, false, encode(sha256(convert_to(a::text, 'UTF8')), 'hex') from unnest($2::uuid[]) a`,
    [workspaceId, [images.landscape, images.logo]],
  )
  return { workspaceId, accountId, images }
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows.map(({ name }) => name)
}

/** Into files on the server, in binary: no network and no parsing of text, so it is as fast as it gets. */
async function copyOut(
  client: Client,
  directory: string,
  { from, to }: { from: string; to: string },
): Promise<number> {
  let rows = 0
  for (const table of TABLES) {
    const columns = await columnsOf(client, table)
    const moved = columns.map((name) => (name === 'workspace_id' ? `'${to}'::uuid` : name)).join(', ')
    const out = await client.query(
      `copy (select ${moved} from ${table} where workspace_id = '${from}') to '${join(directory, table)}' (format binary)`,
    )
    rows += out.rowCount ?? 0
  }
  return rows
}

/** Everything in one transaction, with all that its end checks. */
async function copyIn(client: Client, directory: string, schema: string): Promise<number> {
  const columns = new Map<string, string>()
  for (const table of TABLES) columns.set(table, (await columnsOf(client, table)).join(', '))
  const started = performance.now()
  await client.query('begin')
  for (const [table, names] of columns)
    await client.query(`copy ${schema}.${table} (${names}) from '${join(directory, table)}' (format binary)`)
  await client.query('commit')
  return performance.now() - started
}
