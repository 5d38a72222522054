import { routes } from '../contract/routes.ts'
import type { SpendLedger } from '../contract/spend.ts'
import { listSpend, recountSpend, setSpendCaps } from '../domain/spend.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'

/** How much may be spent. */
export const spendEndpoints = {
  listSpend: endpoint(routes.listSpend, ({ ctx, actor }) => listSpend(ctx, actor)),
  setSpendCaps: endpoint(
    routes.setSpendCaps,
    ({ ctx, actor, params, ifMatch, body }) => setSpendCaps(ctx, actor, params, ifMatch!, body),
    tagged,
  ),
  recountSpend: endpoint(routes.recountSpend, ({ ctx, actor }) => recountSpend(ctx, actor)),
}

/** The version of the caps is the ETag, to be sent back as If-Match. */
function tagged(ledger: SpendLedger): Payload {
  return { ...asJson(ledger), headers: { etag: `"${ledger.version}"` } }
}
