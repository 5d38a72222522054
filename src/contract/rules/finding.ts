import { exactAmount, formatMicros } from '../money.ts'
import type { Amount } from '../problem.ts'
import type { Finding } from '../publication.ts'

/** What a rule says of one field, without its severity. */
export interface Verdict {
  path: string
  code: string
  message: string
  /** What to do about it. */
  fix: string
  source: string
  /** The amounts in message and fix. */
  amounts?: Amount[]
}

/** Google would refuse it. */
export function error(verdict: Verdict): Finding {
  return { severity: 'error', ...verdict }
}

/** Google would take it; a person should look. */
export function warning(verdict: Verdict): Finding {
  return { severity: 'warning', ...verdict }
}

/** An amount as a sentence has it: "$50.25", rounded to the currency's decimals. */
export function amountOf(micros: bigint, currencyCode: string): Amount {
  return { text: formatMicros(micros, currencyCode), micros: micros.toString(), currencyCode }
}

/** The same with every digit, where they matter: "10.005 USD". */
export function exactAmountOf(micros: bigint, currencyCode: string): Amount {
  return { text: exactAmount(micros, currencyCode), micros: micros.toString(), currencyCode }
}

/** When the pack's sources were read. */
export const READ_ON = '2026-11-23'

/** A field or an error code of Google's API. */
export function api(what: string): string {
  return `Google Ads API v25, ${what} (read ${READ_ON})`
}

/** A page of Google's, by its short name. */
export function page(what: string): string {
  return `Google, ${what} (read ${READ_ON})`
}

/** Advice of our own, where Google states no number. */
export const OUR_ADVICE = `gacm's own advice (rule pack of ${READ_ON})`

export interface Dated {
  /** First day on which the rule holds; absent: it always did. */
  since?: string
  /** Last day on which it holds; absent: no end is known. */
  until?: string
}

/** The rules that hold on a day. */
export function inForce<Rule extends Dated>(rules: readonly Rule[], today: string): Rule[] {
  return rules.filter(({ since, until }) => (since ?? today) <= today && today <= (until ?? today))
}
