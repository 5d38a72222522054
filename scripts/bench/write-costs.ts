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
    'without the ten indexes of the lists',
    ['created', 'name', 'budget', 'end', 'updated']
      .map((word) => `drop index campaigns_${word}_idx, campaigns_account_${word}_idx`)
      .join('; '),
  ],
  ['without the index of words', 'drop index campaigns_text_idx'],
  ['no trigger and no foreign key', 'set local session_replication_role = replica'],
]
const ROUNDS = 3

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
  importMs: number
  /** Undefined where the server cannot write files that we can name. */
  copyMs: number | undefined
}

const TABLES = ['campaigns', 'revisions', 'ad_groups', 'ads', 'ad_texts', 'ad_assets', 'criteria']

/** Imports new campaigns into an own workspace through the store, then copies the same rows into tables made alike. */
export async function importAgainstCopy(
  url: string,
  client: Client,
  campaigns: number,
): Promise<ImportTimes> {
  const { workspaceId, accountId, images } = await importTarget(client)
  const db = new Database(url, { max: 2 })
  let importMs = 0
  try {
    for (let done = 0; done < campaigns; done += MAX_IMPORT_BATCH) {
      const batch = Array.from({ length: Math.min(MAX_IMPORT_BATCH, campaigns - done) }, (_, n) => ({
        id: newId(),
        document: documentOf(accountId, `Imported ${done + n}`, images),
      }))
      const started = performance.now()
      const made = await importCampaigns(db, workspaceId, {
        campaigns: batch,
        reason: 'Bench',
        door: 'system',
        actor: 'bench',
        requestId: null,
      })
      importMs += performance.now() - started
      if (made.length !== batch.length) throw new Error('The import left campaigns out.')
    }
  } finally {
    await db.close()
  }
  return { campaigns, importMs, ...(await copyRows(client, workspaceId)) }
}

async function importTarget(client: Client) {
  const [workspaceId, accountId, landscape, logo] = [newId(), newId(), newId(), newId()] as const
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
    [workspaceId, [landscape, logo]],
  )
  return { workspaceId, accountId, images: { landscape, logo } }
}

/** COPY in and out on the server, in binary: no network and no parsing of text, so it is as fast as it gets. */
async function copyRows(client: Client, workspaceId: string): Promise<Pick<ImportTimes, 'rows' | 'copyMs'>> {
  const directory = mkdtempSync(join(tmpdir(), 'gacm-copy-'))
  chmodSync(directory, 0o777)
  let rows = 0
  let copyMs: number | undefined = 0
  try {
    await client.query('drop schema if exists bench cascade; create schema bench')
    for (const table of TABLES) {
      const file = join(directory, table)
      const { rows: found } = await client.query<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
      const columns = found[0]!.columns
      await client.query(`create table bench.${table} (like public.${table} including all)`)
      const out = await client.query(
        `copy (select ${columns} from ${table} where workspace_id = '${workspaceId}') to '${file}' (format binary)`,
      )
      rows += out.rowCount ?? 0
      const started = performance.now()
      await client.query(`copy bench.${table} (${columns}) from '${file}' (format binary)`)
      copyMs += performance.now() - started
    }
  } catch (error) {
    // A server elsewhere, or one that may not write there.
    if (!/could not open file|permission denied|must be superuser/.test(String(error))) throw error
    copyMs = undefined
  } finally {
    await client.query('drop schema if exists bench cascade')
    rmSync(directory, { recursive: true, force: true })
  }
  return { rows, copyMs }
}
