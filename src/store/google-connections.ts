import type { ConnectionAccess, ConnectionKind, ConnectionState, Environment } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

/** A connection as people see it: without what opens Google. */
export interface ConnectionRow {
  id: string
  kind: ConnectionKind
  environment: Environment
  name: string
  access: ConnectionAccess
  state: ConnectionState
  problem: string | null
  checked_at: string | null
  version: number
  created_by: string
  created_at: string
  accounts: number
}

/** What a client of Google Ads is made of. */
export interface ConnectionSecretRow {
  kind: ConnectionKind
  environment: Environment
  access: ConnectionAccess
  state: ConnectionState
  secret: string | null
  version: number
}

export interface ConsentRow {
  id: string
  verifier: string
  redirect_uri: string
  name: string
  access: ConnectionAccess
  connection_id: string | null
}

const COLUMNS = `c.id, c.kind, c.environment, c.name, c.access, c.state, c.problem,
          to_json(c.checked_at) #>> '{}' as checked_at, c.version, c.created_by,
          to_json(c.created_at) #>> '{}' as created_at,
          (select count(*)::int4 from accounts a where a.workspace_id = c.workspace_id and a.connection_id = c.id) as accounts`
const COLUMN_TYPES: ColumnsOf<ConnectionRow> = {
  id: 'uuid',
  kind: 'text',
  environment: 'text',
  name: 'text',
  access: 'text',
  state: 'text',
  problem: 'text',
  checked_at: 'text',
  version: 'int4',
  created_by: 'text',
  created_at: 'text',
  accounts: 'int4',
}

const LIST = statement<ConnectionRow>(
  'google_connection_list',
  `select ${COLUMNS} from google_connections c where c.workspace_id = $1 order by c.id`,
  COLUMN_TYPES,
)
const LOCK = statement<ConnectionRow>(
  'google_connection_lock',
  `select ${COLUMNS} from google_connections c where c.workspace_id = $1 and c.id = $2 for no key update of c`,
  COLUMN_TYPES,
)
const FIND_SECRET = statement<ConnectionSecretRow>(
  'google_connection_secret',
  'select kind, environment, access, state, secret, version from google_connections where workspace_id = $1 and id = $2',
  { kind: 'text', environment: 'text', access: 'text', state: 'text', secret: 'text', version: 'int4' },
)
const INSERT = statement(
  'google_connection_insert',
  `insert into google_connections (workspace_id, id, kind, environment, name, access, secret, checked_at, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, now(), $8)`,
)
const UPDATE = statement(
  'google_connection_update',
  `update google_connections set name = $3, access = $4, version = version + 1 where workspace_id = $1 and id = $2`,
)
const OPEN_AGAIN = statement(
  'google_connection_open_again',
  `update google_connections
      set secret = $3, state = 'CONNECTED', problem = null, checked_at = now(), version = version + 1
    where workspace_id = $1 and id = $2`,
)
const FORGET = statement(
  'google_connection_forget',
  `update google_connections set secret = null, state = 'DISCONNECTED', problem = null, version = version + 1
    where workspace_id = $1 and id = $2`,
)
// Whoever was overtaken by a new secret, or by its end, says nothing.
const NOTE = statement(
  'google_connection_note',
  `update google_connections
      set state = case when $4::text is null then 'CONNECTED' else 'BROKEN' end, problem = $4, checked_at = now()
    where workspace_id = $1 and id = $2 and version = $3 and state <> 'DISCONNECTED'
      and (problem is distinct from $4 or coalesce(checked_at < now() - interval '1 minute', true))`,
)
const INSERT_CONSENT = statement(
  'google_consent_insert',
  `insert into google_consents
     (workspace_id, id, user_id, state_sha256, verifier, redirect_uri, name, access, connection_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const FORGET_CONSENTS = statement(
  'google_consent_forget',
  'delete from google_consents where workspace_id = $1 and expires_at <= now()',
)
const TAKE_CONSENT = statement<ConsentRow>(
  'google_consent_take',
  `delete from google_consents
    where workspace_id = $1 and state_sha256 = $2 and user_id = $3 and expires_at > now()
   returning id, verifier, redirect_uri, name, access, connection_id`,
  { id: 'uuid', verifier: 'text', redirect_uri: 'text', name: 'text', access: 'text', connection_id: 'uuid' },
)

/** All connections of a workspace, the oldest first: a handful. */
export async function listConnections(db: Database, workspaceId: string): Promise<ConnectionRow[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId])
}

/** Nobody else can change it until `tx` ends. */
export async function lockConnection(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<ConnectionRow | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

export async function findConnectionSecret(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<ConnectionSecretRow | undefined> {
  return await db.one({ workspaceId }, FIND_SECRET, [workspaceId, id])
}

export interface NewConnection
  extends Pick<ConnectionRow, 'id' | 'kind' | 'environment' | 'name' | 'access' | 'created_by'> {
  /** Sealed. */
  secret: string
}

export async function insertConnection(tx: Tx, workspaceId: string, made: NewConnection): Promise<void> {
  const { id, kind, environment, name, access, secret, created_by } = made
  await tx.run(INSERT, [workspaceId, id, kind, environment, name, access, secret, created_by])
}

export async function updateConnection(
  tx: Tx,
  workspaceId: string,
  id: string,
  { name, access }: Pick<ConnectionRow, 'name' | 'access'>,
): Promise<void> {
  await tx.run(UPDATE, [workspaceId, id, name, access])
}

/** Gives a connection a new secret, sealed: it is connected again, and its accounts with it. */
export async function reopenConnection(
  tx: Tx,
  workspaceId: string,
  id: string,
  secret: string,
): Promise<void> {
  await tx.run(OPEN_AGAIN, [workspaceId, id, secret])
}

/** Forgets what opened Google. */
export async function forgetConnection(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(FORGET, [workspaceId, id])
}

/** Notes whether Google took the connection as of `version`; once a minute where nothing changed. */
export async function noteConnection(
  db: Database,
  workspaceId: string,
  id: string,
  { version, problem }: { version: number; problem: string | null },
): Promise<void> {
  await db.run({ workspaceId }, NOTE, [workspaceId, id, version, problem])
}

export interface NewConsent extends ConsentRow {
  user_id: string
  state_sha256: string
}

/** Keeps a question, and forgets those whose time is over. */
export async function insertConsent(tx: Tx, workspaceId: string, asked: NewConsent): Promise<void> {
  const { id, user_id, state_sha256, verifier, redirect_uri, name, access, connection_id } = asked
  await tx.run(FORGET_CONSENTS, [workspaceId])
  await tx.run(INSERT_CONSENT, [
    workspaceId,
    id,
    user_id,
    state_sha256,
    verifier,
    redirect_uri,
    name,
    access,
    connection_id,
  ])
}

/** The question of a state, which nobody can answer again; undefined where it is not this person's, or too late. */
export async function takeConsent(
  db: Database,
  workspaceId: string,
  { stateSha256, userId }: { stateSha256: string; userId: string },
): Promise<ConsentRow | undefined> {
  return await db.one({ workspaceId }, TAKE_CONSENT, [workspaceId, stateSha256, userId])
}
