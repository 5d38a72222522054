import { formatExact } from '../../contract/money.ts'
import type { Amount } from '../../contract/problem.ts'
import { locale } from './format.ts'

interface Told {
  message: string
  fix: string
  amounts?: readonly Amount[] | undefined
}

/** The sentences of a finding, with amounts as the reader's browser writes them. */
export function findingWords({ message, fix, amounts = [] }: Told): { message: string; fix: string } {
  return { message: amountWords(message, amounts), fix: amountWords(fix, amounts) }
}

/** A sentence of the server, with amounts as the reader's browser writes them. */
export function amountWords(sentence: string, amounts: readonly Amount[]): string {
  if (amounts.length === 0) return sentence
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
