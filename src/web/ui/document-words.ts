import type { DocumentChange } from '../../contract/document-diff.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { type AudienceName, audienceWords } from './audience-words.ts'
import { pathWords } from './field-path.ts'
import { formatDate, formatMoney, formatPercent } from './format.ts'
import type { CampaignType, PinnedField } from '../../contract/words.ts'
import { type KeywordEntry, keywordNotation } from './keyword-notation.ts'
import { readable } from './labels.ts'
import { placeName, type Places } from './place-words.ts'
import {
  AD_TYPE_LABELS,
  AUTOMATION_LABELS,
  BIDDING_LABELS,
  CAMPAIGN_AUTOMATION_LABELS,
  CHANNEL_LABELS,
  CHANNEL_STRATEGY_LABELS,
  IMPRESSION_SHARE_LABELS,
  PIN_LABELS,
} from './part-labels.ts'

/** What a value may refer to. */
export interface Names {
  currencyCode: string
  asset: (id: string) => string | undefined
  audience: AudienceName
  places: Places
}

const LABELS: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries({
      ...BIDDING_LABELS,
      ...CHANNEL_STRATEGY_LABELS,
      ...AUTOMATION_LABELS,
      ...CAMPAIGN_AUTOMATION_LABELS,
      ...AD_TYPE_LABELS,
    }).map(([word, { label }]) => [word, label]),
  ),
  ...CHANNEL_LABELS,
  ...IMPRESSION_SHARE_LABELS,
  ...CALL_TO_ACTION_TEXT,
}

/** Where a change is, in words: "Ad group 1, ad 2, headlines". */
export function changeTitle({ path }: DocumentChange, type?: CampaignType): string {
  const isOrder = path.endsWith('.order')
  return isOrder ? `${pathWords(path.slice(0, -'.order'.length), type)}, order` : pathWords(path, type)
}

/** The entries of a value as a person reads them; an empty list: nothing is set. */
export function valueEntries(path: string, value: unknown, names: Names): string[] {
  if (value === null || value === undefined || value === '') return []
  if (path.endsWith('.order')) return [`${(value as unknown[]).length} in another order`]
  if (Array.isArray(value)) return value.flatMap((entry) => valueEntries(path, entry, names))
  if (typeof value === 'boolean') return [value ? 'Yes' : 'No']
  if (typeof value === 'number')
    return [/(roas|fraction)$/i.test(path) ? formatPercent(value) : String(value)]
  if (typeof value === 'string') return [textWords(path, value, names)]
  return [partWords(value, names)]
}

function textWords(path: string, value: string, { currencyCode, asset }: Names): string {
  if (/micros$/i.test(path)) return formatMoney(value, currencyCode)
  if (/date$/i.test(path)) return formatDate(value)
  if (/images$/i.test(path)) return asset(value) ?? 'an image'
  const known = LABELS[value]
  if (known !== undefined) return known
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) ? readable(value) : value
}

function partWords(value: object, names: Names): string {
  const part = value as Record<string, unknown>
  if (typeof part['matchType'] === 'string') return keywordWords(part, names)
  if (typeof part['text'] === 'string') {
    const pin = part['pinnedField'] as PinnedField | undefined
    return pin === undefined ? part['text'] : `${part['text']} (${PIN_LABELS[pin].toLowerCase()})`
  }
  if (typeof part['audienceId'] === 'string') return audienceWords(part['audienceId'], names.audience)
  if (typeof part['headline'] === 'string') return cardWords(part, names)
  if (typeof part['geoTargetId'] === 'string') {
    const place = placeName(part['geoTargetId'], names.places)
    return part['negative'] === true ? `without ${place}` : place
  }
  if (typeof part['languageId'] === 'string')
    return languageById(part['languageId'])?.name ?? `Language ${part['languageId']}`
  if (Array.isArray(part['ads'])) {
    const count = part['ads'].length
    const [only] = part['ads'] as { adType?: string }[]
    if (only?.adType === 'ASSET_GROUP') return String(part['name'])
    return `${String(part['name'])}, with ${count} ${count === 1 ? 'ad' : 'ads'}`
  }
  const [headline] = (part['headlines'] ?? []) as { text: string }[]
  return [part['name'], headline?.text].filter(Boolean).join(': ') || 'without texts'
}

/** A keyword as people write it, with its bid where it has one. */
function keywordWords(part: Record<string, unknown>, { currencyCode }: Names): string {
  const { text, matchType, negative, cpcBidMicros } = part as unknown as Pick<
    KeywordEntry,
    'text' | 'matchType'
  > & { negative?: boolean; cpcBidMicros?: string | null }
  const words = keywordNotation({ text, matchType, negative: negative === true })
  return cpcBidMicros == null ? words : `${words} at ${formatMoney(cpcBidMicros, currencyCode)}`
}

function cardWords(card: Record<string, unknown>, { asset }: Names): string {
  const images = [card['marketingImage'], card['squareMarketingImage'], card['portraitMarketingImage']]
    .filter((id): id is string => typeof id === 'string')
    .map((id) => asset(id) ?? 'an image')
  const action = card['callToAction']
  const said = typeof action === 'string' ? (LABELS[action] ?? readable(action)) : null
  return [String(card['headline']) || 'no headline', said, ...images].filter(Boolean).join(', ')
}
