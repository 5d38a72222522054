import sharp from 'sharp'
import { AppError } from '../base/errors.ts'
import type { ImageFormat } from '../contract/words.ts'
import { inTurn } from './image-turns.ts'

/** What the bytes of an image say about themselves. */
export interface ImageFacts {
  format: ImageFormat
  width: number
  height: number
  animated: boolean
  cmyk: boolean
}

/** A decoded image takes four bytes for every pixel, so some KB of file can ask for GBs of memory. */
export const MAX_PIXELS = 40_000_000
/** After this a decoder gives up. */
export const DECODE_SECONDS = 15

const ALLOWED: readonly [format: ImageFormat, sharpName: string, magic: readonly string[]][] = [
  ['JPEG', 'jpeg', ['ffd8ff']],
  ['PNG', 'png', ['89504e470d0a1a0a']],
  ['GIF', 'gif', ['474946383761', '474946383961']],
]

/** What people upload by mistake, by the bytes at an offset. */
const OTHERS: readonly [name: string, offset: number, bytes: string][] = [
  ['a WebP image', 8, 'WEBP'],
  ['an AVIF image', 4, 'ftypavi'],
  ['a HEIC image', 4, 'ftyphe'],
  ['a HEIC image', 4, 'ftypmif'],
  ['a video', 4, 'ftyp'],
  ['a video', 0, '\x1aE\xdf\xa3'],
  ['a TIFF image', 0, 'II*\0'],
  ['a TIFF image', 0, 'MM\0*'],
  ['a BMP image', 0, 'BM'],
  ['an icon file', 0, '\0\0\x01\0'],
  ['a Photoshop file', 0, '8BPS'],
  ['a PDF document', 0, '%PDF'],
  ['a ZIP archive', 0, 'PK\x03\x04'],
]

/** As `OTHERS`, for text. */
const TEXTS: readonly [name: string, looks: RegExp][] = [
  ['an SVG drawing', /<svg[\s>]/i],
  ['a web page', /<(!doctype html|html|head|body|script)[\s>]/i],
  ['an XML document', /^\W*<\?xml/],
]

/**
 * Reads the facts of an image from its bytes, never from a name or a claimed type, and decodes it once, so that a
 * broken file is refused here and not at Google. Throws `not_allowed` on the field `path`.
 */
export async function inspectImage(content: Buffer, path: string): Promise<ImageFacts> {
  const known = sniff(content)
  if (known === undefined)
    throw refusal(path, 'not_an_image', `This is ${describe(content)}. Use a JPEG, PNG or GIF image.`)
  return await inTurn(async () => await factsOf(content, path, known))
}

async function factsOf(
  content: Buffer,
  path: string,
  [format, sharpName]: (typeof ALLOWED)[number],
): Promise<ImageFacts> {
  try {
    const facts = await sharp(content, { limitInputPixels: false, pages: 1 }).metadata()
    if (facts.format !== sharpName) throw new Error(`Begins like ${sharpName}, is ${facts.format}.`)
    const { width, height } = facts
    if (width * height > MAX_PIXELS) {
      const message = `The image has ${width} x ${height} pixels; at most 40 megapixels are taken.`
      throw refusal(path, 'too_many_pixels', message)
    }
    await decode(content)
    const animated = (facts.pages ?? 1) > 1 || (format === 'PNG' && isAnimatedPng(content))
    return { format, width, height, animated, cmyk: facts.space === 'cmyk' }
  } catch (error) {
    if (error instanceof AppError) throw error
    const message = `The ${format} image is damaged or incomplete. Export it again.`
    throw refusal(path, 'damaged_image', message, error)
  }
}

/** A refusal of one field. */
export function refusal(path: string, code: string, message: string, cause?: unknown): AppError {
  return new AppError('not_allowed', message, {
    errors: [{ path, code, message }],
    ...(cause === undefined ? {} : { cause }),
  })
}

function sniff(content: Buffer): (typeof ALLOWED)[number] | undefined {
  const head = content.subarray(0, 8).toString('hex')
  return ALLOWED.find(([, , magic]) => magic.some((bytes) => head.startsWith(bytes)))
}

function describe(content: Buffer): string {
  if (content.length === 0) return 'an empty file'
  const head = content.subarray(0, 1024).toString('latin1')
  const binary = OTHERS.find(([, offset, bytes]) => head.startsWith(bytes, offset))
  const known = binary ?? TEXTS.find(([, looks]) => looks.test(head))
  return known?.[0] ?? 'not an image that we know'
}

/** Reads every pixel of the first frame, a strip at a time, and keeps none. */
async function decode(content: Buffer): Promise<void> {
  await sharp(content, { limitInputPixels: MAX_PIXELS, pages: 1, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: DECODE_SECONDS })
    .resize(16, 16, { fit: 'fill', fastShrinkOnLoad: false })
    .raw()
    .toBuffer()
}

/** Whether a PNG has an animation chunk before its first image data; decoders that do not know it show one frame. */
function isAnimatedPng(content: Buffer): boolean {
  let offset = 8
  while (offset + 8 <= content.length) {
    const kind = content.toString('latin1', offset + 4, offset + 8)
    if (kind === 'acTL') return true
    if (kind === 'IDAT') return false
    offset += 12 + content.readUInt32BE(offset)
  }
  return false
}
