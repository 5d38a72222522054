import { refuse } from '../refusal.ts'
import { enumNames, type Message, type Value } from '../schema.ts'
import { startOf } from './date-segments.ts'
import { dateRange } from './dates.ts'
import { type QueryField, valueOf } from './fields.ts'
import type { Condition, Literal, Operator } from './parse.ts'

export type RowTest = (row: ReadonlyMap<string, Message>) => boolean

const ORDERED: ReadonlySet<Operator> = new Set(['<', '<=', '>', '>=', 'BETWEEN'])
const ON_TEXT: ReadonlySet<Operator> = new Set(['LIKE', 'NOT LIKE', 'REGEXP_MATCH', 'NOT REGEXP_MATCH'])
const INTEGERS = new Set(['int32', 'int64', 'uint32', 'uint64'])

/** Checks a condition against its field and makes a test of it. `today` is the account's date. */
export function makeTest(condition: Condition, field: QueryField, today: string): RowTest {
  const { operator, values } = condition
  checkOperator(operator, field)
  if (operator === 'IS NULL') return (row) => valueOf(row, field) === undefined
  if (operator === 'IS NOT NULL') return (row) => valueOf(row, field) !== undefined
  if (operator === 'DURING') return during(field, values[0], today)
  checkKinds(operator, values)
  const wanted = values.map((value) => readValue(value, field, operator))
  if (operator.startsWith('CONTAINS')) return contains(operator, field, wanted)
  if (ON_TEXT.has(operator)) return onText(operator, field, wanted[0])
  return compare(operator, field, wanted)
}

/** -1, 0 or 1; what is not set sorts first, as the zero of its kind. */
export function compareValues(a: Value | undefined, b: Value | undefined, field: QueryField): number {
  const x = comparable(a, field)
  const y = comparable(b, field)
  return x < y ? -1 : x > y ? 1 : 0
}

function checkOperator(operator: Operator, { leaf, name }: QueryField): void {
  const mismatch = (): Error =>
    refuse(
      'queryError.OPERATOR_FIELD_MISMATCH',
      `Error in query: ${operator} does not fit the field ${name}.`,
      { trigger: name },
    )
  if (operator === 'IS NULL' || operator === 'IS NOT NULL') return
  if (leaf.kind === 'message')
    throw refuse(
      'queryError.PROHIBITED_FIELD_IN_WHERE_CLAUSE',
      `Error in query: ${name} cannot be filtered by.`,
      { trigger: name },
    )
  if (operator.startsWith('CONTAINS') !== leaf.repeated) throw mismatch()
  if (leaf.kind === 'enum' && (ORDERED.has(operator) || ON_TEXT.has(operator))) throw mismatch()
  if (leaf.type === 'bool' && operator !== '=' && operator !== '!=') throw mismatch()
  if (ON_TEXT.has(operator) && leaf.type !== 'string') throw mismatch()
  if (operator === 'DURING' && !isDate(name)) throw mismatch()
}

/** Values that stand together are of one kind. */
function checkKinds(operator: Operator, values: readonly Literal[]): void {
  if (new Set(values.map(({ kind }) => kind)).size < 2) return
  const code =
    operator === 'BETWEEN'
      ? 'queryError.PROHIBITED_VALUE_COMBINATION_WITH_BETWEEN_OPERATOR'
      : 'queryError.PROHIBITED_VALUE_COMBINATION_IN_LIST'
  throw refuse(code, `Error in query: the values of ${operator} are of different types.`)
}

function readValue(
  literal: Literal,
  field: QueryField,
  operator: Operator,
): string | bigint | number | boolean {
  const { leaf, name } = field
  const bad = (): Error =>
    refuse('queryError.BAD_VALUE', `Error in query: '${literal.text}' does not fit the field ${name}.`, {
      trigger: literal.text,
    })
  if (leaf.kind === 'enum') return readEnum(literal, field)
  if (leaf.type === 'bool') {
    if (!/^(true|false)$/i.test(literal.text)) throw bad()
    return /^true$/i.test(literal.text)
  }
  if (INTEGERS.has(leaf.type)) {
    if (!/^-?\d+$/.test(literal.text))
      throw refuse('queryError.BAD_NUMBER', `Error in query: '${literal.text}' is not a whole number.`, {
        trigger: literal.text,
      })
    return BigInt(literal.text)
  }
  if (leaf.type === 'double' || leaf.type === 'float') {
    if (literal.kind === 'word' || Number.isNaN(Number(literal.text))) throw bad()
    return Number(literal.text)
  }
  return readText(literal, field, operator)
}

function readEnum(literal: Literal, { leaf, name }: QueryField): string {
  if (literal.kind === 'number' || !enumNames(leaf.type).has(literal.text)) {
    throw refuse('queryError.BAD_ENUM_CONSTANT', `Error in query: ${name} has no value '${literal.text}'.`, {
      trigger: literal.text,
    })
  }
  if (literal.text === 'UNKNOWN' || literal.text === 'UNSPECIFIED') {
    const message = `Error in query: ${name} cannot be filtered by ${literal.text}.`
    throw refuse('queryError.PROHIBITED_ENUM_CONSTANT', message, { trigger: literal.text })
  }
  return literal.text
}

