import { routes } from '../contract/routes.ts'
import type { SavedView } from '../contract/saved-views.ts'
import { createSavedView, deleteSavedView, editSavedView, listSavedViews } from '../domain/saved-views.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'

/** Views of the table of campaigns. */
export const savedViewEndpoints = {
  listSavedViews: endpoint(routes.listSavedViews, ({ ctx, actor }) => listSavedViews(ctx, actor)),
  createSavedView: endpoint(
    routes.createSavedView,
    ({ ctx, actor, body }) => createSavedView(ctx, actor, body),
    (view) => ({ ...tagged(view), headers: { ...tagged(view).headers, location: '/api/v1/saved-views' } }),
  ),
  editSavedView: endpoint(
    routes.editSavedView,
    ({ ctx, actor, params, ifMatch, body }) => editSavedView(ctx, actor, params.id, ifMatch!, body),
    tagged,
  ),
  deleteSavedView: endpoint(routes.deleteSavedView, ({ ctx, actor, params, ifMatch }) =>
    deleteSavedView(ctx, actor, params.id, ifMatch!),
  ),
}

/** The version is the ETag, to be sent back as If-Match. */
function tagged(view: SavedView): Payload {
  return { ...asJson(view), headers: { etag: `"${view.version}"` } }
}
