import { routes } from '../contract/routes.ts'
import { editCampaigns, listCampaignEdits, undoCampaignEdit } from '../domain/campaign-edits.ts'
import { endpoint } from './endpoint.ts'

/** Many campaigns edited as one. */
export const campaignEditEndpoints = {
  editCampaigns: endpoint(routes.editCampaigns, ({ ctx, actor, body }) => editCampaigns(ctx, actor, body)),
  listCampaignEdits: endpoint(routes.listCampaignEdits, ({ ctx, actor, query }) =>
    listCampaignEdits(ctx, actor, query),
  ),
  undoCampaignEdit: endpoint(routes.undoCampaignEdit, ({ ctx, actor, params }) =>
    undoCampaignEdit(ctx, actor, params.id),
  ),
}
