import { expect, it } from 'vitest'
import {
  audienceIdOf,
  audienceIdsOf,
  audienceTitle,
  audienceWords,
  titlesAudience,
} from './audience-words.ts'

const nameOf = (id: string): string | undefined => (id === '78' ? 'Outdoor enthusiasts' : undefined)

it('an audience has its name where that is known, and else its id', () => {
  expect(audienceWords('78', nameOf)).toBe('Outdoor enthusiasts')
  expect(audienceWords('77', nameOf)).toBe('Audience 77')
})

it.each([
  ['Audience 78', 'Audience Outdoor enthusiasts'],
  ['Audience 78 as a signal', 'Audience Outdoor enthusiasts as a signal'],
  ['Audience 77', 'Audience 77'],
  ['Keyword [Audience 78]', 'Keyword [Audience 78]'],
  ['Audience 78 of our own', 'Audience 78 of our own'],
])('the title %s reads %s', (title, words) => {
  expect(audienceTitle(title, nameOf)).toBe(words)
})

it('tells which titles are of an audience', () => {
  expect(['Audience 7', 'Audience 7 as a signal', 'Ad group Audience 7'].map(titlesAudience)).toEqual([
    true,
    true,
    false,
  ])
})

it.each([
  ['77', '77'],
  [' customers/1234567890/audiences/77 ', '77'],
  ['customers/1234567890/userLists/77', null],
  ['077', null],
  ['Outdoor', null],
  ['', null],
])('of %j the id is %j', (written, id) => {
  expect(audienceIdOf(written)).toBe(id)
})

it('a paste is ids where all of it is', () => {
  expect(audienceIdsOf('77, 78\ncustomers/1/audiences/79')).toEqual(['77', '78', '79'])
  expect(audienceIdsOf('77 and 78')).toEqual([])
  expect(audienceIdsOf(' ')).toEqual([])
})
