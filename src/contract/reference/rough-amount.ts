import { ROUGH_UNITS_PER_100_USD } from './currencies.ts'

/** Roughly what an amount of US dollars is in another currency; null where we hold no rate. */
export function roughly(usdMicros: bigint, currencyCode: string): bigint | null {
  const rate = Object.hasOwn(ROUGH_UNITS_PER_100_USD, currencyCode)
    ? ROUGH_UNITS_PER_100_USD[currencyCode]
    : undefined
  return rate === undefined ? null : (usdMicros * BigInt(rate)) / 100n
}
