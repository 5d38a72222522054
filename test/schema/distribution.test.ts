import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildProgram } from '../../src/cli/program.ts'
import { distributionPlan } from '../../src/store/distribution.ts'
import { readCatalog, type SchemaCatalog, type SchemaTable } from '../../src/store/schema-catalog.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

// What a table must be like to be distributed by workspace. See docs/scaling.md.

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

const ofClass = (word: 'Tenant.' | 'Global.'): SchemaTable[] =>
  catalog.tables.filter(({ comment }) => comment?.startsWith(word))
const tenantNames = (): string[] => ofClass('Tenant.').map(({ name }) => name)

/** Every unique index, those of constraints too, with its columns in order. */
async function uniqueIndexes(): Promise<{ name: string; table: string; columns: string[] }[]> {
  const { rows } = await owner.query<{ name: string; table: string; columns: string[] }>(`
    select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table,
           array(select trim('"' from pg_get_indexdef(i.indexrelid, k, true)) from generate_series(1, i.indnkeyatts) k) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'public'::regnamespace and (i.indisunique or i.indisexclusion)`)
  return rows
}

interface Reference {
  name: string
  from: string
  to: string
  here: string[]
  there: string[]
  nulled: boolean
}

async function references(): Promise<Reference[]> {
  const columns = (table: string, keys: string): string => `
    array(select a.attname::text from unnest(k.${keys}) with ordinality n (number, place)
            join pg_attribute a on a.attrelid = k.${table} and a.attnum = n.number order by n.place)`
  const { rows } = await owner.query<Reference>(`
    select k.conname as name, k.conrelid::regclass::text as from, k.confrelid::regclass::text as to,
           ${columns('conrelid', 'conkey')} as here, ${columns('confrelid', 'confkey')} as there,
           k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd') as nulled
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`)
  return rows
}

