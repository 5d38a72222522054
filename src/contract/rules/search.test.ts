import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from '../campaign.ts'
import { preflight } from '../preflight.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Ad, AdGroup, Keyword } from '../campaign-parts.ts'
import { sampleContext } from './sample-document.ts'
import { sampleKeywords, sampleSearch, sampleSearchAd } from './sample-types.ts'

function findings(document: CampaignDocument, context: Partial<PreflightContext> = {}): string[] {
  return preflight(document, sampleContext(context)).map(
    ({ severity, path, code }) => `${severity} ${path.replace(/^adGroups\[0\]\.(ads\[0\]\.)?/, '')} ${code}`,
  )
}
const ofGroup = (group: Partial<AdGroup>, over: Partial<CampaignDocument> = {}): string[] =>
  findings(sampleSearch({ adGroups: [sampleKeywords(group)], ...over }))
const ofAd = (ad: Partial<Ad>): string[] => ofGroup({ ads: [sampleSearchAd(ad)] })
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))
const keyword = (text: string, over: Partial<Keyword> = {}): Keyword => ({
  text,
  matchType: 'BROAD',
  negative: false,
  cpcBidMicros: null,
  ...over,
})

describe('a responsive search ad without findings', () => {
  it.each<[string, Partial<Ad>]>([
    [
      'fifteen headlines',
      { headlines: texts(...Array.from({ length: 15 }, (_, index) => `Headline ${index}`)) },
    ],
    ['four descriptions', { descriptions: texts('a', 'b', 'c', 'd') }],
    ['a placeholder whose default fits', { headlines: texts('a', 'b', `{KeyWord:${'x'.repeat(30)}}`) }],
    ['a countdown', { headlines: texts('a', 'b', 'Ends in {COUNTDOWN(2026/12/24 18:00:00,5)}') }],
    ['a town', { headlines: texts('a', 'b', 'Plants in {LOCATION(City):your town}') }],
    ['paths of 15', { path1: 'x'.repeat(15), path2: '春'.repeat(7) }],
    ['no path', { path1: null, path2: null }],
    [
      'a pin for each place',
      {
        headlines: [
          { text: 'a', pinnedField: 'HEADLINE_1' },
          { text: 'b', pinnedField: 'HEADLINE_2' },
          { text: 'c', pinnedField: 'HEADLINE_1' },
        ],
      },
    ],
  ])('has %s', (_, ad) => {
    expect(ofAd(ad)).toEqual([])
  })
})

describe('a responsive search ad', () => {
  it.each<[string, Partial<Ad>, string]>([
    ['no headline', { headlines: [] }, 'error headlines headline_required'],
    ['two headlines', { headlines: texts('a', 'b') }, 'error headlines too_few_headlines'],
    [
      'sixteen headlines',
      { headlines: texts(...Array.from({ length: 16 }, (_, index) => `h${index}`)) },
      'error headlines too_many_headlines',
    ],
    [
      'a headline of 31',
      { headlines: texts('a', 'b', 'x'.repeat(31)) },
      'error headlines[2].text text_too_wide',
    ],
    [
      'a default of 31',
      { headlines: texts('a', 'b', `{KeyWord:${'x'.repeat(31)}}`) },
      'error headlines[2].text text_too_wide',
    ],
    [
      'headlines that differ in capitals alone',
      { headlines: texts('a', 'b', 'A') },
      'error headlines[2].text text_duplicate',
    ],
    ['one description', { descriptions: texts('a') }, 'error descriptions too_few_descriptions'],
    [
      'five descriptions',
      { descriptions: texts('a', 'b', 'c', 'd', 'e') },
      'error descriptions too_many_descriptions',
    ],
    ['a lonely brace', { headlines: texts('a', 'b', 'c {') }, 'error headlines[2].text text_brace_unpaired'],
    [
      'a placeholder that nobody knows',
      { headlines: texts('a', 'b', '{Price:5}') },
      'error headlines[2].text text_placeholder_unknown',
    ],
    [
      'a headline pinned among the descriptions',
      { headlines: [{ text: 'a', pinnedField: 'DESCRIPTION_1' }, ...texts('b', 'c')] },
      'error headlines[0].pinnedField pin_does_not_fit',
    ],
    [
      'all headlines pinned to one place',
      { headlines: ['a', 'b', 'c'].map((text) => ({ text, pinnedField: 'HEADLINE_1' as const })) },
      'warning headlines pins_leave_place_empty',
    ],
    [
      'all descriptions pinned to the second place',
      { descriptions: ['a', 'b'].map((text) => ({ text, pinnedField: 'DESCRIPTION_2' as const })) },
      'warning descriptions pins_leave_place_empty',
    ],
    ['a path of 16', { path1: 'x'.repeat(16) }, 'error path1 text_too_wide'],
    ['a second path of 16', { path2: 'x'.repeat(16) }, 'error path2 text_too_wide'],
    ['an empty path', { path1: ' ' }, 'error path1 text_blank'],
    ['a second path alone', { path1: null }, 'error path2 path2_without_path1'],
    ['no final URL', { finalUrl: null }, 'error finalUrl final_url_required'],
    ['a business name', { businessName: 'Acme' }, 'error businessName not_for_type'],
    ['a call to action', { callToAction: 'SHOP_NOW' }, 'error callToAction not_for_type'],
    ['a long headline', { longHeadlines: texts('a') }, 'error longHeadlines not_for_type'],
    [
      'an opt-out',
      { assetAutomationOptOuts: ['GENERATE_LANDING_PAGE_TEXT'] },
      'error assetAutomationOptOuts not_for_type',
    ],
  ])('%s', (_, ad, finding) => {
    expect(ofAd(ad)).toEqual([finding])
  })
})

