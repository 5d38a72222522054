import { formatMicros } from '../../contract/money.ts'
import type { PlanOperation } from '../../contract/publication.ts'
import { countryByGeoTargetId } from '../../contract/reference/countries.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { placeOf } from './field-path.ts'
import { formatDate } from './format.ts'
import { readable, TYPE_LABELS } from './labels.ts'

/** A plan in words and in groups. The values are Google's: any shape may come, none may break the page. */

const FIELD_WORDS: Record<string, string> = {
  amountMicros: 'Daily budget',
  advertisingChannelType: 'Type',
  containsEuPoliticalAdvertising: 'EU political advertising',
  startDateTime: 'Start',
  endDateTime: 'End',
  finalUrls: 'Landing page',
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
])

export function planFieldWords(field: string): string {
  const last = field.split('.').at(-1) ?? field
  return FIELD_WORDS[last] ?? readable(last)
}

/** One value of a plan as a person reads it. */
export function planValueWords(field: string, value: unknown, currencyCode: string): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return textWords(field, value, currencyCode)
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'nothing'
      : value.map((entry) => planValueWords(field, entry, currencyCode)).join(' · ')
  }
  const entries = Object.entries(value as Record<string, unknown>)
  if (entries.length === 0) return 'Yes'
  const only = entries.length === 1 ? entries[0] : undefined
  if (only !== undefined && ALONE.has(only[0])) return planValueWords(only[0], only[1], currencyCode)
  return entries
    .map(
      ([key, entry]) => `${planFieldWords(key).toLowerCase()}: ${planValueWords(key, entry, currencyCode)}`,
    )
    .join(', ')
}

function textWords(field: string, value: string, currencyCode: string): string {
  if (/micros$/i.test(field) && /^\d+$/.test(value)) return formatMicros(value, currencyCode)
  const moment = /^(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}$/.exec(value)
  if (moment?.[1] !== undefined) return formatDate(moment[1])
  const known = referenceWords(value) ?? ENUM_WORDS[value]
  if (known !== undefined) return known
  const isEnum =
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) || (ENUM_FIELDS.has(field) && /^[A-Z]+$/.test(value))
  return isEnum ? readable(value) : value
}

const ENUM_FIELDS: ReadonlySet<string> = new Set(['status', 'deliveryMethod'])
const ENUM_WORDS: Record<string, string> = {
  ...TYPE_LABELS,
  CONTAINS_EU_POLITICAL_ADVERTISING: 'Yes',
  DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING: 'No',
}

/** What a name of a thing at Google stands for: a country, a language, an image. */
function referenceWords(value: string): string | undefined {
  const [, kind, id = ''] = /^(geoTargetConstants|languageConstants)\/(\d+)$/.exec(value) ?? []
  if (kind === 'geoTargetConstants') return countryByGeoTargetId(id)?.name ?? `Place ${id}`
  if (kind === 'languageConstants') return languageById(id)?.name ?? `Language ${id}`
  const image = /assets\b.*\((.+)\)$/.exec(value)
  if (image !== null) return image[1]
  return /^customers\/\d+\//.test(value) ? value.split('/').slice(2).join(' ') : undefined
}

/** Fields that only tie a new thing to its parent, which the grouping shows already. */
const TIES: ReadonlySet<string> = new Set(['campaign', 'campaignBudget', 'adGroup', 'label', 'resourceName'])

/** The changes of an operation that tell a person something. */
export function toldChanges({ action, changes }: PlanOperation): PlanOperation['changes'] {
  return action === 'create' ? changes.filter(({ field }) => !TIES.has(field)) : changes
}

export interface PlanGroup {
  key: string
  title: string
  operations: PlanOperation[]
}

/** Operations under what a person thinks of: images, the campaign, and each ad group. Their order stays. */
export function groupPlan(operations: readonly PlanOperation[], groupNames: readonly string[]): PlanGroup[] {
  const groups = new Map<string, PlanGroup>()
  for (const operation of operations) {
    const { group } = placeOf(operation.path)
    const [key, title] =
      operation.resource === 'Asset'
        ? ['assets', 'Images']
        : group === null
          ? ['campaign', 'Campaign']
          : [`group ${group}`, groupNames[group] ?? `Ad group ${group + 1}`]
    const held = groups.get(key) ?? { key, title, operations: [] }
    held.operations.push(operation)
    groups.set(key, held)
  }
  return [...groups.values()]
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
export function listChange(
  field: string,
  from: unknown,
  to: unknown,
  currencyCode: string,
): ListEntry[] | null {
  if (!Array.isArray(from) || !Array.isArray(to)) return null
  const words = (entries: readonly unknown[]) =>
    entries.map((entry) => planValueWords(field, entry, currencyCode))
  const before = words(from)
  const after = words(to)
  const entries: ListEntry[] = [
    ...before.filter((text) => !after.includes(text)).map((text) => ({ text, fate: 'removed' as const })),
    ...after.map((text) => ({ text, fate: before.includes(text) ? ('kept' as const) : ('added' as const) })),
  ]
  return entries.every(({ fate }) => fate === 'kept') ? null : entries
}
