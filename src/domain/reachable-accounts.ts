import type { z } from 'zod'
import type { reachableAccountSchema, reachableAccountsSchema } from '../contract/session.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import { listAccounts } from '../store/accounts.ts'
import type { Actor, Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { assertAdmin } from './people-rights.ts'
import { meteredGoogle } from './quota.ts'
import { assertServed } from './settings-credentials.ts'

type ReachableAccount = z.infer<typeof reachableAccountSchema>
export type ReachableAccounts = z.infer<typeof reachableAccountsSchema>

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
): Promise<ReachableAccounts> {
  assertAdmin(actor)
  const { workspaceId } = actor
  if (connectionId === null && !asOwner) await assertServed(ctx, workspaceId)
  const metered = meteredGoogle(await through(ctx, workspaceId, connectionId), 'read')
  const accessible = await metered.listAccessibleCustomers()
  if (accessible.kind !== 'applied') throw googleFailure(accessible)
  const { clients, unread, notAsked } = await searchClients(metered, accessible.value)
  const { environment } = ctx.google
  const connected = new Map(
    (await listAccounts(ctx.db, workspaceId))
      .filter((row) => row.environment === environment)
      .map((row) => [row.customer_id, row.connection_id]),
  )
  return {
    items: clients.map((client) => ({
      ...client,
      connected: connected.get(client.customerId) === connectionId,
      connectedOtherwise:
        connected.has(client.customerId) && connected.get(client.customerId) !== connectionId,
    })),
    unread: unread.map(({ customerId, message }) => ({ customerId, message })),
    notAsked,
  }
}

type Client = Omit<ReachableAccount, 'connected' | 'connectedOtherwise'>

/** A root of which Google did not show what is below it, and why. */
interface UnreadRoot {
  customerId: string
  code: string
  message: string
}

/** The accounts below each root, by name. A root that cannot be read hides no other, and is told; so is how many were not asked. */
export async function searchClients(
  google: GoogleAds,
  rootIds: readonly string[],
): Promise<{ clients: Client[]; unread: UnreadRoot[]; notAsked: number }> {
  const found = new Map<string, Client>()
  const unread: UnreadRoot[] = []
  for (const rootId of rootIds.slice(0, MAX_ROOTS)) {
    const answer = await google.search<ClientRow>({ customerId: rootId, loginCustomerId: rootId }, CLIENTS)
    if (answer.kind !== 'applied') {
      const { code, message } = answer.errors[0] ?? {
        code: 'google.NO_REASON',
        message: 'Google gave no reason.',
      }
      unread.push({ customerId: rootId, code, message })
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
  const clients = [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
  return { clients, unread, notAsked: Math.max(0, rootIds.length - MAX_ROOTS) }
}
