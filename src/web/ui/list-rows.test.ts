import { expect, test } from 'vitest'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { itemAt, itemsBetween, rowsOf, shiftOf } from './list-rows.ts'

const page = (first: number, ...ids: string[]) => ({
  first,
  items: ids.map((id) => ({ id }) as CampaignListItem),
})

test('rows keep their numbers while pages above them are dropped', () => {
  const all = rowsOf([page(0, 'a', 'b'), page(2, 'c', 'd')], false)
  const rest = rowsOf([page(200, 'c', 'd'), page(202, 'e')], true)
  expect([all.first, all.end, rest.first, rest.end]).toEqual([0, 4, 200, 203])
  expect(itemAt(rest, 202)?.id).toBe('e')
  expect([itemAt(rest, 199), itemAt(rest, 203)]).toEqual([undefined, undefined])
  expect(itemsBetween(rest, 198, 200).map(({ id }) => id)).toEqual(['c'])
  expect(itemsBetween(rest, 10, 20)).toEqual([])
})

test('the first row of all has the number 0, whatever was counted, and there is room above any other', () => {
  expect(rowsOf([page(7, 'a')], false).first).toBe(0)
  expect(rowsOf([page(-3, 'a')], true).first).toBe(100)
})

test('how far rows moved is told by one that is still there, and at the top nothing is held', () => {
  const before = rowsOf([page(200, 'c', 'd', 'e')], true)
  expect(shiftOf(before, rowsOf([page(300, 'e', 'f')], true))).toBe(98)
  expect(shiftOf(before, rowsOf([page(0, 'c')], false))).toBe(-200)
  expect(shiftOf(before, rowsOf([page(0, 'x')], false))).toBe(0)
  expect(shiftOf(rowsOf([page(0, 'a')], false), rowsOf([page(0, 'new', 'a')], false))).toBe(0)
})

test('rows far down stay within what a browser draws, and where they are', () => {
  const before = rowsOf([page(499_998, 'a', 'b'), page(500_000, 'c', 'd')], true)
  const after = rowsOf([page(500_000, 'c', 'd'), page(500_002, 'e')], true)
  expect([after.first, after.end]).toEqual([100, 103])
  expect(shiftOf(before, after)).toBe(100 - 500_000)
  expect(rowsOf([page(987_654, 'x')], true).first).toBe(487_654)
})

test('where numbers begin anew it is known how many rows are above them, so that a row can say which of all it is', () => {
  const numberOf = (counted: number, hasBefore = true) => {
    const { first, passed } = rowsOf([page(counted, 'x')], hasBefore)
    return first + passed
  }
  expect([0, 200, 499_999, 500_000, 500_100, 987_654, 1_000_000].map((counted) => numberOf(counted))).toEqual(
    [100, 200, 499_999, 500_000, 500_100, 987_654, 1_000_000],
  )
  // Rows came above since they were counted: how many nobody knows, and the first of all is the first.
  expect([numberOf(-3), numberOf(500_000, false)]).toEqual([100, 0])
  expect([rowsOf([page(200, 'x')], true).passed, rowsOf([page(500_200, 'x')], true).passed]).toEqual([
    0, 500_000,
  ])
})
