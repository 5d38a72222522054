import type { RouteName } from '../contract/routes.ts'
import { accountEndpoints } from './accounts.ts'
import { assetEndpoints } from './assets.ts'
import { campaignEndpoints } from './campaigns.ts'
import type { Endpoint } from './endpoint.ts'
import { publishingEndpoints } from './publishing.ts'
import { sessionEndpoints } from './session.ts'
import type { SignInLimit } from './sign-in-limit.ts'

/** A handler for every route of the contract; a missing one does not compile. */
export function allEndpoints(limit: SignInLimit, cookie: string): Record<RouteName, Endpoint> {
  return {
    ...sessionEndpoints(limit, cookie),
    ...accountEndpoints,
    ...campaignEndpoints,
    ...publishingEndpoints,
    ...assetEndpoints,
  }
}
