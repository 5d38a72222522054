import { routes } from '../contract/routes.ts'
import { editCampaigns, listCampaignEdits, undoCampaignEdit } from '../domain/campaign-edits.ts'
import { noteFirstStep } from '../domain/first-steps.ts'
import { replaceTexts } from '../domain/replace-texts.ts'
import { endpoint } from './endpoint.ts'

/** Many campaigns edited as one. */
export const campaignEditEndpoints = {
  editCampaigns: endpoint(routes.editCampaigns, async ({ ctx, actor, workspace, body }) => {
    const result = await editCampaigns(ctx, actor, body)
    const first = result.items.find(({ outcome }) => outcome === 'CHANGED')
    if (result.editId !== null && first !== undefined)
      await noteFirstStep(ctx, { actor, workspace }, 'CHANGE_DRAFT', first.id)
    return result
  }),
  replaceTexts: endpoint(routes.replaceTexts, async ({ ctx, actor, workspace, body }) => {
    const result = await replaceTexts(ctx, actor, body)
    const first = result.items.find(({ outcome }) => outcome === 'CHANGED')
    if (result.editId !== null && first !== undefined)
      await noteFirstStep(ctx, { actor, workspace }, 'CHANGE_DRAFT', first.id)
    return result
  }),
  listCampaignEdits: endpoint(routes.listCampaignEdits, ({ ctx, actor, query }) =>
    listCampaignEdits(ctx, actor, query),
  ),
  undoCampaignEdit: endpoint(routes.undoCampaignEdit, ({ ctx, actor, params }) =>
    undoCampaignEdit(ctx, actor, params.id),
  ),
}
