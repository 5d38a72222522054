import type { Database, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

/** A key that somebody's device keeps. */
export interface PasskeyRow {
  id: string
  user_id: string
  name: string
  credential_id: Buffer
  public_key: Buffer
  /** A bigint, as text; 0: the device does not count. */
  sign_count: string
  transports: string[]
  /** The name that it was made for; null: of before this was noted. */
  made_for: string | null
  created_at: string
  last_used_at: string | null
  /** When its count did not go up. */
  counter_refused_at: string | null
}

const COLUMNS = `id, user_id, name, credential_id, public_key, sign_count, transports, made_for,
          to_json(created_at) #>> '{}' as created_at, to_json(last_used_at) #>> '{}' as last_used_at,
          to_json(counter_refused_at) #>> '{}' as counter_refused_at`
const COLUMN_TYPES: ColumnsOf<PasskeyRow> = {
  id: 'uuid',
  user_id: 'uuid',
  name: 'text',
  credential_id: 'bytea',
  public_key: 'bytea',
  sign_count: 'int8',
  transports: 'text[]',
  made_for: 'text',
  created_at: 'text',
  last_used_at: 'text',
  counter_refused_at: 'text',
}

const FIND = statement<PasskeyRow>(
  'passkey_find',
  `select ${COLUMNS} from passkeys where credential_id = $1`,
  COLUMN_TYPES,
)
const LIST = statement<PasskeyRow>(
  'passkey_list_of_user',
  `select ${COLUMNS} from passkeys where user_id = $1 order by created_at, id`,
  COLUMN_TYPES,
)
const INSERT = statement(
  'passkey_insert',
  `insert into passkeys (id, user_id, slot, name, credential_id, public_key, sign_count, transports, made_for)
   select $1, $2, min(s.slot), $3, $4, $5, $6, $7, $8
     from generate_series(1, 20) as s (slot)
    where s.slot not in (select p.slot from passkeys p where p.user_id = $2)
   having min(s.slot) is not null
   on conflict (credential_id) do nothing`,
)
// Of one that counts, the count goes up; one that does not says 0 each time.
const USE = statement(
  'passkey_use',
  `update passkeys set sign_count = $2, last_used_at = now(), made_for = $3
    where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0))`,
)
const NOTE_REFUSED = statement(
  'passkey_note_refused',
  'update passkeys set counter_refused_at = now() where id = $1',
)
const RENAME = statement('passkey_rename', 'update passkeys set name = $3 where user_id = $1 and id = $2')
const DELETE = statement('passkey_delete', 'delete from passkeys where user_id = $1 and id = $2')
const DELETE_ALL = statement('passkey_delete_of_user', 'delete from passkeys where user_id = $1')

/** The one that a device calls by this id. */
export async function findPasskey(db: Database, credentialId: Buffer): Promise<PasskeyRow | undefined> {
  return await db.one('system', FIND, [credentialId])
}

/** Those of a person, the first one first. */
export async function listPasskeys(db: Database | Tx, userId: string): Promise<PasskeyRow[]> {
  return 'transaction' in db ? await db.many('system', LIST, [userId]) : await db.many(LIST, [userId])
}

/** Adds one under the lock of its person; false where the device has told the same id before, or all twenty are there. */
export async function insertPasskey(
  tx: Tx,
  passkey: Pick<
    PasskeyRow,
    'id' | 'user_id' | 'name' | 'credential_id' | 'public_key' | 'transports' | 'made_for'
  > & {
    sign_count: number
  },
): Promise<boolean> {
  const { id, user_id, name, credential_id, public_key, sign_count, transports, made_for } = passkey
  const values = [id, user_id, name, credential_id, public_key, sign_count, transports, made_for]
  return (await tx.run(INSERT, values)) > 0
}

/** Notes a sign-in by it, at this name; false where its count did not go up. */
export async function usePasskey(tx: Tx, id: string, signCount: number, rpId: string): Promise<boolean> {
  return (await tx.run(USE, [id, signCount, rpId])) > 0
}

/** Notes that its count did not go up. */
export async function notePasskeyRefused(db: Database, id: string): Promise<void> {
  await db.run('system', NOTE_REFUSED, [id])
}

export async function renamePasskey(tx: Tx, userId: string, id: string, name: string): Promise<void> {
  await tx.run(RENAME, [userId, id, name])
}

export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.run(DELETE, [userId, id])
}

/** Removes all of a person's. Answers how many. */
export async function deletePasskeys(tx: Tx, userId: string): Promise<number> {
  return await tx.run(DELETE_ALL, [userId])
}
