import { newId } from '../base/ids.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import type { Ad, AdGroup } from '../contract/campaign-parts.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../contract/words.ts'

export interface TreeRows {
  adGroups: unknown[]
  ads: unknown[]
  texts: unknown[]
  images: unknown[]
  cards: unknown[]
  criteria: unknown[]
  campaignCriteria: unknown[]
  campaignImages: unknown[]
}

/** A campaign's document as the rows of its tables, in the order of the document. */
export function flatten(document: CampaignDocument): TreeRows {
  const ads = document.adGroups.flatMap((group) => group.ads)
  return {
    adGroups: document.adGroups.map((group, position) => ({ ...adGroupRow(group), position })),
    ads: document.adGroups.flatMap((group) =>
      group.ads.map((ad, position) => ({ ...adRow(ad), adGroupId: group.id, position })),
    ),
    texts: ads.flatMap(textRows),
    images: ads.flatMap((ad) =>
      IMAGE_FIELDS.flatMap((field) =>
        ad[IMAGE_PROPERTY[field]].map((assetId, position) => ({ adId: ad.id, field, assetId, position })),
      ),
    ),
    cards: ads.flatMap((ad) => ad.cards.map((card, position) => ({ ...card, adId: ad.id, position }))),
    criteria: document.adGroups.flatMap(criterionRows),
    campaignCriteria: [
      ...targets('LOCATION', document.locations),
      ...targets('LANGUAGE', document.languages),
      ...targets(
        'KEYWORD',
        document.negativeKeywords.map((keyword) => ({ ...keyword, negative: true })),
      ),
    ],
    campaignImages: [
      ...document.brandLogoImages.map((assetId, position) => ({ field: 'LOGO', assetId, position })),
      ...document.brandLandscapeLogoImages.map((assetId, position) => ({
        field: 'LANDSCAPE_LOGO',
        assetId,
        position,
      })),
    ],
  }
}

function adGroupRow({
  id,
  name,
  channelStrategy,
  selectedChannels,
  optimizedTargeting,
  cpcBidMicros,
  cpmBidMicros,
}: AdGroup): object {
  return { id, name, channelStrategy, selectedChannels, optimizedTargeting, cpcBidMicros, cpmBidMicros }
}

function adRow({
  id,
  adType,
  name,
  finalUrl,
  path1,
  path2,
  businessName,
  callToAction,
  mainColor,
  accentColor,
  assetAutomationOptOuts,
}: Ad): object {
  return {
    id,
    adType,
    name,
    finalUrl,
    path1,
    path2,
    businessName,
    callToAction,
    mainColor,
    accentColor,
    assetAutomationOptOuts,
  }
}

function textRows(ad: Ad): object[] {
  const rows = (field: string, texts: readonly { text: string }[]): object[] =>
    texts.map((text, position) => ({ ...text, adId: ad.id, field, position }))
  return [
    ...rows('HEADLINE', ad.headlines),
    ...rows('LONG_HEADLINE', ad.longHeadlines),
    ...rows('DESCRIPTION', ad.descriptions),
    ...rows(
      'YOUTUBE_VIDEO',
      ad.youtubeVideos.map((text) => ({ text })),
    ),
  ]
}

function criterionRows(group: AdGroup): object[] {
  return [
    ...targets('LOCATION', group.locations),
    ...targets('LANGUAGE', group.languages),
    ...targets('KEYWORD', group.keywords),
    ...targets('AUDIENCE', group.audiences),
    ...targets(
      'SEARCH_THEME',
      group.searchThemes.map((text) => ({ text })),
    ),
  ].map((row) => ({ ...row, adGroupId: group.id }))
}

function targets(kind: string, list: readonly object[]): object[] {
  return list.map((target, position) => ({ id: newId(), kind, position, negative: false, ...target }))
}
