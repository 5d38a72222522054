import { expect, it } from 'vitest'
import { putBack, takeOut } from './use-removal.ts'

it('an entry comes back to where it stood, or as near to it as the list still reaches', () => {
  expect(putBack(['a', 'c'], 1, 'b', undefined)).toEqual(['a', 'b', 'c'])
  expect(putBack(['a'], 3, 'd', undefined)).toEqual(['a', 'd'])
})

it('the blank line that stood in for the last one goes, unless somebody wrote in it', () => {
  expect(putBack([{ text: '' }], 0, { text: 'Spring' }, { text: '' })).toEqual([{ text: 'Spring' }])
  expect(putBack([{ text: 'Autumn' }], 0, { text: 'Spring' }, { text: '' })).toEqual([
    { text: 'Spring' },
    { text: 'Autumn' },
  ])
})

it('is taken out again where it stood, and another one that says the same stays', () => {
  const twins = [{ text: 'a' }, { text: 'b' }, { text: 'a' }]
  expect(takeOut(twins, 2, { text: 'a' })).toEqual([{ text: 'a' }, { text: 'b' }])
  expect(takeOut(twins, 1, { text: 'a' })).toEqual([{ text: 'b' }, { text: 'a' }])
  expect(takeOut(twins, 0, { text: 'gone' })).toEqual(twins)
})
