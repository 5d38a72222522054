import type { Operation } from '../mutate/operation.ts'
import { checkFinalUrl, checkTrackingTemplate } from '../resources/urls.ts'
import { type Message, messageType, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkCarouselAd } from './demand-gen-carousel.ts'
import { checkMultiAssetAd } from './demand-gen-multi-asset.ts'
import { checkProductAd } from './demand-gen-product.ts'
import { checkVideoAd } from './demand-gen-video.ts'
import { checkResponsiveDisplayAd } from './responsive-display.ts'
import { checkResponsiveSearchAd } from './responsive-search.ts'

interface AdKind {
  type: string
  /** The campaigns that show it. */
  channel: string
  check(op: Operation, ad: Message, path: string, campaign: Row): void
  /** What Google may make of the ad by itself. */
  automation?: readonly string[]
}

const AD_DATA = messageType('resources.Ad').fields.filter((field) => field.oneof === 'ad_data')
/** Kinds of ads that are modelled; all others are refused rather than taken unread. */
const KINDS: Readonly<Record<string, AdKind>> = {
  demandGenMultiAssetAd: {
    type: 'DEMAND_GEN_MULTI_ASSET_AD',
    channel: 'DEMAND_GEN',
    check: checkMultiAssetAd,
    automation: [
      'GENERATE_DESIGN_VERSIONS_FOR_IMAGES',
      'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
      'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS',
    ],
  },
  demandGenCarouselAd: { type: 'DEMAND_GEN_CAROUSEL_AD', channel: 'DEMAND_GEN', check: checkCarouselAd },
  demandGenVideoResponsiveAd: {
    type: 'DEMAND_GEN_VIDEO_RESPONSIVE_AD',
    channel: 'DEMAND_GEN',
    check: checkVideoAd,
    automation: [
      'GENERATE_VERTICAL_YOUTUBE_VIDEOS',
      'GENERATE_SHORTER_YOUTUBE_VIDEOS',
      'GENERATE_LANDING_PAGE_PREVIEW',
      'GENERATE_LANDING_PAGE_TEXT',
    ],
  },
  demandGenProductAd: { type: 'DEMAND_GEN_PRODUCT_AD', channel: 'DEMAND_GEN', check: checkProductAd },
  responsiveDisplayAd: { type: 'RESPONSIVE_DISPLAY_AD', channel: 'DISPLAY', check: checkResponsiveDisplayAd },
  responsiveSearchAd: { type: 'RESPONSIVE_SEARCH_AD', channel: 'SEARCH', check: checkResponsiveSearchAd },
}
const MAX_FINAL_URLS = 1

/** The `type` of an ad, by the field that holds its parts. */
export function adTypeOf(ad: Message): string | undefined {
  const field = AD_DATA.find((field) => ad[field.json] !== undefined)
  return field && KINDS[field.json]?.type
}

/** The types of automation that an ad can be opted in to or out of. */
export function automationOf(ad: Message): readonly string[] {
  const field = AD_DATA.find((field) => ad[field.json] !== undefined)
  return (field && KINDS[field.json]?.automation) ?? []
}

/** Checks an ad; `path` is where it stands in the operation, with a dot, or nothing. */
export function checkAd(op: Operation, ad: Message, campaign: Row, path: '' | 'ad.'): void {
  const channel = textOf(campaign.data, 'advertisingChannelType')
  const field = AD_DATA.find((field) => ad[field.json] !== undefined)
  if (!field) {
    op.refuse('fieldError.REQUIRED', `${path}ad_data`, 'The ad says nothing: neither texts nor images.')
    return
  }
  const kind = KINDS[field.json]
  if (!kind || kind.channel !== channel) {
    const message = kind
      ? `A ${channel} campaign does not show this kind of ad.`
      : `This server does not offer ads of the kind ${field.snake}.`
    op.refuse('adError.INVALID_AD_TYPE', `${path}${field.snake}`, message, {
      trigger: field.snake.toUpperCase(),
    })
    return
  }
  checkUrls(op, ad, path)
  kind.check(op, subMessage(ad, field.json) ?? {}, `${path}${field.snake}`, campaign)
}

function checkUrls(op: Operation, ad: Message, path: string): void {
  const urls = (ad['finalUrls'] ?? []) as string[]
  if (urls.length === 0) op.refuse('fieldError.REQUIRED', `${path}final_urls`, 'The ad needs a final URL.')
  if (urls.length > MAX_FINAL_URLS) {
    op.refuse('collectionSizeError.TOO_MANY', `${path}final_urls`, 'The ad has one final URL.', {
      trigger: String(urls.length),
    })
  }
  for (const [index, url] of urls.entries()) checkFinalUrl(op, url, `${path}final_urls[${index}]`)
  checkTrackingTemplate(op, textOf(ad, 'trackingUrlTemplate'), `${path}tracking_url_template`)
}
