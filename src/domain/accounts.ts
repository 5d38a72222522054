import type { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { todayIn } from '../contract/dates.ts'
import type { Account, reachableAccountSchema } from '../contract/session.ts'
import type { Customer } from '../google/google-ads.ts'
import { type AccountRow, insertAccount, listAccounts as listRows } from '../store/accounts.ts'
import { insertAudit } from '../store/audit.ts'
import type { Actor, Context } from './context.ts'
import { googleFailure } from './google-failure.ts'
import { meteredGoogle } from './quota.ts'

export type ReachableAccount = z.infer<typeof reachableAccountSchema>

/** The connected accounts. */
export async function listAccounts(ctx: Context, actor: Actor): Promise<Account[]> {
  const rows = await listRows(ctx.db, actor.workspaceId)
  return rows.map((row) => accountOf(row, ctx.now()))
}

interface ClientRow {
  customerClient?: {
    id?: string
    descriptiveName?: string
    currencyCode?: string
    timeZone?: string
    manager?: boolean
    status?: string
  }
}

const CLIENTS = `SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code,
 customer_client.time_zone, customer_client.manager, customer_client.status FROM customer_client
 WHERE customer_client.level <= 1`

/** Accounts that the credentials reach, directly or through a manager; managers themselves hold no campaigns. */
export async function listReachableAccounts(ctx: Context, actor: Actor): Promise<ReachableAccount[]> {
  const google = meteredGoogle(ctx, 'finish')
  const accessible = await google.listAccessibleCustomers()
  if (accessible.kind !== 'applied') throw googleFailure(accessible)
  const connected = new Set((await listRows(ctx.db, actor.workspaceId)).map((row) => row.customer_id))
  const found = new Map<string, ReachableAccount>()
  for (const rootId of accessible.value) {
    const clients = await google.search<ClientRow>({ customerId: rootId, loginCustomerId: rootId }, CLIENTS)
    if (clients.kind !== 'applied') continue // One account that cannot be read must not hide the others.
    for (const { customerClient: client } of clients.value) {
      if (client?.id === undefined || client.manager === true || found.has(client.id)) continue
      found.set(client.id, {
        customerId: client.id,
        name: client.descriptiveName || client.id,
        currencyCode: client.currencyCode ?? 'USD',
        timeZone: client.timeZone ?? 'Etc/UTC',
        loginCustomerId: client.id === rootId ? null : rootId,
        connected: connected.has(client.id),
      })
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}

interface CustomerRow {
  customer?: { descriptiveName?: string; currencyCode?: string; timeZone?: string; manager?: boolean }
}

/** Connects an account after having read its currency and time zone from Google. */
export async function connectAccount(ctx: Context, actor: Actor, customer: Customer): Promise<Account> {
  if (actor.role !== 'admin')
    throw new AppError('forbidden', `Your role (${actor.role}) may not connect accounts.`)
  const query =
    'SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, customer.manager FROM customer'
  const answer = await meteredGoogle(ctx, 'finish').search<CustomerRow>(customer, query)
  if (answer.kind !== 'applied') throw googleFailure(answer)
  const found = answer.value[0]?.customer
  if (found === undefined || found.manager === true) {
    const message =
      'This is a manager account, which holds no campaigns. Connect one of the accounts below it.'
    throw new AppError('not_allowed', message, {
      errors: [{ path: 'customerId', code: 'manager_account', message }],
    })
  }
  const row: Omit<AccountRow, 'synced_at'> = {
    id: newId(),
    customer_id: customer.customerId,
    login_customer_id: customer.loginCustomerId,
    name: found.descriptiveName || customer.customerId,
    currency_code: found.currencyCode ?? 'USD',
    time_zone: found.timeZone ?? 'Etc/UTC',
    environment: ctx.google.environment,
  }
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    await insertAccount(tx, actor.workspaceId, row)
    const { name, door, requestId, workspaceId } = actor
    const entry = {
      actor: name,
      door,
      action: 'account.connect',
      entityKind: 'account',
      entityId: row.id,
      requestId,
    }
    await insertAudit(tx, workspaceId, {
      ...entry,
      detail: { customerId: row.customer_id, environment: row.environment },
    })
  })
  return accountOf({ ...row, synced_at: null }, ctx.now())
}

function accountOf(row: AccountRow, now: Date): Account {
  return {
    id: row.id,
    customerId: row.customer_id,
    name: row.name,
    currencyCode: row.currency_code,
    timeZone: row.time_zone,
    environment: row.environment,
    loginCustomerId: row.login_customer_id,
    today: todayIn(row.time_zone, now),
    syncedAt: row.synced_at,
  }
}
