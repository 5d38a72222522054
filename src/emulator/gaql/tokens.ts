import { refuse } from '../refusal.ts'

export interface Token {
  kind: 'word' | 'string' | 'number' | 'symbol' | 'end'
  text: string
  /** Where it starts in the query. */
  at: number
}

const SYMBOLS = ['!=', '<=', '>=', '=', '<', '>', '(', ')', ',']
const ESCAPES: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
  '[': '[',
  ']': ']',
  '%': '%',
  _: '_',
}

/** Cuts a query into words, strings, numbers and symbols, or refuses it as Google does. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < query.length) {
    if (/\s/.test(query[at] ?? '')) {
      at += 1
      continue
    }
    const token = readToken(query, at)
    tokens.push(token.token)
    at = token.end
  }
  tokens.push({ kind: 'end', text: '', at: query.length })
  return tokens
}

function readToken(query: string, at: number): { token: Token; end: number } {
  const first = query[at] ?? ''
  if (first === "'" || first === '"') return readString(query, at)
  const symbol = SYMBOLS.find((symbol) => query.startsWith(symbol, at))
  if (symbol !== undefined) return { token: { kind: 'symbol', text: symbol, at }, end: at + symbol.length }
  const rest = query.slice(at)
  const number = /^-?\d+(?:\.\d+)?(?![\w.])/.exec(rest)?.[0]
  if (number !== undefined) return { token: { kind: 'number', text: number, at }, end: at + number.length }
  const badNumber = /^-?\d[\w.]*/.exec(rest)?.[0]
  if (badNumber !== undefined)
    throw refuse('queryError.BAD_NUMBER', `Error in query: '${badNumber}' is not a number.`, {
      trigger: badNumber,
    })
  const word = /^[A-Za-z_][\w.]*/.exec(rest)?.[0]
  if (word !== undefined) return { token: { kind: 'word', text: word, at }, end: at + word.length }
  throw refuse('queryError.BAD_SYMBOL', `Error in query: unexpected character '${first}'.`, {
    trigger: first,
  })
}

function readString(query: string, at: number): { token: Token; end: number } {
  const quote = query[at]
  let text = ''
  for (let i = at + 1; i < query.length; i += 1) {
    const character = query[i] ?? ''
    if (character === quote) return { token: { kind: 'string', text, at }, end: i + 1 }
    if (character === '\n' || character === '\r') {
      throw refuse(
        'queryError.PROHIBITED_NEWLINE_IN_STRING',
        'Error in query: a string must not contain a line break.',
      )
    }
    if (character !== '\\') {
      text += character
      continue
    }
    const escaped = query[i + 1] ?? ''
    if (!Object.hasOwn(ESCAPES, escaped))
      throw refuse(
        'queryError.BAD_ESCAPE_SEQUENCE',
        `Error in query: invalid escape sequence '\\${escaped}'.`,
        { trigger: `\\${escaped}` },
      )
    // LIKE reads its own escapes, so those stay as they are.
    text +=
      escaped === '%' || escaped === '_' || escaped === '[' || escaped === ']'
        ? `\\${escaped}`
        : ESCAPES[escaped]
    i += 1
  }
  throw refuse('queryError.STRING_NOT_TERMINATED', 'Error in query: a string is not terminated.')
}
