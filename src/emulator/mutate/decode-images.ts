import { createHash } from 'node:crypto'
import sharp, { type Metadata } from 'sharp'
import type { ErrorCode } from '../generated/error-codes.ts'
import { type Message, subMessage, textOf } from '../schema.ts'

/** What an upload is, once decoded; `refused` says why Google would not take it. */
export interface ImageFacts {
  sha256: string
  bytes: number
  width: number
  height: number
  mimeType: string
  refused: { code: ErrorCode; message: string } | undefined
}

export const MAX_IMAGE_BYTES = 5_242_880
/** More than any ad can use: a small file must not unpack into gigabytes. */
const MAX_PIXELS = 100_000_000
const MIME_TYPES: Readonly<Record<string, string>> = {
  jpeg: 'IMAGE_JPEG',
  png: 'IMAGE_PNG',
  gif: 'IMAGE_GIF',
}

/**
 * Decodes the images of all asset creates before the mutate begins: decoding waits, and nothing may wait inside a
 * transaction. Keyed by the asset's message. The bytes are dropped; nothing later needs them.
 */
export async function decodeImages(assets: readonly Message[]): Promise<Map<Message, ImageFacts>> {
  const facts = new Map<Message, ImageFacts>()
  for (const asset of assets) {
    const image = subMessage(asset, 'imageAsset')
    const data = textOf(image, 'data')
    if (image === undefined || data === '') continue
    facts.set(asset, await decode(Buffer.from(data, 'base64')))
    delete image['data']
  }
  return facts
}

async function decode(content: Buffer): Promise<ImageFacts> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const none = { sha256, bytes: content.length, width: 0, height: 0, mimeType: 'UNKNOWN' }
  if (content.length > MAX_IMAGE_BYTES) {
    return {
      ...none,
      refused: { code: 'imageError.FILE_TOO_LARGE', message: 'The image is larger than 5120 KB.' },
    }
  }
  try {
    const image = sharp(content, { failOn: 'error', limitInputPixels: MAX_PIXELS, animated: true })
    const metadata = await image.metadata()
    // A header alone can lie: reading the pixels finds files that were cut short.
    await sharp(content, { failOn: 'error', limitInputPixels: MAX_PIXELS })
      .resize(8, 8, { fit: 'fill', kernel: 'nearest' })
      .raw()
      .toBuffer()
    const height = metadata.pageHeight ?? metadata.height
    return {
      ...none,
      width: metadata.width,
      height,
      mimeType: MIME_TYPES[metadata.format] ?? 'UNKNOWN',
      refused: refusalOf(metadata),
    }
  } catch {
    return {
      ...none,
      refused: { code: 'imageError.INVALID_IMAGE', message: 'The data is not a readable image.' },
    }
  }
}

function refusalOf(metadata: Metadata): ImageFacts['refused'] {
  if (!Object.hasOwn(MIME_TYPES, metadata.format)) {
    return {
      code: 'imageError.FORMAT_NOT_ALLOWED',
      message: `Images may be JPEG, PNG or GIF, not ${metadata.format}.`,
    }
  }
  if ((metadata.pages ?? 1) > 1)
    return { code: 'imageError.ANIMATED_NOT_ALLOWED', message: 'Animated images are not allowed.' }
  if (metadata.format === 'jpeg' && metadata.space === 'cmyk') {
    return { code: 'imageError.CMYK_JPEG_NOT_ALLOWED', message: 'JPEG images must be RGB, not CMYK.' }
  }
  return undefined
}
