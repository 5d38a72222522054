import type { PlanOperation } from '../../contract/publication.ts'
import { languageById } from '../../contract/reference/languages.ts'
import type { CampaignType, MatchType, PinnedField } from '../../contract/words.ts'
import { MATCH_TYPES } from '../../contract/words.ts'
import { type AudienceName, audienceWords } from './audience-words.ts'
import { parsePath, placeOf, propertyWords } from './field-path.ts'
import { formatDate, formatMoney, formatPercent } from './format.ts'
import { keywordNotation } from './keyword-notation.ts'
import { placeName, type Places } from './place-words.ts'
import { readable, TYPE_LABELS } from './labels.ts'
import {
  AUTOMATION_LABELS,
  CAMPAIGN_AUTOMATION_LABELS,
  IMPRESSION_SHARE_LABELS,
  PIN_LABELS,
  groupNoun,
} from './part-labels.ts'

/** A plan in words and in groups. The values are Google's: any shape may come, none may break the page. */

const FIELD_WORDS: Record<string, string> = {
  amountMicros: 'Daily budget',
  totalAmountMicros: 'Total budget',
  period: 'Kind of budget',
  deliveryMethod: 'Delivery',
  cpcBidMicros: 'Bid per click',
  cpmBidMicros: 'Bid per thousand impressions',
  cpcBidCeilingMicros: 'Highest bid per click',
  targetRoas: 'Target ROAS',
  targetCpc: 'Target CPC',
  targetCpcMicros: 'Target CPC',
  locationFractionMicros: 'Share of impressions',
  manualCpc: 'Manual CPC',
  manualCpm: 'Manual CPM',
  targetSpend: 'Maximize clicks',
  networkSettings: 'Networks',
  targetGoogleSearch: 'Google Search',
  targetSearchNetwork: 'Search partners',
  targetContentNetwork: 'Display Network',
  targetPartnerSearchNetwork: 'Partner network',
  shoppingSetting: 'Products',
  merchantId: 'Merchant Center',
  brandGuidelinesEnabled: 'Brand guidelines',
  brandGuidelines: 'Look of the brand',
  predefinedFontFamily: 'Font',
  mainColor: 'Main colour',
  accentColor: 'Accent colour',
  assetAutomationSettings: 'Automation',
  adGroupAdAssetAutomationSettings: 'Automation',
  assetAutomationType: 'What',
  assetAutomationStatus: 'Whether',
  demandGenAdGroupSettings: 'Demand Gen settings',
  finalUrlSuffix: 'URL suffix',
  trackingUrlTemplate: 'Tracking template',
  fieldType: 'Stands as',
  path1: 'First part of the path',
  path2: 'Second part of the path',
  breadcrumb1: 'First part of the breadcrumb',
  breadcrumb2: 'Second part of the breadcrumb',
  youtubeVideoId: 'Video at YouTube',
  searchTheme: 'Search theme',
  advertisingChannelType: 'Type',
  containsEuPoliticalAdvertising: 'EU political advertising',
  startDateTime: 'Start',
  endDateTime: 'End',
  finalUrls: 'Landing page',
  targetCpa: 'Target CPA',
  targetCpaMicros: 'Target CPA',
  callToActionText: 'Call to action',
  optimizedTargetingEnabled: 'Optimized targeting',
  explicitlyShared: 'Shared with other campaigns',
}

/** Keys whose value says it all. */
const ALONE: ReadonlySet<string> = new Set([
  'text',
  'asset',
  'geoTargetConstant',
  'languageConstant',
  'channelStrategy',
  'audience',
  'youtubeVideoId',
])

export function planFieldWords(field: string): string {
  const last = field.split('.').at(-1) ?? field
  return FIELD_WORDS[last] ?? readable(last)
}

/** What a value of a plan may refer to. */
export interface PlanNames {
  currencyCode: string
  audience: AudienceName
  places: Places
}

/** One value of a plan as a person reads it. */
export function planValueWords(field: string, value: unknown, names: PlanNames): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return textWords(field, value, names)
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'nothing'
      : value.map((entry) => planValueWords(field, entry, names)).join(' · ')
  }
  const entries = Object.entries(value as Record<string, unknown>)
  if (entries.length === 0) return 'Yes'
  const whole = wholeWords(value as Record<string, unknown>)
  if (whole !== null) return whole
  const only = entries.length === 1 ? entries[0] : undefined
  // "Target CPC: $0.45" needs no second "target CPC".
  const isSaid = only !== undefined && planFieldWords(only[0]) === planFieldWords(field)
  if (only !== undefined && (isSaid || ALONE.has(only[0]))) return planValueWords(only[0], only[1], names)
  return entries
    .map(([key, entry]) => `${lowered(planFieldWords(key))}: ${planValueWords(key, entry, names)}`)
    .join(', ')
}

