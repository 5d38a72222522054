import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

/** As a spreadsheet reads a line (RFC 4180). */
function read(line: string): string[] {
  const cells: string[] = []
  let [cell, quoted, at] = ['', false, 0]
  for (; at < line.length - 2; at += 1) {
    const sign = line[at]!
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (sign === ',' && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  return [...cells, cell]
}

const bare = (text: string): string =>
  text.replace(/(?<=^|[;\t\r\n]\s*)'(?=[\s=+\-@\uff1d\uff0b\uff0d\uff20])/gu, '')

test('what is written is read again, with an apostrophe in front of formulas and of nothing else', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '=',
      'a=1',
      '"',
      'a,b',
      'x\r\ny',
      'x;=1+1',
      'x; @SUM(A1)',
      'x\n+1',
    ),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const found = read(csvLine(cells))
      expect(found.map(bare)).toEqual(cells.map(bare))
      for (const text of found) expect(text).not.toMatch(/^[=+\-@\t\r]/)
      // As a spreadsheet reads it that parts cells by semicolons, and sees our quotes as text.
      for (const part of csvLine(cells).split(/[;\t\r\n]/)) expect(part).not.toMatch(/^\s*[=+\-@]/)
    }),
  )
})

test('numbers stay numbers, nothing stays empty, and a full-width sign is a formula too', () => {
  expect(csvLine([-5, null, '-5', '＝1', 'plain', ' =x'])).toBe("-5,,'-5,'＝1,plain,' =x\r\n")
})
