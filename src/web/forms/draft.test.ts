import { describe, expect, test } from 'vitest'
import type { Ad } from '../../contract/campaign-parts.ts'
import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import type { AdType, CampaignType } from '../../contract/words.ts'
import { CAMPAIGN_TYPES } from '../../contract/words.ts'
import {
  blankAd,
  blankAdGroup,
  blankDocument,
  changedFields,
  createBodyOf,
  forForm,
  idsOf,
  learnIds,
  mergeEdits,
  patchOf,
  tidy,
} from './draft.ts'

const account: Account = {
  id: '0192f0c4-0000-7000-8000-000000000001',
  customerId: '1234567890',
  name: 'Acme',
  currencyCode: 'EUR',
  timeZone: 'Europe/Paris',
  environment: 'EMULATOR',
  loginCustomerId: null,
  connection: null,
  today: '2026-11-23',
  syncedAt: null,
}

const saved = (): CampaignDocument => ({ ...blankDocument(account), name: 'Spring' })
const asCampaign = (document: CampaignDocument): Campaign => document as Campaign

describe('a draft', () => {
  test('sends no ids that the server never gave', () => {
    const body = createBodyOf(saved())
    expect(body.adGroups?.[0]).not.toHaveProperty('id')
    expect(body.adGroups?.[0]?.ads[0]).not.toHaveProperty('id')
  })

  test('leaves out the empty line that waits for words, and shows it again', () => {
    const document = saved()
    document.adGroups[0]!.ads[0]!.headlines = [
      { text: 'One' },
      { text: '' },
      { text: 'Three' },
      { text: ' ' },
    ]
    const sent = createBodyOf(document)
    expect(sent.adGroups?.[0]?.ads[0]?.headlines).toEqual([{ text: 'One' }, { text: '' }, { text: 'Three' }])
    expect(sent.adGroups?.[0]?.ads[0]?.descriptions).toEqual([])
    document.adGroups[0]!.ads[0]!.headlines = []
    expect(forForm(document).adGroups[0]?.ads[0]?.headlines).toEqual([{ text: '' }])
  })

  test('has the lines that its type has: long headlines only where an ad takes them', () => {
    const lines = (type: CampaignType, adType?: AdType) => {
      const { headlines, longHeadlines, descriptions } = blankAd(type, adType)
      return [headlines, longHeadlines, descriptions].map(({ length }) => length)
    }
    expect(lines('DEMAND_GEN')).toEqual([1, 0, 1])
    expect(lines('DEMAND_GEN', 'DEMAND_GEN_VIDEO_RESPONSIVE')).toEqual([1, 1, 1])
    expect(lines('SEARCH')).toEqual([1, 0, 1])
    expect(lines('DISPLAY')).toEqual([1, 1, 1])
    expect(lines('PERFORMANCE_MAX')).toEqual([1, 1, 1])
  })

  test.each(CAMPAIGN_TYPES)('of type %s is unchanged by being shown and saved', (type) => {
    const base = { ...blankDocument(account, type), name: 'Spring' }
    const sent = createBodyOf(base)
    const ad = sent.adGroups?.[0]?.ads[0]
    expect([ad?.headlines, ad?.longHeadlines, ad?.descriptions]).toEqual([[], [], []])
    expect(changedFields(tidy(base), forForm(tidy(base)), idsOf(base))).toEqual([])
  })

  test('keeps the pin of a text, and no pin where there is none', () => {
    const document = { ...blankDocument(account, 'SEARCH'), name: 'Spring' }
    document.adGroups[0]!.ads[0]!.headlines = [{ text: 'One', pinnedField: 'HEADLINE_1' }, { text: 'Two' }]
    const patch = patchOf(blankDocument(account, 'SEARCH'), document, new Map())
    expect(patch?.patch.adGroups?.[0]?.ads[0]?.headlines).toEqual([
      { text: 'One', pinnedField: 'HEADLINE_1' },
      { text: 'Two' },
    ])
  })

  test('sends only what changed', () => {
    const base = saved()
    const known = idsOf(base)
    expect(patchOf(base, structuredClone(base), known)).toBeNull()
    const edited = { ...base, endDate: '2026-12-31' }
    expect(patchOf(base, edited, known)).toEqual({ patch: { endDate: '2026-12-31' }, fields: ['endDate'] })
  })

  test('does not take another order of keys for a change', () => {
    const base = saved()
    const [group] = base.adGroups
    const reordered = {
      ...base,
      adGroups: [Object.fromEntries(Object.entries(group!).toReversed()) as typeof group & {}],
    }
    expect(changedFields(base, reordered, idsOf(base))).toEqual([])
  })

  test('knows a new ad group by the id that the server gave it', () => {
    const base = saved()
    const edited = { ...base, adGroups: [...base.adGroups, blankAdGroup(2, 'DEMAND_GEN')] }
    const answer = structuredClone(edited)
    answer.adGroups[1]!.id = '0192f0c4-0000-7000-8000-000000000099'
    const known = learnIds(idsOf(base), edited, answer)
    expect(changedFields(answer, edited, known)).toEqual([])
    const again = patchOf(answer, { ...edited, adGroups: [edited.adGroups[1]!] }, known)
    expect(again?.patch.adGroups?.[0]?.id).toBe('0192f0c4-0000-7000-8000-000000000099')
  })
})