/** Within a sentence, where "CPC" stays as it is. */
const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** What is one thing to a person, though Google has fields for its parts: a keyword, a pinned text, an opt-out. */
function wholeWords(value: Record<string, unknown>): string | null {
  const { text, matchType, pinnedField, assetAutomationType, assetAutomationStatus } = value
  if (typeof text === 'string' && MATCH_TYPES.some((each) => each === matchType))
    return keywordNotation({ text, matchType: matchType as MatchType, negative: false })
  if (typeof text === 'string' && typeof pinnedField === 'string' && Object.keys(value).length === 2)
    return `${text} (${PIN_LABELS[pinnedField as PinnedField]?.toLowerCase() ?? readable(pinnedField)})`
  if (typeof assetAutomationType !== 'string' || typeof assetAutomationStatus !== 'string') return null
  const what = AUTOMATIONS[assetAutomationType]?.label ?? readable(assetAutomationType)
  return assetAutomationStatus === 'OPTED_OUT' ? `without ${what.toLowerCase()}` : what
}

const AUTOMATIONS: Record<string, { label: string }> = { ...AUTOMATION_LABELS, ...CAMPAIGN_AUTOMATION_LABELS }

function textWords(field: string, value: string, names: PlanNames): string {
  if (field === 'locationFractionMicros') return formatPercent(Number(value) / 1_000_000)
  if (/micros$/i.test(field) && /^\d+$/.test(value)) return formatMoney(value, names.currencyCode)
  const moment = /^(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}$/.exec(value)
  if (moment?.[1] !== undefined) return formatDate(moment[1])
  const known = referenceWords(value, names) ?? ENUM_WORDS[value]
  if (known !== undefined) return known
  const isEnum =
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) || (ENUM_FIELDS.has(field) && /^[A-Z]+$/.test(value))
  return isEnum ? readable(value) : value
}

const ENUM_FIELDS: ReadonlySet<string> = new Set(['status', 'deliveryMethod', 'fieldType', 'matchType'])
const ENUM_WORDS: Record<string, string> = {
  ...TYPE_LABELS,
  ...IMPRESSION_SHARE_LABELS,
  CUSTOM_PERIOD: 'For the whole run',
  CALL_TO_ACTION_SELECTION: 'Call to action',
  CONTAINS_EU_POLITICAL_ADVERTISING: 'Yes',
  DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING: 'No',
}

/** What a name of a thing at Google stands for: a place, a language, an audience, an image. */
function referenceWords(value: string, { audience, places }: PlanNames): string | undefined {
  const [, kind, id = ''] = /^(geoTargetConstants|languageConstants)\/(\d+)$/.exec(value) ?? []
  if (kind === 'geoTargetConstants') return placeName(id, places)
  if (kind === 'languageConstants') return languageById(id)?.name ?? `Language ${id}`
  const [, audienceId] = /^customers\/\d+\/audiences\/(\d+)$/.exec(value) ?? []
  if (audienceId !== undefined) return audienceWords(audienceId, audience)
  const image = /assets\b.*\((.+)\)$/.exec(value)
  if (image !== null) return image[1]
  return /^customers\/\d+\//.test(value) ? value.split('/').slice(2).join(' ') : undefined
}

/** Fields that only tie a new thing to its parent, which the grouping shows already. */
const TIES: ReadonlySet<string> = new Set([
  'campaign',
  'campaignBudget',
  'adGroup',
  'assetGroup',
  'label',
  'resourceName',
])

/** The changes of an operation that tell a person something. */
export function toldChanges({ action, changes }: PlanOperation): PlanOperation['changes'] {
  return action === 'create' ? changes.filter(({ field }) => !TIES.has(field)) : changes
}

/** What a person calls a thing of Google's: one, and several. */
const RESOURCES: Record<string, readonly [one: string, several: string]> = {
  CampaignBudget: ['budget', 'budgets'],
  Campaign: ['campaign', 'campaigns'],
  CampaignCriterion: ['targeting of the campaign', 'targets of the campaign'],
  CampaignAsset: ['asset of the brand', 'assets of the brand'],
  CampaignLabel: ['mark', 'marks'],
  AdGroup: ['ad group', 'ad groups'],
  AdGroupCriterion: ['targeting', 'targets'],
  AdGroupAd: ['ad', 'ads'],
  Ad: ['ad', 'ads'],
  Asset: ['asset', 'assets'],
  AssetGroup: ['asset group', 'asset groups'],
  AssetGroupAsset: ['asset of the group', 'assets of the group'],
  AssetGroupSignal: ['signal', 'signals'],
  Label: ['label', 'labels'],
}

