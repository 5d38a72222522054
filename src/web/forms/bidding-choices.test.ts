import { describe, expect, test } from 'vitest'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../../contract/empty-campaign.ts'
import { CAMPAIGN_TYPES } from '../../contract/words.ts'
import { biddingChoice, biddingChoices, withStrategy } from './bidding-choices.ts'

const search = (edit: Partial<CampaignDocument>): CampaignDocument => ({
  ...EMPTY_CAMPAIGN,
  accountId: '1',
  campaignType: 'SEARCH',
  name: 'Search',
  adGroups: [],
  ...edit,
})

describe('another bidding strategy', () => {
  test('takes along what belongs to it and nothing else', () => {
    const before = search({ targetCpaMicros: '5000000', cpcBidCeilingMicros: '2000000' })
    expect(withStrategy(before, 'MAXIMIZE_CONVERSIONS')).toMatchObject({
      targetCpaMicros: '5000000',
      cpcBidCeilingMicros: null,
    })
    expect(withStrategy(before, 'TARGET_IMPRESSION_SHARE')).toMatchObject({
      targetCpaMicros: null,
      cpcBidCeilingMicros: '2000000',
      impressionShareLocation: 'ANYWHERE_ON_PAGE',
      impressionShareFraction: null,
    })
  })

  test('keeps bids of ad groups and keywords under manual bidding alone', () => {
    const keyword = { text: 'herbs', matchType: 'EXACT', negative: false, cpcBidMicros: '700000' } as const
    const group = { ...EMPTY_AD_GROUP, id: '2', ads: [], cpcBidMicros: '500000', keywords: [keyword] }
    const before = search({ biddingStrategy: 'MANUAL_CPC', adGroups: [group] })
    expect(withStrategy(before, 'MANUAL_CPC').adGroups).toEqual([group])
    const [after] = withStrategy(before, 'TARGET_SPEND').adGroups
    expect([after?.cpcBidMicros, after?.keywords[0]?.cpcBidMicros]).toEqual([null, null])
  })

  test.each(CAMPAIGN_TYPES)(
    'a new campaign of type %s has one that it can have, and that needs nothing',
    (type) => {
      const choice = biddingChoices(type).find(({ strategy }) => strategy === EMPTY_CAMPAIGN.biddingStrategy)
      expect(choice).toMatchObject({ needs: [] })
    },
  )

  test('what Google may not offer any more is not offered, and kept where it is', () => {
    expect(biddingChoices('SEARCH').map(({ strategy }) => strategy)).not.toContain('TARGET_CPA')
    expect(biddingChoice('SEARCH', 'TARGET_CPA').needs).toEqual(['targetCpaMicros'])
  })
})
