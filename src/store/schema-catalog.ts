import type { Client } from 'pg'
import { withClient } from './migration-connection.ts'

/** The migrated schema as the catalogs of the server tell it: what `public` holds, without the runner's journal. */
export interface SchemaCatalog {
  extensions: string[]
  enums: { name: string; values: string[] }[]
  domains: { name: string; type: string; constraints: string[] }[]
  functions: SchemaFunction[]
  tables: SchemaTable[]
  views: { name: string; definition: string; comment: string | null }[]
  /** Rights on the schema itself, and those that tables made later will get. */
  grants: Grant[]
  defaultGrants: (Grant & { objects: string })[]
}

export interface SchemaFunction {
  signature: string
  definition: string
  comment: string | null
  grants: Grant[]
  /** Everybody may run a function unless that was taken away. */
  isPublic: boolean
}

export interface SchemaTable {
  name: string
  comment: string | null
  partitionKey: string | null
  /** Set for a partition: whose it is, and of what. */
  partitionOf: { table: string; bound: string } | null
  options: string[] | null
  columns: SchemaColumn[]
  constraints: { name: string; kind: string; definition: string; comment: string | null }[]
  /** Those that no constraint made. */
  indexes: { name: string; definition: string; comment: string | null; valid: boolean }[]
  triggers: { name: string; definition: string; comment: string | null }[]
  statistics: { definition: string }[]
  policies: SchemaPolicy[]
  rowSecurity: 'off' | 'enabled' | 'forced'
  grants: Grant[]
  references: { name: string; columns: string[]; table: string; nullable: boolean }[]
}

export interface SchemaColumn {
  name: string
  /** As SQL writes it, such as `numeric(10,2)` or `text[]`. */
  type: string
  /** The name in pg_type after domains and arrays are taken off. */
  baseType: string
  isArray: boolean
  enumValues: string[] | null
  notNull: boolean
  default: string | null
  generated: boolean
  comment: string | null
}

export interface SchemaPolicy {
  name: string
  command: string
  permissive: boolean
  roles: string[]
  using: string | null
  check: string | null
}

export interface Grant {
  grantee: string
  /** Of one column, or null for the whole. */
  column: string | null
  privilege: string
}

/** Monthly partitions are made while the program runs, so only the default ones are part of the schema. */
const TABLES = `
  select c.* from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
     and (not c.relispartition or pg_get_expr(c.relpartbound, c.oid) not like 'FOR VALUES FROM%')`

/** Rights of the owner are left out: whoever migrated owns everything. */
const GRANTS = (acl: string, owner: string, column: string): string => `
  coalesce((select json_agg(json_build_object('grantee', coalesce(r.rolname, 'public'), 'column', ${column},
                                              'privilege', lower(a.privilege_type))
                            order by r.rolname nulls first, a.privilege_type)
              from aclexplode(${acl}) a left join pg_roles r on r.oid = a.grantee
             where a.grantee <> ${owner}), '[]')`

export async function readCatalog(url: string): Promise<SchemaCatalog> {
  return await withClient(url, async (client) => ({
    extensions: (await list<{ name: string }>(client, EXTENSIONS)).map(({ name }) => name),
    enums: await list(client, ENUMS),
    domains: await list(client, DOMAINS),
    functions: await list(client, FUNCTIONS),
    tables: await list(client, TABLE_DETAILS),
    views: await list(client, VIEWS),
    grants: (await list<{ grants: Grant[] }>(client, SCHEMA_GRANTS))[0]!.grants,
    defaultGrants: (await list<{ objects: string; grants: Grant[] }>(client, DEFAULT_GRANTS)).flatMap(
      ({ objects, grants }) => grants.map((grant) => ({ ...grant, objects })),
    ),
  }))
}

async function list<Row>(client: Client, sql: string): Promise<Row[]> {
  const { rows } = await client.query<{ row: Row }>(`select to_jsonb(found) as row from (${sql}) as found`)
  return rows.map(({ row }) => row)
}

const EXTENSIONS = `select extname as name from pg_extension where extname <> 'plpgsql' order by extname`

const ENUMS = `
  select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as values
    from pg_type t join pg_enum e on e.enumtypid = t.oid
   where t.typnamespace = 'public'::regnamespace group by t.typname order by t.typname`

const DOMAINS = `
  select t.typname as name, format_type(t.typbasetype, t.typtypmod) as type,
         coalesce((select json_agg(pg_get_constraintdef(k.oid, true) order by k.conname)
                     from pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '[]') as constraints
    from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype = 'd' order by 1`

const FUNCTIONS = `
  select p.oid::regprocedure::text as signature, pg_get_functiondef(p.oid) as definition,
         obj_description(p.oid, 'pg_proc') as comment,
         ${GRANTS('p.proacl', 'p.proowner', 'null')} as grants,
         p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0) as "isPublic"
    from pg_proc p
   where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
   order by 1`

const VIEWS = `
  select c.relname as name, pg_get_viewdef(c.oid, true) as definition, obj_description(c.oid, 'pg_class') as comment
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
   order by 1`

