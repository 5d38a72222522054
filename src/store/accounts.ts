import type { Environment } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import type { AccountRow as Row } from './generated/rows.ts'
import { type ColumnsOf, statement } from './statement.ts'

export interface AccountRow
  extends Pick<
    Row,
    'id' | 'customer_id' | 'login_customer_id' | 'name' | 'currency_code' | 'time_zone' | 'synced_at'
  > {
  environment: Environment
}

const COLUMNS = `id, customer_id, login_customer_id, name, currency_code, time_zone, environment, to_json(synced_at) #>> '{}' as synced_at`
const COLUMN_TYPES: ColumnsOf<AccountRow> = {
  id: 'uuid',
  customer_id: 'text',
  login_customer_id: 'text',
  name: 'text',
  currency_code: 'text',
  time_zone: 'text',
  environment: 'text',
  synced_at: 'text',
}

const LIST = statement<AccountRow>(
  'account_list',
  `select ${COLUMNS} from accounts where workspace_id = $1 order by name, id`,
  COLUMN_TYPES,
)
const FIND = statement<AccountRow>(
  'account_find',
  `select ${COLUMNS} from accounts where workspace_id = $1 and id = $2`,
  COLUMN_TYPES,
)
const INSERT = statement(
  'account_insert',
  `insert into accounts (workspace_id, id, customer_id, login_customer_id, name, currency_code, time_zone, environment)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

/** All accounts of a workspace: a handful, or for an agency some hundreds. */
export async function listAccounts(db: Database, workspaceId: string): Promise<AccountRow[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId])
}

/** As `listAccounts`, inside a transaction. */
export async function listAccountsIn(tx: Tx, workspaceId: string): Promise<AccountRow[]> {
  return await tx.many(LIST, [workspaceId])
}

export async function findAccount(tx: Tx, workspaceId: string, id: string): Promise<AccountRow | undefined> {
  return await tx.one(FIND, [workspaceId, id])
}

export async function insertAccount(
  tx: Tx,
  workspaceId: string,
  account: Omit<AccountRow, 'synced_at'>,
): Promise<void> {
  const { id, customer_id, login_customer_id, name, currency_code, time_zone, environment } = account
  await tx.run(INSERT, [
    workspaceId,
    id,
    customer_id,
    login_customer_id,
    name,
    currency_code,
    time_zone,
    environment,
  ])
}
