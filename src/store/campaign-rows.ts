import { newId } from '../base/ids.ts'
import type { Ad, CampaignDocument } from '../contract/campaign.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../contract/words.ts'

/** A campaign's document as the rows of its tables, in the order of the document. */
export function flatten(document: CampaignDocument): {
  adGroups: unknown[]
  ads: unknown[]
  texts: unknown[]
  images: unknown[]
  criteria: unknown[]
} {
  const adGroups = document.adGroups.map(
    ({ ads: _ads, locations: _locations, languages: _languages, ...group }, position) => ({
      ...group,
      position,
    }),
  )
  const ads = document.adGroups.flatMap((group) =>
    group.ads.map((ad, position) => ({ ...adRow(ad), adGroupId: group.id, position })),
  )
  const all = document.adGroups.flatMap((group) => group.ads)
  const texts = all.flatMap((ad) => [
    ...ad.headlines.map(({ text }, position) => ({ adId: ad.id, field: 'HEADLINE', position, text })),
    ...ad.descriptions.map(({ text }, position) => ({ adId: ad.id, field: 'DESCRIPTION', position, text })),
  ])
  const images = all.flatMap((ad) =>
    IMAGE_FIELDS.flatMap((field) =>
      ad[IMAGE_PROPERTY[field]].map((assetId, position) => ({ adId: ad.id, field, assetId, position })),
    ),
  )
  const criteria = document.adGroups.flatMap((group) => [
    ...group.locations.map((location, position) => ({
      ...target(group.id, 'LOCATION', position),
      ...location,
    })),
    ...group.languages.map((language, position) => ({
      ...target(group.id, 'LANGUAGE', position),
      ...language,
    })),
  ])
  return { adGroups, ads, texts, images, criteria }
}

function adRow({
  id,
  adType,
  name,
  finalUrl,
  businessName,
  callToAction,
  assetAutomationOptOuts,
}: Ad): object {
  return { id, adType, name, finalUrl, businessName, callToAction, assetAutomationOptOuts }
}

function target(adGroupId: string, kind: string, position: number): object {
  return { id: newId(), adGroupId, kind, position, negative: false }
}
