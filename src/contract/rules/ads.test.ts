import { describe, expect, it } from 'vitest'
import type { Ad, AdGroup } from '../campaign-parts.ts'
import type { Place } from '../places.ts'
import { preflight } from '../preflight.ts'
import { CALLS_TO_ACTION } from '../words.ts'
import { looksPublic } from './final-url.ts'
import {
  SAMPLE_ASSETS,
  sampleAd,
  sampleAdGroup,
  sampleAsset,
  sampleContext,
  sampleDocument,
} from './sample-document.ts'

const EXTRA = {
  small: sampleAsset(401, 600, 314),
  tooSmall: sampleAsset(402, 599, 314),
  wrongShape: sampleAsset(403, 1024, 768),
  heavy: sampleAsset(404, 1200, 628, { bytes: 5_242_881 }),
  animated: sampleAsset(405, 1200, 628, { format: 'GIF', animated: true }),
  cmyk: sampleAsset(406, 1200, 628, { cmyk: true }),
  twin: sampleAsset(407, 1200, 628, { sha256: SAMPLE_ASSETS.landscape.sha256 }),
  webp: sampleAsset(408, 1200, 628, { format: 'WEBP' as 'PNG' }),
}
const landscapes = Array.from({ length: 18 }, (_, index) => sampleAsset(500 + index, 1200, 628))
const logos = Array.from({ length: 6 }, (_, index) => sampleAsset(600 + index, 1200, 1200))
const assets = new Map(
  [...Object.values(SAMPLE_ASSETS), ...Object.values(EXTRA), ...landscapes, ...logos].map((asset) => [
    asset.id,
    asset,
  ]),
)

function findingsOf(adGroup: Partial<AdGroup>): string[] {
  const document = sampleDocument({ adGroups: [sampleAdGroup(adGroup)] })
  return preflight(document, sampleContext({ assets })).map(
    ({ severity, path, code }) => `${severity} ${path.replace(/^adGroups\[0\]\.(ads\[0\]\.)?/, '')} ${code}`,
  )
}

const ofAd = (ad: Partial<Ad>): string[] => findingsOf({ ads: [sampleAd(ad)] })
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))
const url = (bytes: number): string => 'https://www.example.com/'.padEnd(bytes, 'x')

describe('an ad without findings', () => {
  it.each<[string, Partial<Ad>]>([
    ['headlines of 30', { headlines: texts('x'.repeat(30), '春'.repeat(15)) }],
    [
      'five headlines and five descriptions',
      { headlines: texts('a', 'b', 'c', 'd', 'e'), descriptions: texts('a', 'b', 'c', 'd', 'e') },
    ],
    ['a description of 90', { descriptions: texts('x'.repeat(90), '春'.repeat(45)) }],
    ['a business name of 25', { businessName: 'x'.repeat(25) }],
    ['a final URL of 2,084 bytes', { finalUrl: url(2084) }],
    ['a final URL on http', { finalUrl: 'http://example.com' }],
    ['a final URL with an international name', { finalUrl: 'https://bücher.example/ä' }],
    ['no call to action', { callToAction: null }],
    ['twenty images', { marketingImages: landscapes.slice(0, 17).map(({ id }) => id) }],
    ['five logos', { logoImages: logos.slice(0, 5).map(({ id }) => id) }],
    ['its square image as logo', { logoImages: [SAMPLE_ASSETS.square.id] }],
    ['two headlines that differ in case', { headlines: texts('Sale', 'SALE') }],
  ])('has %s', (_, ad) => {
    expect(ofAd(ad)).toEqual([])
  })

  it('has any call to action of the list', () => {
    for (const callToAction of CALLS_TO_ACTION) expect(ofAd({ callToAction })).toEqual([])
  })
})

