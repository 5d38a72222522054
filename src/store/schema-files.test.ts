import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createEmptyDatabase, createTestDatabase } from '../../test/database.ts'
import { readCatalog } from './schema-catalog.ts'
import { dumpSchema } from './schema-dump.ts'
import { generateSchemaFiles } from './schema-files.ts'
import { generateRowTypes, rowName } from './schema-types.ts'

const ROOT = join(import.meta.dirname, '../..')
const migrated = await createTestDatabase()
const empty = await createEmptyDatabase()

afterAll(async () => {
  await migrated.drop()
  await empty.drop()
})

test('the generated files are what the migrations make (else: node scripts/generate-schema.ts)', async () => {
  for (const [file, content] of Object.entries(await generateSchemaFiles(migrated.url))) {
    expect(readFileSync(join(ROOT, file), 'utf8'), file).toBe(content)
  }
})

test('every table and column that is not plain from its name has a comment', async () => {
  const { tables } = await readCatalog(migrated.url)
  expect(tables.filter(({ comment }) => comment === null).map(({ name }) => name)).toEqual([])
})

test('the dump shows constraints, indexes, triggers, policies, rights and comments', async () => {
  const client = new Client({ connectionString: empty.url })
  await client.connect()
  await client.query(`
    create type mood as enum ('glad', 'it''s late');
    create domain percent as numeric(5,2) check (value >= 0);
    create table parents (id uuid primary key);
    create table things (
      id bigint not null, parent_id uuid references parents (id), moods mood[] not null default '{}', part percent,
      body bytea, extra jsonb, twice bigint generated always as (id * 2) stored,
      constraint things_pkey primary key (id), constraint things_id_positive check (id > 0)
    ) with (fillfactor = 80);
    create index things_part_idx on things (part) where part is not null;
    comment on column things.id is 'Counted from 1 /* here */';
    alter table things enable row level security;
    create policy things_of_app on things for select to gacm_app using (id < 5);
    grant select on things to gacm_app;
    grant update (part, body) on things to gacm_worker;
    create function answer() returns integer language sql as 'select 42';
    revoke execute on function answer() from public;
    create table facts (day date not null, n integer) partition by range (day);
    create table facts_2026_01 partition of facts for values from ('2026-01-01') to ('2026-02-01');
    create table facts_default partition of facts default`)
  await client.end()
  expect(await dumpSchema(empty.url)).toMatchSnapshot()
  expect(await generateRowTypes(empty.url)).toMatchSnapshot()
})

test.each([
  ['campaigns', 'CampaignRow'],
  ['ad_groups', 'AdGroupRow'],
  ['criteria', 'CriterionRow'],
  ['policies', 'PolicyRow'],
  ['audit_log', 'AuditLogRow'],
  ['addresses', 'AddressRow'],
  ['status', 'StatusRow'],
  ['boxes', 'BoxRow'],
])('a row of %s is a %s', (table, name) => {
  expect(rowName(table)).toBe(name)
})
