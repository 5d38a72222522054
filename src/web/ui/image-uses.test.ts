import { expect, test } from 'vitest'
import { isUnused, usesInShort } from './image-uses.ts'

test.each([
  [{ campaigns: 0, templates: 0, isMore: false }, 'not used'],
  [{ campaigns: 1, templates: 0, isMore: false }, '1 campaign'],
  [{ campaigns: 100, templates: 2, isMore: true }, '100 campaigns or more, 2 templates'],
  [{ campaigns: 0, templates: 1, isMore: false }, '1 template'],
])('%j is said as %s', (counts, words) => {
  expect(usesInShort(counts)).toBe(words)
  expect(isUnused(counts)).toBe(words === 'not used')
})
