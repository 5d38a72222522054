import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterCount, displayWidth } from './width.ts'

/** Characters that stand alone: none joins with a neighbour. */
const PLAIN: [string, number][] = [
  ['a', 1],
  [' ', 1],
  ['é', 1],
  ['ß', 1],
  ['ﾊ', 1],
  ['Ж', 1],
  ['日', 2],
  ['カ', 2],
  ['한', 2],
  ['Ａ', 2],
  ['。', 2],
  ['𠮷', 2],
  ['🙂', 2],
]

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['Shop now', 8],
    ['日本語', 6],
    ['ｆｕｌｌ', 8],
    ['ﾊﾝｶｸ', 4],
    ['한국어', 6],
    ['\u1112\u1161\u11ab', 2],
    ['e\u0301', 1],
    ['か\u3099', 2],
    ['a\u200bb', 2],
    ['soft\u00adhyphen', 10],
    ['🙂', 2],
    ['👍🏽', 2],
    ['👩‍👩‍👧‍👦', 2],
    ['🕵‍♂', 2],
    ['🇩🇪', 2],
    ['🇩🇪🇫🇷', 4],
    ['1️⃣', 2],
    ['❤️', 2],
    ['❤', 1],
    ['™', 1],
    ['〿', 1],
    ['日'.repeat(15), 30],
    ['日'.repeat(15) + 'a', 31],
  ])('%j is %i wide', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('is the length for ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(displayWidth(text)).toBe(text.length)
      }),
    )
  })

  it('adds up over characters that stand alone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PLAIN), { maxLength: 40 }), (characters) => {
        const text = characters.map(([character]) => character).join('')
        expect(displayWidth(text)).toBe(characters.reduce((sum, [, width]) => sum + width, 0))
      }),
    )
  })

  it('is never negative and at most two per code point, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const width = displayWidth(text)
        expect(width).toBeGreaterThanOrEqual(0)
        expect(width).toBeLessThanOrEqual(2 * characterCount(text))
      }),
      { numRuns: 500 },
    )
  })
})
