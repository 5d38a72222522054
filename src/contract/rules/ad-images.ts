import type { Ad } from '../campaign-parts.ts'
import { IMAGE_LIMITS, MAX_IMAGE_BYTES, imageFaults, isAtLeast } from '../images.ts'
import type { ImageFault } from '../images.ts'
import type { AssetFacts, PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import type { ImageField } from '../words.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../words.ts'
import type { AdRule, Count } from './ad-rule.ts'
import { OUR_ADVICE, api, error, warning } from './finding.ts'
import { brandElsewhere, notForType } from './not-for-type.ts'

/** The images of one ad: how many there are, then each by itself, field after field. */
export function* checkImages(
  ad: Ad,
  adPath: string,
  rule: AdRule,
  context: PreflightContext,
): Generator<Finding> {
  for (const field of IMAGE_FIELDS) {
    const path = `${adPath}.${IMAGE_PROPERTY[field]}`
    const ids = ad[IMAGE_PROPERTY[field]]
    const count = rule.images[field]
    if (count !== undefined) {
      yield* checkEitherShape(ad, field, path, rule)
      yield* checkCount(ids.length, field, path, count)
      yield* checkTogether(ad, field, path, rule)
      yield* checkImageList(ids, field, path, { source: count.source, context })
    } else if (ids.length > 0) yield notTaken(field, path, rule)
  }
}

/** Each image of a list, and none of them twice. */
export function* checkImageList(
  ids: readonly string[],
  field: ImageField,
  path: string,
  { source, context }: { source: string; context: PreflightContext },
): Generator<Finding> {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    const asset = context.assets.get(id)
    yield* checkImage(asset, field, `${path}[${index}]`, source)
    const identity = asset?.sha256 ?? id
    if (seen.has(identity)) yield duplicate(field, `${path}[${index}]`)
    seen.add(identity)
  }
}

function notTaken(field: ImageField, path: string, rule: AdRule): Finding {
  const isBrand = field === 'LOGO' || field === 'LANDSCAPE_LOGO'
  const { noun } = IMAGE_LIMITS[field]
  return isBrand && rule.brandOfCampaign ? brandElsewhere(path, noun) : notForType(path, `${noun}s`, rule)
}

function* checkEitherShape(ad: Ad, field: ImageField, path: string, rule: AdRule): Generator<Finding> {
  if (rule.eitherShape === undefined) return
  const landscape = ad.marketingImages.length
  const square = ad.squareMarketingImages.length
  if (field === 'SQUARE_MARKETING_IMAGE' && landscape > 0 && square === 0) yield absent(path, 'square')
  if (field !== 'MARKETING_IMAGE' || landscape > 0) return
  if (square > 0) {
    yield absent(path, 'landscape')
    return
  }
  yield error({
    path,
    code: 'marketing_image_required',
    message:
      'The ad has neither a landscape image (1.91:1) nor a square one (1:1). Google needs at least one of them.',
    fix: 'Add a landscape image, a square one, or better both.',
    source: rule.eitherShape.source,
  })
}

function* checkTogether(ad: Ad, field: ImageField, path: string, rule: AdRule): Generator<Finding> {
  for (const { fields, noun, max, source } of rule.together ?? []) {
    if (fields[0] !== field) continue
    const all = fields.reduce((sum, each) => sum + ad[IMAGE_PROPERTY[each]].length, 0)
    if (all > max) yield tooMany(all, max, path, { code: codeOf(field), noun, source, together: ' together' })
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

/** Logos are spoken of as such; all else is images. */
function codeOf(field: ImageField): string {
  return field === 'LOGO' || field === 'LANDSCAPE_LOGO' ? 'too_many_logos' : 'too_many_images'
}

/** Whether there are enough images in a list, and not more than it may have. */
export function* checkCount(
  count: number,
  field: ImageField,
  path: string,
  { min, max = count, source }: Count,
): Generator<Finding> {
  const { noun, ratio, minimum } = IMAGE_LIMITS[field]
  if (count < min) {
    yield error({
      path,
      code: `${noun.replaceAll(' ', '_')}_required`,
      message: `There is no ${noun}; Google needs at least ${min}.`,
      fix: `Add a ${noun} (${ratio}) of at least ${pixels(minimum)} pixels.`,
      source,
    })
  } else if (count > max) yield tooMany(count, max, path, { code: codeOf(field), noun: `${noun}s`, source })
}

function tooMany(
  count: number,
  max: number,
  path: string,
  { code, noun, source, together = '' }: { code: string; noun: string; source: string; together?: string },
): Finding {
  return error({
    path,
    code,
    message: `There are ${count} ${noun}; Google allows ${max}${together}.`,
    fix: `Take out ${count - max}.`,
    source,
  })
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

/** One image, in the field where it stands. */
export function* checkImage(
  asset: AssetFacts | undefined,
  field: ImageField,
  path: string,
  advice: string,
): Generator<Finding> {
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
      source: advice,
    })
  }
}
