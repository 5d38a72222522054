import type { FastifyInstance } from 'fastify'
import { AppError } from '../base/errors.ts'
import { ACCESS } from '../contract/access.ts'
import { routes } from '../contract/routes.ts'
import { uuid } from '../contract/scalars.ts'
import { searchAssets, readAssetUses, removeAsset } from '../domain/asset-uses.ts'
import { createAsset, createAssetFromUrl, listAssets, readAsset, readAssetContent } from '../domain/assets.ts'
import { cropAsset } from '../domain/crop-image.ts'
import type { Context } from '../domain/context.ts'
import { needsSecondFactor } from '../domain/sessions.ts'
import { checkInput } from './check-input.ts'
import { asText, endpoint, type Payload } from './endpoint.ts'
import { z } from 'zod'

/** The image library. */
export const assetEndpoints = {
  listAssets: endpoint(
    routes.listAssets,
    async ({ ctx, actor, query }) =>
      query.unused === 'true' || (query.q ?? '').trim() !== ''
        ? JSON.stringify(await searchAssets(ctx, actor, query))
        : await listAssets(ctx, actor, query),
    asText,
  ),
  createAsset: endpoint(
    routes.createAsset,
    ({ ctx, actor, body, file }) =>
      file === undefined
        ? createAssetFromUrl(ctx, actor, { ...body, path: 'url' })
        : createAsset(ctx, actor, { ...file, path: 'file' }),
    created,
  ),
  cropAsset: endpoint(
    routes.cropAsset,
    ({ ctx, actor, params, body }) => cropAsset(ctx, actor, params.id, body),
    created,
  ),
  readAssetUses: endpoint(routes.readAssetUses, ({ ctx, actor, params }) =>
    readAssetUses(ctx, actor, params.id),
  ),
  removeAsset: endpoint(routes.removeAsset, ({ ctx, actor, params }) => removeAsset(ctx, actor, params.id)),
  readAsset: endpoint(routes.readAsset, ({ ctx, actor, params }) => readAsset(ctx, actor, params.id), asText),
}

const TYPES = { JPEG: ['image/jpeg', 'jpg'], PNG: ['image/png', 'png'], GIF: ['image/gif', 'gif'] } as const
const contentParams = z.strictObject({ id: uuid })

/**
 * The bytes of an image. They were sent by somebody, so the answer can only ever be shown as an image: its type comes
 * from the bytes, it may not be sniffed, and opened on its own it runs nothing.
 */
export function registerAssetContent(app: FastifyInstance, ctx: Context): void {
  app.get('/assets/:id/content', { config: { access: ACCESS.readAssetContent } }, async (request, reply) => {
    const { id } = checkInput(contentParams, request.params)
    if (request.signedIn === null) throw new AppError('unauthenticated', 'Sign in first.')
    const { caller, workspace, named } = request.signedIn
    // The door has asked for the second factor of one workspace alone.
    const workspaces = named
      ? [workspace]
      : caller.workspaces.filter((each) => !needsSecondFactor(caller, each))
    const known = /"([0-9a-f]{64})"/.exec(request.headers['if-none-match'] ?? '')?.[1]
    const asset = await readAssetContent(
      ctx,
      workspaces.map((each) => each.id),
      id,
      known,
    )
    reply.header('cache-control', 'private, max-age=31536000, immutable')
    if (asset === undefined) return await reply.code(304).header('etag', `"${known}"`).send()
    const [type, extension] = TYPES[asset.format]
    return await reply
      .header('etag', `"${asset.sha256}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', `inline; filename="${fileName(asset.name, extension)}"`)
      .type(type)
      .send(asset.content)
  })
}

/** A name that cannot end the header or be more than an image: plain letters, and the ending of what it is. */
function fileName(name: string, extension: string): string {
  const stem = name
    .replace(/\.\w{1,5}$/, '')
    .replace(/[^\w. -]/g, '_')
    .slice(0, 100)
    .trim()
  return `${stem === '' ? 'image' : stem}.${extension}`
}

function created(json: string): Payload {
  const { id } = JSON.parse(json) as { id: string }
  return { json, headers: { location: `/api/v1/assets/${id}` } }
}
