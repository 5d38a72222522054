import { formatMicros } from '../../contract/money.ts'
import type { PlanOperation } from '../../contract/publication.ts'
import { placeOf } from './field-path.ts'
import { formatDate } from './format.ts'
import { readable } from './labels.ts'

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
  if (only !== undefined && (only[0] === 'text' || only[0] === 'asset'))
    return planValueWords(only[0], only[1], currencyCode)
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
  if (/^customers\/\d+\//.test(value)) return value.split('/').slice(2).join(' ')
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value)) return readable(value)
  return value
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
