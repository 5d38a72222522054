import type { Client } from 'pg'
import { AppError } from '../base/errors.ts'
import { sqlState } from './migration-connection.ts'

/** Whose rights the program's transactions take on. They are the cluster's, so several databases share them. */
const ROLES = ['gacm_app', 'gacm_worker', 'gacm_readonly'] as const

const TRIES = 5
/** Made or granted by another run at the same moment: exists, unique violation, deadlock, "tuple concurrently updated". */
const RACES = ['42710', '23505', '40P01', 'XX000']

/**
 * Makes the roles where they are missing and lets the connected user take them on. Needs CREATEROLE only then;
 * without it, `misconfigured` says what an administrator has to run.
 */
export async function ensureRoles(client: Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const missing = await missingStatements(client)
    if (missing.length === 0) return
    try {
      for (const sql of missing) await client.query(sql)
    } catch (error) {
      const state = sqlState(error) ?? ''
      if (state === '42501') throw notAllowed(missing, error)
      if (attempt === TRIES || !RACES.includes(state)) throw error
    }
  }
}

/** What is left to do for this user, as statements that say all of it. */
async function missingStatements(client: Client): Promise<string[]> {
  const { rows: version } = await client.query<{ modern: boolean }>(
    `select current_setting('server_version_num')::int >= 160000 as modern`,
  )
  // Since 16 a member may take on a role only where the membership says so.
  const modern = version[0]!.modern
  const { rows } = await client.query<{ role: string; exists: boolean; usable: boolean; member: string }>(
    `select wanted.role, r.oid is not null as exists, quote_ident(current_user) as member,
            r.oid is not null and pg_has_role(current_user, r.oid, $2) as usable
       from unnest($1::text[]) with ordinality as wanted (role, position)
       left join pg_roles r on r.rolname = wanted.role
      order by wanted.position`,
    [ROLES, modern ? 'SET' : 'MEMBER'],
  )
  const creates = rows.filter(({ exists }) => !exists).map(({ role }) => `create role ${role} nologin`)
  const grants = rows
    .filter(({ usable }) => !usable)
    // Set, not inherit: the user's own rights must not grow by those of the three.
    .map(({ role, member }) => `grant ${role} to ${member}${modern ? ' with inherit false, set true' : ''}`)
  return [...creates, ...grants]
}

function notAllowed(missing: string[], cause: unknown): AppError {
  const sql = missing.map((statement) => `${statement};`).join(' ')
  return new AppError(
    'misconfigured',
    `The database user may not make roles. Have an administrator run: ${sql}`,
    { cause },
  )
}
