import { describe, expect, test } from 'vitest'
import { isWithin, nearestField, normalizePath, parsePath, pathWords, placeOf } from './field-path.ts'

describe('paths of fields', () => {
  test('are split into names and indices', () => {
    expect(parsePath('adGroups[0].ads[12].headlines[1].text')).toEqual([
      'adGroups',
      0,
      'ads',
      12,
      'headlines',
      1,
      'text',
    ])
    expect(parsePath('')).toEqual([])
  })

  test('with dots alone get brackets', () => {
    expect(normalizePath('adGroups.0.ads.10.name')).toBe('adGroups[0].ads[10].name')
    expect(normalizePath('body.dailyBudgetMicros')).toBe('dailyBudgetMicros')
    expect(normalizePath('adGroups[0].ads[0].headlines[1].text')).toBe('adGroups[0].ads[0].headlines[1].text')
  })

  test('tell their ad group and ad', () => {
    expect(placeOf('adGroups[2].ads[1].finalUrl')).toEqual({ group: 2, ad: 1 })
    expect(placeOf('adGroups[2].ads')).toEqual({ group: 2, ad: null })
    expect(placeOf('endDate')).toEqual({ group: null, ad: null })
  })

  test('do not lie within a field that only starts alike', () => {
    expect(isWithin('adGroups[1].name', 'adGroups[1]')).toBe(true)
    expect(isWithin('adGroups[11].name', 'adGroups[1]')).toBe(false)
    expect(isWithin('nameOfAd', 'name')).toBe(false)
  })

  test('are shown at the nearest field there is', () => {
    const fields = ['adGroups[0].ads[0].headlines[0]', 'adGroups[0].ads[0].headlines[1]', 'name']
    expect(nearestField(fields, 'adGroups[0].ads[0].headlines[1].text')).toBe(
      'adGroups[0].ads[0].headlines[1]',
    )
    expect(nearestField(fields, 'adGroups[0].ads[0].headlines')).toBe('adGroups[0].ads[0].headlines[0]')
    expect(nearestField(fields, 'endDate')).toBeNull()
  })

  test('read as words', () => {
    expect(pathWords('adGroups[0].ads[1].headlines[2].text')).toBe('Ad group 1, ad 2, headline 3')
    expect(pathWords('dailyBudgetMicros')).toBe('Daily budget')
    expect(pathWords('containsEuPoliticalAdvertising')).toBe('EU political advertising')
    expect(pathWords('adGroups[0].ads[0].marketingImages[1]')).toBe('Ad group 1, ad 1, landscape image 2')
    expect(pathWords('adGroups[0].keywords[11].text')).toBe('Ad group 1, keyword 12')
    expect(pathWords('adGroups[0].keywords[11].cpcBidMicros')).toBe('Ad group 1, keyword 12, bid per click')
    expect(pathWords('adGroups[0].ads[0].cards[1].squareMarketingImage')).toBe(
      'Ad group 1, ad 1, card 2, square image',
    )
    expect(pathWords('adGroups[0].ads[0].youtubeVideos[0]')).toBe('Ad group 1, ad 1, video 1')
    expect(pathWords('negativeKeywords[3].text')).toBe('Negative keyword 4')
    expect(pathWords('brandLogoImages[0]')).toBe('Logo of the brand 1')
    expect(pathWords('impressionShareFraction')).toBe('Share of impressions')
  })

  test('of Performance Max speak of asset groups, which have no ads', () => {
    const words = (path: string) => pathWords(path, 'PERFORMANCE_MAX')
    expect(words('adGroups[1].ads[0].longHeadlines[2].text')).toBe('Asset group 2, long headline 3')
    expect(words('adGroups[0].ads')).toBe('Asset group 1')
    expect(words('adGroups[0].searchThemes[4]')).toBe('Asset group 1, search theme 5')
    expect(words('adGroups[0].audiences[0].audienceId')).toBe('Asset group 1, audience 1')
    expect(words('adGroups')).toBe('Asset groups')
  })
})
