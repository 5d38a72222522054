import type { Ad, AdGroup, PinnableText } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../../contract/words.ts'
import { callToActionAsset, cardAsset, videoAsset } from './made-assets.ts'
import { type Fields, type Ref, ref, type Resource } from './resource.ts'

/** An ad, after the assets that have to be made for it. */
export function adGroupAd(group: AdGroup, ad: Ad, path: string, index: number): Resource[] {
  const { message, content, assets } = contentOf(ad, path)
  const isDemandGen = ad.adType.startsWith('DEMAND_GEN')
  const name = ad.name.trim() || `Ad ${index + 1}`
  const fields: Fields = {
    adGroup: ref(`adGroup:${group.id}`),
    status: 'ENABLED',
    ad: {
      // Only Demand Gen ads have names.
      ...(isDemandGen ? { name } : {}),
      finalUrls: ad.finalUrl === null ? [] : [ad.finalUrl],
      [message]: content,
    },
    ...(ad.assetAutomationOptOuts.length === 0
      ? {}
      : { adGroupAdAssetAutomationSettings: ad.assetAutomationOptOuts.map(optOut) }),
  }
  const title = `Ad “${name}” in “${group.name}”`
  return [...assets, { key: `ad:${ad.id}`, kind: 'AdGroupAd', title, path, fields }]
}

/** Of a campaign and of an ad alike. */
export function optOut(type: string): object {
  return { assetAutomationType: type, assetAutomationStatus: 'OPTED_OUT' }
}

interface AdContent {
  message: string
  content: Fields
  assets: Resource[]
}

function contentOf(ad: Ad, path: string): AdContent {
  switch (ad.adType) {
    case 'DEMAND_GEN_MULTI_ASSET':
      return multiAsset(ad)
    case 'DEMAND_GEN_CAROUSEL':
      return carousel(ad, path)
    case 'DEMAND_GEN_VIDEO_RESPONSIVE':
      return video(ad, path)
    case 'DEMAND_GEN_PRODUCT':
      return product(ad, path)
    case 'RESPONSIVE_SEARCH':
      return search(ad)
    case 'RESPONSIVE_DISPLAY':
      return display(ad, path)
    case 'ASSET_GROUP':
      throw new Error('An asset group is no ad.')
  }
}

function multiAsset(ad: Ad): AdContent {
  const images = Object.fromEntries(
    IMAGE_FIELDS.filter((field) => field !== 'LANDSCAPE_LOGO')
      .map((field) => IMAGE_PROPERTY[field])
      .filter((property) => ad[property].length > 0)
      .map((property) => [property, imageList(ad[property])]),
  )
  const content = {
    headlines: plain(ad.headlines),
    descriptions: plain(ad.descriptions),
    businessName: ad.businessName ?? '',
    ...callToActionText(ad),
    ...images,
  }
  return { message: 'demandGenMultiAssetAd', content, assets: [] }
}

function carousel(ad: Ad, path: string): AdContent {
  const cards = ad.cards.map((card, at) => cardAsset(card, `${path}.cards[${at}]`))
  const content = {
    businessName: ad.businessName ?? '',
    ...firstImage('logoImage', ad.logoImages),
    ...firstText('headline', ad.headlines),
    ...firstText('description', ad.descriptions),
    ...callToActionText(ad),
    carouselCards: cards.map(linkTo),
  }
  return { message: 'demandGenCarouselAd', content, assets: cards }
}

function video(ad: Ad, path: string): AdContent {
  const videos = ad.youtubeVideos.map((id, at) => videoAsset(id, `${path}.youtubeVideos[${at}]`))
  const action = ad.callToAction === null ? [] : [callToActionAsset(ad.callToAction, `${path}.callToAction`)]
  const content = {
    videos: videos.map(linkTo),
    logoImages: imageList(ad.logoImages),
    businessName: { text: ad.businessName ?? '' },
    headlines: plain(ad.headlines),
    longHeadlines: ad.longHeadlines,
    descriptions: plain(ad.descriptions),
    ...breadcrumbs(ad),
    ...(action.length === 0 ? {} : { callToActions: action.map(linkTo) }),
  }
  return { message: 'demandGenVideoResponsiveAd', content, assets: [...videos, ...action] }
}

function product(ad: Ad, path: string): AdContent {
  const action = ad.callToAction === null ? [] : [callToActionAsset(ad.callToAction, `${path}.callToAction`)]
  const content = {
    ...firstText('headline', ad.headlines),
    ...firstText('description', ad.descriptions),
    ...firstImage('logoImage', ad.logoImages),
    ...breadcrumbs(ad),
    businessName: { text: ad.businessName ?? '' },
    ...(action[0] === undefined ? {} : { callToAction: linkTo(action[0]) }),
  }
  return { message: 'demandGenProductAd', content, assets: action }
}

function search(ad: Ad): AdContent {
  const content = {
    headlines: ad.headlines,
    descriptions: ad.descriptions,
    ...(ad.path1 ? { path1: ad.path1 } : {}),
    ...(ad.path2 ? { path2: ad.path2 } : {}),
  }
  return { message: 'responsiveSearchAd', content, assets: [] }
}

function display(ad: Ad, path: string): AdContent {
  const videos = ad.youtubeVideos.map((id, at) => videoAsset(id, `${path}.youtubeVideos[${at}]`))
  const content = {
    headlines: plain(ad.headlines),
    ...firstText('longHeadline', ad.longHeadlines),
    descriptions: plain(ad.descriptions),
    businessName: ad.businessName ?? '',
    marketingImages: imageList(ad.marketingImages),
    squareMarketingImages: imageList(ad.squareMarketingImages),
    // The other way round than elsewhere: here logos are landscape unless they are called square.
    ...(ad.landscapeLogoImages.length > 0 ? { logoImages: imageList(ad.landscapeLogoImages) } : {}),
    ...(ad.logoImages.length > 0 ? { squareLogoImages: imageList(ad.logoImages) } : {}),
    ...(videos.length > 0 ? { youtubeVideos: videos.map(linkTo) } : {}),
    ...(ad.mainColor === null ? {} : { mainColor: ad.mainColor }),
    ...(ad.accentColor === null ? {} : { accentColor: ad.accentColor }),
    // Has to be true where no colours are given, and is Google's default.
    allowFlexibleColor: true,
    ...callToActionText(ad),
  }
  return { message: 'responsiveDisplayAd', content, assets: videos }
}

function callToActionText({ callToAction }: Ad): Fields {
  return callToAction === null ? {} : { callToActionText: CALL_TO_ACTION_TEXT[callToAction] }
}

function breadcrumbs({ path1, path2 }: Ad): Fields {
  return { ...(path1 ? { breadcrumb1: path1 } : {}), ...(path2 ? { breadcrumb2: path2 } : {}) }
}

/** Pins are for search ads alone; preflight says so, and nothing is sent. */
function plain(texts: readonly PinnableText[]): object[] {
  return texts.map(({ text }) => ({ text }))
}

function firstText(field: string, [first]: readonly { text: string }[]): Fields {
  return first === undefined ? {} : { [field]: { text: first.text } }
}

function firstImage(field: string, [first]: readonly string[]): Fields {
  return first === undefined ? {} : { [field]: { asset: ref(`asset:${first}`) } }
}

function imageList(ids: readonly string[]): { asset: Ref }[] {
  return ids.map((id) => ({ asset: ref(`asset:${id}`) }))
}

function linkTo({ key }: Resource): { asset: Ref } {
  return { asset: ref(key) }
}