describe('texts', () => {
  it.each<[string, Partial<Ad>, string]>([
    ['no headline', { headlines: [] }, 'error headlines headline_required'],
    [
      'six headlines',
      { headlines: texts('a', 'b', 'c', 'd', 'e', 'f') },
      'error headlines too_many_headlines',
    ],
    ['one headline', { headlines: texts('a') }, 'warning headlines one_headline'],
    ['a headline of 31', { headlines: texts('a', 'x'.repeat(31)) }, 'error headlines[1].text text_too_wide'],
    [
      'sixteen CJK characters',
      { headlines: texts('春'.repeat(16), 'a') },
      'error headlines[0].text text_too_wide',
    ],
    ['an empty headline', { headlines: texts('a', '') }, 'error headlines[1].text text_blank'],
    [
      'an invisible headline',
      { headlines: texts('a', '\u200b \u00a0') },
      'error headlines[1].text text_blank',
    ],
    [
      'the same headline twice',
      { headlines: texts('a', 'b', ' a') },
      'error headlines[2].text text_duplicate',
    ],
    ['an open brace', { headlines: texts('a', 'b {') }, 'error headlines[1].text text_brace_unpaired'],
    [
      'braces the wrong way round',
      { headlines: texts('a', '}b{') },
      'error headlines[1].text text_brace_unpaired',
    ],
    ['braces in braces', { headlines: texts('a', '{{b}}') }, 'error headlines[1].text text_brace_unpaired'],
    [
      'keyword insertion',
      { headlines: texts('a', '{KeyWord:Shoes}') },
      'error headlines[1].text text_placeholder_not_supported',
    ],
    ['no description', { descriptions: [] }, 'error descriptions description_required'],
    [
      'six descriptions',
      { descriptions: texts('a', 'b', 'c', 'd', 'e', 'f') },
      'error descriptions too_many_descriptions',
    ],
    [
      'a description of 91',
      { descriptions: texts('x'.repeat(91)) },
      'error descriptions[0].text text_too_wide',
    ],
    ['no business name', { businessName: null }, 'error businessName business_name_required'],
    ['a blank business name', { businessName: ' ' }, 'error businessName business_name_required'],
    ['a business name of 26', { businessName: 'x'.repeat(26) }, 'error businessName text_too_wide'],
    [
      'an unknown call to action',
      { callToAction: 'JUMP' as 'SHOP_NOW' },
      'error callToAction call_to_action_unknown',
    ],
  ])('%s', (_, ad, finding) => {
    expect(ofAd(ad)).toEqual([finding])
  })
})

describe('the final URL', () => {
  it.each<[string, string | null, string]>([
    ['is missing', null, 'error finalUrl final_url_required'],
    ['is blank', ' ', 'error finalUrl final_url_required'],
    ['has 2,085 bytes', url(2085), 'error finalUrl final_url_too_long'],
    [
      'has fewer characters than bytes',
      `https://example.com/${'é'.repeat(1033)}`,
      'error finalUrl final_url_too_long',
    ],
    ['has a space', 'https://example.com/a b', 'error finalUrl final_url_has_spaces'],
    ['has no protocol', 'www.example.com', 'error finalUrl final_url_invalid'],
    ['has another protocol', 'ftp://example.com', 'error finalUrl final_url_invalid'],
    ['runs a script', 'javascript:alert(1)', 'error finalUrl final_url_invalid'],
    ['has no host', 'https:///path', 'error finalUrl final_url_invalid'],
    ['has a port that does not exist', 'https://example.com:99999/', 'error finalUrl final_url_invalid'],
    ['is on this computer', 'http://localhost:3000/', 'warning finalUrl final_url_not_public'],
    ['is in a private network', 'https://192.168.1.20/', 'warning finalUrl final_url_not_public'],
  ])('%s', (_, finalUrl, finding) => {
    expect(ofAd({ finalUrl })).toEqual([finding])
  })

  it.each([
    ['www.example.com', true],
    ['10.example.com', true],
    ['8.8.8.8', true],
    ['[2606:4700::1111]', true],
    ['shop', false],
    ['shop.local', false],
    ['127.0.0.1', false],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['100.64.0.1', false],
    ['[::1]', false],
    ['[fd00::1]', false],
  ])('looks public on %s: %s', (host, expected) => {
    expect(looksPublic(host)).toBe(expected)
  })
})

describe('images', () => {
  const { landscape, square, logo } = SAMPLE_ASSETS
  it.each<[string, Partial<Ad>, string]>([
    [
      'neither landscape nor square',
      { marketingImages: [], squareMarketingImages: [] },
      'error marketingImages marketing_image_required',
    ],
    ['no landscape', { marketingImages: [] }, 'warning marketingImages no_landscape_image'],
    ['no square', { squareMarketingImages: [] }, 'warning squareMarketingImages no_square_image'],
    [
      'twenty-one',
      { marketingImages: landscapes.map(({ id }) => id) },
      'error marketingImages too_many_images',
    ],
    ['no logo', { logoImages: [] }, 'error logoImages logo_required'],
    ['six logos', { logoImages: logos.map(({ id }) => id) }, 'error logoImages too_many_logos'],
    [
      'one that is gone',
      { logoImages: [logo.id, '00000000-0000-7000-8000-999999999999'] },
      'error logoImages[1] image_missing',
    ],
    [
      'one of the wrong shape',
      { marketingImages: [EXTRA.wrongShape.id] },
      'error marketingImages[0] image_ratio_wrong',
    ],
    ['a landscape as logo', { logoImages: [landscape.id] }, 'error logoImages[0] image_ratio_wrong'],
    [
      'a square as portrait',
      { portraitMarketingImages: [square.id] },
      'error portraitMarketingImages[0] image_ratio_wrong',
    ],
    [
      'one that is too small',
      { marketingImages: [EXTRA.tooSmall.id] },
      'error marketingImages[0] image_too_small',
    ],
    [
      'one at the minimum',
      { marketingImages: [EXTRA.small.id] },
      'warning marketingImages[0] image_below_recommended',
    ],
    [
      'one that is too heavy',
      { marketingImages: [EXTRA.heavy.id] },
      'error marketingImages[0] image_too_heavy',
    ],
    ['one that moves', { marketingImages: [EXTRA.animated.id] }, 'error marketingImages[0] image_animated'],
    ['one for print', { marketingImages: [EXTRA.cmyk.id] }, 'error marketingImages[0] image_cmyk'],
    [
      'one of another format',
      { marketingImages: [EXTRA.webp.id] },
      'error marketingImages[0] image_format_not_allowed',
    ],
    [
      'the same twice',
      { marketingImages: [landscape.id, landscape.id] },
      'error marketingImages[1] image_duplicate',
    ],
    [
      'two files with the same bytes',
      { marketingImages: [landscape.id, EXTRA.twin.id] },
      'error marketingImages[1] image_duplicate',
    ],
  ])('%s', (_, ad, finding) => {
    expect(ofAd(ad)).toEqual([finding])
  })
})

