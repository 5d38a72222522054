import sharp from 'sharp'
import type { CropRequest } from '../contract/asset.ts'
import { findAssetContent } from '../store/assets.ts'
import { assertMayUpload, createAsset, noSuchImage } from './assets.ts'
import type { Actor, Context } from './context.ts'
import { inTurn } from './image-turns.ts'
import { DECODE_SECONDS, MAX_PIXELS, refusal } from './inspect-image.ts'

/** Of a photograph, cropped once: beyond this the file grows and nobody sees why. */
const JPEG_QUALITY = 92

/**
 * Makes a new image of a part of one, as it is seen: a photograph is turned as its camera says. The same part of the same
 * image gives the same bytes, and those are kept once.
 */
export async function cropAsset(ctx: Context, actor: Actor, id: string, part: CropRequest): Promise<string> {
  assertMayUpload(actor)
  const { content, isPhoto, stem } = await inTurn(async () => {
    const asset = await findAssetContent(ctx.db, actor.workspaceId, id)
    if (asset === undefined) throw noSuchImage()
    const isPhoto = asset.format === 'JPEG'
    const upright = sharp(asset.content, { limitInputPixels: MAX_PIXELS, pages: 1 })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
    const { width, height } = (await upright.metadata()).autoOrient
    if (part.left + part.width > width || part.top + part.height > height) {
      const message = `The part ends outside of the image, which has ${width} x ${height} pixels.`
      throw refusal(part.left + part.width > width ? 'width' : 'height', 'outside_image', message)
    }
    const { left, top } = part
    const cropped = upright.extract({ left, top, width: part.width, height: part.height })
    const made = isPhoto
      ? cropped.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' })
      : cropped.png({ compressionLevel: 9 })
    return { content: await made.toBuffer(), isPhoto, stem: asset.name.replace(/\.\w{1,5}$/, '') }
  })
  const name = `${stem} ${part.width}x${part.height}.${isPhoto ? 'jpg' : 'png'}`
  return await createAsset(ctx, actor, { content, name, path: 'width' })
}
