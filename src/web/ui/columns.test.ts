import { expect, test } from 'vitest'
import { DEFAULT_LAYOUT, layoutFrom, MAX_WIDTH, MIN_WIDTH, move, resize, show, widthOf } from './columns.ts'

test('a column that comes back stands where it stands among all', () => {
  const without = show(DEFAULT_LAYOUT, 'type', false)
  expect(without.shown).not.toContain('type')
  expect(show(without, 'type', true)).toEqual(DEFAULT_LAYOUT)
  expect(show(DEFAULT_LAYOUT, 'createdAt', true).shown.at(-1)).toBe('createdAt')
})

test('the name is always there and always first', () => {
  expect(show(DEFAULT_LAYOUT, 'name', false)).toBe(DEFAULT_LAYOUT)
  expect(move(DEFAULT_LAYOUT, 'name', 3)).toBe(DEFAULT_LAYOUT)
  expect(move(DEFAULT_LAYOUT, 'type', 0).shown.slice(0, 3)).toEqual(['name', 'type', 'status'])
})

test('a column moves to a place, and no further than the end', () => {
  expect(move(DEFAULT_LAYOUT, 'status', 2).shown.slice(0, 3)).toEqual(['name', 'type', 'status'])
  expect(move(DEFAULT_LAYOUT, 'status', 99).shown.at(-1)).toBe('status')
})

test('widths stay within bounds', () => {
  expect(widthOf(resize(DEFAULT_LAYOUT, 'type', 1), 'type')).toBe(MIN_WIDTH)
  expect(widthOf(resize(DEFAULT_LAYOUT, 'type', 9999), 'type')).toBe(MAX_WIDTH)
  expect(widthOf(resize(DEFAULT_LAYOUT, 'type', 200.4), 'type')).toBe(200)
})

test('what storage holds is taken as far as it makes sense', () => {
  expect(layoutFrom(null)).toBe(DEFAULT_LAYOUT)
  expect(layoutFrom({ shown: 'all' })).toBe(DEFAULT_LAYOUT)
  expect(
    layoutFrom({
      shown: ['type', 'of old', 'name', 'type'],
      widths: { type: 90, name: 'wide', status: 9000 },
    }),
  ).toEqual({ shown: ['name', 'type'], widths: { type: 90, status: MAX_WIDTH } })
})
