import { describe, expect, test } from 'vitest'
import { moved, pastedLines, withPasted } from './text-lines.ts'

const texts = (...words: string[]): { text: string }[] => words.map((text) => ({ text }))
const wordsOf = (list: readonly { text: string }[]): string[] => list.map(({ text }) => text)

describe('lines that are pasted', () => {
  test('come without empty ones, and with cells joined', () => {
    expect(pastedLines(' One\r\n\r\nTwo\tmore\n')).toEqual(['One', 'Two more'])
  })

  test('take the place of an empty line', () => {
    const { list, left, last } = withPasted(texts('A', '', ''), 1, ['B', 'C'], 5)
    expect([wordsOf(list), left, last]).toEqual([['A', 'B', 'C'], 0, 2])
  })

  test('go behind a line that has words, before those that follow', () => {
    const { list } = withPasted(texts('A', 'Z'), 0, ['B', 'C'], 5)
    expect(wordsOf(list)).toEqual(['A', 'B', 'C', 'Z'])
  })

  test('that have no room are counted', () => {
    const { list, left } = withPasted(texts('A', 'Z'), 0, ['B', 'C'], 3)
    expect([wordsOf(list), left]).toEqual([['A', 'B', 'Z'], 1])
  })

  test('keep what stands there as it is', () => {
    const pinned = { text: 'A', pinnedField: 'HEADLINE_1' }
    expect(withPasted([pinned], 0, ['B'], 5).list[0]).toBe(pinned)
  })
})

test('a line moves and the others stay in their order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c'])
  expect(moved(['a', 'b'], 0, 1)).toEqual(['b', 'a'])
})
