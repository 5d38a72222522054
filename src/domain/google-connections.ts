import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import {
  CONNECTION_ACTIONS,
  type ConnectionAction,
  type GoogleConnection,
} from '../contract/google-connections.ts'
import type { ConnectionAccess } from '../contract/words.ts'
import type { Credentials } from '../google/credentials.ts'
import { listAccounts } from '../store/accounts.ts'
import type { Tx } from '../store/db.ts'
import {
  type ConnectionRow,
  findConnectionSecret,
  forgetConnection,
  insertConnection,
  listConnections as listRows,
  lockConnection,
  reopenConnection,
  updateConnection,
} from '../store/google-connections.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { openCredentials, secretPlace, unknownConnection } from './google-client.ts'
import { wordsOf } from './google-words/words-of.ts'
import { adminVerdicts, assertAdmin, type Verdict } from './people-rights.ts'
import { readServiceAccount } from './service-account.ts'
import { isServed } from './settings-credentials.ts'

export interface Connections {
  items: GoogleConnection[]
  settings: { environment: GoogleConnection['environment']; accounts: number } | null
  actions: Verdict<'authorize' | 'addServiceAccount'>[]
}

/** The ways to Google Ads of the workspace, and what may be done about them. */
export async function listConnections(ctx: Context, actor: Actor): Promise<Connections> {
  const rows = await listRows(ctx.db, actor.workspaceId)
  const { environment, hasCredentials } = ctx.google
  const ofSettings = (await listAccounts(ctx.db, actor.workspaceId)).filter(
    (account) => account.connection_id === null && account.environment === environment,
  )
  const settings =
    hasCredentials && (await isServed(ctx, actor.workspaceId))
      ? { environment, accounts: ofSettings.length }
      : null
  const [authorize, addServiceAccount] = adminVerdicts(actor, 'authorize', 'addServiceAccount')
  return {
    items: rows.map((row) => connectionOf(row, actor)),
    settings,
    actions: [
      withObstacle(authorize!, authorizeObstacle(ctx, actor)),
      withObstacle(addServiceAccount!, ringObstacle(ctx)),
    ],
  }
}

/** Why nobody can be sent to Google's page; null where they can. */
export function authorizeObstacle(ctx: Context, actor: Actor): string | null {
  if (!ctx.google.canAsk)
    return 'The server has no OAuth client: GOOGLE_ADS_CLIENT_ID and GOOGLE_ADS_CLIENT_SECRET are not set.'
  if (actor.userId === null) return 'Only a person can agree at Google: sign in to the web interface.'
  return ringObstacle(ctx)
}

function ringObstacle({ secrets }: Context): string | null {
  return secrets.isReady ? null : 'The server has nothing to seal secrets with: GACM_SECRET_KEY is not set.'
}

function withObstacle<Action extends string>(
  verdict: Verdict<Action>,
  obstacle: string | null,
): Verdict<Action> {
  if (!verdict.allowed || obstacle === null) return verdict
  return { ...verdict, allowed: false, reason: obstacle }
}

/** What a connection is to be, before it is one. */
export interface Wish {
  name: string
  access: ConnectionAccess
  /** To open this one anew; null: a new one. */
  connectionId: string | null
}

/** Connects by the key of a service account. */
export async function addServiceAccount(
  ctx: Context,
  actor: Actor,
  { keyFile, impersonatedEmail, ...wish }: Wish & { keyFile: string; impersonatedEmail: string | null },
): Promise<GoogleConnection> {
  assertAdmin(actor)
  return await keepConnection(ctx, actor, wish, readServiceAccount(keyFile, impersonatedEmail))
}

/** Seals credentials into a new connection, or into the one that they open anew. */
export async function keepConnection(
  ctx: Context,
  actor: Actor,
  wish: Wish,
  credentials: Credentials,
): Promise<GoogleConnection> {
  const { workspaceId } = actor
  const id = wish.connectionId ?? newId()
  const secret = ctx.secrets.seal(JSON.stringify(credentials), secretPlace(id))
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    if (wish.connectionId === null) {
      const { environment } = ctx.google
      const { name, access } = wish
      const { kind } = credentials
      await insertConnection(tx, workspaceId, {
        id,
        kind,
        environment,
        name,
        access,
        secret,
        created_by: actor.name,
      })
    } else {
      const before = await lock(tx, workspaceId, id)
      if (before.kind !== credentials.kind || before.environment !== ctx.google.environment)
        throw new AppError('conflict', 'This connection was made in another way: make a new one instead.')
      await reopenConnection(tx, workspaceId, id, secret)
    }
    const row = await lock(tx, workspaceId, id)
    const action = wish.connectionId === null ? 'google_connection.create' : 'google_connection.reconnect'
    const { kind, access, name } = row
    await auditBy(tx, actor, {
      action,
      entityKind: 'google_connection',
      entityId: id,
      detail: { kind, access, name },
    })
    return connectionOf(row, actor)
  })
}

