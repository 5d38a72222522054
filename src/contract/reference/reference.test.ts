import { describe, expect, it } from 'vitest'
import { CALLS_TO_ACTION } from '../words.ts'
import { CALL_TO_ACTION_TEXT } from './calls-to-action.ts'
import { COUNTRIES, countryByGeoTargetId, isCountryGeoTargetId } from './countries.ts'
import { ROUGH_UNITS_PER_100_USD, ZERO_DECIMAL_CURRENCIES } from './currencies.ts'
import { LANGUAGES, languageById } from './languages.ts'

const isUnique = (values: string[]): boolean => new Set(values).size === values.length

describe('countries', () => {
  it('are ISO 3166 without the four that Google does not serve, each once', () => {
    expect(COUNTRIES).toHaveLength(245)
    expect(isUnique(COUNTRIES.map(({ code }) => code))).toBe(true)
    expect(isUnique(COUNTRIES.map(({ name }) => name))).toBe(true)
    expect(isUnique(COUNTRIES.map(({ geoTargetId }) => geoTargetId))).toBe(true)
    expect(COUNTRIES.filter(({ code }) => ['CU', 'IR', 'KP', 'SY'].includes(code))).toEqual([])
    for (const { code, name, geoTargetId } of COUNTRIES) {
      expect(code).toMatch(/^[A-Z]{2}$/)
      expect(name).toMatch(/^\p{Lu}[\p{L} .'(),-]+$/u)
      expect(isCountryGeoTargetId(geoTargetId)).toBe(true)
    }
  })

  it.each([
    ['2840', 'United States', false],
    ['2826', 'United Kingdom', false],
    ['2276', 'Germany', true],
    ['2250', 'France', true],
    ['2392', 'Japan', false],
    ['2784', 'United Arab Emirates', false],
    ['2702', 'Singapore', false],
    ['2008', 'Albania', false],
    ['2300', 'Greece', true],
  ])('%s is %s', (geoTargetId, name, eu) => {
    expect(countryByGeoTargetId(geoTargetId)).toMatchObject({ name, eu })
  })

  it('mark the 27 members of the European Union and its seven regions with a code', () => {
    expect(COUNTRIES.filter(({ eu }) => eu)).toHaveLength(34)
  })
})

describe('languages', () => {
  it('have one number and one code each', () => {
    expect(isUnique(LANGUAGES.map(({ id }) => id))).toBe(true)
    expect(isUnique(LANGUAGES.map(({ code }) => code))).toBe(true)
    expect(languageById('1000')?.name).toBe('English')
    expect(languageById('1018')?.name).toBe('Chinese (traditional)')
    expect(languageById('1027')?.code).toBe('iw')
    expect(languageById('1')).toBeUndefined()
  })
})

describe('calls to action', () => {
  it('have an English text each, one capital in front', () => {
    for (const action of CALLS_TO_ACTION) {
      expect(CALL_TO_ACTION_TEXT[action]).toBe(action[0] + action.slice(1).toLowerCase().replaceAll('_', ' '))
    }
  })
})

describe('currencies', () => {
  it('without decimals have none in Intl either', () => {
    for (const currency of ZERO_DECIMAL_CURRENCIES) {
      const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      expect([currency, options.maximumFractionDigits]).toEqual([currency, 0])
    }
  })

  it('have rough rates in whole hundredths', () => {
    expect(
      Object.values(ROUGH_UNITS_PER_100_USD).filter((rate) => !Number.isInteger(rate) || rate <= 0),
    ).toEqual([])
  })
})