describe('keywords', () => {
  const ofKeywords = (...keywords: Keyword[]): string[] => ofGroup({ keywords })

  it('of 80 characters and ten words are fine, and of other match types too', () => {
    expect(ofKeywords(keyword('x'.repeat(80)), keyword('a b c d e f g h i j'))).toEqual([])
    expect(
      ofKeywords(keyword('a'), keyword('a', { matchType: 'EXACT' }), keyword("mike's café & co.-op")),
    ).toEqual([])
  })

  it.each<[string, Keyword[], string]>([
    ['none', [], 'warning keywords no_keywords'],
    ['a negative one alone', [keyword('a', { negative: true })], 'warning keywords no_keywords'],
    ['an empty one', [keyword(' ')], 'error keywords[0] keyword_blank'],
    ['one of 81 characters', [keyword('x'.repeat(81))], 'error keywords[0] keyword_too_long'],
    ['one of eleven words', [keyword('a b c d e f g h i j k')], 'error keywords[0] keyword_too_many_words'],
    ...['!', '@', '%', ',', '*', '{', '|'].map((mark): [string, Keyword[], string] => [
      `one with ${mark}`,
      [keyword(`a${mark}`)],
      'error keywords[0] keyword_characters_not_allowed',
    ]),
    ['one in brackets', [keyword('[a]')], 'warning keywords[0] keyword_in_notation'],
    ['one in quotation marks', [keyword('"a b"')], 'warning keywords[0] keyword_in_notation'],
    ['the same twice', [keyword('Red  Shoes'), keyword(' red shoes')], 'error keywords[1] keyword_duplicate'],
    [
      'the same as a negative one',
      [keyword('Shoes'), keyword('shoes', { negative: true })],
      'error keywords[1] keyword_contradiction',
    ],
    ['one that the campaign excludes', [keyword('FREE')], 'warning keywords[0] keyword_excluded'],
    [
      'a bid for a negative one',
      [keyword('a'), keyword('b', { negative: true, cpcBidMicros: '10000' })],
      'error keywords[1].cpcBidMicros cpc_bid_not_used',
    ],
    [
      'a bid off the cent',
      [keyword('a', { cpcBidMicros: '10001' })],
      'error keywords[0].cpcBidMicros cpc_bid_not_billable',
    ],
  ])('%s', (_, keywords, finding) => {
    expect(ofKeywords(...keywords)).toEqual([finding])
  })

  it('of the campaign are checked as well', () => {
    const negativeKeywords = [
      { text: 'a,b', matchType: 'BROAD' as const },
      { text: 'free', matchType: 'EXACT' as const },
      { text: 'Free', matchType: 'EXACT' as const },
    ]
    expect(findings(sampleSearch({ negativeKeywords }))).toEqual([
      'error negativeKeywords[0] keyword_characters_not_allowed',
      'error negativeKeywords[2] keyword_duplicate',
    ])
  })
})

