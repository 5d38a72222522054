import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { todayIn } from '../contract/dates.ts'
import type { Account } from '../contract/session.ts'
import type { Customer } from '../google/google-ads.ts'
import {
  type AccountRow,
  findAccount,
  insertAccount,
  listAccounts as listRows,
  moveAccount,
  type NewAccount,
} from '../store/accounts.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { adminVerdicts, assertAdmin, type Verdict } from './people-rights.ts'
import { meteredGoogle } from './quota.ts'
import { assertReachedHereAlone, assertServed, lockReachedHere } from './settings-credentials.ts'

/** The connected accounts, and whether the caller may connect more. */
export async function listAccounts(
  ctx: Context,
  actor: Actor,
): Promise<{ items: Account[]; actions: Verdict<'connect'>[] }> {
  const rows = await listRows(ctx.db, actor.workspaceId)
  return {
    items: rows.map((row) => accountOf(row, ctx.now())),
    actions: adminVerdicts(actor, 'connect'),
  }
}

interface CustomerRow {
  customer?: { descriptiveName?: string; currencyCode?: string; timeZone?: string; manager?: boolean }
}

export interface WantedAccount extends Customer {
  /** The connection to reach it through; null: the credentials of the settings. */
  connectionId?: string | null
}

/**
 * Connects an account after having read its currency and time zone from Google. One that is connected already changes
 * over to this way of reaching it, and keeps its campaigns. `asOwner`: whoever runs the server assigns one that the
 * credentials of the settings reach, to whichever workspace.
 */
export async function connectAccount(
  ctx: Context,
  actor: Actor,
  wanted: WantedAccount,
  { asOwner = false }: { asOwner?: boolean } = {},
): Promise<Account> {
  assertAdmin(actor)
  const { workspaceId } = actor
  const connectionId = wanted.connectionId ?? null
  if (connectionId === null) {
    if (!asOwner) await assertServed(ctx, workspaceId)
    await assertReachedHereAlone(ctx, workspaceId, wanted.customerId)
  }
  const found = await readCustomer(await through(ctx, workspaceId, connectionId), wanted)
  const row: NewAccount = {
    id: newId(),
    customer_id: wanted.customerId,
    login_customer_id: wanted.loginCustomerId,
    name: found.descriptiveName || wanted.customerId,
    currency_code: found.currencyCode ?? 'USD',
    time_zone: found.timeZone ?? 'Etc/UTC',
    environment: ctx.google.environment,
    connection_id: connectionId,
  }
  const account = await ctx.db.transaction({ workspaceId }, async (tx) => {
    if (connectionId === null) await lockReachedHere(tx, ctx, workspaceId, wanted.customerId)
    // Without a connection of its own, a second time is a mistake that is told as before.
    const moved = connectionId === null ? undefined : await moveAccount(tx, workspaceId, row)
    if (moved === undefined) await insertAccount(tx, workspaceId, row)
    const id = moved ?? row.id
    const made = await findAccount(tx, workspaceId, id)
    await auditBy(tx, actor, {
      action: moved === undefined ? 'account.connect' : 'account.reconnect',
      entityKind: 'account',
      entityId: id,
      detail: {
        customerId: row.customer_id,
        environment: row.environment,
        connectionId,
      },
    })
    return made
  })
  return accountOf(account!, ctx.now())
}

async function readCustomer(ctx: Context, customer: Customer): Promise<NonNullable<CustomerRow['customer']>> {
  const query =
    'SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, customer.manager FROM customer'
  const answer = await meteredGoogle(ctx, 'finish').search<CustomerRow>(customer, query)
  if (answer.kind !== 'applied') throw googleFailure(answer)
  const found = answer.value[0]?.customer
  if (found !== undefined && found.manager !== true) return found
  const message = 'This is a manager account, which holds no campaigns. Connect one of the accounts below it.'
  throw new AppError('not_allowed', message, {
    errors: [{ path: 'customerId', code: 'manager_account', message }],
  })
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
    connection:
      row.connection_id === null
        ? null
        : { id: row.connection_id, access: row.connection_access!, state: row.connection_state! },
    today: todayIn(row.time_zone, now),
    syncedAt: row.synced_at,
  }
}
