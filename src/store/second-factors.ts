import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What a person can prove themselves by beside a password. */
export interface FactorsRow {
  /** An app that was confirmed. */
  totp: boolean
  passkeys: number
  /** That still work. */
  recovery_codes: number
}

export interface TotpRow {
  sealed: string
  confirmed: boolean
}

const FIND_FACTORS = statement<FactorsRow>(
  'second_factors_find',
  `select coalesce((select t.confirmed_at is not null from totp_secrets t where t.user_id = u.id), false) as totp,
          (select count(*) from passkeys p where p.user_id = u.id)::integer as passkeys,
          (select count(*) from recovery_codes r where r.user_id = u.id and r.used_at is null)::integer as recovery_codes
     from users u where u.id = $1`,
  { totp: 'bool', passkeys: 'int4', recovery_codes: 'int4' },
)
const FIND = statement<TotpRow>(
  'totp_find',
  'select sealed, confirmed_at is not null as confirmed from totp_secrets where user_id = $1',
  { sealed: 'text', confirmed: 'bool' },
)
const BEGIN = statement(
  'totp_begin',
  `insert into totp_secrets (user_id, sealed) values ($1, $2)
   on conflict (user_id) do update set sealed = excluded.sealed, created_at = now()
   where totp_secrets.confirmed_at is null`,
)
const CONFIRM = statement(
  'totp_confirm',
  `update totp_secrets set confirmed_at = now(), last_step = $3
    where user_id = $1 and sealed = $2 and confirmed_at is null`,
)
const TAKE_STEP = statement(
  'totp_take_step',
  'update totp_secrets set last_step = $2 where user_id = $1 and last_step < $2',
)
const DELETE = statement('totp_delete', 'delete from totp_secrets where user_id = $1')
const INSERT_CODES = statement(
  'recovery_code_insert',
  'insert into recovery_codes (user_id, code_sha256) select $1, unnest($2::text[])',
)
const TAKE_CODE = statement(
  'recovery_code_take',
  'update recovery_codes set used_at = now() where user_id = $1 and code_sha256 = $2 and used_at is null',
)
const DELETE_CODES = statement('recovery_code_delete', 'delete from recovery_codes where user_id = $1')

export async function findFactors(db: Database | Tx, userId: string): Promise<FactorsRow> {
  const row =
    'transaction' in db
      ? await db.one('system', FIND_FACTORS, [userId])
      : await db.one(FIND_FACTORS, [userId])
  return row ?? { totp: false, passkeys: 0, recovery_codes: 0 }
}

export async function findTotp(db: Database, userId: string): Promise<TotpRow | undefined> {
  return await db.one('system', FIND, [userId])
}

/** Keeps a secret that is not confirmed yet, in the place of one before; false where a confirmed one is there. */
export async function beginTotp(tx: Tx, userId: string, sealed: string): Promise<boolean> {
  return (await tx.run(BEGIN, [userId, sealed])) > 0
}

/** The app has this very secret; false where another one was begun, or confirmed, meanwhile. */
export async function updateTotpConfirmed(
  tx: Tx,
  userId: string,
  sealed: string,
  step: number,
): Promise<boolean> {
  return (await tx.run(CONFIRM, [userId, sealed, step])) > 0
}

/** Takes the code of these 30 seconds; false where it, or a later one, was taken before. */
export async function takeTotpStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  return (await tx.run(TAKE_STEP, [userId, step])) > 0
}

export async function deleteTotp(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.run(DELETE, [userId])) > 0
}

/** Puts these in the place of all that there were. */
export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.run(DELETE_CODES, [userId])
  await tx.run(INSERT_CODES, [userId, hashes])
}

/** Uses one up; false where there is none that works. */
export async function takeRecoveryCode(tx: Tx, userId: string, codeSha256: string): Promise<boolean> {
  return (await tx.run(TAKE_CODE, [userId, codeSha256])) > 0
}

export async function deleteRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  await tx.run(DELETE_CODES, [userId])
}