describe('a search campaign', () => {
  it.each<[string, Partial<CampaignDocument>]>([
    ['bids for clicks', { biddingStrategy: 'TARGET_SPEND', cpcBidCeilingMicros: '2000000' }],
    ['bids for conversions', { biddingStrategy: 'MAXIMIZE_CONVERSIONS', targetCpaMicros: '3000000' }],
    ['bids for value', { biddingStrategy: 'MAXIMIZE_CONVERSION_VALUE', targetRoas: 3.5 }],
    [
      'bids for a place',
      {
        biddingStrategy: 'TARGET_IMPRESSION_SHARE',
        cpcBidCeilingMicros: '2000000',
        impressionShareLocation: 'TOP_OF_PAGE',
        impressionShareFraction: 0.65,
      },
    ],
  ])('%s without findings', (_, over) => {
    const keywords = [keyword('a')]
    const adGroups = [sampleKeywords({ cpcBidMicros: null, keywords })]
    expect(findings(sampleSearch({ ...over, adGroups }))).toEqual([])
  })

  it('bids by keyword alone where each has a bid', () => {
    expect(ofGroup({ cpcBidMicros: null, keywords: [keyword('a', { cpcBidMicros: '10000' })] })).toEqual([])
  })

  const unbid = { adGroups: [sampleKeywords({ cpcBidMicros: null, keywords: [keyword('a')] })] }
  const share = {
    ...unbid,
    biddingStrategy: 'TARGET_IMPRESSION_SHARE',
    cpcBidCeilingMicros: '2000000',
    impressionShareLocation: 'TOP_OF_PAGE',
    impressionShareFraction: 0.65,
  } as const
  it.each<[string, Partial<CampaignDocument>, string]>([
    ['no bid', unbid, 'error cpcBidMicros cpc_bid_required'],
    [
      'a bid off the cent',
      { adGroups: [sampleKeywords({ cpcBidMicros: '1' })] },
      'error cpcBidMicros cpc_bid_not_billable',
    ],
    [
      'a bid that is not used',
      { biddingStrategy: 'TARGET_SPEND', adGroups: [sampleKeywords({ keywords: [keyword('a')] })] },
      'error cpcBidMicros cpc_bid_not_used',
    ],
    [
      'a keyword bid that is not used',
      {
        biddingStrategy: 'TARGET_SPEND',
        adGroups: [
          sampleKeywords({ cpcBidMicros: null, keywords: [keyword('a', { cpcBidMicros: '10000' })] }),
        ],
      },
      'error keywords[0].cpcBidMicros cpc_bid_not_used',
    ],
    [
      'a bid per thousand',
      { adGroups: [sampleKeywords({ cpmBidMicros: '10000' })] },
      'error cpmBidMicros cpm_bid_not_used',
    ],
    [
      'no ceiling',
      { ...share, cpcBidCeilingMicros: null },
      'error cpcBidCeilingMicros cpc_bid_ceiling_required',
    ],
    [
      'a ceiling off the cent',
      { ...share, cpcBidCeilingMicros: '5' },
      'error cpcBidCeilingMicros cpc_bid_ceiling_not_billable',
    ],
    [
      'no place',
      { ...share, impressionShareLocation: null },
      'error impressionShareLocation impression_share_location_required',
    ],
    [
      'no share',
      { ...share, impressionShareFraction: null },
      'error impressionShareFraction impression_share_fraction_required',
    ],
    [
      'a share above all',
      { ...share, impressionShareFraction: 1.5 },
      'error impressionShareFraction impression_share_out_of_range',
    ],
    [
      'a place that is not used',
      { impressionShareLocation: 'TOP_OF_PAGE' },
      'error impressionShareLocation impression_share_location_not_used',
    ],
    [
      'a share that is not used',
      { impressionShareFraction: 0.5 },
      'error impressionShareFraction impression_share_fraction_not_used',
    ],
    [
      'a ceiling that is not used',
      { cpcBidCeilingMicros: '10000' },
      'error cpcBidCeilingMicros cpc_bid_ceiling_not_used',
    ],
    [
      'bids per thousand',
      { ...unbid, biddingStrategy: 'MANUAL_CPM' },
      'error biddingStrategy bidding_strategy_not_allowed',
    ],
    [
      'a strategy of which nobody is sure',
      { ...unbid, biddingStrategy: 'TARGET_CPA', targetCpaMicros: '3000000' },
      'warning biddingStrategy bidding_strategy_may_be_refused',
    ],
    [
      'four ads',
      { adGroups: [sampleKeywords({ ads: ['a', 'b', 'c', 'd'].map((name) => sampleSearchAd({ name })) })] },
      'error ads too_many_ads',
    ],
    [
      'an ad of another type',
      { adGroups: [sampleKeywords({ ads: [sampleSearchAd({ adType: 'RESPONSIVE_DISPLAY' })] })] },
      'error adType ad_type_not_allowed',
    ],
  ])('%s', (_, over, finding) => {
    expect(findings(sampleSearch(over))).toEqual([finding])
  })

  it.each<[string, Partial<CampaignDocument>, string]>([
    ['a Merchant Center account', { merchantId: '1' }, 'error merchantId not_for_type'],
    ['a feed label', { feedLabel: 'US' }, 'error feedLabel not_for_type'],
    ['no brand guidelines', { brandGuidelines: false }, 'error brandGuidelines not_for_type'],
    ['a brand name', { brandBusinessName: 'Acme' }, 'error brandBusinessName not_for_type'],
    ['a font', { brandFontFamily: 'Lato' }, 'error brandFontFamily not_for_type'],
    [
      'videos made by Google',
      { assetAutomationOptOuts: ['GENERATE_ENHANCED_YOUTUBE_VIDEOS'] },
      'error assetAutomationOptOuts not_for_type',
    ],
    [
      'places of an ad group',
      { adGroups: [sampleKeywords({ locations: [{ geoTargetId: '2840', negative: false }] })] },
      'error locations not_for_type',
    ],
    [
      'languages of an ad group',
      { adGroups: [sampleKeywords({ languages: [{ languageId: '1000' }] })] },
      'error languages not_for_type',
    ],
    [
      'a channel strategy',
      { adGroups: [sampleKeywords({ channelStrategy: 'SELECTED_CHANNELS' })] },
      'error channelStrategy not_for_type',
    ],
    [
      'channels',
      { adGroups: [sampleKeywords({ selectedChannels: ['GMAIL'] })] },
      'error selectedChannels not_for_type',
    ],
    [
      'optimized targeting',
      { adGroups: [sampleKeywords({ optimizedTargeting: false })] },
      'error optimizedTargeting not_for_type',
    ],
    [
      'audiences',
      { adGroups: [sampleKeywords({ audiences: [{ audienceId: '7' }] })] },
      'error audiences not_for_type',
    ],
    [
      'search themes',
      { adGroups: [sampleKeywords({ searchThemes: ['a'] })] },
      'error searchThemes not_for_type',
    ],
  ])('does not take %s', (_, over, finding) => {
    expect(findings(sampleSearch(over))).toEqual([finding])
  })

  it('places of the campaign are checked', () => {
    const locations = ['2840', '2840'].map((geoTargetId) => ({ geoTargetId, negative: false }))
    expect(findings(sampleSearch({ locations }))).toEqual(['error locations[1] location_duplicate'])
    const languages = [{ languageId: '7' }]
    expect(findings(sampleSearch({ languages }))).toEqual(['warning languages[0] language_unknown'])
  })

  it('that is political is told of the EU by its own places', () => {
    const political = { containsEuPoliticalAdvertising: true }
    expect(findings(sampleSearch(political))).toEqual([])
    const locations = [{ geoTargetId: '2276', negative: false }]
    expect(findings(sampleSearch({ ...political, locations }))).toEqual([
      'warning containsEuPoliticalAdvertising eu_political_not_served',
    ])
  })
})
