import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  billableUnitMicros,
  exactAmount,
  formatMicros,
  microsOf,
  microsToDecimal,
  monthMicros,
  parseMoney,
  worstDayMicros,
} from './money.ts'

const MAX = 9_223_372_036_854_775_807n

describe('parseMoney', () => {
  it.each([
    ['50', 'USD', '50000000'],
    ['50.25', 'USD', '50250000'],
    ['50,25', 'EUR', '50250000'],
    ['50.5', 'USD', '50500000'],
    ['.5', 'USD', '500000'],
    ['0.500', 'USD', '500000'],
    ['1,234.50', 'USD', '1234500000'],
    ['1.234,50', 'EUR', '1234500000'],
    ['1 234,50', 'EUR', '1234500000'],
    ['1\u202f234,50', 'EUR', '1234500000'],
    ['1’234.50', 'CHF', '1234500000'],
    ['1,234,567', 'USD', '1234567000000'],
    ['1 234', 'EUR', '1234000000'],
    ['12,34,567.50', 'INR', '1234567500000'],
    ['1,00,000', 'INR', '100000000000'],
    ['$50', 'USD', '50000000'],
    ['50 €', 'EUR', '50000000'],
    ['50 USD', 'USD', '50000000'],
    ['¥ 500', 'JPY', '500000000'],
    ['５００', 'JPY', '500000000'],
    ['500.00', 'JPY', '500000000'],
    ['  7  ', 'USD', '7000000'],
    ['9223372036854.77', 'USD', '9223372036854770000'],
  ])('reads %j in %s', (input, currency, micros) => {
    expect(parseMoney(input, currency)).toEqual({ ok: true, micros })
  })

  it.each([
    ['', 'USD', /Type an amount/],
    ['1,234', 'USD', /Unclear: 1234/],
    ['1.234', 'EUR', /Unclear: 1234/],
    ['5,000', 'JPY', /Unclear: 5000/],
    ['1234.567', 'USD', /at most 2 decimals/],
    ['50.5', 'JPY', /no decimals/],
    ['50.5', 'CLP', /no decimals/],
    ['0', 'USD', /greater than zero/],
    ['0.00', 'USD', /greater than zero/],
    ['-5', 'USD', /greater than zero/],
    ['$5', 'EUR', /Not an amount in EUR/],
    ['5 EUR', 'USD', /Not an amount in USD/],
    ['1,23,45', 'USD', /Not an amount/],
    ['1,234,56.00', 'USD', /Not an amount/],
    ['1.234.50', 'USD', /Not an amount/],
    ['1,234 567.50', 'USD', /Not an amount/],
    ['1.5,000.2', 'USD', /Not an amount/],
    ['5.', 'USD', /Not an amount/],
    ['1e3', 'USD', /Not an amount/],
    ['٥٠', 'USD', /Not an amount/],
    ['9223372036854.78', 'USD', /Larger/],
    ['9'.repeat(60), 'USD', /Not an amount/],
  ])('refuses %j in %s', (input, currency, message) => {
    const result = parseMoney(input, currency)
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(message) })
  })

  it('reads back every billable amount that microsToDecimal writes', () => {
    const billable = fc
      .record({
        currency: fc.constantFrom('USD', 'EUR', 'JPY', 'CLP', 'KWD'),
        steps: fc.bigInt(1n, 9_000_000_000_000n),
      })
      .map(({ currency, steps }) => ({ currency, micros: steps * billableUnitMicros(currency) }))
    fc.assert(
      fc.property(billable, ({ currency, micros }) => {
        fc.pre(micros <= MAX)
        expect(parseMoney(microsToDecimal(micros), currency)).toEqual({ ok: true, micros: micros.toString() })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('USD', 'JPY', '', 'xx'),
        (input, currency) => {
          expect(parseMoney(input, currency).ok).toBeTypeOf('boolean')
        },
      ),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[\d., '$-]{0,12}$/), (input) => {
        const result = parseMoney(input, 'USD')
        if (result.ok) expect(BigInt(result.micros) % 10_000n).toBe(0n)
      }),
    )
  })
})

describe('formatMicros', () => {
  it.each([
    ['50250000', 'USD', 'en', '$50.25'],
    ['500000000', 'JPY', 'en', '¥500'],
    ['1234500000', 'EUR', 'de', '1.234,50\u00a0€'],
    ['9223372036854775807', 'USD', 'en', '$9,223,372,036,854.78'],
    ['9007199254740993000000', 'USD', 'en', '$9,007,199,254,740,993.00'],
    ['-1500000', 'USD', 'en', '-$1.50'],
    ['50250000', 'COP', 'en', 'COP\u00a050.25'],
    ['50250000', 'KWD', 'en', 'KWD\u00a050.25'],
    ['1500000', '', 'en', '1.5'],
  ])('shows %s %s in %s as %s', (micros, currency, locale, text) => {
    expect(formatMicros(micros, currency, locale)).toBe(text)
  })

  it('keeps every digit where the exact amount is asked for', () => {
    expect(exactAmount('10005000', 'USD')).toBe('10.005 USD')
    expect(microsToDecimal('1')).toBe('0.000001')
    expect(microsToDecimal(MAX)).toBe('9223372036854.775807')
  })
})

describe('exposure', () => {
  it('is twice the budget on one day and 30.4 times in a month, rounded up', () => {
    expect(worstDayMicros('50000000')).toBe('100000000')
    expect(monthMicros('50000000')).toBe('1520000000')
    expect(monthMicros('1')).toBe('31')
    expect(monthMicros('10')).toBe('304')
  })

  it('is exact where a float would not be', () => {
    expect(worstDayMicros(MAX.toString())).toBe('18446744073709551614')
    expect(monthMicros('9007199254740993')).toBe('273818857344126188')
  })
})

describe('microsOf', () => {
  it.each([
    ['0', 0n],
    ['9223372036854775807', MAX],
    ['9223372036854775808', null],
    ['-1', null],
    ['1.5', null],
    ['', null],
    [null, null],
  ])('reads %j as %s', (text, micros) => {
    expect(microsOf(text)).toBe(micros)
  })
})
