/** ISO 4217 currencies without a minor unit. */
export const ZERO_DECIMAL_CURRENCIES: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
)

/** When the rates below were rounded. */
export const ROUGH_RATES_DATE = '2025-12'

/**
 * How many units of a currency 100 USD are, roughly. Only to tell whether an amount is near a limit that Google
 * states in US dollars; Google converts by its own rates. Whole numbers, because money here is never a float.
 */
export const ROUGH_UNITS_PER_100_USD: Readonly<Record<string, number>> = {
  USD: 100,
  AED: 367,
  ARS: 144000,
  AUD: 152,
  BRL: 540,
  CAD: 139,
  CHF: 80,
  CLP: 93000,
  CNY: 708,
  COP: 380000,
  CZK: 2080,
  DKK: 640,
  EGP: 4760,
  EUR: 86,
  GBP: 75,
  HKD: 778,
  HUF: 33000,
  IDR: 1665000,
  ILS: 323,
  INR: 8950,
  JPY: 15500,
  KES: 12900,
  KRW: 146500,
  MAD: 925,
  MXN: 1830,
  MYR: 412,
  NGN: 144500,
  NOK: 1010,
  NZD: 174,
  PEN: 337,
  PHP: 5880,
  PKR: 28000,
  PLN: 365,
  QAR: 364,
  RON: 437,
  RSD: 10100,
  SAR: 375,
  SEK: 943,
  SGD: 130,
  THB: 3220,
  TRY: 4250,
  TWD: 3130,
  UAH: 4220,
  VND: 2635000,
  ZAR: 1715,
}
