import { routes } from '../contract/routes.ts'
import type { Template } from '../contract/templates.ts'
import { noteFirstStep } from '../domain/first-steps.ts'
import {
  createFromTemplate,
  createTemplate,
  deleteTemplate,
  editTemplate,
  listTemplates,
  readTemplate,
} from '../domain/templates.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'

/** Templates, and campaigns that begin from one. */
export const templateEndpoints = {
  listTemplates: endpoint(routes.listTemplates, ({ ctx, actor, query }) => listTemplates(ctx, actor, query)),
  createTemplate: endpoint(
    routes.createTemplate,
    ({ ctx, actor, body }) => createTemplate(ctx, actor, body),
    (template) => ({
      ...tagged(template),
      headers: { ...tagged(template).headers, location: `/api/v1/campaign-templates/${template.id}` },
    }),
  ),
  readTemplate: endpoint(
    routes.readTemplate,
    ({ ctx, actor, params }) => readTemplate(ctx, actor, params.id),
    tagged,
  ),
  editTemplate: endpoint(
    routes.editTemplate,
    ({ ctx, actor, params, ifMatch, body }) => editTemplate(ctx, actor, params.id, ifMatch!, body),
    tagged,
  ),
  deleteTemplate: endpoint(routes.deleteTemplate, ({ ctx, actor, params, ifMatch }) =>
    deleteTemplate(ctx, actor, params.id, ifMatch!),
  ),
  createFromTemplate: endpoint(
    routes.createFromTemplate,
    async ({ ctx, actor, workspace, params, body }) => {
      const begun = await createFromTemplate(ctx, actor, params.id, body)
      await noteFirstStep(ctx, { actor, workspace }, 'CHANGE_DRAFT', begun.campaign.id)
      return begun
    },
    ({ campaign, leftOut }) => ({
      json: `{"campaign":${campaign.json},"leftOut":${JSON.stringify(leftOut)}}`,
      headers: { location: `/api/v1/campaigns/${campaign.id}` },
    }),
  ),
}

/** The version is the ETag, to be sent back as If-Match. */
function tagged(template: Template): Payload {
  return { ...asJson(template), headers: { etag: `"${template.version}"` } }
}