/** Renames a connection or changes what may be done through it. */
export async function editConnection(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number,
  patch: { name?: string | undefined; access?: ConnectionAccess | undefined },
): Promise<GoogleConnection> {
  assertAdmin(actor)
  const { workspaceId } = actor
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    const before = await lock(tx, workspaceId, id)
    if (before.version !== version) {
      throw new AppError('stale', 'Somebody changed this connection meanwhile. Read it again.', {
        details: { currentVersion: before.version },
      })
    }
    const after = { name: patch.name ?? before.name, access: patch.access ?? before.access }
    await updateConnection(tx, workspaceId, id, after)
    const detail = { before: { name: before.name, access: before.access }, after }
    await auditBy(tx, actor, {
      action: 'google_connection.edit',
      entityKind: 'google_connection',
      entityId: id,
      detail,
    })
    return connectionOf(await lock(tx, workspaceId, id), actor)
  })
}

/**
 * Forgets what opens Google, first here and then there: a refresh token is given back, the key of a service account has
 * to be deleted in Google Cloud. `revoked` says whether Google confirmed.
 */
export async function disconnect(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ connection: GoogleConnection; revoked: boolean }> {
  assertAdmin(actor)
  const { workspaceId } = actor
  const credentials = await credentialsOf(ctx, workspaceId, id)
  const connection = await ctx.db.transaction({ workspaceId }, async (tx) => {
    const { kind, name } = await lock(tx, workspaceId, id)
    await forgetConnection(tx, workspaceId, id)
    const row = await lock(tx, workspaceId, id)
    await auditBy(tx, actor, {
      action: 'google_connection.disconnect',
      entityKind: 'google_connection',
      entityId: id,
      detail: { kind, name, accounts: row.accounts },
    })
    return connectionOf(row, actor)
  })
  const revoked = credentials?.kind === 'OAUTH' && (await ctx.google.revokeToken(credentials.refreshToken))
  return { connection, revoked }
}

/** undefined where it was forgotten, or cannot be opened any more: then it can still be forgotten. */
async function credentialsOf(
  ctx: Context,
  workspaceId: string,
  id: string,
): Promise<Credentials | undefined> {
  const row = await findConnectionSecret(ctx.db, workspaceId, id)
  if (row === undefined) throw unknownConnection()
  if (row.secret === null) return undefined
  try {
    return openCredentials(ctx, id, row.secret)
  } catch (error) {
    ctx.log.warn({ err: error }, 'A connection is forgotten whose secret cannot be opened.')
    return undefined
  }
}

async function lock(tx: Tx, workspaceId: string, id: string): Promise<ConnectionRow> {
  const row = await lockConnection(tx, workspaceId, id)
  if (row === undefined) throw unknownConnection()
  return row
}

function connectionOf(row: ConnectionRow, actor: Actor): GoogleConnection {
  const [message, fix] = (row.problem === null ? undefined : wordsOf(row.problem)) ?? [
    'Google refused it.',
    'Connect it again.',
  ]
  return {
    id: row.id,
    kind: row.kind,
    environment: row.environment,
    name: row.name,
    access: row.access,
    state: row.state,
    problem: row.problem === null ? null : { code: row.problem, message, fix: fix ?? '' },
    checkedAt: row.checked_at,
    version: row.version,
    createdBy: row.created_by,
    createdAt: row.created_at,
    accounts: row.accounts,
    actions: adminVerdicts(actor, ...CONNECTION_ACTIONS).map((verdict) =>
      withObstacle(verdict, obstacleOf(verdict.action, row)),
    ),
  }
}

function obstacleOf(action: ConnectionAction, { state }: ConnectionRow): string | null {
  const isOver = state === 'DISCONNECTED' && (action === 'check' || action === 'disconnect')
  return isOver ? 'It is disconnected already.' : null
}
