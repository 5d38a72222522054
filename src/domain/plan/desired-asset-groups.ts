import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { IMAGE_LIMITS } from '../../contract/images.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../../contract/words.ts'
import { audienceName } from './desired-targets.ts'
import { callToActionAsset, textAsset, videoAsset } from './made-assets.ts'
import { type Fields, ref, type Resource } from './resource.ts'

/** One asset in its place: the asset to be made, or the key of an image. */
interface Placed {
  fieldType: string
  noun: string
  path: string
  asset: Resource | string
}

/** Where the brand is the campaign's, its name and logos hang on the campaign and not on the asset groups. */
export function brandResources(document: CampaignDocument): Resource[] {
  if (!document.brandGuidelines) return []
  const { brandBusinessName, brandLogoImages, brandLandscapeLogoImages } = document
  const placed: Placed[] = [
    ...(brandBusinessName === null ? [] : [businessName(brandBusinessName, 'brandBusinessName')]),
    ...images('LOGO', 'logo', brandLogoImages, 'brandLogoImages'),
    ...images('LANDSCAPE_LOGO', 'landscape logo', brandLandscapeLogoImages, 'brandLandscapeLogoImages'),
  ]
  return placed.flatMap((each) =>
    link(each, {
      key: `campaignAsset:${each.fieldType}`,
      kind: 'CampaignAsset',
      title: `of the brand`,
      parent: { campaign: ref('campaign') },
    }),
  )
}

/** An asset group with everything that hangs on it. Google looks at its minimum when the whole request is applied. */
export function assetGroupResources(
  document: CampaignDocument,
  group: AdGroup,
  index: number,
  customerId: string,
): Resource[] {
  const [ad] = group.ads
  const path = `adGroups[${index}]`
  const own = ref(`adGroup:${group.id}`)
  const placed = ad === undefined ? [] : placedIn(document, ad, `${path}.ads[0]`)
  const links = placed.flatMap((each) =>
    link(each, {
      key: `assetGroupAsset:${group.id}:${each.fieldType}`,
      kind: 'AssetGroupAsset',
      title: `in “${group.name}”`,
      parent: { assetGroup: own },
    }),
  )
  return [assetGroup(group, ad, path), ...links, ...signals(group, path, customerId)]
}

function assetGroup(group: AdGroup, ad: Ad | undefined, path: string): Resource {
  const fields: Fields = {
    campaign: ref('campaign'),
    name: group.name,
    status: 'ENABLED',
    finalUrls: ad?.finalUrl == null ? [] : [ad.finalUrl],
    ...(ad?.path1 ? { path1: ad.path1 } : {}),
    ...(ad?.path2 ? { path2: ad.path2 } : {}),
  }
  return {
    key: `adGroup:${group.id}`,
    kind: 'AssetGroup',
    title: `Asset group “${group.name}”`,
    path,
    fields,
  }
}

function placedIn({ brandGuidelines }: CampaignDocument, ad: Ad, path: string): Placed[] {
  const texts = (fieldType: string, noun: string, property: 'headlines' | 'longHeadlines' | 'descriptions') =>
    ad[property].map(({ text }, at): Placed => {
      const place = `${path}.${property}[${at}].text`
      return { fieldType, noun, path: place, asset: textAsset(text, place) }
    })
  const isBrand = (field: string): boolean => field === 'LOGO' || field === 'LANDSCAPE_LOGO'
  const pictures = IMAGE_FIELDS.filter((field) => !(brandGuidelines && isBrand(field)))
  return [
    ...texts('HEADLINE', 'Headline', 'headlines'),
    ...texts('LONG_HEADLINE', 'Long headline', 'longHeadlines'),
    ...texts('DESCRIPTION', 'Description', 'descriptions'),
    ...(brandGuidelines || ad.businessName === null
      ? []
      : [businessName(ad.businessName, `${path}.businessName`)]),
    ...pictures.flatMap((field) =>
      images(field, IMAGE_LIMITS[field].noun, ad[IMAGE_PROPERTY[field]], `${path}.${IMAGE_PROPERTY[field]}`),
    ),
    ...ad.youtubeVideos.map((id, at): Placed => {
      const place = `${path}.youtubeVideos[${at}]`
      return { fieldType: 'YOUTUBE_VIDEO', noun: 'Video', path: place, asset: videoAsset(id, place) }
    }),
    ...(ad.callToAction === null ? [] : [callToAction(ad.callToAction, `${path}.callToAction`)]),
  ]
}

function businessName(name: string, path: string): Placed {
  return { fieldType: 'BUSINESS_NAME', noun: 'Business name', path, asset: textAsset(name, path) }
}

function callToAction(value: NonNullable<Ad['callToAction']>, path: string): Placed {
  return {
    fieldType: 'CALL_TO_ACTION_SELECTION',
    noun: 'Call to action',
    path,
    asset: callToActionAsset(value, path),
  }
}

function images(fieldType: string, noun: string, ids: readonly string[], path: string): Placed[] {
  const words = noun.charAt(0).toUpperCase() + noun.slice(1)
  return ids.map((id, at) => ({ fieldType, noun: words, path: `${path}[${at}]`, asset: `asset:${id}` }))
}

interface Link {
  key: string
  kind: 'AssetGroupAsset' | 'CampaignAsset'
  title: string
  parent: Fields
}

function link({ fieldType, noun, path, asset }: Placed, { key, kind, title, parent }: Link): Resource[] {
  const made = typeof asset === 'string' ? [] : [asset]
  const assetKey = typeof asset === 'string' ? asset : asset.key
  const fields = { ...parent, asset: ref(assetKey), fieldType }
  return [...made, { key: `${key}:${assetKey}`, kind, title: `${noun} ${title}`, path, fields }]
}

function signals(group: AdGroup, path: string, customerId: string): Resource[] {
  const assetGroup = ref(`adGroup:${group.id}`)
  const themes = group.searchThemes.map(
    (text, at): Resource => ({
      key: `signal:${group.id}:theme:${text}`,
      kind: 'AssetGroupSignal',
      title: `Search theme “${text}”`,
      path: `${path}.searchThemes[${at}]`,
      fields: { assetGroup, searchTheme: { text } },
    }),
  )
  const audiences = group.audiences.map(
    ({ audienceId }, at): Resource => ({
      key: `signal:${group.id}:audience:${audienceId}`,
      kind: 'AssetGroupSignal',
      title: `Audience ${audienceId} as a signal`,
      path: `${path}.audiences[${at}]`,
      fields: { assetGroup, audience: { audience: audienceName(customerId, audienceId) } },
    }),
  )
  return [...themes, ...audiences]
}
