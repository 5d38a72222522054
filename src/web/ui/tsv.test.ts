import { expect, test } from 'vitest'
import { formatTsv, parseTsv } from './tsv.ts'

test('cells with tabs, lines and quotes come back as they were', () => {
  const rows = [
    ['a', 'b\tc', 'd "e"'],
    ['two\nlines', '', '5'],
  ]
  expect(parseTsv(formatTsv(rows))).toEqual(rows)
})

test('what a spreadsheet puts there is read: its line ends, its last one, its empty cells', () => {
  expect(parseTsv('a\tb\r\nc\t\r\n')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ])
  expect(parseTsv('')).toEqual([['']])
  expect(parseTsv('\t')).toEqual([['', '']])
  expect(parseTsv('a\n\nb')).toEqual([['a'], [''], ['b']])
})

test('a quote within a text is only a quote', () => {
  expect(parseTsv('12" screen\t"half')).toEqual([['12" screen', '"half']])
})
