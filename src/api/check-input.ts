import { z } from 'zod'
import { AppError, type FieldError } from '../base/errors.ts'
import { SCHEMA_CODES } from '../contract/problem.ts'
import { didYouMean } from './did-you-mean.ts'

/** Fields that clients send and only the server sets, and what to do instead. */
const SERVER_SET: Record<string, string> = {
  status: 'Use publish, pause and resume.',
  googleCampaignId: "Google's ids are set when Google gives them.",
  version: 'Send the version that you have as If-Match.',
  publishedVersion: 'It follows from publishing.',
  createdAt: 'It is set by the server.',
  updatedAt: 'It is set by the server.',
  archivedAt: 'Delete the campaign to archive it.',
}

const MAX_ERRORS = 100
/** A key that a client made up may be as long as the body. */
const MAX_KEY_LENGTH = 100

/** Checks one part of a request against its schema. Throws `invalid_request` with every field at fault, in words. */
export function checkInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: inOurWords, reportInput: true })
  if (parsed.success) return parsed.data
  const errors = firstErrors(schema, parsed.error.issues)
  const [first] = errors
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  const where = first === undefined || first.path === '' ? '' : `${first.path}: `
  throw new AppError('invalid_request', `${where}${first?.message ?? 'The request is not valid.'}${more}`, {
    errors,
  })
}

/** Words are made for as many as are shown: a body can hold tens of thousands of unknown fields. */
function firstErrors(schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const errors: FieldError[] = []
  for (const issue of issues) {
    errors.push(...fieldErrors(schema, issue))
    if (errors.length >= MAX_ERRORS) break
  }
  return errors.slice(0, MAX_ERRORS)
}

/** `['adGroups', 0, 'name']` as `adGroups[0].name`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, MAX_KEY_LENGTH)}`))
    .join('')
    .replace(/^\./, '')
}

/** Words for what zod finds, where the schema has none of its own. */
const inOurWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'Is missing.'
  switch (issue.code) {
    case 'invalid_type':
      // What a query parameter becomes that is no number.
      if (Number.isNaN(issue.input)) return 'Must be a number.'
      return `Must be ${article(issue.expected)}, not ${nameOf(issue.input)}.`
    case 'invalid_value':
      return `Must be one of: ${issue.values.map(String).join(', ')}.`
    case 'too_big':
      return `At most ${issue.maximum}${UNITS[issue.origin] ?? ''}.`
    case 'too_small':
      return `At least ${issue.minimum}${UNITS[issue.origin] ?? ''}.`
    default:
      return undefined
  }
}

const UNITS: Record<string, string> = { string: ' characters', array: ' items' }

function fieldErrors(schema: z.ZodType, issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(schema, issue.path)
    return issue.keys.slice(0, MAX_ERRORS).map((key) => unknownField(key, [...issue.path, key], known))
  }
  const code =
    issue.code !== 'custom' && issue.input === undefined
      ? 'missing'
      : (SCHEMA_CODES[issue.code] ?? issue.code)
  return [{ path: pathText(issue.path), code, message: issue.message }]
}

function unknownField(key: string, path: PropertyKey[], known: readonly string[]): FieldError {
  const reserved = path.length === 1 && known.length > 0 ? SERVER_SET[key] : undefined
  if (reserved !== undefined) {
    return { path: pathText(path), code: 'read_only', message: `"${key}" cannot be written. ${reserved}` }
  }
  const close = didYouMean(key, known)
  const hint = close === undefined ? '' : ` Did you mean "${close}"?`
  return {
    path: pathText(path),
    code: 'unknown_field',
    message: `Unknown field "${key.slice(0, MAX_KEY_LENGTH)}".${hint}`,
  }
}

/** The names of the fields that the object at `path` may have. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = unwrap(schema)
  for (const key of path) {
    if (at instanceof z.ZodObject) at = unwrap((at.shape as Record<string, unknown>)[String(key)])
    else if (at instanceof z.ZodArray) at = unwrap(at.element)
    else return []
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

function unwrap(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
  return wrapped ? unwrap(schema.unwrap()) : schema
}

function article(expected: string): string {
  const name = NAMES[expected] ?? expected
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}

const NAMES: Record<string, string> = { record: 'object', int: 'whole number', array: 'list' }

function nameOf(input: unknown): string {
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'a list'
  return article(typeof input)
}
