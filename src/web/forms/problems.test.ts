import { describe, expect, test } from 'vitest'
import { EMPTY_CAMPAIGN } from '../../contract/empty-campaign.ts'
import type { Finding } from '../../contract/publication.ts'
import type { CampaignType } from '../../contract/words.ts'
import { CAMPAIGN_TYPES } from '../../contract/words.ts'
import { gatherProblems, problemsAt, progressOf, sectionOf, sectionsOf } from './problems.ts'

const finding = (path: string, severity: 'error' | 'warning' = 'error'): Finding => ({
  severity,
  path,
  code: 'x',
  message: `About ${path}.`,
  fix: 'Mend it.',
  source: 'test',
})

describe('what is the matter with a form', () => {
  test('belongs to a section', () => {
    expect(sectionOf('name')).toBe('campaign')
    expect(sectionOf('endDate')).toBe('budget')
    expect(sectionOf('adGroups[0].locations[1]')).toBe('audience')
    expect(sectionOf('adGroups[0].ads')).toBe('ad')
    expect(sectionOf('adGroups[0].ads[1].headlines[0].text')).toBe('ad')
    expect(sectionOf('adGroups[0].ads[1].squareMarketingImages[2]')).toBe('images')
    expect(sectionOf('adGroups[0].ads[1].logoImages')).toBe('images')
  })

  test('belongs to a section that the type has', () => {
    const ids = (type: CampaignType) => sectionsOf(type).map(({ id }) => id)
    expect(ids('SEARCH')).toContain('keywords')
    expect(ids('SEARCH')).not.toContain('images')
    expect(ids('DEMAND_GEN')).not.toContain('places')
    expect(ids('PERFORMANCE_MAX')).toContain('brand')
    expect(sectionOf('adGroups[0].keywords[3].text', 'SEARCH')).toBe('keywords')
    expect(sectionOf('adGroups[0].keywords[3].text', 'DISPLAY')).toBe('audience')
    expect(sectionOf('brandLogoImages[0]', 'PERFORMANCE_MAX')).toBe('brand')
    expect(sectionOf('languages', 'DEMAND_GEN')).toBe('campaign')
    expect(sectionOf('adGroups[0].ads[0].marketingImages', 'SEARCH')).toBe('ad')
    expect(sectionOf('impressionShareFraction', 'SEARCH')).toBe('bidding')
    for (const type of CAMPAIGN_TYPES)
      for (const path of Object.keys(EMPTY_CAMPAIGN)) expect(ids(type)).toContain(sectionOf(path, type))
  })

  test('an amount that was not understood hides what the rules say of the old one', () => {
    const problems = gatherProblems({
      findings: [finding('dailyBudgetMicros'), finding('name')],
      serverErrors: [],
      unread: new Map([['dailyBudgetMicros', 'Not an amount.']]),
    })
    expect(problems.map(({ message }) => message)).toEqual(['Not an amount.', 'About name.'])
  })

  test('is said once, even where the server found it too', () => {
    const problems = gatherProblems({
      findings: [finding('name')],
      serverErrors: [{ path: 'name', code: 'x', message: 'About name.' }],
      unread: new Map(),
    })
    expect(problems).toHaveLength(1)
  })

  test('is found by path, exactly or below it', () => {
    const problems = gatherProblems({
      findings: [finding('adGroups[0].ads[0].headlines'), finding('adGroups[0].ads[0].headlines[1].text')],
      serverErrors: [],
      unread: new Map(),
    })
    expect(problemsAt(problems, 'adGroups[0].ads[0].headlines', 'exact')).toHaveLength(1)
    expect(problemsAt(problems, 'adGroups[0].ads[0].headlines[1]', 'within')).toHaveLength(1)
  })

  test('counts as progress by section', () => {
    const progress = progressOf(
      gatherProblems({
        findings: [finding('name'), finding('endDate', 'warning')],
        serverErrors: [],
        unread: new Map(),
      }),
    )
    expect(progress.find(({ id }) => id === 'campaign')).toMatchObject({ errors: 1, warnings: 0 })
    expect(progress.find(({ id }) => id === 'budget')).toMatchObject({ errors: 0, warnings: 1 })
  })
})
