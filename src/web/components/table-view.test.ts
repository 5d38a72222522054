import { expect, test } from 'vitest'
import { DEFAULT_LAYOUT, resize, show } from '../ui/columns.ts'
import { definitionOf, isSameView, layoutOf, searchOf } from './table-view.ts'

const view = definitionOf({ status: ['DRAFT'], q: undefined, sort: 'name' }, DEFAULT_LAYOUT)

test('a view keeps what is said, and says what goes without saying', () => {
  expect(view.filters).toEqual({ status: 'DRAFT', archived: 'false' })
  expect(definitionOf({}, DEFAULT_LAYOUT).sort).toBe('-createdAt')
  expect(layoutOf(view)).toEqual(DEFAULT_LAYOUT)
})

test('a view is the same in another order of its parts, and with columns of another time', () => {
  const kept = {
    ...view,
    filters: { archived: 'false', status: 'DRAFT' } as const,
    columns: [...view.columns, 'gone'],
  }
  expect(isSameView(kept, view)).toBe(true)
})

test('filters, order, columns and widths each make another view', () => {
  expect(isSameView(view, definitionOf({ status: ['PAUSED'], sort: 'name' }, DEFAULT_LAYOUT))).toBe(false)
  expect(isSameView(view, definitionOf({ status: ['DRAFT'] }, DEFAULT_LAYOUT))).toBe(false)
  expect(isSameView(view, { ...view, columns: [...show(DEFAULT_LAYOUT, 'type', false).shown] })).toBe(false)
  expect(isSameView(view, { ...view, widths: { ...resize(DEFAULT_LAYOUT, 'type', 99).widths } })).toBe(false)
})

test('several values of a filter are a list, and come back to the address joined', () => {
  const several = definitionOf(
    { status: ['DRAFT'], type: ['SEARCH', 'DISPLAY'], match: 'any', accountId: ['b', 'a'] },
    DEFAULT_LAYOUT,
  )
  expect(several.filters).toEqual({
    status: 'DRAFT',
    type: ['SEARCH', 'DISPLAY'],
    accountId: ['b', 'a'],
    match: 'any',
    archived: 'false',
  })
  expect(searchOf({ id: 'v', definition: several })).toMatchObject({
    status: 'DRAFT',
    type: 'SEARCH,DISPLAY',
    account: 'b,a',
    match: 'any',
  })
})

test('a view is the same with its values in another order, one as a list, and all of them said or not', () => {
  const filters = { status: ['DRAFT' as const], match: 'all' as const, archived: 'false' as const }
  expect(isSameView({ ...view, filters }, view)).toBe(true)
  expect(isSameView({ ...view, filters: { ...filters, match: 'any' } }, view)).toBe(false)
  const two = definitionOf({ type: ['SEARCH', 'DISPLAY'] }, DEFAULT_LAYOUT)
  expect(isSameView(two, definitionOf({ type: ['DISPLAY', 'SEARCH'] }, DEFAULT_LAYOUT))).toBe(true)
})
