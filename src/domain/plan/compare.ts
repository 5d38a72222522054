import { isDeepStrictEqual } from 'node:util'
import { BIDDING_MESSAGE } from './bidding.ts'
import type { Fields, ResourceKind } from './resource.ts'

/** One field that a mask can name. */
export interface Difference {
  /** Dotted, camelCase, below the resource. */
  field: string
  from: unknown
  to: unknown
}

/** Messages whose fields are compared one by one, because masks name them one by one. */
const OPENED =
  /^(ad(\.(demandGen|responsive)\w+Ad(\.(headline|longHeadline|description|businessName|logoImage|callToAction))?)?|brandGuidelines|demandGenAdGroupSettings|networkSettings|textLabel)$/

/** Lists in which the order is what people see; in all others it means nothing to Google. */
const ORDERED = new Set(['ad.demandGenCarouselAd.carouselCards'])

/** Fields that are set when a resource is made and never again: by Google's rule, or because another door changes them. */
const CREATE_ONLY: Record<ResourceKind, readonly string[]> = {
  CampaignBudget: ['name', 'deliveryMethod', 'explicitlyShared', 'period'],
  Campaign: [
    'status',
    'advertisingChannelType',
    'campaignBudget',
    'shoppingSetting',
    'brandGuidelinesEnabled',
  ],
  CampaignCriterion: ['campaign', 'location', 'language', 'keyword', 'negative'],
  AdGroup: ['campaign', 'status', 'type', 'audienceSetting'],
  AdGroupCriterion: ['adGroup', 'location', 'language', 'keyword', 'audience', 'negative'],
  Asset: ['textAsset', 'youtubeVideoAsset', 'callToActionAsset', 'demandGenCarouselCardAsset'],
  CampaignAsset: ['campaign', 'asset', 'fieldType'],
  AssetGroup: ['campaign', 'status'],
  AssetGroupAsset: ['assetGroup', 'asset', 'fieldType'],
  AssetGroupSignal: ['assetGroup', 'searchTheme', 'audience'],
  AdGroupAd: ['adGroup', 'status', 'ad.name'],
  Label: ['name', 'textLabel.description'],
  CampaignLabel: ['campaign', 'label'],
}

/** Fields that are cleared at Google when they are gone here. Whatever else Google answers is its own. */
const CLEARABLE: Partial<Record<ResourceKind, RegExp>> = {
  Campaign: /^(endDateTime|trackingUrlTemplate|finalUrlSuffix|brandGuidelines\..+)$/,
  AdGroup: /^(cpcBidMicros|cpmBidMicros)$/,
  AdGroupCriterion: /^cpcBidMicros$/,
  AssetGroup: /^(path1|path2)$/,
  AdGroupAd: /^(adGroupAdAssetAutomationSettings|ad\.(demandGen\w+Ad|responsive\w+Ad)\..+)$/,
}

const BIDDING_FIELDS = new Set(Object.values(BIDDING_MESSAGE).map(({ message }) => message))

/** A resource's fields as one flat list, opened where masks open them. */
export function unitsOf(fields: Fields, prefix = ''): Map<string, unknown> {
  const units = new Map<string, unknown>()
  for (const [name, value] of Object.entries(fields)) {
    const path = prefix + name
    if (OPENED.test(path) && typeof value === 'object' && value !== null) {
      for (const [inner, unit] of unitsOf(value as Fields, `${path}.`)) units.set(inner, unit)
    } else units.set(path, value)
  }
  return units
}

/**
 * The fields of a resource that have to change at Google so that it is as desired. Money as text, order-free lists,
 * normalised URLs and Google's habit of leaving out empty values make no difference.
 */
export function differences(kind: ResourceKind, remote: Fields, desired: Fields): Difference[] {
  const before = unitsOf(remote)
  const after = unitsOf(desired)
  const found: Difference[] = []
  for (const field of new Set([...after.keys(), ...before.keys()])) {
    if (CREATE_ONLY[kind].includes(field)) continue
    if (!after.has(field) && CLEARABLE[kind]?.test(field) !== true) continue
    const from = before.get(field)
    const to = after.get(field)
    const sameMessage = BIDDING_FIELDS.has(field) ? before.has(field) === after.has(field) : true
    if (!sameMessage || !sameField(field, from, to)) found.push({ field, from: from ?? null, to: to ?? null })
  }
  return found
}

/** Fields of a fresh resource that are not as they were sent; every desired field counts, and nothing else. */
export function mismatches(remote: Fields, desired: Fields, ignore: readonly string[] = []): Difference[] {
  const before = unitsOf(remote)
  return [...unitsOf(desired)]
    .filter(([field, to]) => !ignore.includes(field) && !sameField(field, before.get(field), to))
    .map(([field, to]) => ({ field, from: before.get(field) ?? null, to }))
}

function sameField(field: string, from: unknown, to: unknown): boolean {
  if (!ORDERED.has(field) || !Array.isArray(from) || !Array.isArray(to)) return sameValue(from, to)
  return from.length === to.length && from.every((item, index) => sameValue(item, to[index]))
}

/** Whether two values mean the same to Google. */
export function sameValue(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(normalise(left), normalise(right))
}

/** Absent, null, false, zero and empty are one thing in Google's JSON, which leaves all of them out. */
function normalise(value: unknown): unknown {
  if (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    value === 0 ||
    value === '0'
  )
    return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(normalise).sort(byText)
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([key, item]) => [key, normalise(item)] as const)
      .filter(([, item]) => item !== null)
    return entries.length === 0 ? null : Object.fromEntries(entries)
  }
  return typeof value === 'string' ? normaliseText(value) : value
}

function normaliseText(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text
  return new URL(text).href
}

function byText(left: unknown, right: unknown): number {
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)]
  return a < b ? -1 : a > b ? 1 : 0
}
