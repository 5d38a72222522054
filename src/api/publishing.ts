import { routes } from '../contract/routes.ts'
import { planCampaign, preflightCampaign } from '../domain/campaign-plan.ts'
import { readDrift } from '../domain/drift.ts'
import { noteFirstStep } from '../domain/first-steps.ts'
import {
  abandonPublication,
  listPublications,
  readPublication,
  retryPublication,
} from '../domain/publications.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../domain/publish-campaign.ts'
import { endpoint, type Payload } from './endpoint.ts'

/** From preflight to what Google has. */
export const publishingEndpoints = {
  preflightCampaign: endpoint(routes.preflightCampaign, async ({ ctx, actor, params }) => ({
    findings: await preflightCampaign(ctx, actor, params.id),
  })),
  readDrift: endpoint(routes.readDrift, ({ ctx, actor, params }) => readDrift(ctx, actor, params.id)),
  planCampaign: endpoint(routes.planCampaign, async ({ ctx, actor, workspace, params }) => {
    const plan = await planCampaign(ctx, actor, params.id)
    await noteFirstStep(ctx, { actor, workspace }, 'READ_PLAN', params.id)
    return plan
  }),
  publishCampaign: endpoint(
    routes.publishCampaign,
    async ({ ctx, actor, workspace, params, body, ifMatch }) => {
      const opened = await publishCampaign(ctx, actor, params.id, {
        activate: true,
        ...body,
        version: ifMatch,
      })
      await noteFirstStep(ctx, { actor, workspace }, 'PUBLISH', opened.publicationId)
      return opened
    },
    accepted,
  ),
  pauseCampaign: endpoint(
    routes.pauseCampaign,
    ({ ctx, actor, params, ifMatch }) => pauseCampaign(ctx, actor, params.id, ifMatch),
    accepted,
  ),
  resumeCampaign: endpoint(
    routes.resumeCampaign,
    ({ ctx, actor, params, ifMatch }) => resumeCampaign(ctx, actor, params.id, ifMatch),
    accepted,
  ),
  listPublications: endpoint(routes.listPublications, ({ ctx, actor, params, query }) =>
    listPublications(ctx, actor, params.id, query),
  ),
  readPublication: endpoint(routes.readPublication, ({ ctx, actor, params }) =>
    readPublication(ctx, actor, params.id),
  ),
  retryPublication: endpoint(
    routes.retryPublication,
    ({ ctx, actor, params }) => retryPublication(ctx, actor, params.id),
    accepted,
  ),
  abandonPublication: endpoint(routes.abandonPublication, ({ ctx, actor, params }) =>
    abandonPublication(ctx, actor, params.id),
  ),
}

function accepted({ publicationId }: { publicationId: string }): Payload {
  return {
    json: JSON.stringify({ publicationId }),
    headers: { location: `/api/v1/publications/${publicationId}` },
  }
}
