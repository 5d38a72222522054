import type { Ad } from '../campaign-parts.ts'
import { IMAGE_LIMITS, MAX_IMAGE_BYTES, imageFaults, isAtLeast } from '../images.ts'
import type { ImageFault } from '../images.ts'
import type { AssetFacts, PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import type { ImageField } from '../words.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../words.ts'
import { IMAGE_SOURCE, LOGOS, MAX_MARKETING_IMAGES } from './demand-gen.ts'
import { OUR_ADVICE, api, error, warning } from './finding.ts'

/** The images of one ad: how many there are, then each by itself, field after field. */
export function* checkImages(ad: Ad, adPath: string, context: PreflightContext): Generator<Finding> {
  for (const field of IMAGE_FIELDS) {
    const path = `${adPath}.${IMAGE_PROPERTY[field]}`
    if (field === 'MARKETING_IMAGE') yield* checkMarketingImages(ad, path)
    if (field === 'LOGO') yield* checkLogos(ad, path)
    if (
      field === 'SQUARE_MARKETING_IMAGE' &&
      ad.marketingImages.length > 0 &&
      ad.squareMarketingImages.length === 0
    ) {
      yield absent(path, 'square')
    }
    const seen = new Set<string>()
    for (const [index, id] of ad[IMAGE_PROPERTY[field]].entries()) {
      const asset = context.assets.get(id)
      yield* checkImage(asset, field, `${path}[${index}]`)
      const identity = asset?.sha256 ?? id
      if (seen.has(identity)) yield duplicate(field, `${path}[${index}]`)
      seen.add(identity)
    }
  }
}

function* checkMarketingImages(ad: Ad, path: string): Generator<Finding> {
  const landscape = ad.marketingImages.length
  const square = ad.squareMarketingImages.length
  const all = landscape + square + ad.portraitMarketingImages.length + ad.tallPortraitMarketingImages.length
  if (landscape === 0 && square === 0) {
    yield error({
      path,
      code: 'marketing_image_required',
      message:
        'The ad has neither a landscape image (1.91:1) nor a square one (1:1). Google needs at least one of them.',
      fix: 'Add a landscape image, a square one, or better both.',
      source: IMAGE_SOURCE.MARKETING_IMAGE,
    })
  } else if (landscape === 0) yield absent(path, 'landscape')
  if (all > MAX_MARKETING_IMAGES) {
    yield error({
      path,
      code: 'too_many_images',
      message: `The ad has ${all} images in its four shapes; Google allows ${MAX_MARKETING_IMAGES} together.`,
      fix: `Take out ${all - MAX_MARKETING_IMAGES}.`,
      source: IMAGE_SOURCE.MARKETING_IMAGE,
    })
  }
}

function absent(path: string, shape: 'landscape' | 'square'): Finding {
  return warning({
    path,
    code: `no_${shape}_image`,
    message: `The ad has no ${shape} image (${shape === 'square' ? '1:1' : '1.91:1'}), so it cannot appear everywhere.`,
    fix: `Add a ${shape} image.`,
    source: OUR_ADVICE,
  })
}

function* checkLogos(ad: Ad, path: string): Generator<Finding> {
  const count = ad.logoImages.length
  if (count < LOGOS.min) {
    yield error({
      path,
      code: 'logo_required',
      message: 'The ad has no logo.',
      fix: 'Add a square logo (1:1) of at least 128 x 128 pixels.',
      source: IMAGE_SOURCE.LOGO,
    })
  } else if (count > LOGOS.max) {
    yield error({
      path,
      code: 'too_many_logos',
      message: `The ad has ${count} logos; Google allows ${LOGOS.max}.`,
      fix: `Take out ${count - LOGOS.max}.`,
      source: IMAGE_SOURCE.LOGO,
    })
  }
}

function duplicate(field: ImageField, path: string): Finding {
  return error({
    path,
    code: 'image_duplicate',
    message: `The same image stands twice among the ${IMAGE_LIMITS[field].noun}s of this ad.`,
    fix: 'Take one out.',
    source: api('AssetLinkError, the same asset twice in one field'),
  })
}

interface FaultWords {
  code: string
  message: (asset: AssetFacts, field: ImageField) => string
  fix: (field: ImageField) => string
  source: string
}

const pixels = ({ width, height }: { width: number; height: number }): string => `${width} x ${height}`
/** At most two decimals, and no thousands marks, so that a file just over the limit does not read as equal to it. */
const kilobytes = (bytes: number): string => `${Math.ceil((bytes / 1024) * 100) / 100} KB`

const FAULTS: Record<ImageFault, FaultWords> = {
  format: {
    code: 'image_format_not_allowed',
    message: (asset) => `Google takes JPEG, PNG and GIF files, not ${asset.format}.`,
    fix: () => 'Save it as JPEG or PNG.',
    source: api('ImageError.FORMAT_NOT_ALLOWED'),
  },
  animated: {
    code: 'image_animated',
    message: () => 'The image is animated; Google takes still images only.',
    fix: () => 'Save one frame of it as a still image.',
    source: api('ImageError.ANIMATED_NOT_ALLOWED'),
  },
  cmyk: {
    code: 'image_cmyk',
    message: () => 'The image is in print colours (CMYK); Google takes RGB only.',
    fix: () => 'Convert it to RGB and upload it again.',
    source: api('ImageError.CMYK_JPEG_NOT_ALLOWED'),
  },
  weight: {
    code: 'image_too_heavy',
    message: (asset) =>
      `The file has ${kilobytes(asset.bytes)}; Google allows ${kilobytes(MAX_IMAGE_BYTES)}.`,
    fix: () => 'Compress it more, or make it smaller.',
    source: api('ImageError.FILE_TOO_LARGE'),
  },
  ratio: {
    code: 'image_ratio_wrong',
    message: (asset, field) =>
      `The image is ${pixels(asset)}, a shape of ${(asset.width / asset.height).toFixed(2)}:1; a ${IMAGE_LIMITS[field].noun} needs ${IMAGE_LIMITS[field].ratio}, give or take 1 %.`,
    fix: (field) =>
      `Crop it to ${IMAGE_LIMITS[field].ratio}, for example ${pixels(IMAGE_LIMITS[field].recommended)} pixels.`,
    source: api('ImageError.ASPECT_RATIO_NOT_ALLOWED'),
  },
  minimum: {
    code: 'image_too_small',
    message: (asset, field) =>
      `The image is ${pixels(asset)} pixels; a ${IMAGE_LIMITS[field].noun} needs at least ${pixels(IMAGE_LIMITS[field].minimum)}.`,
    fix: (field) => `Use a larger one, best ${pixels(IMAGE_LIMITS[field].recommended)}.`,
    source: api('ImageError.IMAGE_TOO_SMALL'),
  },
}

function* checkImage(asset: AssetFacts | undefined, field: ImageField, path: string): Generator<Finding> {
  if (asset === undefined) {
    yield error({
      path,
      code: 'image_missing',
      message: 'This image is not in the library any more.',
      fix: 'Choose another image, or upload it again.',
      source: 'gacm: the image library of the workspace',
    })
    return
  }
  const faults = imageFaults(asset, field)
  for (const fault of faults) {
    const { code, message, fix, source } = FAULTS[fault]
    yield error({ path, code, message: message(asset, field), fix: fix(field), source })
  }
  const { noun, recommended } = IMAGE_LIMITS[field]
  if (faults.length === 0 && !isAtLeast(asset, recommended)) {
    yield warning({
      path,
      code: 'image_below_recommended',
      message: `The image is ${pixels(asset)} pixels; for a ${noun} Google recommends ${pixels(recommended)} or more.`,
      fix: 'Use a larger one if you have it.',
      source: IMAGE_SOURCE[field],
    })
  }
}
