import type { Keyword } from '../../contract/campaign-parts.ts'
import type { MatchType } from '../../contract/words.ts'

/** Keywords as people write them to Google: tools is broad, "tools" is phrase, [tools] is exact, -tools is negative. */

export type KeywordEntry = Pick<Keyword, 'text' | 'matchType' | 'negative'>

const MAX_LENGTH = 200
const QUOTES = /["“”„‟]/g
const MATCH_CELL = /^(?:campaign )?(negative )?(exact|phrase|broad)(?: match)?$/i
const HEADER_CELL = /^(?:negative )?keywords?$/i

export interface ReadKeywords {
  entries: KeywordEntry[]
  /** Lines that say no keyword, as they were written. */
  unclear: string[]
}

/** Reads one keyword a line, or rows that come from a spreadsheet: the keyword first, its match type beside it. */
export function readKeywords(text: string): ReadKeywords {
  const entries: KeywordEntry[] = []
  const unclear: string[] = []
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  for (const [index, line] of lines.entries()) {
    const cells = line
      .split('\t')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
    if (index === 0 && lines.length > 1 && HEADER_CELL.test(cells[0] ?? '')) continue
    const entry = readRow(cells)
    if (entry === null) unclear.push(line.trim())
    else entries.push(entry)
  }
  return { entries, unclear }
}

function readRow([first = '', ...others]: readonly string[]): KeywordEntry | null {
  const entry = readNotation(uncelled(first))
  if (entry === null) return null
  const [, negative, matchType] = others.map((cell) => MATCH_CELL.exec(cell)).find(Boolean) ?? []
  if (matchType === undefined) return entry
  return {
    ...entry,
    matchType: matchType.toUpperCase() as MatchType,
    negative: entry.negative || negative !== undefined,
  }
}

/** A spreadsheet puts a cell that has quotes into more of them. */
function uncelled(cell: string): string {
  return /^"""[^"]*"""$/.test(cell) || /^"-?\[[^"]*\]"$/.test(cell)
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell
}

function readNotation(written: string): KeywordEntry | null {
  const negative = /^[-−–]/.test(written)
  const bare = (negative ? written.slice(1) : written).trim().replace(QUOTES, '"')
  const [, exact, phrase] = /^\[([^[\]"]*)\]$|^"([^[\]"]*)"$/.exec(bare) ?? []
  const plain = exact ?? phrase ?? bare
  // A bracket or a quote without its partner: nobody can tell which match was meant.
  if (/[[\]"]/.test(plain)) return null
  const text = plain.replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > MAX_LENGTH) return null
  const matchType = exact !== undefined ? 'EXACT' : phrase !== undefined ? 'PHRASE' : 'BROAD'
  return { text, matchType, negative }
}

/** A keyword as `readKeywords` reads it. */
export function keywordNotation({ text, matchType, negative }: KeywordEntry): string {
  const marked = matchType === 'EXACT' ? `[${text}]` : matchType === 'PHRASE' ? `"${text}"` : text
  return negative ? `-${marked}` : marked
}

/** Two keywords with the same words and match are one, whatever their case and sign. */
export function keywordKey({ text, matchType }: Pick<Keyword, 'text' | 'matchType'>): string {
  return `${matchType} ${text.trim().replace(/\s+/g, ' ').toLowerCase()}`
}

export interface AddedKeywords<Entry> {
  keywords: Entry[]
  added: number
  /** Those that stood there already, or twice in what was pasted. */
  repeated: KeywordEntry[]
  /** For which the list has no room. */
  left: KeywordEntry[]
}

/** The list with what is new of `entries` at its end. */
export function addKeywords<Entry extends Pick<Keyword, 'text' | 'matchType'>>(
  keywords: readonly Entry[],
  entries: readonly KeywordEntry[],
  { max, make }: { max: number; make: (entry: KeywordEntry) => Entry },
): AddedKeywords<Entry> {
  const taken = new Set(keywords.map(keywordKey))
  const result: AddedKeywords<Entry> = { keywords: [...keywords], added: 0, repeated: [], left: [] }
  for (const entry of entries) {
    const key = keywordKey(entry)
    if (taken.has(key)) result.repeated.push(entry)
    else if (result.keywords.length >= max) result.left.push(entry)
    else {
      taken.add(key)
      result.keywords.push(make(entry))
      result.added += 1
    }
  }
  return result
}
