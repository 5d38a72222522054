import type { AccountLimits, AskedLimits } from '../contract/people.ts'
import type { Role } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

export interface InvitationRow {
  id: string
  email: string
  role: Role
  accounts: AccountLimits
  invited_by: string
  created_at: string
  expires_at: string
  expired: boolean
}

/** An invitation as its link finds it. */
export interface FoundInvitation extends InvitationRow {
  workspace_name: string
  accepted: boolean
  revoked: boolean
}

const COLUMNS = `i.id, i.email, i.role,
          case when i.limited then (
            select coalesce(json_agg(json_build_object('accountId', a.account_id, 'name', n.name, 'role', a.role)
                                     order by n.name, n.id), '[]')
              from invitation_accounts a join accounts n on n.workspace_id = a.workspace_id and n.id = a.account_id
             where a.workspace_id = i.workspace_id and a.invitation_id = i.id) end as accounts, i.invited_by, to_json(i.created_at) #>> '{}' as created_at,
          to_json(i.expires_at) #>> '{}' as expires_at, i.expires_at <= now() as expired`
const COLUMN_TYPES: ColumnsOf<InvitationRow> = {
  id: 'uuid',
  email: 'text',
  role: 'text',
  accounts: 'json',
  invited_by: 'text',
  created_at: 'text',
  expires_at: 'text',
  expired: 'bool',
}
const FOUND_COLUMNS = `${COLUMNS}, w.name as workspace_name, i.accepted_at is not null as accepted,
          i.revoked_at is not null as revoked`
const FOUND_TYPES: ColumnsOf<FoundInvitation> = {
  ...COLUMN_TYPES,
  workspace_name: 'text',
  accepted: 'bool',
  revoked: 'bool',
}

const INSERT = statement(
  'invitation_insert',
  `insert into invitations (workspace_id, id, email, role, token_sha256, invited_by, expires_at, limited)
   values ($1, $2, lower($3), $4, $5, $6, now() + interval '168 hours', $7)`,
)
const INSERT_ACCOUNTS = statement(
  'invitation_account_insert',
  `insert into invitation_accounts (workspace_id, invitation_id, account_id, role)
   select $1, $2, v."accountId", v.role from jsonb_to_recordset($3::jsonb) as v("accountId" uuid, role text)`,
)
const FIND_LISTED = statement<InvitationRow>(
  'invitation_find_listed',
  `select ${COLUMNS} from invitations i where i.workspace_id = $1 and i.id = $2`,
  COLUMN_TYPES,
)
const REVOKE_EXPIRED = statement(
  'invitation_revoke_expired',
  `update invitations set revoked_at = now()
    where workspace_id = $1 and email = lower($2) and accepted_at is null and revoked_at is null and expires_at <= now()`,
)
const LIST = statement<InvitationRow>(
  'invitation_list',
  `select ${COLUMNS} from invitations i
    where i.workspace_id = $1 and i.accepted_at is null and i.revoked_at is null order by i.id desc`,
  COLUMN_TYPES,
)
const FIND = statement<FoundInvitation>(
  'invitation_find',
  `select ${FOUND_COLUMNS} from invitations i join workspaces w on w.id = i.workspace_id
    where i.workspace_id = $1 and i.token_sha256 = $2`,
  FOUND_TYPES,
)
const LOCK = statement<FoundInvitation>(
  'invitation_lock',
  `select ${FOUND_COLUMNS} from invitations i join workspaces w on w.id = i.workspace_id
    where i.workspace_id = $1 and i.token_sha256 = $2 for update of i`,
  FOUND_TYPES,
)
const ACCEPT = statement(
  'invitation_accept',
  'update invitations set accepted_at = now() where workspace_id = $1 and id = $2',
)
const REVOKE = statement<{ email: string }>(
  'invitation_revoke',
  `update invitations set revoked_at = now()
    where workspace_id = $1 and id = $2 and accepted_at is null and revoked_at is null returning email`,
  { email: 'text' },
)

/** Makes an invitation of seven days. */
export async function insertInvitation(
  tx: Tx,
  workspaceId: string,
  invitation: {
    id: string
    email: string
    role: Role
    accounts: AskedLimits
    tokenSha256: string
    invitedBy: string
  },
): Promise<InvitationRow> {
  const { id, email, role, accounts, tokenSha256, invitedBy } = invitation
  await tx.run(INSERT, [workspaceId, id, email, role, tokenSha256, invitedBy, accounts !== null])
  await tx.run(INSERT_ACCOUNTS, [workspaceId, id, JSON.stringify(accounts ?? [])])
  return (await tx.one(FIND_LISTED, [workspaceId, id]))!
}

/** Takes an expired invitation of this address out of the way of a new one. */
export async function revokeExpiredInvitation(tx: Tx, workspaceId: string, email: string): Promise<void> {
  await tx.run(REVOKE_EXPIRED, [workspaceId, email])
}

/** Those that were neither accepted nor revoked, the newest first: at most one for each address. */
export async function listInvitations(db: Database, workspaceId: string): Promise<InvitationRow[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId])
}

export async function findInvitation(
  db: Database,
  workspaceId: string,
  tokenSha256: string,
): Promise<FoundInvitation | undefined> {
  return await db.one({ workspaceId }, FIND, [workspaceId, tokenSha256])
}

/** As `findInvitation`, and holds the row until `tx` ends, so that it is accepted once. */
export async function lockInvitation(
  tx: Tx,
  workspaceId: string,
  tokenSha256: string,
): Promise<FoundInvitation | undefined> {
  return await tx.one(LOCK, [workspaceId, tokenSha256])
}

export async function updateInvitationAccepted(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(ACCEPT, [workspaceId, id])
}

/** Ends an open invitation and answers whom it was for; undefined where none of this id is open. */
export async function updateInvitationRevoked(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<string | undefined> {
  return (await tx.one(REVOKE, [workspaceId, id]))?.email
}
