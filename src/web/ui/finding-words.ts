import { formatExact } from '../../contract/money.ts'
import type { Amount } from '../../contract/problem.ts'
import { formatDate, locale } from './format.ts'

interface Told {
  message: string
  fix: string
  amounts?: readonly Amount[] | undefined
}

/** A calendar date, but not as a part of an address or a name, nor in what somebody is quoted with. */
const DATE = /“[^”]*”|(?<![\w/.-])(\d{4}-\d{2}-\d{2})(?![\w/-])/g

/** The sentences of a finding, as the reader's browser writes amounts and dates. */
export function findingWords({ message, fix, amounts = [] }: Told): { message: string; fix: string } {
  return { message: readerWords(message, amounts), fix: readerWords(fix, amounts) }
}

/** A sentence of the server, as the reader's browser writes amounts and dates. */
export function readerWords(sentence: string, amounts: readonly Amount[] = []): string {
  const dated = sentence.replace(DATE, (text, date?: string) =>
    date === undefined || Number.isNaN(Date.parse(date)) ? text : formatDate(date),
  )
  return amounts.length === 0 ? dated : withAmounts(dated, amounts)
}

function withAmounts(sentence: string, amounts: readonly Amount[]): string {
  const byText = new Map(
    amounts.map(({ text, micros, currencyCode }) => [text, formatExact(micros, currencyCode, locale())]),
  )
  // The longest first, and none that is a part of another number: "1 USD" of "11 USD", "$7.50" of "$7.505".
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\d.,])(?:${texts.map(escaped).join('|')})(?![.,]?\\d)`, 'g')
  return sentence.replace(pattern, (text) => byText.get(text) ?? text)
}

/** Those that a sentence about all of these can have. */
export const amountsIn = (errors: readonly Pick<Told, 'amounts'>[]): Amount[] =>
  errors.flatMap(({ amounts = [] }) => amounts)

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
