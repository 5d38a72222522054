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
  })
})
