import type { AccountLimits, AskedLimits } from '../contract/people.ts'
import type { Role } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

export interface MemberRow {
  user_id: string
  name: string
  email: string
  role: Role
  accounts: AccountLimits
  version: number
  changed_by: string | null
  joined_at: string
  last_seen_at: string | null
  has_second_factor: boolean
}

const COLUMNS = `m.user_id, u.name, u.email, m.role,
          case when m.limited then (
            select coalesce(json_agg(json_build_object('accountId', a.account_id, 'name', n.name, 'role', a.role)
                                     order by n.name, n.id), '[]')
              from member_accounts a join accounts n on n.workspace_id = a.workspace_id and n.id = a.account_id
             where a.workspace_id = m.workspace_id and a.user_id = m.user_id) end as accounts, m.version, m.changed_by,
          to_json(m.created_at) #>> '{}' as joined_at,
          to_json(m.last_seen_at) #>> '{}' as last_seen_at,
          coalesce((select t.confirmed_at is not null from totp_secrets t where t.user_id = u.id), false)
            or (select count(*) from passkeys p where p.user_id = u.id) > 0 as has_second_factor`
const COLUMN_TYPES: ColumnsOf<MemberRow> = {
  user_id: 'uuid',
  name: 'text',
  email: 'text',
  role: 'text',
  accounts: 'json',
  version: 'int4',
  changed_by: 'text',
  joined_at: 'text',
  last_seen_at: 'text',
  has_second_factor: 'bool',
}

const INSERT = statement(
  'member_insert',
  'insert into members (workspace_id, user_id, role, limited) values ($1, $2, $3, $4)',
)
const DELETE_ACCOUNTS = statement(
  'member_account_delete',
  'delete from member_accounts where workspace_id = $1 and user_id = $2',
)
const INSERT_ACCOUNTS = statement(
  'member_account_insert',
  `insert into member_accounts (workspace_id, user_id, account_id, role)
   select $1, $2, v."accountId", v.role from jsonb_to_recordset($3::jsonb) as v("accountId" uuid, role text)`,
)
const COUNT = statement<{ members: number }>(
  'member_count',
  'select count(*)::integer as members from members where workspace_id = $1',
  { members: 'int4' },
)
const LIST = statement<MemberRow>(
  'member_list',
  `select ${COLUMNS} from members m join users u on u.id = m.user_id
    where m.workspace_id = $1 order by lower(u.name), m.user_id`,
  COLUMN_TYPES,
)
const FIND = statement<MemberRow>(
  'member_find',
  `select ${COLUMNS} from members m join users u on u.id = m.user_id
    where m.workspace_id = $1 and m.user_id = $2`,
  COLUMN_TYPES,
)
const EXISTS = statement<{ found: boolean }>(
  'member_exists_by_email',
  `select exists (select 1 from members m join users u on u.id = m.user_id
                   where m.workspace_id = $1 and u.email = lower($2)) as found`,
  { found: 'bool' },
)
const LOCK_ADMINS = statement<{ user_id: string }>(
  'member_lock_admins',
  `select user_id from members where workspace_id = $1 and role = 'admin' order by user_id for update`,
  { user_id: 'uuid' },
)
const LOCK = statement<{ role: Role }>(
  'member_lock',
  'select role from members where workspace_id = $1 and user_id = $2 for update',
  { role: 'text' },
)
const UPDATE_STANDING = statement(
  'member_update_standing',
  `update members set role = $3, limited = $4, version = version + 1, changed_by = $5
    where workspace_id = $1 and user_id = $2`,
)
const TOUCH = statement(
  'member_touch',
  `update members set last_seen_at = now()
    where workspace_id = $1 and user_id = $2 and coalesce(last_seen_at < now() - interval '5 minutes', true)`,
)
const DELETE = statement('member_delete', 'delete from members where workspace_id = $1 and user_id = $2')

/** What a member may do: their role, and the accounts that they are limited to. */
export interface Standing {
  role: Role
  accounts: AskedLimits
}

export async function insertMember(
  tx: Tx,
  workspaceId: string,
  userId: string,
  { role, accounts }: Standing,
): Promise<void> {
  await tx.run(INSERT, [workspaceId, userId, role, accounts !== null])
  if (accounts !== null) await updateStanding(tx, workspaceId, userId, { role, accounts, changedBy: null })
}

export async function countMembers(tx: Tx, workspaceId: string): Promise<number> {
  return (await tx.one(COUNT, [workspaceId]))?.members ?? 0
}

/** Everybody in a workspace, by name. */
export async function listMembers(db: Database, workspaceId: string): Promise<MemberRow[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId])
}

export async function findMember(
  tx: Tx,
  workspaceId: string,
  userId: string,
): Promise<MemberRow | undefined> {
  return await tx.one(FIND, [workspaceId, userId])
}

/** Whether somebody with this address is a member. */
export async function memberExists(tx: Tx, workspaceId: string, email: string): Promise<boolean> {
  return (await tx.one(EXISTS, [workspaceId, email]))?.found ?? false
}

/**
 * Holds the rows of all administrators until `tx` ends, always in the same order, so that two who change each other
 * wait instead of ending in a deadlock. Answers their ids.
 */
export async function lockAdmins(tx: Tx, workspaceId: string): Promise<string[]> {
  return (await tx.many(LOCK_ADMINS, [workspaceId])).map(({ user_id }) => user_id)
}

/** Holds one member's row until `tx` ends; their role as it is now. */
export async function lockMember(tx: Tx, workspaceId: string, userId: string): Promise<Role | undefined> {
  return (await tx.one(LOCK, [workspaceId, userId]))?.role
}

/** The member's own row is written last: what hangs on it, such as which approvals count, is worked out then. */
export async function updateStanding(
  tx: Tx,
  workspaceId: string,
  userId: string,
  { role, accounts, changedBy }: Standing & { changedBy: string | null },
): Promise<void> {
  await tx.run(DELETE_ACCOUNTS, [workspaceId, userId])
  await tx.run(INSERT_ACCOUNTS, [workspaceId, userId, JSON.stringify(accounts ?? [])])
  await tx.run(UPDATE_STANDING, [workspaceId, userId, role, accounts !== null, changedBy])
}

/** Notes that somebody did something in the workspace, to five minutes. */
export async function touchMember(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  await tx.run(TOUCH, [workspaceId, userId])
}

export async function deleteMember(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  await tx.run(DELETE, [workspaceId, userId])
}
