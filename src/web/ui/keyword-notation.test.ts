import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Keyword } from '../../contract/campaign-parts.ts'
import { MATCH_TYPES } from '../../contract/words.ts'
import { addKeywords, type KeywordEntry, keywordNotation, readKeywords } from './keyword-notation.ts'

const read = (text: string): string[] =>
  readKeywords(text).entries.map(
    ({ text, matchType, negative }) => `${negative ? '- ' : ''}${matchType} ${text}`,
  )

describe('keywords as people write them', () => {
  test.each([
    ['garden tools', 'BROAD garden tools'],
    ['"garden tools"', 'PHRASE garden tools'],
    ['[garden tools]', 'EXACT garden tools'],
    ['-free', '- BROAD free'],
    ['- free', '- BROAD free'],
    ['-"free herbs"', '- PHRASE free herbs'],
    ['-[free herbs]', '- EXACT free herbs'],
    ['“garden tools”', 'PHRASE garden tools'],
    ['  garden \u00a0  tools ', 'BROAD garden tools'],
    ['t-shirt', 'BROAD t-shirt'],
    ['["garden"]', undefined],
  ])('%s', (written, meant) => {
    expect(read(written)).toEqual(meant === undefined ? [] : [meant])
  })

  test('a bracket or a quote without its partner is asked about, not guessed at', () => {
    const { entries, unclear } = readKeywords('[garden tools\n"herbs\n-\n[]\nseeds')
    expect(entries.map(({ text }) => text)).toEqual(['seeds'])
    expect(unclear).toEqual(['[garden tools', '"herbs', '-', '[]'])
  })

  test('rows of a spreadsheet bring their match type, with a heading or without', () => {
    const pasted =
      'Keyword\tCriterion Type\r\nherbs\tExact\r\n\r\nfree herbs\tNegative Phrase match\r\nseeds\t\t0.50'
    expect(read(pasted)).toEqual(['EXACT herbs', '- PHRASE free herbs', 'BROAD seeds'])
    expect(read('"""herb seeds"""\n"[herb pots]"')).toEqual(['PHRASE herb seeds', 'EXACT herb pots'])
    expect(read('keyword')).toEqual(['BROAD keyword'])
  })

  test('what is written out is read back the same', () => {
    const words = fc.stringMatching(/^[a-zäöü0-9]{1,8}( [a-zäöü0-9]{1,8}){0,4}$/)
    const entry = fc.record({
      text: words,
      matchType: fc.constantFrom(...MATCH_TYPES),
      negative: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        fc.pre(!/^(negative )?keywords?$/.test(entries[0]?.text ?? ''))
        expect(readKeywords(entries.map(keywordNotation).join('\n')).entries).toEqual(entries)
      }),
    )
  })
})

describe('adding keywords', () => {
  const make = (entry: KeywordEntry): Keyword => ({ ...entry, cpcBidMicros: null })
  const existing = [make({ text: 'Herbs', matchType: 'BROAD', negative: false })]

  test('what stands there already, or twice in the paste, is dropped and told', () => {
    const { entries } = readKeywords('herbs\n-herbs\n[herbs]\nseeds\nSEEDS')
    const result = addKeywords(existing, entries, { max: 10, make })
    expect(result.keywords.map(({ text, matchType }) => `${matchType} ${text}`)).toEqual([
      'BROAD Herbs',
      'EXACT herbs',
      'BROAD seeds',
    ])
    expect(result.added).toBe(2)
    expect(result.repeated.map(keywordNotation)).toEqual(['herbs', '-herbs', 'SEEDS'])
  })

  test('what has no room is told, not lost silently', () => {
    const { entries } = readKeywords('a\nb\nc')
    const result = addKeywords(existing, entries, { max: 2, make })
    expect(result.keywords).toHaveLength(2)
    expect(result.left.map(({ text }) => text)).toEqual(['b', 'c'])
  })
})
