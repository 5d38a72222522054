import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../base/ids.ts'
import { load, LOAD_VERSION, wrongBooks } from '../../scripts/prove-migrations/load.ts'
import { createEmptyDatabase, type TestDatabase, testServerUrl } from '../../test/database.ts'
import { demoOf } from '../../test/schema/attacks-demo.ts'
import { HEX64, IDS } from '../../test/schema/world.ts'
import { violates } from './database-errors.ts'
import { Database } from './db.ts'
import { migrateDown, migrateUp } from './migrate.ts'
import { MIGRATIONS_DIR, readMigrations } from './migration-files.ts'
import { claimPublication, updatePublicationState } from './publications.ts'

interface Row {
  workspace_id: string
  id: string
}

// An upgrade of a database that is owned by a plain user: row level security is forced on that user as well.

let database: TestDatabase
let superuser: Client
let ownerUrl: string
let role: string

beforeEach(async () => {
  database = await createEmptyDatabase()
  superuser = new Client({ connectionString: database.url })
  await superuser.connect()
  role = `${database.name}_owner`
  await superuser.query(`create role ${role} login password 'secret';
    grant gacm_app, gacm_worker, gacm_readonly to ${role} with inherit false, set true;
    alter database ${database.name} owner to ${role}; grant create, usage on schema public to ${role}`)
  const url = new URL(database.url)
  url.username = role
  url.password = 'secret'
  ownerUrl = url.href
  await migrateUp(ownerUrl, { to: LOAD_VERSION })
  await load(superuser, 600)
})

afterEach(async () => {
  await superuser.end()
  await database.drop()
  const server = new Client({ connectionString: testServerUrl() })
  await server.connect()
  await server.query(`drop role ${role}`)
  await server.end()
})

test('fills what was there, and the triggers write for a worker who is in no workspace', async () => {
  const { rows } = await superuser.query(
    `select rolsuper or rolbypassrls as above from pg_roles where rolname = $1`,
    [role],
  )
  expect(rows).toEqual([{ above: false }])
  await migrateUp(ownerUrl)
  expect(await wrongBooks(superuser)).toEqual([])
  expect(await count(`publication_state = 'SUCCEEDED'`)).toBe(240)
  expect(await count(`publication_state = 'QUEUED'`)).toBe(6)
  expect(await count('version <> 1 or updated_at <> created_at')).toBe(0)
  const db = new Database(ownerUrl, { max: 2 })
  const claim = (await claimPublication(db, 60))!
  expect(await count(`publication_state = 'RUNNING'`)).toBe(1)
  await db.transaction({ workspaceId: claim.workspace_id }, async (tx) => {
    await updatePublicationState(tx, claim.workspace_id, claim.id, { state: 'FAILED', message: 'Refused.' })
  })
  await db.close()
  expect(await wrongBooks(superuser)).toEqual([])
})

test('a demo of before says that it is one and can be deleted, and who was there needs no first steps', async () => {
  await migrateUp(ownerUrl, { to: 51 })
  const inDemo = `begin; select set_config('app.workspace_id', '${IDS.free}', true)`
  await superuser.query(`${inDemo};
    insert into workspaces (id, name) values ('${IDS.free}', 'demo');
    insert into users (id, email, name, password_hash) values ('${IDS.user}', 'ann@example.com', 'Ann', '$argon2id$v=19$x');
    insert into members (workspace_id, user_id, role) values ('${IDS.free}', '${IDS.user}', 'admin');
    insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail)
      values ('${IDS.free}', 'Demo data', 'system', 'demo.complete', 'workspace', '${IDS.free}', '{}');
    commit`)
  await migrateUp(ownerUrl)
  const { rows: demos } = await superuser.query('select name from workspaces where demo')
  expect(demos).toEqual([{ name: 'demo' }])
  const { rows: members } = await superuser.query(
    'select count(*)::integer as shown from members where steps_away_at is null',
  )
  expect(members).toEqual([{ shown: 0 }])

  await superuser.query(
    `${inDemo}; ${demoOf('FAILED')
      .replace(/insert into workspaces.*\n/, '')
      .replace('message)', 'message, finished_at)')
      .replace(`'Look.')`, `'Look.', now())`)}; commit`,
  )
  // Through the plain owner, whom row level security binds too.
  const plain = new Client({ connectionString: ownerUrl })
  await plain.connect()
  await plain.query(
    `begin; set local role gacm_app; select set_config('app.workspace_id', '${IDS.free}', true)`,
  )
  const { rows } = await plain.query<{ deleted: unknown }>(
    `select delete_demo_data('${IDS.free}', 'ann', 'web', '${HEX64}') as deleted`,
  )
  await plain.query('commit')
  await plain.end()
  expect(rows[0]!.deleted).toEqual({ campaigns: 1, images: 0, publications: 1, revisions: 1 })
  const { rows: left } = await superuser.query(
    `select (select count(*) from revisions where workspace_id = $1)::integer as revisions,
            (select array_agg(action order by seq) from audit_log where workspace_id = $1) as log`,
    [IDS.free],
  )
  expect(left).toEqual([{ revisions: 0, log: ['demo.complete', 'demo.delete'] }])
  expect(await wrongBooks(superuser)).toEqual([])
})

