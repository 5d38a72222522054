import { ZERO_DECIMAL_CURRENCIES } from './reference/currencies.ts'

/**
 * Money is micros of the account's currency, as strings and bigints. A JS number never holds an amount: it loses
 * digits above 9e15, and 0.1 + 0.2 is not 0.3.
 */

const MICROS_PER_UNIT = 1_000_000n
const MAX_MICROS = 9_223_372_036_854_775_807n

export type ParsedMoney = { ok: true; micros: string } | { ok: false; message: string }

/**
 * The smallest step of an amount at Google. Google's own table is currency_constant.billable_unit_micros, and it
 * decides: this is what ISO 4217 lets us expect. Three-decimal currencies (KWD, ...) are taken in hundredths.
 */
export function billableUnitMicros(currencyCode: string): bigint {
  return ZERO_DECIMAL_CURRENCIES.has(currencyCode) ? 1_000_000n : 10_000n
}

/** The amount, or null where the text is not a whole number of micros from 0 to 2^63-1. */
export function microsOf(text: string | null): bigint | null {
  if (text === null || !/^\d{1,19}$/.test(text)) return null
  const micros = BigInt(text)
  return micros <= MAX_MICROS ? micros : null
}

const decimalsOf = (currencyCode: string): number => (ZERO_DECIMAL_CURRENCIES.has(currencyCode) ? 0 : 2)

/** "50000000" is "50", "50250000" is "50.25": every digit, no grouping, for input fields and machines. */
export function microsToDecimal(micros: string | bigint): string {
  const value = BigInt(micros)
  const size = value < 0n ? -value : value
  const fraction = (size % MICROS_PER_UNIT).toString().padStart(6, '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / MICROS_PER_UNIT}${fraction === '' ? '' : `.${fraction}`}`
}

/** "50.25 USD" with every digit, for sentences about an amount's exact size. */
export function exactAmount(micros: string | bigint, currencyCode: string): string {
  return `${microsToDecimal(micros)} ${currencyCode}`
}

const formats = new Map<string, Intl.NumberFormat>()

/**
 * Making a format costs far more than using one, and a page shows hundreds of amounts. The decimals are ours: what
 * Intl knows of them changes from version to version (COP has had two and none).
 */
function currencyFormat(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const digits = decimalsOf(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, format)
  return format
}

/** For people: "$50.25", rounded to the currency's own decimals and otherwise exact at any size. */
export function formatMicros(micros: string | bigint, currencyCode: string, locale = 'en'): string {
  const decimal = microsToDecimal(micros) as Intl.StringNumericLiteral
  if (!/^[A-Z]{3}$/.test(currencyCode)) return `${decimal} ${currencyCode}`.trim()
  // A string, not a number: Intl keeps all of its digits.
  return currencyFormat(currencyCode, locale).format(decimal)
}

/** As `formatMicros`, with every digit: "$10.005". */
export function formatExact(micros: string | bigint, currencyCode: string, locale = 'en'): string {
  const decimal = microsToDecimal(micros)
  const digits = decimal.split('.')[1]?.length ?? 0
  if (digits <= decimalsOf(currencyCode)) return formatMicros(micros, currencyCode, locale)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currencyCode,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(decimal as Intl.StringNumericLiteral)
}

/** What one day may cost: Google may spend twice the daily budget. */
export function worstDayMicros(dailyBudgetMicros: string): string {
  return (BigInt(dailyBudgetMicros) * 2n).toString()
}

/** What a month may cost: 30.4 times the daily budget, rounded up to a whole micro. */
export function monthMicros(dailyBudgetMicros: string): string {
  return ((BigInt(dailyBudgetMicros) * 304n + 9n) / 10n).toString()
}

const refuse = (message: string): ParsedMoney => ({ ok: false, message })

/** Takes off the account's currency code or sign, before or after. Another currency's stays, and is then refused. */
function withoutCurrency(text: string, currencyCode: string): string {
  const marks = [currencyCode]
  if (/^[A-Z]{3}$/.test(currencyCode)) {
    const format = new Intl.NumberFormat('en', {
      style: 'currency',
      currency: currencyCode,
      currencyDisplay: 'narrowSymbol',
    })
    marks.push(format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currencyCode)
  }
  for (const mark of marks) {
    if (text.startsWith(mark)) return text.slice(mark.length).trim()
    if (text.endsWith(mark)) return text.slice(0, -mark.length).trim()
  }
  return text
}

/** Thousands groups: 1,234,567 or, as in India, 12,34,567. One kind of separator throughout. */
const GROUPED = /^(?:\d{1,3}([,. '])\d{3}(?:\1\d{3})*|\d{1,2}([,. '])\d{2}(?:\2\d{2})*\2\d{3})$/

interface Split {
  whole: string
  fraction: string
}

/** Where the decimals begin; a message where that is not certain. */
function splitAmount(text: string): Split | string {
  const unclear = 'Not an amount. Type digits, like 1234.50.'
  const marks = text.match(/[,.]/g) ?? []
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'))
  const last = text[at]
  const repeated = marks.filter((mark) => mark === last).length > 1
  if (at === -1 || (repeated && new Set(marks).size === 1)) return { whole: text, fraction: '' }
  const whole = text.slice(0, at) || '0'
  const fraction = text.slice(at + 1)
  if (repeated || !/^\d+$/.test(fraction)) return unclear
  // 1,234 and 1.234: a thousand or one and a bit, by country. A factor of a thousand is not ours to guess.
  if (/^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3) {
    return `Unclear: ${whole}${fraction}, or ${whole} and a fraction? Leave out the thousands separator.`
  }
  return { whole, fraction }
}

/**
 * Reads an amount as people type it: "50", "50.25", "50,25", "1,234.50", "1.234,50", "1 234,50", "$50". The last of
 * two kinds of separator starts the decimals; what could be read in two ways is refused.
 */
export function parseMoney(input: string, currencyCode: string): ParsedMoney {
  const tidy = input.normalize('NFKC').replaceAll(/\s/g, ' ').replaceAll('’', "'").trim()
  if (tidy === '') return refuse('Type an amount.')
  if (tidy.length > 40) return refuse('Not an amount. Type digits, like 1234.50.')
  const text = withoutCurrency(tidy, currencyCode)
  if (/^[-−]/.test(text)) return refuse('Must be greater than zero.')
  const split = splitAmount(text)
  if (typeof split === 'string') return refuse(split)
  if (!/^\d+$/.test(split.whole) && !GROUPED.test(split.whole)) {
    return refuse(`Not an amount in ${currencyCode}. Type digits, like 1234.50.`)
  }
  const decimals = decimalsOf(currencyCode)
  const fraction = split.fraction.replace(/0+$/, '')
  if (fraction.length > decimals) {
    return refuse(
      decimals === 0
        ? `${currencyCode} has no decimals.`
        : `${currencyCode} has at most ${decimals} decimals.`,
    )
  }
  const micros = BigInt(split.whole.replaceAll(/\D/g, '')) * MICROS_PER_UNIT + BigInt(fraction.padEnd(6, '0'))
  if (micros === 0n) return refuse('Must be greater than zero.')
  if (micros > MAX_MICROS) return refuse('Larger than any amount that Google can hold.')
  return { ok: true, micros: micros.toString() }
}
