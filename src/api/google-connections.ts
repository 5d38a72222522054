import { CONSENT_RETURN_PATH } from '../contract/connect-paths.ts'
import { routes } from '../contract/routes.ts'
import { checkConnection } from '../domain/check-connection.ts'
import {
  addServiceAccount,
  disconnect,
  editConnection,
  listConnections,
} from '../domain/google-connections.ts'
import { authorizeConnection, finishAuthorization } from '../domain/google-consent.ts'
import { listReachableAccounts } from '../domain/reachable-accounts.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'

export const connectionEndpoints = {
  listConnections: endpoint(routes.listConnections, ({ ctx, actor }) => listConnections(ctx, actor)),
  authorizeConnection: endpoint(routes.authorizeConnection, ({ ctx, actor, body, request }) =>
    authorizeConnection(ctx, actor, body, returnAddress(request.headers.origin)),
  ),
  finishAuthorization: endpoint(
    routes.finishAuthorization,
    ({ ctx, actor, body }) => finishAuthorization(ctx, actor, body),
    withTag,
  ),
  addServiceAccount: endpoint(
    routes.addServiceAccount,
    ({ ctx, actor, body }) => addServiceAccount(ctx, actor, body),
    withTag,
  ),
  editConnection: endpoint(
    routes.editConnection,
    ({ ctx, actor, params, ifMatch, body }) => editConnection(ctx, actor, params.id, ifMatch!, body),
    withTag,
  ),
  checkConnection: endpoint(routes.checkConnection, async ({ ctx, actor, params }) => ({
    items: await checkConnection(ctx, actor, params.id),
  })),
  listConnectionAccounts: endpoint(routes.listConnectionAccounts, ({ ctx, actor, params }) =>
    listReachableAccounts(ctx, actor, params.id),
  ),
  disconnect: endpoint(routes.disconnect, ({ ctx, actor, params }) => disconnect(ctx, actor, params.id)),
}

function withTag(connection: { version: number }): Payload {
  return { ...asJson(connection), headers: { etag: `"${connection.version}"` } }
}

/**
 * Where Google sends the person back: to where they are now. Only pages of ours get here (a cookie with another origin is
 * refused before), and Google takes none that the OAuth client does not name.
 */
function returnAddress(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? `${origin}${CONSENT_RETURN_PATH}` : undefined
}
