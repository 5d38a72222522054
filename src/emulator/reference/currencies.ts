export interface Currency {
  code: string
  name: string
  symbol: string
  /** Amounts must be multiples of this. */
  billableUnitMicros: bigint
  /** Roughly what one US dollar buys: only the Demand Gen floor depends on it. */
  perDollar: number
}

/** code, symbol, decimals, units per US dollar (approximate, fixed). */
const TABLE: readonly (readonly [string, string, 0 | 2, number])[] = [
  ['AED', 'AED', 2, 3.67],
  ['ARS', '$', 2, 1400],
  ['AUD', '$', 2, 1.53],
  ['BGN', 'лв', 2, 1.69],
  ['BOB', 'Bs', 2, 6.91],
  ['BRL', 'R$', 2, 5.35],
  ['CAD', '$', 2, 1.39],
  ['CHF', 'CHF', 2, 0.8],
  ['CLP', '$', 0, 940],
  ['CNY', '¥', 2, 7.1],
  ['COP', '$', 2, 3850],
  ['CZK', 'Kč', 2, 21],
  ['DKK', 'kr', 2, 6.45],
  ['EGP', 'E£', 2, 47.5],
  ['EUR', '€', 2, 0.86],
  ['GBP', '£', 2, 0.76],
  ['HKD', '$', 2, 7.78],
  ['HRK', 'kn', 2, 6.5],
  ['HUF', 'Ft', 2, 332],
  ['IDR', 'Rp', 2, 16600],
  ['ILS', '₪', 2, 3.25],
  ['INR', '₹', 2, 88.5],
  ['JPY', '¥', 0, 154],
  ['KRW', '₩', 0, 1450],
  ['KZT', '₸', 2, 520],
  ['MAD', 'MAD', 2, 9.25],
  ['MXN', '$', 2, 18.4],
  ['MYR', 'RM', 2, 4.15],
  ['NGN', '₦', 2, 1450],
  ['NOK', 'kr', 2, 10.1],
  ['NZD', '$', 2, 1.76],
  ['PEN', 'S/', 2, 3.37],
  ['PHP', '₱', 2, 58.5],
  ['PKR', 'Rs', 2, 281],
  ['PLN', 'zł', 2, 3.65],
  ['QAR', 'QAR', 2, 3.64],
  ['RON', 'lei', 2, 4.4],
  ['RSD', 'RSD', 2, 101],
  ['SAR', 'SAR', 2, 3.75],
  ['SEK', 'kr', 2, 9.45],
  ['SGD', '$', 2, 1.3],
  ['THB', '฿', 2, 32.4],
  ['TRY', '₺', 2, 42.2],
  ['TWD', 'NT$', 0, 31],
  ['UAH', '₴', 2, 42],
  ['USD', '$', 2, 1],
  ['UYU', '$', 2, 39.8],
  ['VND', '₫', 0, 26300],
  ['ZAR', 'R', 2, 17.3],
]
const names = new Intl.DisplayNames('en', { type: 'currency' })

export const CURRENCIES: ReadonlyMap<string, Currency> = new Map(
  TABLE.map(([code, symbol, decimals, perDollar]) => {
    const billableUnitMicros = decimals === 0 ? 1_000_000n : 10_000n
    return [code, { code, name: names.of(code) ?? code, symbol, billableUnitMicros, perDollar }]
  }),
)

const DEMAND_GEN_FLOOR_DOLLARS = 5

/** The least that a Demand Gen campaign may spend a day, in the account's currency. */
export function demandGenFloorMicros(currencyCode: string): bigint {
  const currency = CURRENCIES.get(currencyCode)
  const unit = currency?.billableUnitMicros ?? 10_000n
  const micros = BigInt(Math.round(DEMAND_GEN_FLOOR_DOLLARS * (currency?.perDollar ?? 1) * 1_000_000))
  return ((micros + unit - 1n) / unit) * unit
}

export function billableUnitMicros(currencyCode: string): bigint {
  return CURRENCIES.get(currencyCode)?.billableUnitMicros ?? 10_000n
}
