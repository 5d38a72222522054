import { z } from 'zod'
import {
  ASSET_ACTIONS,
  assetByUrlSchema,
  assetSchema,
  assetUsesSchema,
  cropSchema,
  libraryAssetSchema,
} from './asset.ts'
import type { Route } from './routes.ts'
import { line, pageCursor, pageLimit, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'

const byId = z.strictObject({ id: uuid })
const tag = 'assets'

/** The part of the API's table that is about the image library. */
export const assetRoutes = {
  listAssets: {
    method: 'GET',
    path: '/assets',
    summary:
      'The image library, newest first, with how much each image is used. A page of a search or of unused ones may have fewer than asked for, and a cursor',
    tag,
    query: z.strictObject({
      limit: pageLimit.default(50),
      cursor: pageCursor.optional(),
      q: line(255).optional().describe('Text that the name contains'),
      unused: z.enum(['true', 'false']).default('false').describe('true: those that nothing shows'),
    }),
    status: 200,
    response: z.strictObject({
      items: z.array(libraryAssetSchema),
      nextCursor: z.string().nullable(),
      actions: verdicts(ASSET_ACTIONS).describe(
        'The same for every image; remove: of those that nothing shows',
      ),
    }),
  },
  createAsset: {
    method: 'POST',
    path: '/assets',
    summary: 'Add an image: multipart field "file", or JSON {url} of a public https image',
    tag,
    body: assetByUrlSchema,
    upload: true,
    status: 201,
    response: assetSchema,
  },
  cropAsset: {
    method: 'POST',
    path: '/assets/:id/crop',
    summary: 'Make a new image of a part of one; the same part again answers the image that is there',
    tag,
    params: byId,
    body: cropSchema,
    status: 201,
    response: assetSchema,
  },
  readAsset: {
    method: 'GET',
    path: '/assets/:id',
    summary: 'The facts of one image',
    tag,
    params: byId,
    status: 200,
    response: assetSchema,
  },
  readAssetUses: {
    method: 'GET',
    path: '/assets/:id/uses',
    summary: 'Which campaigns and templates show an image',
    tag,
    params: byId,
    status: 200,
    response: assetUsesSchema,
  },
  removeAsset: {
    method: 'DELETE',
    path: '/assets/:id',
    summary: 'Take an image that nothing shows out of the library; history keeps it',
    tag,
    params: byId,
    status: 204,
    response: null,
  },
} as const satisfies Record<string, Route>