describe('two people editing', () => {
  test('different fields both survive', () => {
    const base = saved()
    const mine = { ...base, name: 'Mine' }
    const theirs = asCampaign({ ...base, endDate: '2026-12-31' })
    const merge = mergeEdits(base, mine, theirs, idsOf(base))
    expect(merge.clashes).toEqual([])
    expect(merge.document).toMatchObject({ name: 'Mine', endDate: '2026-12-31' })
  })

  test('the same field is for a person to decide, and our words stay', () => {
    const base = saved()
    const merge = mergeEdits(
      base,
      { ...base, name: 'Mine' },
      asCampaign({ ...base, name: 'Theirs' }),
      idsOf(base),
    )
    expect(merge.clashes).toEqual(['name'])
    expect(merge.document.name).toBe('Mine')
  })

  test('a headline of one and a description of the other are both there, in one ad', () => {
    const base = saved()
    const edit = (ad: Partial<Ad>): CampaignDocument => ({
      ...base,
      adGroups: base.adGroups.map((group) => ({
        ...group,
        ads: group.ads.map((each) => ({ ...each, ...ad })),
      })),
    })
    const mine = edit({ headlines: [{ text: 'Mine' }], businessName: 'Mine' })
    const theirs = asCampaign(edit({ descriptions: [{ text: 'Theirs' }] }))
    const joined = mergeEdits(base, mine, theirs, idsOf(base))
    expect(joined.clashes).toEqual([])
    expect(joined.document.adGroups[0]!.ads[0]).toMatchObject({
      headlines: [{ text: 'Mine' }],
      businessName: 'Mine',
      descriptions: [{ text: 'Theirs' }],
    })
    // Of one headline there can be one; whatever is chosen, the rest of both stays.
    const both = asCampaign(edit({ headlines: [{ text: 'Theirs' }], descriptions: [{ text: 'Theirs' }] }))
    const clashed = mergeEdits(base, mine, both, idsOf(base))
    expect(clashed.clashes).toEqual(['adGroups'])
    const rest = { businessName: 'Mine', descriptions: [{ text: 'Theirs' }] }
    expect(clashed.document.adGroups[0]!.ads[0]).toMatchObject({ ...rest, headlines: [{ text: 'Mine' }] })
    expect(clashed.theirs.adGroups[0]!.ads[0]).toMatchObject({ ...rest, headlines: [{ text: 'Theirs' }] })
  })

  test('an ad group that each adds is there twice, and ours keeps the id that the form gave it', () => {
    const base = saved()
    const [own, other] = [blankAdGroup(2, 'DEMAND_GEN'), blankAdGroup(3, 'DEMAND_GEN')]
    const { document, clashes } = mergeEdits(
      base,
      { ...base, adGroups: [...base.adGroups, own] },
      asCampaign({ ...base, adGroups: [...base.adGroups, other] }),
      idsOf(base),
    )
    expect(clashes).toEqual([])
    expect(document.adGroups.map(({ id }) => id).toSorted()).toEqual(
      [base.adGroups[0]!.id, own.id, other.id].toSorted(),
    )
  })

  test('the same edit on both sides is no clash', () => {
    const base = saved()
    const merge = mergeEdits(
      base,
      { ...base, name: 'Same' },
      asCampaign({ ...base, name: 'Same' }),
      idsOf(base),
    )
    expect(merge.clashes).toEqual([])
  })
})