const SCHEMA_GRANTS = `
  select ${GRANTS('n.nspacl', 'n.nspowner', 'null')} as grants from pg_namespace n where n.nspname = 'public'`

const DEFAULT_GRANTS = `
  select case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
              when 'T' then 'types' else d.defaclobjtype::text end as objects,
         ${GRANTS('d.defaclacl', 'd.defaclrole', 'null')} as grants
    from pg_default_acl d where d.defaclnamespace = 'public'::regnamespace order by 1`

const COLUMNS = `
  select json_agg(json_build_object(
           'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'baseType', e.typname,
           'isArray', coalesce(d.typcategory, t.typcategory) = 'A',
           'enumValues', (select array_agg(l.enumlabel::text order by l.enumsortorder) from pg_enum l where l.enumtypid = e.oid),
           'notNull', a.attnotnull, 'default', pg_get_expr(f.adbin, f.adrelid), 'generated', a.attgenerated <> '',
           'comment', col_description(c.oid, a.attnum)) order by a.attnum)
    from pg_attribute a
    join pg_type t on t.oid = a.atttypid
    left join pg_type d on d.oid = nullif(t.typbasetype, 0)
    join pg_type e on e.oid = case when coalesce(d.typcategory, t.typcategory) = 'A'
                                   then coalesce(d.typelem, t.typelem) else coalesce(d.oid, t.oid) end
    left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`

const TABLE_DETAILS = `
  select c.relname as name, obj_description(c.oid, 'pg_class') as comment, c.reloptions as options,
         pg_get_partkeydef(c.oid) as "partitionKey",
         (select json_build_object('table', i.inhparent::regclass::text, 'bound', pg_get_expr(c.relpartbound, c.oid))
            from pg_inherits i where i.inhrelid = c.oid and c.relispartition) as "partitionOf",
         (${COLUMNS}) as columns,
         coalesce((select json_agg(json_build_object('name', k.conname, 'kind', k.contype,
                     'definition', pg_get_constraintdef(k.oid, true), 'comment', obj_description(k.oid, 'pg_constraint'))
                     order by position(k.contype::text in 'pucxf'), k.conname)
                     from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'x', 'f')
                      and k.conparentid = 0), '[]') as constraints,
         coalesce((select json_agg(json_build_object('name', x.relname, 'definition', pg_get_indexdef(i.indexrelid, 0, true),
                     'comment', obj_description(i.indexrelid, 'pg_class'), 'valid', i.indisvalid) order by x.relname)
                     from pg_index i join pg_class x on x.oid = i.indexrelid
                    where i.indrelid = c.oid and not x.relispartition
                      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.conindid = i.indexrelid
                                         and k.contype in ('p', 'u', 'x'))),
                  '[]') as indexes,
         coalesce((select json_agg(json_build_object('name', g.tgname, 'definition', pg_get_triggerdef(g.oid, true),
                     'comment', obj_description(g.oid, 'pg_trigger')) order by g.tgname)
                     from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgparentid = 0), '[]') as triggers,
         coalesce((select json_agg(json_build_object('definition', pg_get_statisticsobjdef(s.oid)) order by s.stxname)
                     from pg_statistic_ext s where s.stxrelid = c.oid), '[]') as statistics,
         coalesce((select json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive,
                     'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                              when 'd' then 'delete' else 'all' end,
                     'roles', (select json_agg(coalesce(r.rolname, 'public') order by r.rolname)
                                 from unnest(p.polroles) as m (oid) left join pg_roles r on r.oid = m.oid),
                     'using', pg_get_expr(p.polqual, p.polrelid, true), 'check', pg_get_expr(p.polwithcheck, p.polrelid, true))
                     order by p.polname)
                     from pg_policy p where p.polrelid = c.oid), '[]') as policies,
         case when c.relforcerowsecurity and c.relrowsecurity then 'forced'
              when c.relrowsecurity then 'enabled' else 'off' end as "rowSecurity",
         (${GRANTS('c.relacl', 'c.relowner', 'null')}::jsonb || coalesce((
            select jsonb_agg(json_build_object('grantee', coalesce(r.rolname, 'public'), 'column', a.attname,
                                               'privilege', lower(x.privilege_type)) order by r.rolname, x.privilege_type, a.attnum)
              from pg_attribute a cross join lateral aclexplode(a.attacl) x left join pg_roles r on r.oid = x.grantee
             where a.attrelid = c.oid and x.grantee <> c.relowner), '[]')) as grants,
         coalesce((select json_agg(json_build_object('name', k.conname, 'table', k.confrelid::regclass::text,
                     'columns', (select json_agg(a.attname order by array_position(k.conkey, a.attnum))
                                   from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey)),
                     'nullable', exists (select from pg_attribute a where a.attrelid = c.oid
                                            and a.attnum = any (k.conkey) and not a.attnotnull)) order by k.conname)
                     from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0), '[]') as references
    from (${TABLES}) as c order by c.relname`
