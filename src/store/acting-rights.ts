import type { AccountRoles, Rights } from '../contract/actions.ts'
import type { Role } from '../contract/words.ts'
import type { Tx } from './db.ts'
import { statement } from './statement.ts'

/** What somebody may do whom a worker acts for. */

const PERSON = statement<{ role: Role; accounts: AccountRoles | null }>(
  'member_find_rights_by_name',
  `select m.role, case when m.limited then coalesce(
            (select jsonb_object_agg(a.account_id, a.role) from member_accounts a
              where a.workspace_id = m.workspace_id and a.user_id = m.user_id), '{}') end as accounts
     from members m
    where m.workspace_id = $1 and (select u.email from users u where u.id = m.user_id) = $2 limit 1`,
  { role: 'text', accounts: 'jsonb' },
)
const KEY = statement<{ known: boolean; role: Role | null; accounts: AccountRoles | null }>(
  'api_key_find_rights_by_name',
  `select true as known, l.role, l.accounts
     from (select from api_keys k where k.workspace_id = $1 and k.name = $2 limit 1) one
     left join lateral (
       select k.role, case when k.limited then coalesce(
                (select jsonb_object_agg(a.account_id, a.role) from api_key_accounts a
                  where a.workspace_id = k.workspace_id and a.api_key_id = k.id), '{}') end as accounts
         from api_keys k
        where k.workspace_id = $1 and k.name = $2 and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > clock_timestamp()) limit 1) l on true`,
  { known: 'bool', role: 'text', accounts: 'jsonb' },
)

/** What a member of this e-mail address may do now; undefined: there is none. */
export async function findRightsOf(tx: Tx, workspaceId: string, email: string): Promise<Rights | undefined> {
  return await tx.one(PERSON, [workspaceId, email])
}

/** What the key of this name may do now, of which there is one at a time; `over`: all of them have ended; undefined: there was none. */
export async function findRightsOfKey(
  tx: Tx,
  workspaceId: string,
  name: string,
): Promise<Rights | 'over' | undefined> {
  const key = await tx.one(KEY, [workspaceId, name])
  if (key === undefined) return undefined
  return key.role === null ? 'over' : { role: key.role, accounts: key.accounts }
}

const LIMIT = statement('transaction_limit', `select set_config('app.accounts', $1, true)`)

/** From here on the transaction changes nothing beyond these accounts, whatever is sent; null: it is not limited. */
export async function limitTo(tx: Tx, accounts: AccountRoles | null): Promise<void> {
  if (accounts !== null) await tx.run(LIMIT, [JSON.stringify(accounts)])
}