describe('a tenant’s table', () => {
  it('has the workspace as a uuid that is never null, so that all can stand together', () => {
    const wrong = ofClass('Tenant.').filter(
      ({ columns }) =>
        !columns.some(({ name, type, notNull }) => name === 'workspace_id' && type === 'uuid' && notNull),
    )
    expect(wrong.map(({ name }) => name)).toEqual([])
    expect(tenantNames().length).toBeGreaterThan(20)
  })

  it('has a key, and the workspace first in it and in every other unique index', async () => {
    const unique = await uniqueIndexes()
    const names = tenantNames()
    expect(names.filter((name) => !unique.some(({ table }) => table === name))).toEqual([])
    const wrong = unique.filter(
      ({ table, columns }) => names.includes(table) && columns[0] !== 'workspace_id',
    )
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('refers to another one by the workspace of both, at the same place', async () => {
    const names = tenantNames()
    const between = (await references()).filter(({ from, to }) => names.includes(from) && names.includes(to))
    const wrong = between.filter(
      ({ here, there }) =>
        !here.includes('workspace_id') || here.indexOf('workspace_id') !== there.indexOf('workspace_id'),
    )
    expect(wrong.map(({ name }) => name)).toEqual([])
    expect(between.length).toBeGreaterThan(12)
  })

  it('is referred to by no global table, and no reference clears the workspace', async () => {
    const names = tenantNames()
    const all = await references()
    expect(
      all.filter(({ from, to }) => !names.includes(from) && names.includes(to)).map(({ name }) => name),
    ).toEqual([])
    expect(
      all.filter(({ here, nulled }) => nulled && here.includes('workspace_id')).map(({ name }) => name),
    ).toEqual([])
  })

  it('counts nothing across tenants: no identity, and no default that asks a sequence', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select a.attrelid::regclass || '.' || a.attname as name
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
         and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ 'nextval')`)
    expect(rows).toEqual([])
  })

  it('hides other workspaces even from its owner', () => {
    expect(
      ofClass('Tenant.')
        .filter(({ rowSecurity }) => rowSecurity !== 'forced')
        .map(({ name }) => name),
    ).toEqual([])
  })

  it('has triggers that stay in the workspace of the row', () => {
    expect(strayingStatements(catalog)).toEqual([])
    // What would be found: the check is not blind.
    const straying = structuredClone(catalog)
    const called = straying.functions.find(({ signature }) => signature === 'touch_updated_at()')!
    called.definition = 'AS $function$\nbegin\n  update campaigns set version = 1;\nend\n$function$'
    expect(strayingStatements(straying)).toEqual(['touch_updated_at(): update campaigns set version = 1'])
  })
})

/** Statements of trigger functions that name a tenant's table and not the row's workspace, or that nobody can read. */
function strayingStatements({ tables, functions }: SchemaCatalog): string[] {
  const tenants = tables.filter(({ comment }) => comment?.startsWith('Tenant.'))
  const called = new Set(
    tenants.flatMap(({ triggers }) =>
      triggers.map(({ definition }) => /EXECUTE FUNCTION (?:public\.)?(\w+)\(/.exec(definition)![1]!),
    ),
  )
  const names = new RegExp(
    `\\b(?:from|join|into|update)\\s+(?:public\\.)?(?:${tenants.map(({ name }) => name).join('|')})\\b`,
    'i',
  )
  return functions
    .filter(({ signature }) => called.has(signature.split('(')[0]!))
    .flatMap(({ signature, definition }) => {
      const body = definition.slice(definition.indexOf('$function$'))
      return body
        .split(';')
        .map((text) =>
          text
            .replaceAll(/--.*$/gm, '')
            .replace(/^[\s\S]*\bbegin\b/i, '')
            .trim(),
        )
        .filter(
          (text) =>
            /dblink|postgres_fdw/i.test(text) ||
            ((/\bexecute\b/i.test(text) || names.test(text)) && !/workspace_id/.test(text)),
        )
        .map((text) => `${signature}: ${text}`)
    })
}

describe('gacm migrate distribute', () => {
  const lines = (): string[] => distributionPlan(catalog).split('\n')
  const matches = (pattern: RegExp): string[] =>
    lines().flatMap((line) => {
      const found = pattern.exec(line)
      return found === null ? [] : [found[1]!]
    })

  it('names every table once: global ones on every node, tenants’ by workspace beside each other', () => {
    const copied = matches(/^select create_reference_table\('(\w+)'\);$/)
    const distributed = matches(
      /^select create_distributed_table\('(\w+)', 'workspace_id', colocate_with => '\w+'\);$/,
    )
    const whole = catalog.tables.filter(({ partitionOf }) => partitionOf === null)
    expect([...copied, ...distributed].sort()).toEqual(whole.map(({ name }) => name).sort())
    expect(copied.sort()).toEqual(
      ofClass('Global.')
        .map(({ name }) => name)
        .sort(),
    )
    const together = matches(/^select create_distributed_table.*colocate_with => '(\w+)'/)
    expect(together[0]).toBe('none')
    expect(new Set(together.slice(1))).toEqual(new Set([distributed[0]]))
  })

  it('distributes a table after those that it refers to, except in a circle', () => {
    const order = matches(/^select create_(?:reference|distributed)_table\('(\w+)'/)
    const late = catalog.tables.flatMap(({ name, references: all }) =>
      all
        .filter(({ table }) => table !== name && order.indexOf(table) > order.indexOf(name))
        .map((one) => one.name),
    )
    // A campaign refers to the revision that is live, and a revision belongs to a campaign.
    expect(late.length).toBeLessThanOrEqual(1)
  })

  it('drops every reference before, and makes every one again after', () => {
    const dropped = matches(/^alter table \w+ drop constraint (\w+);$/)
    const added = matches(/^alter table \w+ add constraint (\w+) FOREIGN KEY .*;$/)
    expect(added.sort()).toEqual(dropped.sort())
    expect(dropped).toHaveLength(catalog.tables.flatMap(({ references: all }) => all).length)
    const text = distributionPlan(catalog)
    expect(text.lastIndexOf(' drop constraint ')).toBeLessThan(text.indexOf('create_reference_table'))
    expect(text.lastIndexOf('create_distributed_table')).toBeLessThan(text.indexOf(' add constraint '))
  })

  it('gives each policy a form without a subquery that means the same: the server takes it', async () => {
    const policies = lines().filter((line) => line.startsWith('alter policy'))
    expect(policies.length).toBeGreaterThan(20)
    expect(lines().filter((line) => line.startsWith('-- By hand'))).toEqual([])
    expect(policies.filter((line) => /select/i.test(line))).toEqual([])
    await owner.query('begin')
    for (const policy of policies) await owner.query(policy)
    const { rows } = await owner.query<{ using: string }>(
      `select distinct pg_get_expr(polqual, polrelid) as using from pg_policy
        where polname like '%\\_of\\_workspace'`,
    )
    await owner.query('rollback')
    expect(rows).toHaveLength(1)
    expect(rows[0]!.using).toMatch(/^\(workspace_id = \(NULLIF\(current_setting\('app\.workspace_id'/)
  })

  it('says what it cannot do, and runs nothing without --dry-run', async () => {
    expect(distributionPlan(catalog)).toMatch(/never run on Citus[\s\S]*set_config\(\)[\s\S]*skip locked/)
    const refused = buildProgram().parseAsync(['node', 'gacm', 'migrate', 'distribute'])
    await expect(refused).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('--dry-run') as string,
    })
  })

  it('prints for the database of DATABASE_URL', async () => {
    vi.stubEnv('DATABASE_URL', database.url)
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      await buildProgram().parseAsync(['node', 'gacm', 'migrate', 'distribute', '--dry-run'])
      expect(write.mock.calls.map(([text]) => String(text)).join('')).toBe(distributionPlan(catalog))
    } finally {
      write.mockRestore()
      vi.unstubAllEnvs()
    }
  })
})