export function resourceWords(resource: string): string {
  return RESOURCES[resource]?.[0] ?? readable(resource).toLowerCase()
}

export interface PlanGroup {
  key: string
  title: string
  operations: PlanOperation[]
}

/** Operations under what a person thinks of: assets, the campaign, and each of its groups. Their order stays. */
export function groupPlan(
  operations: readonly PlanOperation[],
  groupNames: readonly string[],
  type?: CampaignType,
): PlanGroup[] {
  const noun = groupNoun(type)
  const groups = new Map<string, PlanGroup>()
  const onlyImages = operations.every(({ resource, path }) => resource !== 'Asset' || /images?\b/i.test(path))
  for (const operation of operations) {
    const { group } = placeOf(operation.path)
    const [key, title] =
      operation.resource === 'Asset'
        ? ['assets', onlyImages ? 'Images' : 'Images, texts and videos']
        : group === null
          ? ['campaign', 'Campaign']
          : [`group ${group}`, groupNames[group] ?? `${readable(noun)} ${group + 1}`]
    const held = groups.get(key) ?? { key, title, operations: [] }
    held.operations.push(operation)
    groups.set(key, held)
  }
  return [...groups.values()]
}

/** Operations of one kind that need no more words than their titles. */
export interface PlanBundle {
  action: PlanOperation['action']
  title: string
  operations: PlanOperation[]
}

const BUNDLED: ReadonlySet<string> = new Set([
  'Asset',
  'AdGroupCriterion',
  'AssetGroupAsset',
  'AssetGroupSignal',
  'CampaignAsset',
  'CampaignCriterion',
])
const FEW = 5

/** Hundreds of keywords are one line to read: many of a kind become a bundle, a few stay as they are. */
export function bundlePlan(operations: readonly PlanOperation[]): (PlanOperation | PlanBundle)[] {
  const kinds = new Map<string, PlanBundle>()
  for (const operation of operations) {
    const key = bundleKey(operation)
    if (key === null) continue
    const held = kinds.get(key) ?? { action: operation.action, title: '', operations: [] }
    held.operations.push(operation)
    kinds.set(key, held)
  }
  const told = new Set<string>()
  return operations.flatMap((operation): (PlanOperation | PlanBundle)[] => {
    const key = bundleKey(operation)
    const bundle = key === null ? undefined : kinds.get(key)
    if (key === null || bundle === undefined || bundle.operations.length <= FEW) return [operation]
    if (told.has(key)) return []
    told.add(key)
    return [{ ...bundle, title: `${bundle.operations.length} ${bundleNoun(operation)}` }]
  })
}

function bundleKey({ action, resource, path }: PlanOperation): string | null {
  if (action === 'update' || !BUNDLED.has(resource)) return null
  return `${action} ${resource} ${resource.endsWith('Criterion') ? listOf(path) : ''}`
}

function bundleNoun({ resource, path }: PlanOperation): string {
  if (resource.endsWith('Criterion')) return propertyWords(listOf(path))
  return RESOURCES[resource]?.[1] ?? `${readable(resource).toLowerCase()}s`
}

/** The list that a path leads into: of `adGroups[0].keywords[3]` it is `keywords`. */
function listOf(path: string): string {
  const names = parsePath(path).filter((part): part is string => typeof part === 'string')
  return names.at(-1) ?? ''
}

/** "8 to create, 1 to change". */
export function planSummary(operations: readonly PlanOperation[]): string {
  const count = (action: PlanOperation['action']) =>
    operations.filter((operation) => operation.action === action).length
  const parts = [
    [count('create'), 'to create'],
    [count('update'), 'to change'],
    [count('remove'), 'to remove'],
  ] as const
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`)
  return said.length === 0 ? 'Nothing to do' : said.join(', ')
}

export interface ListEntry {
  text: string
  fate: 'kept' | 'added' | 'removed'
}

/** Two lists as one, each entry with its fate; null where they are no lists or only their order differs. */
export function listChange(field: string, from: unknown, to: unknown, names: PlanNames): ListEntry[] | null {
  if (!Array.isArray(from) || !Array.isArray(to)) return null
  const words = (entries: readonly unknown[]) => entries.map((entry) => planValueWords(field, entry, names))
  const before = words(from)
  const after = words(to)
  const entries: ListEntry[] = [
    ...before.filter((text) => !after.includes(text)).map((text) => ({ text, fate: 'removed' as const })),
    ...after.map((text) => ({ text, fate: before.includes(text) ? ('kept' as const) : ('added' as const) })),
  ]
  return entries.every(({ fate }) => fate === 'kept') ? null : entries
}
