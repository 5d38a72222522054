import { describe, expect, test } from 'vitest'
import type { Finding } from '../../contract/publication.ts'
import { gatherProblems, problemsAt, progressOf, sectionOf } from './problems.ts'

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
