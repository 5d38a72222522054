import type { Finding } from '../../contract/publication.ts'
import type { FieldError } from '../client/problem-words.ts'
import { isWithin, placeOf } from '../ui/field-path.ts'

/** Anything that is the matter with a field, whoever found it. */
export interface Problem {
  severity: 'error' | 'warning'
  path: string
  message: string
  fix: string
  source: string | null
}

export const SECTIONS = [
  { id: 'campaign', label: 'Campaign' },
  { id: 'budget', label: 'Budget and dates' },
  { id: 'bidding', label: 'Bidding' },
  { id: 'declaration', label: 'Declaration' },
  { id: 'audience', label: 'Audience' },
  { id: 'ad', label: 'Ad' },
  { id: 'images', label: 'Images' },
  { id: 'advanced', label: 'More' },
] as const
export type SectionId = (typeof SECTIONS)[number]['id']

const HEAD_SECTIONS: Record<string, SectionId> = {
  dailyBudgetMicros: 'budget',
  startDate: 'budget',
  endDate: 'budget',
  biddingStrategy: 'bidding',
  targetCpaMicros: 'bidding',
  targetCpcMicros: 'bidding',
  targetRoas: 'bidding',
  containsEuPoliticalAdvertising: 'declaration',
  trackingUrlTemplate: 'advanced',
  finalUrlSuffix: 'advanced',
}

/** The section of the form in which a path is shown. */
export function sectionOf(path: string): SectionId {
  const { group, ad } = placeOf(path)
  if (ad !== null) return /\.(\w*[iI]mages|assetAutomationOptOuts)\b/.test(path) ? 'images' : 'ad'
  if (/^adGroups\[\d+\]\.ads$/.test(path)) return 'ad'
  if (group !== null || path === 'adGroups') return 'audience'
  return HEAD_SECTIONS[/^\w+/.exec(path)?.[0] ?? ''] ?? 'campaign'
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
  for (const { severity, path, message, fix, source } of findings) {
    if (!unread.has(path)) problems.push({ severity, path, message, fix, source })
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

export interface SectionProgress {
  id: SectionId
  label: string
  errors: number
  warnings: number
}

export function progressOf(problems: readonly Problem[]): SectionProgress[] {
  return SECTIONS.map(({ id, label }) => {
    const own = problems.filter(({ path }) => sectionOf(path) === id)
    const errors = own.filter(({ severity }) => severity === 'error').length
    return { id, label, errors, warnings: own.length - errors }
  })
}
