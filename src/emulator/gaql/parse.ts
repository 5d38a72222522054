import { refuse } from '../refusal.ts'
import { type Token, tokenize } from './tokens.ts'

export type Operator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'IN'
  | 'NOT IN'
  | 'LIKE'
  | 'NOT LIKE'
  | 'CONTAINS ANY'
  | 'CONTAINS ALL'
  | 'CONTAINS NONE'
  | 'IS NULL'
  | 'IS NOT NULL'
  | 'BETWEEN'
  | 'DURING'
  | 'REGEXP_MATCH'
  | 'NOT REGEXP_MATCH'

export interface Literal {
  kind: 'string' | 'number' | 'word'
  text: string
}
export interface Condition {
  field: string
  operator: Operator
  values: Literal[]
}
export interface Query {
  select: string[]
  from: string
  where: Condition[]
  orderBy: { field: string; descending: boolean }[]
  limit: number | undefined
  parameters: Map<string, string>
}

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>='])
const CLAUSES = new Set(['WHERE', 'ORDER', 'LIMIT', 'PARAMETERS', 'FROM', 'SELECT'])
const MAX_VALUES = 20_000

/** Parses a query, or refuses it with the queryError that its first mistake has at Google. */
export function parseQuery(text: string): Query {
  return new Parser(tokenize(text)).query()
}

