import type { CampaignDocument } from '../../contract/campaign.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { formatDates, formatMoney, formatPercent } from '../ui/format.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import { placeName, type Places } from '../ui/place-words.ts'
import { BIDDING_LABELS, CAMPAIGN_AUTOMATION_LABELS, IMPRESSION_SHARE_LABELS } from '../ui/part-labels.ts'

/** What a campaign says of itself, in words; which of it there is depends on its type. */
export interface Fact {
  /** The fields of the document that it tells. */
  fields: readonly string[]
  label: string
  /** null: nothing is set. */
  value: string | null
}

export function documentFacts(document: CampaignDocument, currencyCode: string, known: Places): Fact[] {
  const money = (micros: string | null) => (micros === null ? null : formatMoney(micros, currencyCode))
  const declared = document.containsEuPoliticalAdvertising
  const fact = (fields: string | readonly string[], label: string, value: string | null): Fact => ({
    fields: typeof fields === 'string' ? [fields] : fields,
    label,
    value: value === '' ? null : value,
  })
  return [
    fact('name', 'Name', document.name),
    fact('campaignType', 'Type', TYPE_LABELS[document.campaignType]),
    fact('objective', 'Objective', document.objective),
    fact('campaignGoal', 'Goal', document.campaignGoal),
    fact('dailyBudgetMicros', 'Daily budget', money(document.dailyBudgetMicros)),
    fact('totalBudgetMicros', 'Total budget', money(document.totalBudgetMicros)),
    fact(['startDate', 'endDate'], 'Dates', formatDates(document.startDate, document.endDate)),
    fact(BIDDING_FIELDS, 'Bidding', biddingWords(document, money)),
    fact(
      'containsEuPoliticalAdvertising',
      'EU political advertising',
      declared === null ? 'Not declared yet' : declared ? 'Yes' : 'No',
    ),
    ...factsOfType(document, known).map(([fields, label, value]) => fact(fields, label, value)),
    fact('trackingUrlTemplate', 'Tracking template', document.trackingUrlTemplate),
    fact('finalUrlSuffix', 'URL suffix', document.finalUrlSuffix),
  ]
}

const BIDDING_FIELDS = [
  'biddingStrategy',
  'targetCpaMicros',
  'targetCpcMicros',
  'targetRoas',
  'cpcBidCeilingMicros',
  'impressionShareLocation',
  'impressionShareFraction',
]

type TypeFact = readonly [fields: readonly string[], label: string, value: string | null]

function factsOfType(document: CampaignDocument, known: Places): TypeFact[] {
  const type = document.campaignType
  const places: TypeFact = [['locations', 'languages'], 'Where', placesWords(document, known)]
  const products: TypeFact = [
    ['merchantId', 'feedLabel'],
    'Products',
    document.merchantId === null
      ? null
      : `Merchant Center ${document.merchantId}${document.feedLabel === null ? '' : `, feed ${document.feedLabel}`}`,
  ]
  const automation: TypeFact = [
    ['assetAutomationOptOuts'],
    'Google may not make',
    document.assetAutomationOptOuts.map((each) => CAMPAIGN_AUTOMATION_LABELS[each].label).join(', '),
  ]
  if (type === 'DEMAND_GEN') return [products]
  if (type === 'DISPLAY') return [places]
  if (type === 'SEARCH')
    return [
      [['targetSearchNetwork', 'targetContentNetwork'], 'Networks', networkWords(document)],
      places,
      automation,
    ]
  const brand: TypeFact = [BRAND_FIELDS, 'Brand', brandWords(document)]
  return [places, products, brand, automation]
}

const BRAND_FIELDS = [
  'brandGuidelines',
  'brandBusinessName',
  'brandLogoImages',
  'brandLandscapeLogoImages',
  'brandMainColor',
  'brandAccentColor',
  'brandFontFamily',
]

function brandWords(document: CampaignDocument): string {
  if (!document.brandGuidelines) return 'Each asset group has its own'
  const { brandMainColor, brandAccentColor } = document
  const logos = document.brandLogoImages.length + document.brandLandscapeLogoImages.length
  return [
    document.brandBusinessName ?? 'No name yet',
    logos === 1 ? 'one logo' : `${logos} logos`,
    [brandMainColor, brandAccentColor].filter(Boolean).join(' and '),
    document.brandFontFamily,
  ]
    .filter(Boolean)
    .join(', ')
}

function networkWords(document: CampaignDocument): string {
  return [
    'Google Search',
    document.targetSearchNetwork && 'search partners',
    document.targetContentNetwork && 'Display Network',
  ]
    .filter(Boolean)
    .join(', ')
}

/** "Germany, without Bavaria · German". */
export function placesWords(
  { locations, languages }: Pick<CampaignDocument, 'locations' | 'languages'>,
  known: Places,
): string {
  const place = ({ geoTargetId }: { geoTargetId: string }) => placeName(geoTargetId, known)
  const shown = locations.filter(({ negative }) => !negative).map(place)
  const hidden = locations.filter(({ negative }) => negative).map(place)
  const spoken = languages.map(({ languageId }) => languageById(languageId)?.name ?? `Language ${languageId}`)
  const without = hidden.length > 0 ? `, without ${hidden.join(', ')}` : ''
  return `${shown.join(', ') || 'Every country'}${without} · ${spoken.join(', ') || 'every language'}`
}

function biddingWords(document: CampaignDocument, money: (micros: string | null) => string | null): string {
  const { label } = BIDDING_LABELS[document.biddingStrategy]
  const target = money(document.targetCpaMicros ?? document.targetCpcMicros)
  const ceiling = money(document.cpcBidCeilingMicros)
  const share = document.impressionShareFraction
  const place = document.impressionShareLocation
  return [
    label,
    target !== null && `target ${target}`,
    document.targetRoas !== null && `target ${formatPercent(document.targetRoas)}`,
    share !== null && formatPercent(share),
    place !== null && IMPRESSION_SHARE_LABELS[place].toLowerCase(),
    ceiling !== null && `at most ${ceiling} a click`,
  ]
    .filter(Boolean)
    .join(', ')
}
