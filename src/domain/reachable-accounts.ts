import type { z } from 'zod'
import type { reachableAccountSchema } from '../contract/session.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import { listAccounts } from '../store/accounts.ts'
import type { Actor, Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { meteredGoogle } from './quota.ts'
import { assertServed } from './settings-credentials.ts'

export type ReachableAccount = z.infer<typeof reachableAccountSchema>

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

/** Every account below a root, however many managers stand between (customer_client is the whole tree). */
const CLIENTS = `SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code,
 customer_client.time_zone, customer_client.manager, customer_client.status FROM customer_client
 WHERE customer_client.status = 'ENABLED'`
/** An agency's credentials reach a handful of roots; more than this is no list that anybody picks from. */
const MAX_ROOTS = 50

/**
 * Accounts that credentials reach, directly or through managers, which hold no campaigns themselves. Those of the settings reach
 * every client of the server: they are shown to the workspace that they serve, and to the server itself.
 */
export async function listReachableAccounts(
  ctx: Context,
  actor: Actor,
  connectionId: string | null = null,
  { asOwner = false }: { asOwner?: boolean } = {},
): Promise<ReachableAccount[]> {
  const { workspaceId } = actor
  if (connectionId === null && !asOwner) await assertServed(ctx, workspaceId)
  const metered = meteredGoogle(await through(ctx, workspaceId, connectionId), 'finish')
  const accessible = await metered.listAccessibleCustomers()
  if (accessible.kind !== 'applied') throw googleFailure(accessible)
  const { clients } = await searchClients(metered, accessible.value)
  const { environment } = ctx.google
  const connected = new Map(
    (await listAccounts(ctx.db, workspaceId))
      .filter((row) => row.environment === environment)
      .map((row) => [row.customer_id, row.connection_id]),
  )
  return clients.map((client) => ({
    ...client,
    connected: connected.get(client.customerId) === connectionId,
    connectedOtherwise: connected.has(client.customerId) && connected.get(client.customerId) !== connectionId,
  }))
}

type Client = Omit<ReachableAccount, 'connected' | 'connectedOtherwise'>

/** The accounts below each root, by name. A root that cannot be read hides no other; the first failure is told. */
export async function searchClients(
  google: GoogleAds,
  rootIds: readonly string[],
): Promise<{ clients: Client[]; failure: { code: string; message: string } | undefined }> {
  const found = new Map<string, Client>()
  let failure: { code: string; message: string } | undefined
  for (const rootId of rootIds.slice(0, MAX_ROOTS)) {
    const answer = await google.search<ClientRow>({ customerId: rootId, loginCustomerId: rootId }, CLIENTS)
    if (answer.kind !== 'applied') {
      failure ??= answer.errors[0]
      continue
    }
    for (const { customerClient: client } of answer.value) {
      if (client?.id === undefined || client.manager === true || found.has(client.id)) continue
      found.set(client.id, {
        customerId: client.id,
        name: client.descriptiveName || client.id,
        currencyCode: client.currencyCode ?? 'USD',
        timeZone: client.timeZone ?? 'Etc/UTC',
        loginCustomerId: client.id === rootId ? null : rootId,
      })
    }
  }
  return { clients: [...found.values()].sort((a, b) => a.name.localeCompare(b.name)), failure }
}
