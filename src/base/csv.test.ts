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

test('what is written is read again, with an apostrophe in front of formulas and of nothing else', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=', 'a=1', '"', 'a,b', 'x\r\ny'),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const found = read(csvLine(cells))
      expect(found.map((text, index) => (text === `'${cells[index]}` ? cells[index] : text))).toEqual(cells)
      for (const text of found) expect(text).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

test('numbers stay numbers, nothing stays empty, and a full-width sign is a formula too', () => {
  expect(csvLine([-5, null, '-5', '＝1', 'plain', ' =x'])).toBe("-5,,'-5,'＝1,plain,' =x\r\n")
})
