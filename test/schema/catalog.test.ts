import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCatalog, type SchemaCatalog } from '../../src/store/schema-catalog.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

// What makes the schema fit to be distributed by workspace, and what keeps it cheap and explained.

let database: TestDatabase
let catalog: SchemaCatalog
let owner: Client

beforeAll(async () => {
  database = await createTestDatabase()
  catalog = await readCatalog(database.url)
  owner = new Client({ connectionString: database.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

const tenants = (): SchemaCatalog['tables'] =>
  catalog.tables.filter(({ comment }) => comment?.startsWith('Tenant.'))
const names = async (sql: string): Promise<string[]> =>
  (await owner.query<{ name: string }>(sql)).rows.map(({ name }) => name)
const keyColumns = (definition: string): string[] =>
  /\(([^)]*)\)/
    .exec(definition)![1]!
    .split(', ')
    .map((column) => column.replaceAll('"', ''))

it('every table says whether it is a tenant’s or global, and the tenant’s are those with a workspace', () => {
  expect(
    catalog.tables
      .filter(({ comment }) => !/^(Tenant|Global)\. /.test(comment ?? ''))
      .map(({ name }) => name),
  ).toEqual([])
  const withWorkspace = catalog.tables.filter(({ columns }) =>
    columns.some(({ name }) => name === 'workspace_id'),
  )
  const tenantNames = tenants().map(({ name }) => name)
  // A set-up link is found before anybody belongs to a workspace.
  expect(withWorkspace.map(({ name }) => name)).toEqual([...tenantNames, 'setup_links'].sort())
  expect(tenantNames.length).toBeGreaterThan(20)
})

it('every table, column and function has a comment that says more than its name', () => {
  const silent = catalog.tables.flatMap(({ name, comment, columns }) => [
    ...(comment === null ? [name] : []),
    ...columns
      .filter((column) => (column.comment ?? '').length < 6)
      .map((column) => `${name}.${column.name}`),
  ])
  expect(silent).toEqual([])
  expect(
    catalog.functions.filter(({ comment }) => comment === null).map(({ signature }) => signature),
  ).toEqual([])
})

it('a comment names the unit of every amount', () => {
  const wrong = catalog.tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.name.endsWith('_micros') && !/millionths/.test(column.comment!))
      .map((column) => `${name}.${column.name}`),
  )
  expect(wrong).toEqual([])
})

it('the key of a tenant’s table starts with the workspace', () => {
  const wrong = tenants().filter(
    ({ constraints }) =>
      keyColumns(constraints.find(({ kind }) => kind === 'p')?.definition ?? '()')[0] !== 'workspace_id',
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

it('every unique index of a tenant’s table starts with the workspace', () => {
  const wrong = tenants().flatMap(({ constraints, indexes }) => [
    ...constraints.filter(({ kind }) => kind === 'u' || kind === 'p'),
    ...indexes.filter(({ definition }) => definition.startsWith('CREATE UNIQUE')),
  ])
  expect(
    wrong.filter(({ definition }) => keyColumns(definition)[0] !== 'workspace_id').map(({ name }) => name),
  ).toEqual([])
})

it('every reference between tenant’s tables carries the workspace on both sides', async () => {
  const tenantNames = tenants().map(({ name }) => name)
  const { rows } = await owner.query<{ name: string; definition: string; from: string; to: string }>(`
    select conname as name, pg_get_constraintdef(oid) as definition, conrelid::regclass::text as from,
           confrelid::regclass::text as to from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`)
  const between = rows.filter(({ from, to }) => tenantNames.includes(from) && tenantNames.includes(to))
  const wrong = between.filter(({ definition }) => {
    const [, here, there] = /KEY \(([^)]*)\) REFERENCES \w+\(([^)]*)\)/.exec(definition)!
    return !here!.startsWith('workspace_id') || !there!.startsWith('workspace_id')
  })
  expect(wrong.map(({ name }) => name)).toEqual([])
  expect(between.length).toBeGreaterThan(12)
  // Out of a workspace a row refers to the workspace itself and to people, who are the same everywhere.
  const out = rows.filter(({ from, to }) => tenantNames.includes(from) && !tenantNames.includes(to))
  expect([...new Set(out.map(({ to }) => to))].sort()).toEqual(['users', 'workspaces'])
})

it('there is no sequence and no identity: numbers that count across tenants cannot be distributed', async () => {
  expect(
    await names(
      `select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`,
    ),
  ).toEqual([])
})

it('row level security is forced on every tenant’s table, by its workspace', () => {
  const wrong = tenants().filter(
    ({ name, rowSecurity, policies }) =>
      rowSecurity !== 'forced' ||
      !policies.some(
        (policy) =>
          policy.name === `${name}_of_workspace` &&
          policy.command === 'all' &&
          policy.using?.includes('app.workspace_id'),
      ),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

it('the program’s roles own nothing, log in nowhere and pass no policy by', async () => {
  // Roles belong to the whole server, and a test beside this one may own its database by a role of its own.
  const { rows } = await owner.query(`
    select rolname from pg_roles r where rolname like 'gacm\\_%' and rolname not like 'gacm\\_test\\_%' and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole
       or exists (select from pg_class c where c.relowner = r.oid))`)
  expect(rows).toEqual([])
})

it('a function with its owner’s rights has its own search path, and nobody else may run it', () => {
  const definers = catalog.functions.filter(({ definition }) => definition.includes('SECURITY DEFINER'))
  expect(definers.map(({ signature }) => signature)).toEqual([
    'accounts_spend_ledgers()',
    'approval_requests_tell_void()',
    'audit_chain()',
    'campaign_baselines_budget_keep()',
    'campaign_counts_add()',
    'campaign_metrics_in_turn()',
    'campaign_metrics_roll_up()',
    'campaign_publication_state_keep()',
    'campaigns_spend_count()',
    'delete_demo_data(uuid,text,text,text)',
    'metrics_drop_month(integer)',
    'metrics_make_month(date)',
    'publications_spend_cap()',
    'publications_spend_count()',
    'spend_count(uuid,uuid[])',
    'spend_ledgers_add()',
    'spend_ledgers_move(spend_shares[],spend_shares[])',
  ])
  expect(definers.filter(({ isPublic }) => isPublic)).toEqual([])
  // The months of metrics come and go while the program runs, and its roles own nothing.
  const granted = definers.filter(({ grants }) => grants.length > 0)
  const forApp = granted.filter(({ grants }) => grants.every(({ grantee }) => grantee === 'gacm_app'))
  const forWorkers = granted.filter((one) => !forApp.includes(one))
  expect(forApp.map(({ signature }) => signature)).toEqual([
    // History that nobody may delete goes with a demo, by the program's hand and only whole.
    'delete_demo_data(uuid,text,text,text)',
    // Works out anew what follows from the campaigns, so it can only make it right.
    'spend_count(uuid,uuid[])',
  ])
  expect(forWorkers.map(({ signature }) => signature)).toEqual([
    'metrics_drop_month(integer)',
    'metrics_make_month(date)',
  ])
  expect(new Set(forWorkers.flatMap(({ grants }) => grants.map(({ grantee }) => grantee)))).toEqual(
    new Set(['gacm_worker']),
  )
})

it('every function reads the tables of the schema, and never a temporary one of the same name', () => {
  // Where a path does not name pg_temp, it comes first.
  const path = "SET search_path TO 'pg_catalog', 'public', 'pg_temp'\n"
  expect(
    catalog.functions
      .filter(({ definition }) => !definition.includes(path))
      .map(({ signature }) => `${signature}: set search_path = pg_catalog, public, pg_temp`),
  ).toEqual([])
})

interface IndexRow {
  name: string
  table: string
  columns: string[]
  predicate: string | null
  unique: boolean
  method: string
}

async function indexes(): Promise<IndexRow[]> {
  const { rows } = await owner.query<IndexRow>(`
    select x.relname as name, i.indrelid::regclass::text as table, m.amname as method, i.indisunique as unique,
           pg_get_expr(i.indpred, i.indrelid) as predicate,
           array(select trim('"' from pg_get_indexdef(i.indexrelid, k, true)) from generate_series(1, i.indnkeyatts) k) as columns
      from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
     where x.relnamespace = 'public'::regnamespace`)
  return rows
}

/** Part of what another index holds, and read where that one would be read in vain. */
const SMALLER: Record<string, string> = {
  approval_requests_untold_idx:
    'what the transaction that asks has made void, among all requests of a workspace',
  notifications_unread_idx: 'the few unread ones of a person, counted often, among all that they were told',
  campaigns_refused_ads_idx:
    'the few campaigns with ads that Google refused or limited, among all of an account',
  campaigns_budget_limited_idx: 'the few campaigns that their budget limits, among all of an account',
}

it('no index is covered by another one: each is paid for by every write', async () => {
  const all = (await indexes()).filter(({ method }) => method === 'btree')
  const covered = all.filter((one) =>
    all.some(
      (other) =>
        other.name !== one.name &&
        other.table === one.table &&
        (other.predicate === null || other.predicate === one.predicate) &&
        !one.unique &&
        SMALLER[one.name] === undefined &&
        one.columns.every((column, index) => other.columns[index] === column),
    ),
  )
  expect(covered.map(({ name }) => name)).toEqual([])
})

/** References that no index leads back along. What they point to is never deleted, or is found by another index. */
const UNINDEXED: Record<string, string> = {
  campaign_month_metrics_campaign_fkey: 'the key finds them by the campaign, which belongs to one account',
  publications_campaign_fkey:
    'publications_campaign_idx finds them by the campaign, which belongs to one account',
  publications_revision_fkey:
    'revisions go with a demo alone, and publications_campaign_idx finds those of the campaign',
  campaigns_revision_fkey: 'revisions go with a demo alone, and campaigns_pkey finds the campaign',
  accounts_connection_fkey: 'connections are never deleted, and a workspace has few accounts',
  publications_approval_request_fkey: 'requests are never deleted',
  approval_requests_account_fkey: 'accounts are never deleted',
  member_accounts_account_fkey: 'accounts are never deleted',
  invitation_accounts_account_fkey: 'accounts are never deleted',
  api_key_accounts_account_fkey: 'accounts are never deleted',
  approval_comments_link_fkey: 'links are never deleted',
  approvals_hash_fkey: 'requests are never deleted, and the primary key finds the approvals of one',
  approvals_user_fkey: 'users are never deleted',
  spend_ledgers_account_fkey: 'accounts are never deleted, and the scope of an account is its id',
  spend_stops_account_fkey: 'accounts are never deleted',
  spend_shares_campaign_fkey: 'spend_shares_pkey finds it by the campaign, which belongs to one account',
}

it('every reference has an index that leads back along it, or a reason', async () => {
  const all = await indexes()
  const { rows } = await owner.query<{ name: string; table: string; columns: string[] }>(`
    select conname as name, conrelid::regclass::text as table,
           array(select attname::text from unnest(conkey) with ordinality k (n, o)
                   join pg_attribute on attrelid = conrelid and attnum = n order by o) as columns
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`)
  const bare = rows.filter(
    ({ table, columns }) =>
      !all.some(
        (index) =>
          index.table === table &&
          // A row without the value points nowhere.
          (index.predicate === null || index.predicate === `(${columns.at(-1)} IS NOT NULL)`) &&
          columns.toSorted().join() === index.columns.slice(0, columns.length).toSorted().join(),
      ),
  )
  expect(bare.map(({ name }) => name).sort()).toEqual(Object.keys(UNINDEXED).sort())
})

it('every table has a primary key, and both sides of a reference are of one type', async () => {
  expect(
    catalog.tables
      .filter(({ constraints }) => !constraints.some(({ kind }) => kind === 'p'))
      .map(({ name }) => name),
  ).toEqual([])
  expect(
    await names(`
      select k.conname as name from pg_constraint k, unnest(k.conkey, k.confkey) as pair (here, there)
        join pg_attribute a on true join pg_attribute b on true
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and a.attrelid = k.conrelid and a.attnum = pair.here and b.attrelid = k.confrelid and b.attnum = pair.there
         and (a.atttypid, a.attcollation) <> (b.atttypid, b.attcollation)`),
  ).toEqual([])
})

it('no two indexes of any kind are the same but for the name', async () => {
  expect(
    await names(`
      select string_agg(indexrelid::regclass::text, ' and ' order by indexrelid) as name from pg_index
       where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
       group by indrelid, regexp_replace(pg_get_indexdef(indexrelid), '^CREATE (UNIQUE )?INDEX \\S+ ', '')
      having count(*) > 1`),
  ).toEqual([])
})

it('a policy stands only where row level security is on, everywhere where it is, and is planned once', async () => {
  const { rows } = await owner.query<{ name: string; secured: boolean; policies: number; each: boolean }>(`
    select c.relname as name, c.relrowsecurity as secured, count(p.oid)::int as policies,
           coalesce(bool_or(concat(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid))
             ~ 'current_setting' and concat(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid))
             !~ 'SELECT[^;]*current_setting'), false) as each
      from pg_class c left join pg_policy p on p.polrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     group by c.oid`)
  expect(rows.filter(({ secured, policies }) => secured !== policies > 0)).toEqual([])
  // A setting that is read for every row makes a scan several times as slow as one that is read in a subselect.
  expect(rows.filter(({ each }) => each)).toEqual([])
})

it('nobody has rights by being anybody', async () => {
  expect(
    await names(`
      select c.relname || ' ' || a.privilege_type as name from pg_class c, aclexplode(c.relacl) a
       where c.relnamespace = 'public'::regnamespace and a.grantee = 0
      union all
      select c.relname || '.' || t.attname from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
       where c.relnamespace = 'public'::regnamespace and a.grantee = 0`),
  ).toEqual([])
})

it('a trigger function has its trigger', async () => {
  expect(
    await names(`
      select p.proname as name from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype
         and not exists (select from pg_trigger t where t.tgfoid = p.oid)`),
  ).toEqual([])
})

it('nothing is left half-made: every constraint is validated and every index valid', async () => {
  expect(
    await names(`select conname as name from pg_constraint where not convalidated
                 union all select indexrelid::regclass::text from pg_index where not indisvalid`),
  ).toEqual([])
})

it('texts are of one type, times have a zone, and money and Google’s ids are 64 bits wide', () => {
  const wrong = catalog.tables.flatMap(({ name, columns }) =>
    columns
      .filter(
        (column) =>
          /character|timestamp without|json$|serial/.test(column.type) ||
          (/_micros$|^google_.*_id$/.test(column.name) && !['bigint', 'text'].includes(column.type)) ||
          (/_id$|^id$/.test(column.name) &&
            !/^google_|customer_id$|request_id$|geo_target_id|language_id|audience_id|merchant_id|credential_id/.test(
              column.name,
            ) &&
            column.type !== 'uuid'),
      )
      .map((column) => `${name}.${column.name} ${column.type}`),
  )
  expect(wrong).toEqual([])
})
