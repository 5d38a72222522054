import { afterEach, expect, it, vi } from 'vitest'
import { preflight } from '../../contract/preflight.ts'
import { inCurrency, sampleContext, sampleDocument } from '../../contract/rules/sample-document.ts'
import { amountsIn, readerWords, findingWords } from './finding-words.ts'

afterEach(() => vi.unstubAllGlobals())

const read = (language: string) => vi.stubGlobal('navigator', { language })
const spaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

const amount = (text: string, micros: string, currencyCode = 'USD') => ({ text, micros, currencyCode })

it('amounts are those of the reader, with every digit; what only looks like one stays', () => {
  read('de-DE')
  const finding = {
    message: '10.005 USD is no multiple of 0.01 USD, and 110.005 USD is another.',
    fix: 'Round it, for example to 10.01 USD.',
    amounts: [amount('10.005 USD', '10005000'), amount('0.01 USD', '10000'), amount('10.01 USD', '10010000')],
  }
  const { message, fix } = findingWords(finding)
  expect(spaces(message)).toBe('10,005 $ is no multiple of 0,01 $, and 110.005 USD is another.')
  expect(spaces(fix)).toBe('Round it, for example to 10,01 $.')
})

it('a sentence without amounts is as it was', () => {
  expect(findingWords({ message: 'The name is missing.', fix: 'Type one.' })).toEqual({
    message: 'The name is missing.',
    fix: 'Type one.',
  })
})

it('dates are those of the reader; those of names, addresses and other moments stay', () => {
  read('de-DE')
  expect(readerWords('It would start on 2035-11-01, but it is already 2036-01-31.')).toBe(
    'It would start on 1. Nov. 2035, but it is already 31. Jan. 2036.',
  )
  for (const sentence of [
    'The name “Sale 2035-11-01” is taken.',
    'https://www.example.com/2035-11-01/sale is no address.',
    'It ended at 2035-11-01T10:00:00Z, in part-2035-11-01.csv, on 2035-13-45.',
  ])
    expect(readerWords(sentence)).toBe(sentence)
})

it('a sentence about several errors has the amounts of all of them, and of no other', () => {
  read('de-DE')
  const errors = [{ amounts: [amount('$5.00', '5000000')] }, {}, { amounts: [amount('$7.50', '7500000')] }]
  expect(spaces(readerWords('Not $5.00, not $7.50, not $7.505.', amountsIn(errors)))).toBe(
    'Not 5,00 $, not 7,50 $, not $7.505.',
  )
})

it('the rules name each amount that their sentences have, in every rule about money', () => {
  read('de-DE')
  const cases: [object, object][] = [
    [{ dailyBudgetMicros: '10005000' }, {}],
    [{ dailyBudgetMicros: '1000000' }, {}],
    [{ dailyBudgetMicros: '1000000' }, inCurrency('EUR')],
    [{ dailyBudgetMicros: '50000000000' }, {}],
    [{ dailyBudgetMicros: '9000000000000000000' }, {}],
    [{ targetCpaMicros: '12005000' }, {}],
    [{ dailyBudgetMicros: '50000000', targetCpaMicros: '40000000' }, {}],
  ]
  const told = cases.flatMap(([document, context]) =>
    preflight(sampleDocument(document), sampleContext(context)).filter(
      ({ message, fix }) => /[$€]|\b(USD|EUR)\b/.test(message + fix) && !/, in (USD|EUR)/.test(fix),
    ),
  )
  expect(new Set(told.map(({ code }) => code)).size).toBeGreaterThan(4)
  for (const finding of told) {
    const { message, fix } = findingWords(finding)
    // German writes the sign after the amount, and no point before cents.
    expect(message + fix).not.toMatch(/[$€]\d|\d (USD|EUR)\b|\d\.\d\d\b/)
  }
})
