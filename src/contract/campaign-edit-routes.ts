import { z } from 'zod'
import {
  campaignEditSchema,
  campaignEditsRequestSchema,
  campaignEditsResultSchema,
} from './campaign-edits.ts'
import { replaceTextsRequestSchema, replaceTextsResultSchema } from './replace-texts.ts'
import type { Route } from './routes.ts'
import { pageCursor, pageLimit, uuid } from './scalars.ts'

const tag = 'campaigns'

/** The part of the API's table that is about many campaigns edited as one. */
export const campaignEditRoutes = {
  editCampaigns: {
    method: 'POST',
    path: '/campaign-edits',
    summary: 'Change some fields of up to 2,500 campaigns, all or none; or judge every cell and save nothing',
    tag,
    body: campaignEditsRequestSchema,
    // 10,000 cells of the longest texts that fit in them, with room for how JSON writes them.
    maxBodyBytes: 8_388_608,
    versions: true,
    status: 200,
    response: campaignEditsResultSchema,
  },
  replaceTexts: {
    method: 'POST',
    path: '/campaign-edits/replace',
    summary:
      'Find and replace in names, ad texts and URLs of up to 2,500 campaigns, as one edit; or tell every change and save nothing',
    tag,
    body: replaceTextsRequestSchema,
    status: 200,
    response: replaceTextsResultSchema,
  },
  listCampaignEdits: {
    method: 'GET',
    path: '/campaign-edits',
    summary: 'Edits of many campaigns, the newest first',
    tag,
    query: z.strictObject({ limit: pageLimit.default(20), cursor: pageCursor.optional() }),
    status: 200,
    response: z.strictObject({ items: z.array(campaignEditSchema), nextCursor: z.string().nullable() }),
  },
  undoCampaignEdit: {
    method: 'POST',
    path: '/campaign-edits/:id/undo',
    summary: 'Take back what an edit changed, field by field; what was changed again since is named and left',
    tag,
    params: z.strictObject({ id: uuid }),
    status: 200,
    response: campaignEditsResultSchema,
  },
} as const satisfies Record<string, Route>