test('ends consistent when workers claim and finish all through it, and on the way back and up again', async () => {
  const db = new Database(ownerUrl, { max: 6 })
  const stop = new AbortController()
  let ended = 0
  const failures: unknown[] = []
  const turn = async (client: Client): Promise<void> => {
    const claim = await claimPublication(db, 60)
    if (claim === undefined) return
    await db.transaction({ workspaceId: claim.workspace_id }, async (tx) => {
      const state = (['UNKNOWN', 'UNKNOWN', 'FAILED'] as const)[ended % 3]!
      await updatePublicationState(tx, claim.workspace_id, claim.id, { state, message: 'Again.' })
    })
    ended += 1
    await client.query(REOPEN, [newId()])
  }
  const work = async (): Promise<void> => {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    while (!stop.signal.aborted) {
      await turn(client).catch((error: unknown) => {
        if (!violates(error, 'publications_one_running_per_account')) failures.push(error)
      })
    }
    await client.end()
  }
  const workers = [1, 2, 3].map(async () => await work())
  try {
    await migrateUp(ownerUrl)
    await migrateDown(ownerUrl, { to: LOAD_VERSION })
    await migrateUp(ownerUrl)
  } finally {
    stop.abort()
    await Promise.all(workers)
    await db.close()
  }
  expect(failures).toEqual([])
  expect(ended).toBeGreaterThan(20)
  expect(await wrongBooks(superuser)).toEqual([])
}, 90_000)

/** Another publication of a campaign whose last one has ended, so that there is always something to claim. */
const REOPEN = `
  insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan, published_name, token, created_by)
  select p.workspace_id, $1, p.campaign_id, p.account_id, 'PAUSE', false, 1, '{}', 'n', p.token, 'test'
    from publications p where p.state in ('FAILED', 'SUCCEEDED')
     and not exists (select from publications q where q.workspace_id = p.workspace_id and q.campaign_id = p.campaign_id
                        and q.state not in ('FAILED', 'SUCCEEDED'))
   order by random() limit 1
  on conflict do nothing`

async function count(condition: string): Promise<number> {
  const { rows } = await superuser.query<{ n: number }>(
    `select count(*)::int as n from campaigns where ${condition}`,
  )
  return rows[0]!.n
}

test('links from before they were signed keep their token, there and back; on the way back signed ones open nothing', async () => {
  const before = readMigrations(MIGRATIONS_DIR).find(({ name }) => name === 'review_link_keys')!.version - 1
  await migrateUp(ownerUrl, { to: before })
  const link = `insert into review_links (workspace_id, id, request_id, name, created_by, expires_at, token_sha256)
    select workspace_id, $1, id, 'Dora', 'ann', now() + interval '1 day', $2 from approval_requests`
  const tokens = async () =>
    (
      await superuser.query<{ id: string; token: string | null }>(
        'select id, token_sha256 as token from review_links order by created_at',
      )
    ).rows
  await superuser.query(
    `insert into approval_requests (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version,
       rule_pack_version, plan, sent, created_by)
     select workspace_id, $1, id, account_id, version, $2, 0, 'r', '{}', '{}', 'ann' from campaigns order by id limit 1`,
    [IDS.request, HEX64],
  )
  await superuser.query(link, [IDS.link, HEX64])
  await migrateUp(ownerUrl)
  expect(await tokens()).toEqual([{ id: IDS.link, token: HEX64 }])
  await superuser.query(link, [IDS.otherLink, null])
  await migrateDown(ownerUrl, { to: before })
  const back = await tokens()
  expect(back).toEqual([
    { id: IDS.link, token: HEX64 },
    { id: IDS.otherLink, token: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  ])
  await migrateUp(ownerUrl)
  expect(await tokens()).toEqual(back)
})

test('what was edited back to what is published is as published, but for what else was edited, and what is protected', async () => {
  const before = readMigrations(MIGRATIONS_DIR).find(({ name }) => name === 'as_published_fill')!.version - 1
  await migrateUp(ownerUrl, { to: before })
  const { rows } = await superuser.query<{ workspace_id: string; id: string }>(
    `select workspace_id, id from campaigns where status <> 'DRAFT' order by id limit 4`,
  )
  const [back, other, kept, unedited] = rows as [Row, Row, Row, Row]
  const save = async ({ workspace_id: workspaceId, id }: Row, documents: object[]): Promise<void> => {
    for (const [index, document] of documents.entries()) {
      await superuser.query(
        `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
         values ($1, $2, $3, $4, '{}', 'Edited', 'api', 'ann')`,
        [workspaceId, id, index + 2, document],
      )
      await superuser.query('update campaigns set version = version + 1 where id = $1', [id])
    }
  }
  await save(back, [{ name: 'For an hour' }, {}])
  await save(other, [{ name: 'For an hour' }, { name: 'Another' }])
  await save(kept, [{ name: 'For an hour' }, {}])
  await superuser.query(
    `insert into campaign_protections (workspace_id, campaign_id, protected_by) values ($1, $2, 'ann')`,
    [kept.workspace_id, kept.id],
  )
  await migrateUp(ownerUrl)
  const versions = await superuser.query<{ id: string; published: number; version: number }>(
    `select id, published_version as published, version from campaigns where id = any ($1) order by id`,
    [[back, other, kept, unedited].map(({ id }) => id)],
  )
  expect(versions.rows).toEqual([
    { id: back.id, published: 3, version: 3 },
    { id: other.id, published: 1, version: 3 },
    { id: kept.id, published: 1, version: 3 },
    { id: unedited.id, published: 1, version: 1 },
  ])
})
