import type { CampaignDocument } from '../campaign.ts'
import { EMPTY_CAMPAIGN } from '../empty-campaign.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { checkCount, checkImageList } from './ad-images.ts'
import { TYPES } from './campaign-types.ts'
import { checkColors } from './colors.ts'
import { api, error } from './finding.ts'
import { notForType } from './not-for-type.ts'
import { BRAND, BRANDED_ASSET_GROUP } from './performance-max.ts'
import { checkAdText, isBlank } from './texts.ts'

const FIELDS = [
  ['brandGuidelines', 'a choice of brand guidelines'],
  ['brandBusinessName', 'a business name of its brand'],
  ['brandLogoImages', 'logos of its brand'],
  ['brandLandscapeLogoImages', 'landscape logos of its brand'],
  ['brandMainColor', 'a main colour of its brand'],
  ['brandAccentColor', 'an accent colour of its brand'],
  ['brandFontFamily', 'a font of its brand'],
] as const

/** The brand of a Performance Max campaign: all of its asset groups share it where it follows brand guidelines. */
export function* checkBrand(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const { name, brand } = TYPES[document.campaignType]
  if (!brand) {
    const where = {
      noun: `${name} campaign`,
      source: api('CampaignError.BRAND_GUIDELINES_UNSUPPORTED_CHANNEL'),
    }
    for (const [field, what] of FIELDS)
      if (isSet(document, field)) {
        const fix = field === 'brandGuidelines' ? 'Turn it on again: it changes nothing here.' : 'Clear it.'
        yield notForType(field, what, where, fix)
      }
    return
  }
  yield* checkFixed(document, context)
  if (document.brandGuidelines) yield* checkGuidelines(document, context)
  else yield* checkOff(document)
}

function isSet(document: CampaignDocument, field: (typeof FIELDS)[number][0]): boolean {
  const value = document[field]
  return Array.isArray(value) ? value.length > 0 : value !== EMPTY_CAMPAIGN[field]
}

function* checkFixed(
  { brandGuidelines }: CampaignDocument,
  { published }: PreflightContext,
): Generator<Finding> {
  if (published === null || published.brandGuidelines === brandGuidelines) return
  const [now, back] = published.brandGuidelines ? ['with', 'on'] : ['without', 'off']
  yield error({
    path: 'brandGuidelines',
    code: 'brand_guidelines_fixed',
    message: `The campaign was made ${now} brand guidelines, and Google never lets that change.`,
    fix: `Turn brand guidelines ${back} again, or duplicate the campaign and publish the copy.`,
    source: api('Campaign.brand_guidelines_enabled (immutable)'),
  })
}

function* checkGuidelines(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const name = document.brandBusinessName
  if (name === null || isBlank(name)) {
    yield error({
      path: 'brandBusinessName',
      code: 'business_name_required',
      message: 'The brand of the campaign has no business name.',
      fix: 'Write the name that people know you by.',
      source: BRAND.name,
    })
  } else {
    const limit = { noun: 'business name', owner: BRANDED_ASSET_GROUP.noun, ...BRAND.businessName }
    yield* checkAdText(name, 'brandBusinessName', limit)
  }
  for (const [field, path] of [
    ['LOGO', 'brandLogoImages'],
    ['LANDSCAPE_LOGO', 'brandLandscapeLogoImages'],
  ] as const) {
    const count = { ...BRAND.images[field], source: BRAND.logo }
    yield* checkCount(document[path].length, field, path, count)
    yield* checkImageList(document[path], field, path, { source: count.source, context })
  }
  const colors = { main: document.brandMainColor, accent: document.brandAccentColor }
  yield* checkColors(colors, { main: 'brandMainColor', accent: 'brandAccentColor' }, BRAND.colors)
}

/** Without guidelines the campaign has no brand, and each asset group brings its own. */
function* checkOff(document: CampaignDocument): Generator<Finding> {
  for (const [field, what] of FIELDS) {
    if (field === 'brandGuidelines' || !isSet(document, field)) continue
    yield error({
      path: field,
      code: 'brand_guidelines_off',
      message: `The campaign follows no brand guidelines, so it cannot have ${what}.`,
      fix: 'Clear it and set it in each asset group, where there is such a field; or turn brand guidelines on.',
      source: BRAND.off,
    })
  }
}
