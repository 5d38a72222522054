import type { Finding } from '../../contract/publication.ts'
import { TYPES } from '../../contract/rules/campaign-types.ts'
import type { CampaignType } from '../../contract/words.ts'
import { AD_TYPES_OF } from '../../contract/words.ts'
import type { FieldError } from '../client/problem-words.ts'
import { findingWords } from '../ui/finding-words.ts'
import { isWithin, placeOf } from '../ui/field-path.ts'
import { AD_SHAPES } from './ad-shapes.ts'

/** Anything that is the matter with a field, whoever found it. */
export interface Problem {
  severity: 'error' | 'warning'
  path: string
  message: string
  fix: string
  source: string | null
}

export const SECTION_IDS = [
  'campaign',
  'budget',
  'bidding',
  'networks',
  'declaration',
  'places',
  'products',
  'brand',
  'audience',
  'keywords',
  'ad',
  'images',
  'negatives',
  'automation',
  'advanced',
] as const
export type SectionId = (typeof SECTION_IDS)[number]

const LABELS: Record<SectionId, string> = {
  campaign: 'Campaign',
  budget: 'Budget and dates',
  bidding: 'Bidding',
  networks: 'Networks',
  declaration: 'Declaration',
  places: 'Locations',
  products: 'Products',
  brand: 'Brand',
  audience: 'Audience',
  keywords: 'Keywords',
  ad: 'Ad',
  images: 'Images',
  negatives: 'Negative keywords',
  automation: 'Automation',
  advanced: 'More',
}

/** What a type calls a section differently. */
const OWN_LABELS: Partial<Record<CampaignType, Partial<Record<SectionId, string>>>> = {
  SEARCH: { audience: 'Ad group' },
  PERFORMANCE_MAX: { audience: 'Asset group', ad: 'Assets' },
}

/** Whether a type has a section; those that are not named here it has. */
const HAS: Partial<Record<SectionId, (type: CampaignType) => boolean>> = {
  networks: (type) => TYPES[type].networks,
  places: (type) => TYPES[type].targets === 'campaign',
  products: (type) => TYPES[type].products,
  brand: (type) => TYPES[type].brand,
  keywords: (type) => TYPES[type].keywords,
  negatives: (type) => TYPES[type].negativeKeywords,
  automation: (type) => TYPES[type].automations.length > 0,
  images: (type) => AD_TYPES_OF[type].some((adType) => AD_SHAPES[adType].images.length > 0),
}

const hasSection = (type: CampaignType, id: SectionId): boolean => HAS[id]?.(type) ?? true

export interface FormSection {
  id: SectionId
  label: string
}

/** The sections of the form of a type, in order. */
export function sectionsOf(type: CampaignType): FormSection[] {
  return SECTION_IDS.filter((id) => hasSection(type, id)).map((id) => ({
    id,
    label: OWN_LABELS[type]?.[id] ?? LABELS[id],
  }))
}

const HEAD_SECTIONS: Record<string, SectionId> = {
  dailyBudgetMicros: 'budget',
  totalBudgetMicros: 'budget',
  startDate: 'budget',
  endDate: 'budget',
  biddingStrategy: 'bidding',
  targetCpaMicros: 'bidding',
  targetCpcMicros: 'bidding',
  targetRoas: 'bidding',
  cpcBidCeilingMicros: 'bidding',
  impressionShareLocation: 'bidding',
  impressionShareFraction: 'bidding',
  targetSearchNetwork: 'networks',
  targetContentNetwork: 'networks',
  containsEuPoliticalAdvertising: 'declaration',
  locations: 'places',
  languages: 'places',
  merchantId: 'products',
  feedLabel: 'products',
  brandGuidelines: 'brand',
  brandBusinessName: 'brand',
  brandLogoImages: 'brand',
  brandLandscapeLogoImages: 'brand',
  brandMainColor: 'brand',
  brandAccentColor: 'brand',
  brandFontFamily: 'brand',
  negativeKeywords: 'negatives',
  assetAutomationOptOuts: 'automation',
  trackingUrlTemplate: 'advanced',
  finalUrlSuffix: 'advanced',
}

/** The section of the form in which a path is shown. */
export function sectionOf(path: string, type: CampaignType = 'DEMAND_GEN'): SectionId {
  const { group, ad } = placeOf(path)
  const isAd = ad !== null || /^adGroups\[\d+\]\.ads$/.test(path)
  if (isAd)
    return /\.ads\[\d+\]\.(\w*[iI]mages|assetAutomationOptOuts)\b/.test(path)
      ? known('images', type, 'ad')
      : 'ad'
  if (/^adGroups\[\d+\]\.keywords\b/.test(path)) return known('keywords', type, 'audience')
  if (group !== null || path === 'adGroups') return 'audience'
  return known(HEAD_SECTIONS[/^\w+/.exec(path)?.[0] ?? ''] ?? 'campaign', type, 'campaign')
}

/** A finding may be about what the type does not have: it is told elsewhere then. */
function known(id: SectionId, type: CampaignType, otherwise: SectionId): SectionId {
  return hasSection(type, id) ? id : otherwise
}

interface Sources {
  findings: readonly Finding[]
  serverErrors: readonly FieldError[]
  /** Typed but not understood yet, by path: such a value is not in the document. */
  unread: ReadonlyMap<string, string>
}

/** Everything that is the matter, worst first within each path, nothing twice. */
export function gatherProblems({ findings, serverErrors, unread }: Sources): Problem[] {
  const problems: Problem[] = []
  for (const [path, message] of unread)
    problems.push({ severity: 'error', path, message, fix: '', source: null })
  for (const { path, message } of serverErrors)
    problems.push({ severity: 'error', path, message, fix: '', source: null })
  for (const finding of findings) {
    const { severity, path, source } = finding
    if (!unread.has(path)) problems.push({ severity, path, ...findingWords(finding), source })
  }
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const key = `${problem.path}\n${problem.message}`
    const fresh = !seen.has(key)
    seen.add(key)
    return fresh
  })
}

export function problemsAt(problems: readonly Problem[], path: string, reach: 'exact' | 'within'): Problem[] {
  return problems.filter((problem) =>
    reach === 'exact' ? problem.path === path : isWithin(problem.path, path),
  )
}

export interface SectionProgress extends FormSection {
  errors: number
  warnings: number
}

export function progressOf(
  problems: readonly Problem[],
  type: CampaignType = 'DEMAND_GEN',
): SectionProgress[] {
  return sectionsOf(type).map(({ id, label }) => {
    const own = problems.filter(({ path }) => sectionOf(path, type) === id)
    const errors = own.filter(({ severity }) => severity === 'error').length
    return { id, label, errors, warnings: own.length - errors }
  })
}
