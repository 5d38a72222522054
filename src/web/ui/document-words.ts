import type { DocumentChange } from '../../contract/document-diff.ts'
import { formatMicros } from '../../contract/money.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { countryByGeoTargetId } from '../../contract/reference/countries.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { pathWords } from './field-path.ts'
import { formatDate } from './format.ts'
import {
  AUTOMATION_LABELS,
  BIDDING_LABELS,
  CHANNEL_LABELS,
  CHANNEL_STRATEGY_LABELS,
  readable,
} from './labels.ts'

/** What a value may refer to. */
export interface Names {
  currencyCode: string
  asset: (id: string) => string | undefined
}

const LABELS: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries({ ...BIDDING_LABELS, ...CHANNEL_STRATEGY_LABELS, ...AUTOMATION_LABELS }).map(
      ([word, { label }]) => [word, label],
    ),
  ),
  ...CHANNEL_LABELS,
  ...CALL_TO_ACTION_TEXT,
}

/** Where a change is, in words: "Ad group 1, ad 2, headlines". */
export function changeTitle({ path }: DocumentChange): string {
  return path.endsWith('.order') ? `${pathWords(path.replace(/\.order$/, ''))}, order` : pathWords(path)
}

/** The entries of a value as a person reads them; an empty list: nothing is set. */
export function valueEntries(path: string, value: unknown, names: Names): string[] {
  if (value === null || value === undefined || value === '') return []
  if (path.endsWith('.order')) return [`${(value as unknown[]).length} in another order`]
  if (Array.isArray(value)) return value.flatMap((entry) => valueEntries(path, entry, names))
  if (typeof value === 'boolean') return [value ? 'Yes' : 'No']
  if (typeof value === 'number')
    return [/roas$/i.test(path) ? `${Math.round(value * 1000) / 10} %` : String(value)]
  if (typeof value === 'string') return [textWords(path, value, names)]
  return [partWords(value)]
}

function textWords(path: string, value: string, { currencyCode, asset }: Names): string {
  if (/micros$/i.test(path)) return formatMicros(value, currencyCode)
  if (/date$/i.test(path)) return formatDate(value)
  if (/images$/i.test(path)) return asset(value) ?? 'an image'
  const known = LABELS[value]
  if (known !== undefined) return known
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) ? readable(value) : value
}

function partWords(value: object): string {
  const part = value as Record<string, unknown>
  if (typeof part['text'] === 'string') return part['text']
  if (typeof part['geoTargetId'] === 'string') {
    const place = countryByGeoTargetId(part['geoTargetId'])?.name ?? `Place ${part['geoTargetId']}`
    return part['negative'] === true ? `without ${place}` : place
  }
  if (typeof part['languageId'] === 'string')
    return languageById(part['languageId'])?.name ?? `Language ${part['languageId']}`
  if (Array.isArray(part['ads'])) {
    const count = part['ads'].length
    return `${String(part['name'])}, with ${count} ${count === 1 ? 'ad' : 'ads'}`
  }
  const [headline] = (part['headlines'] ?? []) as { text: string }[]
  return [part['name'], headline?.text].filter(Boolean).join(': ') || 'without texts'
}