function readText(literal: Literal, { name }: QueryField, operator: Operator): string {
  if (literal.kind !== 'string') {
    const code = operator.endsWith('LIKE')
      ? 'queryError.INVALID_VALUE_WITH_LIKE_OPERATOR'
      : 'queryError.INVALID_STRING_VALUE'
    const message = `Error in query: ${name} is text, and '${literal.text}' is not in quotes.`
    throw refuse(code, message, { trigger: literal.text })
  }
  const unit = /^segments\.(week|month|quarter)$/.exec(name)?.[1]
  if (unit !== undefined && isDay(literal.text) && startOf(unit, literal.text) !== literal.text) {
    const message = `Error in query: '${literal.text}' is not the first day of a ${unit}.`
    throw refuse('queryError.MISALIGNED_DATE_FOR_FILTER', message, { trigger: literal.text })
  }
  if (isDate(name) && !/^\d{4}-?\d{2}-?\d{2}( .*)?$/.test(literal.text)) {
    throw refuse(
      operator === 'BETWEEN'
        ? 'queryError.INVALID_VALUE_WITH_BETWEEN_OPERATOR'
        : 'queryError.INVALID_DATE_FORMAT',
      `Error in query: '${literal.text}' is not a date.`,
      {
        trigger: literal.text,
      },
    )
  }
  return literal.text
}

function compare(
  operator: Operator,
  field: QueryField,
  wanted: readonly (string | bigint | number | boolean)[],
): RowTest {
  const [first = '', second = ''] = wanted
  const actual = (row: ReadonlyMap<string, Message>): string | bigint | number | boolean =>
    comparable(valueOf(row, field), field)
  const set = new Set(wanted)
  const tests: Partial<Record<Operator, RowTest>> = {
    '=': (row) => actual(row) === first,
    '!=': (row) => actual(row) !== first,
    '<': (row) => actual(row) < first,
    '<=': (row) => actual(row) <= first,
    '>': (row) => actual(row) > first,
    '>=': (row) => actual(row) >= first,
    BETWEEN: (row) => actual(row) >= first && actual(row) <= second,
    IN: (row) => set.has(actual(row)),
    'NOT IN': (row) => !set.has(actual(row)),
  }
  return tests[operator] ?? (() => false)
}

function contains(operator: Operator, field: QueryField, wanted: readonly unknown[]): RowTest {
  return (row) => {
    const value = valueOf(row, field)
    const items: unknown[] = Array.isArray(value) ? value : []
    if (operator === 'CONTAINS ALL') return wanted.every((item) => items.includes(item))
    const any = wanted.some((item) => items.includes(item))
    return operator === 'CONTAINS ANY' ? any : !any
  }
}

function onText(operator: Operator, field: QueryField, wanted: unknown): RowTest {
  const pattern = operator.endsWith('LIKE') ? likePattern(String(wanted)) : wholePattern(String(wanted))
  const negated = operator.startsWith('NOT')
  return (row) => pattern.test(String(comparable(valueOf(row, field), field))) !== negated
}

/** `%` is anything, `_` one character, `[_]` and `\_` themselves. LIKE does not tell capitals apart. */
function likePattern(like: string): RegExp {
  const source = like.replace(
    /\[([%_[\]])\]|\\([%_[\]])|([%_])|([\\^$.*+?()[\]{}|/])/gs,
    (_, bracketed, escaped, wildcard, special) => {
      if (wildcard !== undefined) return wildcard === '%' ? '.*' : '.'
      return `\\${bracketed ?? escaped ?? special}`
    },
  )
  return new RegExp(`^${source}$`, 'is')
}

function wholePattern(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 's')
  } catch {
    throw refuse(
      'queryError.INVALID_STRING_VALUE',
      `Error in query: '${pattern}' is not a regular expression.`,
      { trigger: pattern },
    )
  }
}

function during(field: QueryField, literal: Literal | undefined, today: string): RowTest {
  const range = literal?.kind === 'word' ? dateRange(literal.text.toUpperCase(), today) : undefined
  if (!range)
    throw refuse(
      'queryError.INVALID_VALUE_WITH_DURING_OPERATOR',
      `Error in query: '${literal?.text}' is not a range of dates.`,
      { trigger: literal?.text ?? '' },
    )
  return (row) => {
    const date = String(comparable(valueOf(row, field), field)).slice(0, 10)
    return date >= range.from && date <= range.to
  }
}

function comparable(value: Value | undefined, { leaf }: QueryField): string | bigint | number | boolean {
  if (INTEGERS.has(leaf.type))
    return BigInt(typeof value === 'string' || typeof value === 'number' ? value : 0)
  if (leaf.kind === 'enum') return typeof value === 'string' ? value : 'UNSPECIFIED'
  if (leaf.type === 'bool') return value === true
  if (leaf.type === 'double' || leaf.type === 'float') return typeof value === 'number' ? value : 0
  return typeof value === 'string' ? value : ''
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

export function isDate(name: string): boolean {
  return (
    name === 'segments.date' || name.endsWith('_date_time') || /^segments\.(week|month|quarter)$/.test(name)
  )
}
