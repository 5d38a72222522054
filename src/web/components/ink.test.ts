import { expect, test } from 'vitest'
import { inkOn } from './ink.ts'

test.each([
  ['#ffffff', '#000000'],
  ['#000000', '#ffffff'],
  ['#ffd400', '#000000'],
  ['#1a56db', '#ffffff'],
  ['#C01C28', '#ffffff'],
  ['#777777', '#000000'],
])('on %s one writes in %s', (colour, ink) => {
  expect(inkOn(colour)).toBe(ink)
})
