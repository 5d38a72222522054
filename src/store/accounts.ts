import type { ConnectionAccess, ConnectionState, Environment } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import type { AccountRow as Row } from './generated/rows.ts'
import { type ColumnsOf, statement } from './statement.ts'

export interface AccountRow
  extends Pick<
    Row,
    | 'id'
    | 'customer_id'
    | 'login_customer_id'
    | 'name'
    | 'currency_code'
    | 'time_zone'
    | 'synced_at'
    | 'connection_id'
  > {
  environment: Environment
  /** What may be done through its connection; null without one: the settings' credentials may all. */
  connection_access: ConnectionAccess | null
  connection_state: ConnectionState | null
}

/** What `insertAccount` writes. */
export type NewAccount = Omit<
  AccountRow,
  'synced_at' | 'connection_id' | 'connection_access' | 'connection_state'
> & { connection_id?: string | null }

const COLUMNS = `a.id, a.customer_id, a.login_customer_id, a.name, a.currency_code, a.time_zone, a.environment,
          a.connection_id, to_json(a.synced_at) #>> '{}' as synced_at, c.access as connection_access, c.state as connection_state`
const FROM = `from accounts a
     left join google_connections c on c.workspace_id = a.workspace_id and c.id = a.connection_id`
const COLUMN_TYPES: ColumnsOf<AccountRow> = {
  id: 'uuid',
  customer_id: 'text',
  login_customer_id: 'text',
  name: 'text',
  currency_code: 'text',
  time_zone: 'text',
  environment: 'text',
  synced_at: 'text',
  connection_id: 'uuid',
  connection_access: 'text',
  connection_state: 'text',
}

const LIST = statement<AccountRow>(
  'account_list',
  `select ${COLUMNS} ${FROM} where a.workspace_id = $1 order by a.name, a.id`,
  COLUMN_TYPES,
)
const FIND = statement<AccountRow>(
  'account_find',
  `select ${COLUMNS} ${FROM} where a.workspace_id = $1 and a.id = $2`,
  COLUMN_TYPES,
)
const INSERT = statement(
  'account_insert',
  `insert into accounts
     (workspace_id, id, customer_id, login_customer_id, name, currency_code, time_zone, environment, connection_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
// Whoever connects an account again gives it another way to Google, and nothing else.
const MOVE = statement<{ id: string }>(
  'account_move',
  `update accounts set connection_id = $4, login_customer_id = $5
    where workspace_id = $1 and customer_id = $2 and environment = $3 returning id`,
  { id: 'uuid' },
)

// The worker alone sees accounts of all workspaces.
const REACHED_ELSEWHERE = statement<{ reached: boolean }>(
  'account_reached_elsewhere',
  `select exists (
     select from accounts
      where customer_id = $2 and environment = $3 and connection_id is null and workspace_id <> $1) as reached`,
  { reached: 'bool' },
)

const LOCK_REACHED = statement(
  'account_lock_reached',
  `select pg_advisory_xact_lock(hashtextextended('settings customer ' || $1::text || ' ' || $2::text, 0))`,
)
const SET_ROLE = statement('transaction_role', `select set_config('role', $1, true)`)

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

export async function insertAccount(tx: Tx, workspaceId: string, account: NewAccount): Promise<void> {
  const { id, customer_id, login_customer_id, name, currency_code, time_zone, environment, connection_id } =
    account
  await tx.run(INSERT, [
    workspaceId,
    id,
    customer_id,
    login_customer_id,
    name,
    currency_code,
    time_zone,
    environment,
    connection_id ?? null,
  ])
}

/** Gives an account that is connected already another way to Google; its id, or undefined where it is not connected. */
export async function moveAccount(
  tx: Tx,
  workspaceId: string,
  {
    customer_id,
    environment,
    connection_id,
    login_customer_id,
  }: Pick<NewAccount, 'customer_id' | 'environment' | 'connection_id' | 'login_customer_id'>,
): Promise<string | undefined> {
  const values = [workspaceId, customer_id, environment, connection_id ?? null, login_customer_id]
  return (await tx.one(MOVE, values))?.id
}

/** Whether another workspace has this customer by the credentials of the settings. */
export async function isReachedElsewhere(
  db: Database,
  workspaceId: string,
  { customerId, environment }: ReachedCustomer,
): Promise<boolean> {
  return (await db.one('worker', REACHED_ELSEWHERE, [workspaceId, customerId, environment]))!.reached
}

/**
 * As `isReachedElsewhere`, and no other workspace connects it until `tx` ends. Only the worker's role looks into other workspaces:
 * it is taken for this question alone.
 */
export async function lockReachedElsewhere(
  tx: Tx,
  workspaceId: string,
  { customerId, environment }: ReachedCustomer,
): Promise<boolean> {
  await tx.run(LOCK_REACHED, [customerId, environment])
  await tx.run(SET_ROLE, ['gacm_worker'])
  const found = await tx.one(REACHED_ELSEWHERE, [workspaceId, customerId, environment])
  await tx.run(SET_ROLE, ['gacm_app'])
  return found!.reached
}

interface ReachedCustomer {
  customerId: string
  environment: Environment
}
