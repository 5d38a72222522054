import { routes } from '../contract/routes.ts'
import type { CampaignAnswer } from '../domain/campaign-answer.ts'
import {
  createCampaign,
  deleteCampaign,
  duplicateCampaign,
  editCampaign,
  readCampaign,
} from '../domain/edit-campaigns.ts'
import { countCampaigns, listCampaigns } from '../domain/list-campaigns.ts'
import { listRevisions, readRevision } from '../domain/publications.ts'
import { syncCampaign } from '../domain/sync-campaigns.ts'
import { asText, endpoint, type Payload } from './endpoint.ts'

/** Campaigns and their history. */
export const campaignEndpoints = {
  listCampaigns: endpoint(
    routes.listCampaigns,
    ({ ctx, actor, query }) => listCampaigns(ctx, actor, query),
    asText,
  ),
  countCampaigns: endpoint(routes.countCampaigns, ({ ctx, actor }) => countCampaigns(ctx, actor)),
  createCampaign: endpoint(
    routes.createCampaign,
    ({ ctx, actor, body }) => createCampaign(ctx, actor, body),
    created,
  ),
  readCampaign: endpoint(
    routes.readCampaign,
    ({ ctx, actor, params }) => readCampaign(ctx, actor, params.id),
    tagged,
  ),
  editCampaign: endpoint(
    routes.editCampaign,
    ({ ctx, actor, params, ifMatch, body }) => editCampaign(ctx, actor, params.id, ifMatch!, body),
    tagged,
  ),
  deleteCampaign: endpoint(routes.deleteCampaign, ({ ctx, actor, params, ifMatch }) =>
    deleteCampaign(ctx, actor, params.id, ifMatch!),
  ),
  duplicateCampaign: endpoint(
    routes.duplicateCampaign,
    ({ ctx, actor, params, body }) => duplicateCampaign(ctx, actor, params.id, body?.name),
    created,
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