describe('ad groups', () => {
  it.each<[string, Partial<AdGroup>, string]>([
    ['no name', { name: ' ' }, 'error name ad_group_name_required'],
    ['a name of 256', { name: 'x'.repeat(256) }, 'error name ad_group_name_too_long'],
    ['a name on two lines', { name: 'a\nb' }, 'error name ad_group_name_control_characters'],
    ['no channel', { channelStrategy: 'SELECTED_CHANNELS' }, 'error selectedChannels channel_required'],
    ['a channel too many', { selectedChannels: ['GMAIL'] }, 'error selectedChannels channels_not_used'],
    [
      'a place twice',
      {
        locations: [
          { geoTargetId: '2840', negative: false },
          { geoTargetId: '2840', negative: false },
        ],
      },
      'error locations[1] location_duplicate',
    ],
    [
      'a place in and out',
      {
        locations: [
          { geoTargetId: '2840', negative: false },
          { geoTargetId: '2840', negative: true },
        ],
      },
      'error locations[1] location_contradiction',
    ],
    [
      'a country that is none',
      { locations: [{ geoTargetId: '2999', negative: false }] },
      'warning locations[0] location_unknown',
    ],
    [
      'a language twice',
      { languages: [{ languageId: '1001' }, { languageId: '1001' }] },
      'error languages[1] language_duplicate',
    ],
    [
      'a language that is none',
      { languages: [{ languageId: '7' }] },
      'warning languages[0] language_unknown',
    ],
    ['no ad', { ads: [] }, 'error ads ad_required'],
  ])('%s', (_, adGroup, finding) => {
    expect(findingsOf(adGroup)).toEqual([finding])
  })

  it('with the same name are told at the second', () => {
    const document = sampleDocument({ adGroups: [sampleAdGroup(), sampleAdGroup({ name: 'Gardeners ' })] })
    expect(preflight(document, sampleContext()).map(({ path, code }) => [path, code])).toEqual([
      ['adGroups[1].name', 'ad_group_name_duplicate'],
    ])
  })
})

describe('what is known of places', () => {
  const place = (over: Partial<Place>): Place => ({
    id: '5',
    name: 'Bonn',
    canonicalName: 'Bonn,Germany',
    countryCode: 'DE',
    targetType: 'City',
    status: 'ENABLED',
    ...over,
  })
  const document = sampleDocument({
    adGroups: [sampleAdGroup({ locations: [{ geoTargetId: '5', negative: false }] })],
  })
  const told = (known: Place) =>
    preflight(document, sampleContext({ places: new Map([['5', known]]) })).map(
      ({ severity, code, message }) => `${severity} ${code}: ${message}`,
    )

  it.each([
    [place({}), []],
    [
      place({ status: 'REMOVAL_PLANNED' }),
      ['warning location_removal_planned: Google Ads is going to remove the place Bonn, Germany - City.'],
    ],
    [
      place({ status: 'NOT_FOUND' }),
      ['error location_not_found: Google Ads no longer has the place Bonn, Germany - City (5).'],
    ],
    [
      place({ status: 'NOT_FOUND', name: '', canonicalName: '', targetType: '', countryCode: null }),
      ['error location_not_found: Google Ads has no place by the id 5.'],
    ],
  ])('%j', (known, findings) => {
    expect(told(known)).toEqual(findings)
  })

  it('tells whether political ads reach the European Union', () => {
    const political = { ...document, containsEuPoliticalAdvertising: true }
    const codes = (countryCode: string) =>
      preflight(political, sampleContext({ places: new Map([['5', place({ countryCode })]]) })).map(
        ({ code }) => code,
      )
    expect([codes('DE'), codes('CH')]).toEqual([['eu_political_not_served'], []])
  })
})
