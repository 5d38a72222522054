import type { ReplaceTextsRequest } from '../contract/replace-texts.ts'

type Wanted = Pick<ReplaceTextsRequest, 'find' | 'by' | 'matchCase' | 'wholeWords'>

/** Letters with their accents, digits, and what joins them in names of files and parameters. */
const OF_A_WORD = String.raw`[\p{L}\p{M}\p{N}_]`

const BEGINS = new RegExp(`^${OF_A_WORD}`, 'u')
const ENDS = new RegExp(`${OF_A_WORD}$`, 'u')

/** Text for text: nothing that somebody looks for is a pattern, and what is put in its place is none either. */
export function replacerOf({ find, by, matchCase, wholeWords }: Wanted): (text: string) => string {
  const literal = find.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  // Where what is looked for begins or ends with a sign, its edge is one anyway.
  const begins = wholeWords && BEGINS.test(find) ? `(?<!${OF_A_WORD})` : ''
  const ends = wholeWords && ENDS.test(find) ? `(?!${OF_A_WORD})` : ''
  const pattern = new RegExp(`${begins}${literal}${ends}`, matchCase ? 'gu' : 'giu')
  return (text) => text.replaceAll(pattern, () => by)
}
