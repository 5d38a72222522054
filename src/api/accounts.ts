import { routes } from '../contract/routes.ts'
import { connectAccount, listAccounts } from '../domain/accounts.ts'
import { listAudiences } from '../domain/audiences.ts'
import { listPlaces } from '../domain/places.ts'
import { listReachableAccounts } from '../domain/reachable-accounts.ts'
import { asJson, endpoint } from './endpoint.ts'

export const accountEndpoints = {
  listAccounts: endpoint(routes.listAccounts, ({ ctx, actor }) => listAccounts(ctx, actor)),
  listReachableAccounts: endpoint(routes.listReachableAccounts, ({ ctx, actor }) =>
    listReachableAccounts(ctx, actor),
  ),
  listAudiences: endpoint(routes.listAudiences, async ({ ctx, actor, params }) => ({
    items: await listAudiences(ctx, actor, params.id),
  })),
  listLocations: endpoint(routes.listLocations, ({ ctx, actor, params, query }) =>
    listPlaces(ctx, actor, params.id, query),
  ),
  connectAccount: endpoint(
    routes.connectAccount,
    ({ ctx, actor, body }) => connectAccount(ctx, actor, body),
    (account) => ({ ...asJson(account), headers: { location: '/api/v1/accounts' } }),
  ),
}
