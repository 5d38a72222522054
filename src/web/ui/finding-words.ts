import { formatExact } from '../../contract/money.ts'
import type { Amount } from '../../contract/publication.ts'
import { locale } from './format.ts'

interface Told {
  message: string
  fix: string
  amounts?: readonly Amount[] | undefined
}

/** The sentences of a finding, with amounts as the reader's browser writes them. */
export function findingWords({ message, fix, amounts = [] }: Told): { message: string; fix: string } {
  if (amounts.length === 0) return { message, fix }
  const byText = new Map(
    amounts.map(({ text, micros, currencyCode }) => [text, formatExact(micros, currencyCode, locale())]),
  )
  // The longest first, and none that another number goes before: "1 USD" is no part of "11 USD".
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\d.,])(?:${texts.map(escaped).join('|')})`, 'g')
  const said = (sentence: string): string => sentence.replace(pattern, (text) => byText.get(text) ?? text)
  return { message: said(message), fix: said(fix) }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