/** Parses a query about fields: names without a resource in front, and no FROM. */
export function parseFieldQuery(text: string): Query {
  return new Parser(tokenize(text), 'bare').query()
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #names: 'qualified' | 'bare'
  #at = 0

  constructor(tokens: readonly Token[], names: 'qualified' | 'bare' = 'qualified') {
    this.#tokens = tokens
    this.#names = names
  }

  query(): Query {
    if (!this.#takeWord('SELECT'))
      throw refuse('queryError.EXPECTED_SELECT', 'Error in query: a query starts with SELECT.')
    const select = this.#fields()
    const from = this.#names === 'bare' ? '' : this.#from()
    const where = this.#takeWord('WHERE') ? this.#conditions() : []
    const orderBy = this.#takeWord('ORDER') ? this.#ordering() : []
    const limit = this.#takeWord('LIMIT') ? this.#limit() : undefined
    const parameters = this.#takeWord('PARAMETERS') ? this.#parameters() : new Map<string, string>()
    if (this.#peek.kind !== 'end') throw this.#unexpected()
    return { select, from, where, orderBy, limit, parameters }
  }

  #from(): string {
    if (this.#takeWord('FROM')) return this.#word()
    if (this.#peek.kind !== 'end') throw this.#unexpected()
    throw refuse('queryError.EXPECTED_FROM', 'Error in query: a FROM clause is missing.')
  }

  get #peek(): Token {
    return this.#tokens[this.#at] ?? this.#tokens.at(-1)!
  }

  #next(): Token {
    const token = this.#peek
    this.#at += 1
    return token
  }

  #takeWord(word: string): boolean {
    if (this.#peek.kind !== 'word' || this.#peek.text.toUpperCase() !== word) return false
    this.#at += 1
    return true
  }

  #takeSymbol(symbol: string): boolean {
    if (this.#peek.kind !== 'symbol' || this.#peek.text !== symbol) return false
    this.#at += 1
    return true
  }

  #unexpected(token = this.#peek): Error {
    if (token.kind === 'end')
      return refuse('queryError.UNEXPECTED_END_OF_QUERY', 'Error in query: the query ends too early.')
    if (token.kind === 'word' && token.text.toUpperCase() === 'FROM') {
      return refuse('queryError.UNEXPECTED_FROM_CLAUSE', 'Error in query: FROM does not belong here.')
    }
    return refuse('queryError.UNEXPECTED_INPUT', `Error in query: unexpected input ${token.text}.`, {
      trigger: token.text,
    })
  }

  #word(): string {
    const token = this.#next()
    if (token.kind !== 'word' || CLAUSES.has(token.text.toUpperCase())) throw this.#unexpected(token)
    return token.text
  }

  #fieldName(): string {
    const name = this.#word()
    const pattern = this.#names === 'bare' ? /^[a-z_]\w*$/i : /^[a-z_]\w*(?:\.[a-z_]\w*)+$/i
    if (!pattern.test(name)) {
      throw refuse('queryError.BAD_FIELD_NAME', `Error in query: '${name}' is not the name of a field.`, {
        trigger: name,
      })
    }
    return name
  }

  #fields(): string[] {
    const fields = [this.#fieldName()]
    while (this.#takeSymbol(',')) fields.push(this.#fieldName())
    return fields
  }

  #conditions(): Condition[] {
    const conditions = [this.#condition()]
    for (;;) {
      if (this.#takeWord('AND')) conditions.push(this.#condition())
      else if (this.#peek.kind === 'end' || CLAUSES.has(this.#peek.text.toUpperCase())) return conditions
      else if (this.#peek.kind === 'word' && this.#isFieldName(this.#peek.text)) {
        throw refuse('queryError.EXPECTED_AND', 'Error in query: conditions are joined by AND.', {
          trigger: this.#peek.text,
        })
      } else throw this.#unexpected()
    }
  }

  #isFieldName(text: string): boolean {
    return this.#names === 'bare' || text.includes('.')
  }

  #condition(): Condition {
    const field = this.#fieldName()
    const operator = this.#operator()
    return { field, operator, values: this.#values(operator) }
  }

  #operator(): Operator {
    const token = this.#next()
    if (token.kind === 'end') throw this.#unexpected(token)
    if (token.kind === 'symbol' && COMPARISONS.has(token.text)) return token.text as Operator
    const word = token.kind === 'word' ? token.text.toUpperCase() : ''
    if (
      word === 'IN' ||
      word === 'LIKE' ||
      word === 'BETWEEN' ||
      word === 'DURING' ||
      word === 'REGEXP_MATCH'
    )
      return word
    if (word === 'NOT') {
      const negated = this.#next().text.toUpperCase()
      if (negated === 'IN' || negated === 'LIKE' || negated === 'REGEXP_MATCH') return `NOT ${negated}`
    }
    if (word === 'CONTAINS') {
      const which = this.#next().text.toUpperCase()
      if (which === 'ANY' || which === 'ALL' || which === 'NONE') return `CONTAINS ${which}`
    }
    if (word === 'IS') {
      if (this.#takeWord('NULL')) return 'IS NULL'
      if (this.#takeWord('NOT') && this.#takeWord('NULL')) return 'IS NOT NULL'
    }
    throw refuse('queryError.BAD_OPERATOR', `Error in query: '${token.text}' is not an operator.`, {
      trigger: token.text,
    })
  }

  #values(operator: Operator): Literal[] {
    if (operator === 'IS NULL' || operator === 'IS NOT NULL') return []
    if (operator.endsWith('IN') || operator.startsWith('CONTAINS')) return this.#list()
    if (operator === 'BETWEEN') {
      const low = this.#bound()
      if (!this.#takeWord('AND') && this.#peek.kind !== 'end')
        throw refuse('queryError.EXPECTED_AND', 'Error in query: BETWEEN takes two values joined by AND.')
      return [low, this.#bound()]
    }
    if (this.#peek.text === '(' && this.#peek.kind === 'symbol') {
      throw refuse(
        'queryError.EXPECTED_SINGLE_VALUE',
        `Error in query: ${operator} takes one value, not a list.`,
      )
    }
    return [this.#value()]
  }

  #bound(): Literal {
    const { kind, text } = this.#peek
    const isValue =
      kind === 'string' || kind === 'number' || (kind === 'word' && text.toUpperCase() !== 'AND')
    if (isValue) return this.#value()
    const message = 'Error in query: BETWEEN takes two values.'
    throw refuse('queryError.EXPECTED_VALUE_WITH_BETWEEN_OPERATOR', message)
  }

  #list(): Literal[] {
    if (!this.#takeSymbol('('))
      throw refuse('queryError.EXPECTED_LIST', 'Error in query: a list in parentheses is expected.')
    if (this.#takeSymbol(')'))
      throw refuse('queryError.PROHIBITED_EMPTY_LIST_IN_CONDITION', 'Error in query: the list is empty.')
    const values = [this.#value()]
    while (this.#takeSymbol(',')) values.push(this.#value())
    if (!this.#takeSymbol(')')) throw this.#unexpected()
    if (values.length > MAX_VALUES) {
      throw refuse(
        'queryError.FILTER_HAS_TOO_MANY_VALUES',
        `Error in query: a list has at most ${MAX_VALUES} values.`,
      )
    }
    return values
  }

  #value(): Literal {
    const token = this.#next()
    if (token.kind === 'symbol' || token.kind === 'end') throw this.#unexpected(token)
    return { kind: token.kind, text: token.text }
  }

  #ordering(): Query['orderBy'] {
    if (!this.#takeWord('BY'))
      throw refuse('queryError.EXPECTED_BY', 'Error in query: BY is missing after ORDER.')
    const orderBy: Query['orderBy'] = []
    do {
      const field = this.#fieldName()
      const descending = this.#takeWord('DESC')
      if (!descending) this.#takeWord('ASC')
      orderBy.push({ field, descending })
    } while (this.#takeSymbol(','))
    return orderBy
  }

  #limit(): number {
    const token = this.#next()
    if (token.kind === 'end') throw this.#unexpected(token)
    if (token.kind !== 'number' || !/^-?\d+$/.test(token.text)) {
      throw refuse('queryError.BAD_LIMIT_VALUE', `Error in query: '${token.text}' is not a limit.`, {
        trigger: token.text,
      })
    }
    const limit = Number(token.text)
    if (limit < 1)
      throw refuse('queryError.LIMIT_VALUE_TOO_LOW', 'Error in query: a limit is at least 1.', {
        trigger: token.text,
      })
    return limit
  }

  #parameters(): Map<string, string> {
    const parameters = new Map<string, string>()
    do {
      const name = this.#word()
      if (!this.#takeSymbol('=')) throw this.#unexpected()
      const value = this.#value().text
      if (name !== 'include_drafts' && name !== 'omit_unselected_resource_names') {
        throw refuse('queryError.BAD_PARAMETER_NAME', `Error in query: there is no parameter ${name}.`, {
          trigger: name,
        })
      }
      if (!/^(true|false)$/i.test(value))
        throw refuse('queryError.BAD_PARAMETER_VALUE', `Error in query: ${name} is true or false.`, {
          trigger: value,
        })
      parameters.set(name, value.toLowerCase())
    } while (this.#takeSymbol(','))
    return parameters
  }
}
