import { expect, it } from 'vitest'
import type { Place } from '../../contract/places.ts'
import { placeIdsIn, placeIdsOf, placeName, placeTitle } from './place-words.ts'

const berlin: Place = {
  id: '1003854',
  name: 'Berlin',
  canonicalName: 'Berlin,Berlin,Germany',
  countryCode: 'DE',
  targetType: 'City',
  status: 'ENABLED',
}
const places = new Map([[berlin.id, berlin]])

it('a place has its name and kind where they are known, and else its id', () => {
  expect(placeName('1003854', places)).toBe('Berlin, Berlin, Germany - City')
  expect(placeName('2276', places)).toBe('Germany')
  expect(placeName('5', places)).toBe('Place 5')
})

it.each([
  ['In location 1003854', 'In Berlin, Berlin, Germany - City'],
  ['Not in location 1003854', 'Not in Berlin, Berlin, Germany - City'],
  ['In location 5', 'In location 5'],
  ['Keyword In location 1003854', 'Keyword In location 1003854'],
])('the title %s reads %s', (title, words) => {
  expect(placeTitle(title, places)).toBe(words)
})

it('finds the places of documents and plans, but for countries, each once', () => {
  const document = { locations: [{ geoTargetId: '9' }], adGroups: [{ locations: [{ geoTargetId: '2276' }] }] }
  expect(placeIdsIn(document)).toEqual(['9'])
  expect(
    placeIdsIn([
      { title: 'In location 7', path: 'locations[0]' },
      { to: { geoTargetConstant: 'geoTargetConstants/8' } },
      { to: 'geoTargetConstants/8' },
      { text: 'geoTargetConstants/8 and more', value: null },
    ]),
  ).toEqual(['7', '8'])
})

it('takes ids as they are pasted, all or none', () => {
  expect(placeIdsOf('1003854, geoTargetConstants/2276\n1004234')).toEqual(['1003854', '2276', '1004234'])
  expect(placeIdsOf('1003854 Berlin')).toEqual([])
  expect(placeIdsOf('12')).toEqual([])
})
