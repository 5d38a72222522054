import { Client } from 'pg'
import { newId, newSecret } from '../../src/base/ids.ts'
import { ROLES, type Role } from '../../src/contract/words.ts'
import type { Actor } from '../../src/domain/context.ts'
import { hashPassword } from '../../src/domain/passwords.ts'
import { openSession } from '../../src/domain/sessions.ts'
import { send, startTestServer, type TestServer, type TestWorkspace } from '../server.ts'
import { MAKERS } from './things.ts'

/** In every name of the foreign workspace, so that one byte of it shows wherever it comes out. */
export const MARKER = 'zq7-marker'
export const ORIGIN = { host: 'gacm.test', origin: 'http://gacm.test' }

/** Somebody who asks: a person with a session, or a program with a key. */
export interface Sender {
  role: Role
  by: 'key' | 'session'
  /** null: a key. */
  userId: string | null
  headers(): Promise<Record<string, string>>
}

/** One workspace as a test of access sees it. */
export interface Place {
  workspace: TestWorkspace
  actor: Actor
  /** Goes in front of every name that is made here. */
  mark: string
  senders: readonly Sender[]
  /** An id of a thing of this kind; `fresh`: of one that nothing was done to yet. Kinds are the first words of paths. */
  thing(kind: string, options?: { fresh?: boolean; owner?: string | null }): Promise<string>
}

export interface SecurityWorld {
  server: TestServer
  owner: Client
  mine: Place
  /** Full of things whose names hold the marker. */
  foreign: Place
  /** A hash of every row that belongs to a workspace, but for when somebody was last there: who is refused was there too. */
  fingerprint(workspaceId: string): Promise<string>
  /** A person who is a member of nothing any more, with a session. */
  outcast(): Promise<Record<string, string>>
  close(): Promise<void>
}

/** Written to the minute by whoever comes, so a run of minutes writes it in between. */
const SEEN: Record<string, string> = { api_keys: 'last_used_at', members: 'last_seen_at' }

export async function createSecurityWorld(): Promise<SecurityWorld> {
  const server = await startTestServer({ signInsPerMinute: 1_000_000, requestsPerMinute: 1_000_000 })
  const owner = new Client({ connectionString: server.databaseUrl })
  await owner.connect()
  const place = async (mark: string): Promise<Place> => await createPlace(server, owner, mark)
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where a.attname = 'workspace_id' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  const hashes = rows.map(
    ({ name }) => `select '${name}' as name, md5(coalesce(string_agg(row, '|' order by row), '')) as hash
                     from (select ${SEEN[name] === undefined ? 't::text' : `(to_jsonb(t) - '${SEEN[name]}')::text`} as row
                             from ${name} t where workspace_id = $1) rows`,
  )
  return {
    server,
    owner,
    mine: await place('own'),
    foreign: await place(MARKER),
    fingerprint: async (workspaceId) => {
      const found = await owner.query<{ name: string; hash: string }>(hashes.join(' union all '), [
        workspaceId,
      ])
      return found.rows.map(({ name, hash }) => `${name} ${hash}`).join('\n')
    },
    outcast: async () => await sessionOf(server, await insertUser(owner, `out-${newId()}@example.com`)),
    close: async () => {
      await owner.end()
      await server.close()
    },
  }
}

async function createPlace(server: TestServer, owner: Client, mark: string): Promise<Place> {
  const workspace = await server.workspace(`${mark} ${newId().slice(-12)}`)
  await owner.query('update accounts set name = $2 where workspace_id = $1', [
    workspace.id,
    `${mark} account`,
  ])
  const actor: Actor = {
    workspaceId: workspace.id,
    role: 'admin',
    accounts: null,
    name: `${mark}-ann@example.com`,
    userId: null,
    door: 'api',
    requestId: null,
  }
  const senders: Sender[] = []
  for (const role of ROLES) {
    const person = await personSender(server, owner, { workspace, mark, role })
    senders.push(await keySender(workspace, role), person)
  }
  const known = new Map<string, string>()
  const made: Place = {
    workspace,
    actor,
    mark,
    senders,
    thing: async (kind, { fresh = false, owner: whose } = {}) => {
      const key = `${kind} ${whose ?? ''}`
      const before = known.get(key)
      if (!fresh && before !== undefined) return before
      const make = MAKERS[kind]
      if (make === undefined)
        throw new Error(
          `What is a thing of /${kind}? Add a line that makes one to MAKERS in test/security/things.ts.`,
        )
      const id = await make({ server, owner, place: made, userId: whose ?? null })
      known.set(key, id)
      return id
    },
  }
  return made
}

async function keySender(workspace: TestWorkspace, role: Role): Promise<Sender> {
  const headers = await workspace.as(role)
  return { role, by: 'key', userId: null, headers: async () => headers }
}

async function personSender(
  server: TestServer,
  owner: Client,
  { workspace, mark, role }: { workspace: TestWorkspace; mark: string; role: Role },
): Promise<Sender> {
  const userId = await insertUser(owner, `${mark}-${role}-${newId()}@example.com`)
  await insertMember(owner, workspace.id, userId, role)
  let headers: Record<string, string> | undefined
  return {
    role,
    by: 'session',
    userId,
    // A request may have ended it.
    headers: async () => {
      if (headers !== undefined && (await send(server.app, 'GET /session', { headers })).statusCode === 200)
        return headers
      headers = await sessionOf(server, userId)
      return headers
    },
  }
}

/** Nobody signs in with it. */
const password = hashPassword(newSecret())

export async function insertUser(owner: Client, email: string): Promise<string> {
  const id = newId()
  const sql = `insert into users (id, email, name, password_hash) values ($1, $2, $2, $3)`
  await owner.query(sql, [id, email, await password])
  return id
}

export async function insertMember(
  owner: Client,
  workspaceId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await owner.query('insert into members (workspace_id, user_id, role) values ($1, $2, $3)', [
    workspaceId,
    userId,
    role,
  ])
}

/** A session of this person, as their browser would send it. */
export async function sessionOf({ ctx }: TestServer, userId: string): Promise<Record<string, string>> {
  const device = { browser: 'Firefox on Linux', address: '192.0.2.*' }
  const { token } = await ctx.db.transaction(
    'system',
    async (tx) => await openSession(tx, userId, device, undefined),
  )
  return { ...ORIGIN, cookie: `gacm_session=${token}` }
}
