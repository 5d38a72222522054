import type { AccountRole, Role } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

export interface UserRow {
  id: string
  email: string
  name: string
  /** Of a random secret that nobody has, where they chose no password. */
  password_hash: string
  has_password: boolean
}

/** A workspace in which somebody is a member. */
export interface MembershipRow {
  workspace_id: string
  workspace_name: string
  role: Role
  /** null: not limited. */
  accounts: Readonly<Record<string, AccountRole>> | null
  demo: boolean
  second_factor_required: boolean
  /** Not marked as seen there for five minutes. */
  stale: boolean
  steps_away: boolean
  draft_changed: boolean
  plan_read: boolean
}

export interface WorkspaceRow {
  id: string
  name: string
  demo: boolean
}

const FIND_BY_EMAIL = statement<UserRow>(
  'user_find_by_email',
  'select id, email, name, password_hash, has_password from users where email = lower($1)',
  { id: 'uuid', email: 'text', name: 'text', password_hash: 'text', has_password: 'bool' },
)
const FIND = statement<UserRow>(
  'user_find',
  'select id, email, name, password_hash, has_password from users where id = $1',
  { id: 'uuid', email: 'text', name: 'text', password_hash: 'text', has_password: 'bool' },
)
const LOCK = statement<UserRow>(
  'user_lock',
  'select id, email, name, password_hash, has_password from users where id = $1 for no key update',
  { id: 'uuid', email: 'text', name: 'text', password_hash: 'text', has_password: 'bool' },
)
const UPDATE_PASSWORD = statement(
  'user_update_password',
  'update users set password_hash = $3, has_password = true where id = $1 and password_hash = $2',
)
const REPLACE_PASSWORD = statement(
  'user_replace_password',
  'update users set password_hash = $2, has_password = $3 where id = $1',
)
const INSERT = statement(
  'user_insert',
  'insert into users (id, email, name, password_hash, has_password) values ($1, lower($2), $3, $4, $5)',
)
// The only statement on a tenant's table without a workspace: it is how a person's workspaces are found.
const LIST_MEMBERSHIPS = statement<MembershipRow>(
  'member_list_of_user',
  `select m.workspace_id, w.name as workspace_name, m.role,
          case when m.limited then (
            select coalesce(json_object_agg(a.account_id, a.role), '{}') from member_accounts a
             where (a.workspace_id, a.user_id) = (m.workspace_id, m.user_id)) end as accounts, w.demo, w.second_factor_required,
          coalesce(m.last_seen_at < now() - interval '5 minutes', true) as stale,
          m.steps_away_at is not null as steps_away, m.first_draft_id is not null as draft_changed,
          m.plan_read_at is not null as plan_read
     from members m join workspaces w on w.id = m.workspace_id
    where m.user_id = $1 order by m.created_at, m.workspace_id`,
  {
    workspace_id: 'uuid',
    workspace_name: 'text',
    role: 'text',
    accounts: 'json',
    demo: 'bool',
    second_factor_required: 'bool',
    stale: 'bool',
    steps_away: 'bool',
    draft_changed: 'bool',
    plan_read: 'bool',
  },
)
const FIND_WORKSPACE = statement<WorkspaceRow>(
  'workspace_find',
  'select id, name, demo from workspaces where id = $1',
  { id: 'uuid', name: 'text', demo: 'bool' },
)
const FIND_WORKSPACE_BY_NAME = statement<WorkspaceRow>(
  'workspace_find_by_name',
  'select id, name, demo from workspaces where name = $1',
  { id: 'uuid', name: 'text', demo: 'bool' },
)

// Ids are made in the order of time. One that still has its demo data is none of its own.
const FIND_FIRST_WORKSPACE = statement<WorkspaceRow>(
  'workspace_find_first',
  `(select id, name, demo from workspaces where not demo order by id limit 1)
   union all (select id, name, demo from workspaces where demo order by id limit 1) limit 1`,
  { id: 'uuid', name: 'text', demo: 'bool' },
)

export async function findUserByEmail(db: Database, email: string): Promise<UserRow | undefined> {
  return await db.one('system', FIND_BY_EMAIL, [email])
}

export async function findUser(db: Database, id: string): Promise<UserRow | undefined> {
  return await db.one('system', FIND, [id])
}

/** Holds a person's row until `tx` ends; what hangs on it is changed under that lock. */
export async function lockUser(tx: Tx, id: string): Promise<UserRow | undefined> {
  return await tx.one(LOCK, [id])
}

/** Puts a new hash in the place of the one that was checked; false where it has changed meanwhile. */
export async function updatePassword(
  tx: Tx,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  return (await tx.run(UPDATE_PASSWORD, [id, from, to])) > 0
}

/** Puts a new hash in the place of whatever was there; `chosen`: of a password, not of a random secret. */
export async function replacePassword(
  tx: Tx,
  id: string,
  { hash, chosen }: { hash: string; chosen: boolean },
): Promise<void> {
  await tx.run(REPLACE_PASSWORD, [id, hash, chosen])
}

export async function insertUser(tx: Tx, user: UserRow): Promise<void> {
  await tx.run(INSERT, [user.id, user.email, user.name, user.password_hash, user.has_password])
}

/** Where this person is a member, the oldest membership first. */
export async function listMemberships(db: Database | Tx, userId: string): Promise<MembershipRow[]> {
  return 'transaction' in db
    ? await db.many({ userId }, LIST_MEMBERSHIPS, [userId])
    : await db.many(LIST_MEMBERSHIPS, [userId])
}

export async function findWorkspace(tx: Tx, id: string): Promise<WorkspaceRow | undefined> {
  return await tx.one(FIND_WORKSPACE, [id])
}

const LIST_WORKSPACES = statement<WorkspaceRow>(
  'workspace_list',
  'select id, name, demo from workspaces order by name',
  { id: 'uuid', name: 'text', demo: 'bool' },
)

/** All of them, for whoever owns the database. */
export async function listWorkspaces(db: Database): Promise<WorkspaceRow[]> {
  return await db.many('system', LIST_WORKSPACES)
}

export async function findFirstWorkspace(db: Database): Promise<WorkspaceRow | undefined> {
  return await db.one('system', FIND_FIRST_WORKSPACE)
}

export async function findWorkspaceByName(db: Database, name: string): Promise<WorkspaceRow | undefined> {
  return await db.one('system', FIND_WORKSPACE_BY_NAME, [name])
}
