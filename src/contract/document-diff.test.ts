import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from './campaign.ts'
import type { Ad, AdGroup } from './campaign-parts.ts'
import { diffDocuments, isSame, undoChange } from './document-diff.ts'
import { EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from './empty-campaign.ts'

const ad = (id: string, over: Partial<Ad> = {}): Ad => ({
  ...EMPTY_AD,
  id,
  finalUrl: 'https://www.example.com',
  businessName: 'Acme Garden',
  headlines: [{ text: 'Spring starts here' }],
  ...over,
})
const group = (id: string, over: Partial<AdGroup> = {}): AdGroup => ({
  ...EMPTY_AD_GROUP,
  id,
  name: `Group ${id}`,
  ads: [ad(`${id}-1`)],
  ...over,
})
const document = (over: Partial<CampaignDocument> = {}): CampaignDocument => ({
  ...EMPTY_CAMPAIGN,
  accountId: 'account',
  campaignType: 'DEMAND_GEN',
  name: 'Spring',
  dailyBudgetMicros: '50000000',
  adGroups: [group('a'), group('b')],
  ...over,
})

describe('the difference of two documents', () => {
  it('is empty for the same, whatever the order of keys', () => {
    const shuffled = Object.fromEntries(Object.entries(document()).toReversed()) as CampaignDocument
    expect(diffDocuments(document(), shuffled)).toEqual([])
  })

  it('names each field with its old and its new value', () => {
    const after = document({
      name: 'Summer',
      adGroups: [group('a', { ads: [ad('a-1', { headlines: [{ text: 'Summer is here' }] })] }), group('b')],
    })
    expect(diffDocuments(document(), after)).toEqual([
      { path: 'name', kind: 'changed', before: 'Spring', after: 'Summer' },
      {
        path: 'adGroups[0].ads[0].headlines',
        kind: 'changed',
        before: [{ text: 'Spring starts here' }],
        after: [{ text: 'Summer is here' }],
      },
    ])
  })

  it('names parts that came and went, and a new order', () => {
    const after = document({ adGroups: [group('c'), group('b', { ads: [] })] })
    expect(diffDocuments(document(), after)).toMatchObject([
      { path: 'adGroups[0]', kind: 'added', before: null },
      { path: 'adGroups[1].ads[0]', kind: 'removed', after: null },
      { path: 'adGroups[0]', kind: 'removed', after: null },
    ])
    const turned = document({ adGroups: [group('b'), group('a')] })
    expect(diffDocuments(document(), turned)).toEqual([
      { path: 'adGroups.order', kind: 'changed', before: ['a', 'b'], after: ['b', 'a'] },
    ])
  })
})

describe('undoing a change', () => {
  it('keeps what was edited after it', () => {
    const after = document({ name: 'Summer', dailyBudgetMicros: '90000000' })
    const current = document({ ...after, endDate: '2027-01-31' })
    expect(undoChange(document(), after, current)).toEqual({
      document: document({ endDate: '2027-01-31' }),
      conflicts: [],
    })
  })

  it('leaves what was changed again, and says so', () => {
    const after = document({ name: 'Summer', dailyBudgetMicros: '90000000' })
    const current = document({ name: 'Autumn', dailyBudgetMicros: '90000000' })
    expect(undoChange(document(), after, current)).toEqual({
      document: document({ name: 'Autumn' }),
      conflicts: [{ path: 'name', reason: 'changed_since' }],
    })
  })

  it('brings a removed part back to its place, with what was beside it since', () => {
    const after = document({ adGroups: [group('b')] })
    const current = document({ adGroups: [group('b', { name: 'Kept' }), group('c')] })
    expect(
      undoChange(document(), after, current).document.adGroups.map(({ id, name }) => [id, name]),
    ).toEqual([
      ['a', 'Group a'],
      ['b', 'Kept'],
      ['c', 'Group c'],
    ])
  })

  it('removes an added part, unless somebody has worked on it', () => {
    const after = document({ adGroups: [group('a'), group('b'), group('c')] })
    expect(undoChange(document(), after, after).document).toEqual(document())
    const worked = document({ adGroups: [group('a'), group('b'), group('c', { name: 'Mine' })] })
    expect(undoChange(document(), after, worked)).toEqual({
      document: worked,
      conflicts: [{ path: 'adGroups[2]', reason: 'changed_since' }],
    })
  })

  it('says where the part of a change is gone', () => {
    const after = document({ adGroups: [group('a', { name: 'Renamed' }), group('b')] })
    const current = document({ adGroups: [group('b')] })
    expect(undoChange(document(), after, current)).toEqual({
      document: current,
      conflicts: [{ path: 'adGroups', reason: 'removed_since' }],
    })
  })

  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
  const names = fc.constantFrom('One', 'Two', 'Three')
  const documents = fc
    .record({
      name: names,
      objective: fc.option(names),
      groups: ids,
      groupName: names,
      ads: ids,
      business: names,
    })
    .map(({ name, objective, groups, groupName, ads, business }) =>
      document({
        name,
        objective,
        adGroups: groups.map((id) =>
          group(id, {
            name: groupName,
            ads: ads.map((one) => ad(`${id}-${one}`, { businessName: business })),
          }),
        ),
      }),
    )

  it('right after the change it gives what was before, for any change', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const { document: undone, conflicts } = undoChange(before, after, after)
        expect(conflicts).toEqual([])
        expect(isSame(undone, before)).toBe(true)
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  it('touches nothing that the change did not touch', () => {
    fc.assert(
      fc.property(documents, documents, (before, current) => {
        expect(undoChange(before, before, current)).toEqual({ document: current, conflicts: [] })
      }),
      { seed: 4, numRuns: 300 },
    )
  })
})
