import { childrenKey } from './indexes.ts'
import type { Verdict } from './review.ts'
import { listOf, subMessage, textOf } from './schema.ts'
import type { Row, State } from './state.ts'

const TEXT_LISTS = ['headlines', 'longHeadlines', 'descriptions']
const IMAGE_LISTS = [
  'marketingImages',
  'squareMarketingImages',
  'portraitMarketingImages',
  'tallPortraitMarketingImages',
]
const AD_FIELDS = [
  'demandGenMultiAssetAd',
  'demandGenVideoResponsiveAd',
  'responsiveSearchAd',
  'responsiveDisplayAd',
]

/** More texts and images in more shapes make a stronger ad. */
export function adStrength(row: Row, verdict: Verdict): string {
  if (verdict === 'UNDER_REVIEW') return 'PENDING'
  const ad = subMessage(row.data, 'ad')
  const field = AD_FIELDS.find((field) => ad?.[field] !== undefined)
  const parts = field === undefined ? undefined : subMessage(ad, field)
  const texts = TEXT_LISTS.reduce((sum, list) => sum + listOf(parts, list).length, 0)
  // A search ad shows no images, so its texts make up for them.
  const shapes =
    field === 'responsiveSearchAd'
      ? Math.floor(texts / 4)
      : IMAGE_LISTS.filter((list) => listOf(parts, list).length > 0).length
  return strengthOf(texts, shapes)
}

/** The same for an asset group, by the assets linked to it. */
export function assetGroupStrength(state: State, assetGroup: Row, verdict: Verdict): string {
  if (verdict === 'UNDER_REVIEW') return 'PENDING'
  const types = state
    .lookUp(childrenKey('asset_group_asset', assetGroup.name))
    .map(({ data }) => textOf(data, 'fieldType'))
  if (types.length === 0) return 'NO_ADS'
  const texts = types.filter((type) => /HEADLINE|DESCRIPTION/.test(type)).length
  const shapes = new Set(types.filter((type) => type.endsWith('MARKETING_IMAGE'))).size
  return strengthOf(texts, shapes)
}

function strengthOf(texts: number, shapes: number): string {
  if (texts >= 8 && shapes >= 3) return 'EXCELLENT'
  if (texts >= 6 && shapes >= 2) return 'GOOD'
  return texts >= 4 ? 'AVERAGE' : 'POOR'
}
