import type { RouteName } from '../contract/routes.ts'
import { accountEndpoints } from './accounts.ts'
import { approvalEndpoints } from './approvals.ts'
import { assetEndpoints } from './assets.ts'
import { auditEndpoints } from './audit.ts'
import { campaignEditEndpoints } from './campaign-edits.ts'
import { campaignEndpoints } from './campaigns.ts'
import { dailyMetricsEndpoints } from './daily-metrics.ts'
import type { Endpoint } from './endpoint.ts'
import { notificationEndpoints } from './notifications.ts'
import { connectionEndpoints } from './google-connections.ts'
import { passkeyEndpoints, type PasskeyOptions } from './passkeys.ts'
import { batchEndpoints } from './publish-batches.ts'
import { publishingEndpoints } from './publishing.ts'
import { memberEndpoints, peopleEndpoints } from './people.ts'
import { savedViewEndpoints } from './saved-views.ts'
import { sessionEndpoints } from './session.ts'
import { templateEndpoints } from './templates.ts'
import { signInEndpoints } from './sign-in.ts'
import { spendEndpoints } from './spend.ts'
import { stopEndpoints } from './stops.ts'

/** A handler for every route of the contract; a missing one does not compile. */
export function allEndpoints(options: PasskeyOptions): Record<RouteName, Endpoint> {
  const { cookie } = options
  return {
    ...sessionEndpoints(cookie),
    ...signInEndpoints(options),
    ...passkeyEndpoints(options),
    ...memberEndpoints,
    ...peopleEndpoints(cookie),
    ...auditEndpoints,
    ...accountEndpoints,
    ...connectionEndpoints,
    ...campaignEndpoints,
    ...campaignEditEndpoints,
    ...publishingEndpoints,
    ...batchEndpoints,
    ...savedViewEndpoints,
    ...notificationEndpoints,
    ...templateEndpoints,
    ...approvalEndpoints,
    ...spendEndpoints,
    ...stopEndpoints,
    ...dailyMetricsEndpoints,
    ...assetEndpoints,
  }
}
