import { routes } from '../contract/routes.ts'
import type { CampaignAnswer } from '../domain/campaign-answer.ts'
import {
  listRevisions,
  readCampaignAsOf,
  readRevision,
  readRevisionChanges,
  restoreRevision,
  undoRevision,
} from '../domain/campaign-history.ts'
import { isNameTaken } from '../domain/campaign-names.ts'
import { countCampaigns } from '../domain/count-campaigns.ts'
import {
  createCampaign,
  deleteCampaign,
  duplicateCampaign,
  editCampaign,
  readCampaign,
  unarchiveCampaign,
} from '../domain/edit-campaigns.ts'
import { noteFirstStep } from '../domain/first-steps.ts'
import { listCampaigns, totalCampaigns } from '../domain/list-campaigns.ts'
import { protectCampaign, unprotectCampaign } from '../domain/protect-campaigns.ts'
import { syncCampaign } from '../domain/sync-campaigns.ts'
import { asText, endpoint, type Payload } from './endpoint.ts'

/** Campaigns and their history. */
export const campaignEndpoints = {
  listCampaigns: endpoint(
    routes.listCampaigns,
    ({ ctx, actor, query }) => listCampaigns(ctx, actor, query),
    asText,
  ),
  countCampaigns: endpoint(routes.countCampaigns, ({ ctx, actor, query }) =>
    countCampaigns(ctx, actor, query),
  ),
  totalCampaigns: endpoint(routes.totalCampaigns, ({ ctx, actor, query }) =>
    totalCampaigns(ctx, actor, query),
  ),
  checkCampaignName: endpoint(routes.checkCampaignName, async ({ ctx, actor, query }) => ({
    taken: await isNameTaken(ctx, actor, query),
  })),
  createCampaign: endpoint(
    routes.createCampaign,
    async ({ ctx, actor, workspace, body }) => {
      const campaign = await createCampaign(ctx, actor, body)
      await noteFirstStep(ctx, { actor, workspace }, 'CHANGE_DRAFT', campaign.id)
      return campaign
    },
    created,
  ),
  readCampaign: endpoint(
    routes.readCampaign,
    ({ ctx, actor, params }) => readCampaign(ctx, actor, params.id),
    tagged,
  ),
  editCampaign: endpoint(
    routes.editCampaign,
    async ({ ctx, actor, workspace, params, ifMatch, body }) => {
      const campaign = await editCampaign(ctx, actor, params.id, ifMatch!, body)
      await noteFirstStep(ctx, { actor, workspace }, 'CHANGE_DRAFT', params.id)
      return campaign
    },
    tagged,
  ),
  deleteCampaign: endpoint(routes.deleteCampaign, ({ ctx, actor, params, ifMatch }) =>
    deleteCampaign(ctx, actor, params.id, ifMatch!),
  ),
  unarchiveCampaign: endpoint(
    routes.unarchiveCampaign,
    ({ ctx, actor, params, ifMatch }) => unarchiveCampaign(ctx, actor, params.id, ifMatch),
    tagged,
  ),
  duplicateCampaign: endpoint(
    routes.duplicateCampaign,
    ({ ctx, actor, params, body }) => duplicateCampaign(ctx, actor, params.id, body?.name),
    created,
  ),
  protectCampaign: endpoint(
    routes.protectCampaign,
    ({ ctx, actor, params, body, ifMatch }) =>
      protectCampaign(ctx, actor, params.id, { reason: body?.reason ?? null, version: ifMatch }),
    tagged,
  ),
  unprotectCampaign: endpoint(
    routes.unprotectCampaign,
    ({ ctx, actor, params, ifMatch }) => unprotectCampaign(ctx, actor, params.id, ifMatch),
    tagged,
  ),
  syncCampaign: endpoint(
    routes.syncCampaign,
    ({ ctx, actor, params }) => syncCampaign(ctx, actor, params.id),
    tagged,
  ),
  listRevisions: endpoint(routes.listRevisions, ({ ctx, actor, params, query }) =>
    listRevisions(ctx, actor, params.id, query),
  ),
  readRevision: endpoint(routes.readRevision, ({ ctx, actor, params }) =>
    readRevision(ctx, actor, params.id, params.number),
  ),
  readRevisionChanges: endpoint(routes.readRevisionChanges, ({ ctx, actor, params, query }) =>
    readRevisionChanges(ctx, actor, params.id, { number: params.number, since: query.since }),
  ),
  undoRevision: endpoint(
    routes.undoRevision,
    ({ ctx, actor, params, ifMatch }) =>
      undoRevision(ctx, actor, params.id, { number: params.number, version: ifMatch! }),
    tagged,
  ),
  restoreRevision: endpoint(
    routes.restoreRevision,
    ({ ctx, actor, params, ifMatch }) =>
      restoreRevision(ctx, actor, params.id, { number: params.number, version: ifMatch! }),
    tagged,
  ),
  readCampaignAsOf: endpoint(routes.readCampaignAsOf, ({ ctx, actor, params, query }) =>
    readCampaignAsOf(ctx, actor, params.id, query.at),
  ),
}

/** The version is the ETag, to be sent back as If-Match. */
function tagged({ version, json }: CampaignAnswer): Payload {
  return { json, headers: { etag: `"${version}"` } }
}

function created(campaign: CampaignAnswer): Payload {
  return {
    json: campaign.json,
    headers: { etag: `"${campaign.version}"`, location: `/api/v1/campaigns/${campaign.id}` },
  }
}
