import fc, { type Arbitrary } from 'fast-check'

/** As much of JSON Schema as docs/openapi.json uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  contentMediaType?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
}

/** Stands where an id belongs, until a request is sent: which thing of whom, by the name of the field. */
export const ID_PLACE = /^id:(own|foreign|none):([^:]*):(\d+)$/
/** Where a fetched image may be looked for: nothing but what has to be refused without a packet. */
export const PRIVATE_URLS = [
  'https://127.0.0.1:9/x.png',
  'https://[::1]/x.png',
  'https://[::ffff:169.254.169.254]/latest',
  'https://2130706433/',
  'file:///etc/passwd',
  'http://127.0.0.1/',
  '//127.0.0.1/x',
]

const PLAIN = 'abcdefgh XYZ0123456789-'.split('')

/** Values of a schema. `named` is the field that they stand in. */
export function valuesOf(
  schema: Schema,
  components: Readonly<Record<string, Schema>>,
  named = '',
  depth = 0,
): Arbitrary<unknown> {
  const inner = (part: Schema, name = named): Arbitrary<unknown> =>
    valuesOf(part, components, name, depth + 1)
  if (schema.$ref !== undefined) return inner(components[schema.$ref.split('/').at(-1)!]!)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => inner(choice)))
  if (schema.allOf !== undefined)
    return fc
      .tuple(...schema.allOf.map((part) => inner(part)))
      .map((parts) => Object.assign({}, ...parts) as object)
  const types = [schema.type ?? (schema.properties === undefined ? 'any' : 'object')].flat()
  return types.length === 1 ? ofType(types[0]!) : fc.oneof(...types.map(ofType))

  function ofType(type: string): Arbitrary<unknown> {
    if (type === 'null') return fc.constant(null)
    if (type === 'boolean') return fc.boolean()
    if (type === 'integer' || type === 'number') return numbers(schema, type)
    if (type === 'string') return strings(schema, named)
    if (type === 'array') {
      const most = Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + (depth > 4 ? 1 : 3))
      return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: most })
    }
    return type === 'object' ? objects() : fc.jsonValue({ maxDepth: 2 })
  }

  function objects(): Arbitrary<unknown> {
    const properties = Object.entries(schema.properties ?? {})
    if (properties.length === 0 && typeof schema.additionalProperties === 'object') {
      const names =
        schema.propertyNames === undefined ? fc.string({ maxLength: 10 }) : inner(schema.propertyNames)
      return fc.dictionary(names as Arbitrary<string>, inner(schema.additionalProperties), { maxKeys: 3 })
    }
    const required = schema.required ?? []
    const optional = properties.map(([name]) => name).filter((name) => !required.includes(name))
    // A few of many: what has forty fields is refused for one of them, if all are there.
    const chosen = fc.subarray(optional, { maxLength: Math.min(optional.length, 5) })
    return chosen.chain((names) => {
      const there = properties.filter(([name]) => required.includes(name) || names.includes(name))
      return fc.record(Object.fromEntries(there.map(([name, part]) => [name, inner(part, name)])))
    })
  }
}

function numbers(schema: Schema, type: string): Arbitrary<number> {
  const min = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -1000 : schema.exclusiveMinimum + 1)
  const max =
    schema.maximum ?? (schema.exclusiveMaximum === undefined ? min + 2000 : schema.exclusiveMaximum - 1)
  const whole = fc.integer({
    min: Math.ceil(min),
    max: Math.max(Math.ceil(min), Math.min(Math.floor(max), 2 ** 31 - 1)),
  })
  // Versions, revisions and places are small.
  const small = fc.integer({
    min: Math.ceil(min),
    max: Math.min(Math.ceil(min) + 2, Math.max(Math.ceil(min), Math.floor(max))),
  })
  return type === 'integer' || max - min >= 1 ? fc.oneof(whole, small) : fc.double({ min, max, noNaN: true })
}

function strings(schema: Schema, named: string): Arbitrary<string> {
  if (schema.format === 'uuid') return ids(named)
  if (/customerId$/i.test(named)) return fc.integer({ min: 1e9, max: 2 ** 31 - 1 }).map(String)
  if (/^(finalUrl|trackingUrlTemplate)$/.test(named))
    return fc.constantFrom('https://www.example.com/', ...PRIVATE_URLS)
  if (/url$/i.test(named)) return fc.constantFrom(...PRIVATE_URLS)
  if (schema.format === 'email') return fc.integer({ min: 1, max: 1e6 }).map((n) => `fuzz${n}@example.com`)
  if (schema.format === 'date') return days().map((day) => day.toISOString().slice(0, 10))
  if (schema.format === 'date-time') return days().map((day) => day.toISOString())
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern))
  const [minLength, maxLength] = [schema.minLength ?? 0, Math.min(schema.maxLength ?? 40, 60)]
  const lengths = { minLength: Math.min(minLength, maxLength), maxLength }
  return fc.oneof(
    { weight: 6, arbitrary: fc.string({ ...lengths, unit: fc.constantFrom(...PLAIN) }) },
    { weight: 2, arbitrary: fc.string({ ...lengths, unit: 'grapheme' }) },
    { weight: 1, arbitrary: fc.string({ ...lengths, unit: 'binary' }) },
  )
}

const days = (): Arbitrary<Date> =>
  fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })

/** An id of one of the things that a field of this name can mean: ours, somebody else's, or nobody's. */
export function ids(named: string): Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('own', 'own', 'foreign', 'none'), fc.nat({ max: 1000 }))
    .map(([whose, pick]) => `id:${whose}:${named}:${pick}`)
}

/** Replaces every string of a JSON value. */
export function replaceStrings(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map((item) => replaceStrings(item, replace))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceStrings(item, replace)]))
}
