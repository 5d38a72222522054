import { AppError } from '../base/errors.ts'
import type { Credentials } from '../google/credentials.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import { findConnectionSecret, noteConnection } from '../store/google-connections.ts'
import type { Context } from './context.ts'

/** Where the secret of a connection lies, for the ring: it opens in its own row alone. */
export function secretPlace(connectionId: string): string {
  return `google_connections.secret:${connectionId}`
}

/**
 * The context whose client of Google Ads acts by a connection; as it is where there is none. What opens Google is read
 * and opened each time, so that a connection that was ended is ended for every process at once.
 */
export async function through(
  ctx: Context,
  workspaceId: string,
  connectionId: string | null,
): Promise<Context> {
  return connectionId === null ? ctx : { ...ctx, google: await clientOf(ctx, workspaceId, connectionId) }
}

/** The client of one connection; where what opened Google was forgotten, one that is refused everything. */
export async function clientOf(ctx: Context, workspaceId: string, connectionId: string): Promise<GoogleAds> {
  const row = await findConnectionSecret(ctx.db, workspaceId, connectionId)
  if (row === undefined) throw unknownConnection()
  return ctx.google.as({
    key: `${connectionId} ${row.version}`,
    credentials: row.secret === null ? undefined : openCredentials(ctx, connectionId, row.secret),
    readOnly: row.access === 'READ_ONLY',
  })
}

/** What a connection acts by. Throws `misconfigured` where the ring has no key to it. */
export function openCredentials(
  { secrets }: Pick<Context, 'secrets'>,
  id: string,
  sealed: string,
): Credentials {
  return JSON.parse(secrets.open(sealed, secretPlace(id))) as Credentials
}

export function unknownConnection(): AppError {
  return new AppError('not_found', 'There is no such connection in this workspace.')
}

/** Codes that say: this way to Google is closed until a person opens it again. */
const CLOSED =
  /^(oauth\.(?!unreachable)|authenticationError\.(?!OAUTH_TOKEN_EXPIRED|CUSTOMER_NOT_FOUND|CLIENT_CUSTOMER_ID))/

export function isClosed(code: string): boolean {
  return CLOSED.test(code)
}

/** Notes with the connection that Google took it (undefined), or the code by which it did not. */
export async function noteOutcome(
  ctx: Context,
  workspaceId: string,
  connectionId: string | null,
  error: unknown,
): Promise<void> {
  if (connectionId === null) return
  const code = error instanceof AppError ? error.details['googleCode'] : undefined
  const problem = typeof code === 'string' && isClosed(code) ? code : null
  if (error !== undefined && problem === null) return
  const row = await findConnectionSecret(ctx.db, workspaceId, connectionId)
  if (row !== undefined)
    await noteConnection(ctx.db, workspaceId, connectionId, { version: row.version, problem })
}
