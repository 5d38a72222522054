import type { Database, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

/** Who somebody is at an identity provider. */
export interface IdentityRow {
  id: string
  user_id: string
  issuer: string
  email: string
  created_at: string
  last_used_at: string
}

const COLUMNS = `id, user_id, issuer, email, to_json(created_at) #>> '{}' as created_at,
          to_json(last_used_at) #>> '{}' as last_used_at`
const COLUMN_TYPES: ColumnsOf<IdentityRow> = {
  id: 'uuid',
  user_id: 'uuid',
  issuer: 'text',
  email: 'text',
  created_at: 'text',
  last_used_at: 'text',
}

const FIND = statement<IdentityRow>(
  'identity_find',
  `select ${COLUMNS} from identities where issuer = $1 and subject = $2`,
  COLUMN_TYPES,
)
const LIST = statement<IdentityRow>(
  'identity_list_of_user',
  `select ${COLUMNS} from identities where user_id = $1 order by created_at, id`,
  COLUMN_TYPES,
)
const INSERT = statement(
  'identity_insert',
  'insert into identities (id, user_id, issuer, subject, email) values ($1, $2, $3, $4, lower($5))',
)
const TOUCH = statement(
  'identity_touch',
  'update identities set last_used_at = now(), email = lower($2) where id = $1',
)
const DELETE = statement('identity_delete', 'delete from identities where user_id = $1 and id = $2')

export async function findIdentity(
  db: Database,
  issuer: string,
  subject: string,
): Promise<IdentityRow | undefined> {
  return await db.one('system', FIND, [issuer, subject])
}

/** Where a person can sign in, one for each provider; the first one first. */
export async function listIdentities(db: Database | Tx, userId: string): Promise<IdentityRow[]> {
  return 'transaction' in db ? await db.many('system', LIST, [userId]) : await db.many(LIST, [userId])
}

export async function insertIdentity(
  tx: Tx,
  identity: { id: string; userId: string; issuer: string; subject: string; email: string },
): Promise<void> {
  const { id, userId, issuer, subject, email } = identity
  await tx.run(INSERT, [id, userId, issuer, subject, email])
}

/** Notes that somebody signed in by it, and under which address. */
export async function touchIdentity(tx: Tx, id: string, email: string): Promise<void> {
  await tx.run(TOUCH, [id, email])
}

/** false where this person has none of this id. */
export async function deleteIdentity(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.run(DELETE, [userId, id])) > 0
}
