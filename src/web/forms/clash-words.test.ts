import { expect, test } from 'vitest'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { EMPTY_CAMPAIGN } from '../../contract/empty-campaign.ts'
import { NO_PLACES } from '../ui/place-words.ts'
import { blankAdGroup } from './draft.ts'
import { clashWords } from './clash-words.ts'

const withTexts = (...texts: string[]): CampaignDocument => {
  const group = blankAdGroup(1, 'SEARCH')
  const ads = [{ ...group.ads[0]!, headlines: texts.map((text) => ({ text })) }]
  return {
    ...EMPTY_CAMPAIGN,
    accountId: 'a',
    campaignType: 'SEARCH',
    name: 'n',
    adGroups: [{ ...group, ads }],
  }
}

test('the texts in which two people differ come first, however many both have', () => {
  const same = Array.from({ length: 14 }, (_, index) => `Same ${index}`)
  const sides = {
    mine: withTexts(...same, 'Mine'),
    theirs: withTexts(...same, 'Theirs'),
    currencyCode: 'EUR',
    places: NO_PLACES,
  }
  const { mine, theirs } = clashWords('adGroups', sides)
  expect(mine).toMatch(/^1 ad group, 1 ad: Mine · Ad group 1 · Same 0/)
  expect(theirs).toMatch(/^1 ad group, 1 ad: Theirs · /)
  expect(mine).toMatch(/and 4 more$/)
})

test('a single value is said as it is, and an empty one as nothing', () => {
  const sides = {
    mine: { ...withTexts(), name: 'Mine' },
    theirs: withTexts(),
    currencyCode: 'EUR',
    places: NO_PLACES,
  }
  expect(clashWords('name', sides)).toEqual({ mine: 'Mine', theirs: 'n' })
  expect(clashWords('objective', sides).mine).toBe('nothing')
})
