import { isEnum, type ProtoField, type ProtoType } from './definitions.ts'

export const IDLE = 'is not in the mask, so Google ignores it'

const INT32 = new Set(['int32', 'sint32', 'sfixed32', 'uint32', 'fixed32'])
const INT64 = new Set(['int64', 'sint64', 'sfixed64', 'uint64', 'fixed64'])
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/

/**
 * What is wrong with a JSON value as a message of Google's, a line each with its path: names, types, enum values, field
 * masks, and two fields of one union. Names are in camelCase, as Google answers them.
 */
export function checkJson(type: ProtoType, value: unknown, path = ''): string[] {
  if (type.fullName === '.google.protobuf.FieldMask')
    return typeof value === 'string' ? [] : [`${path}: not a mask`]
  // A message of any type, and JSON's own values: nothing is said about what is in them.
  if (/^\.google\.protobuf\.(Any|Struct|Value|Duration|Timestamp)$/.test(type.fullName)) return []
  if (!isObject(value)) return [`${path}: not an object, where ${type.name} is expected`]
  const fields = new Map(type.fieldsArray.map((field) => [field.name, field.resolve()]))
  const wrong: string[] = []
  for (const [name, one] of Object.entries(value)) {
    const field = fields.get(name)
    const place = `${path}.${name}`
    if (field === undefined) wrong.push(`${place}: ${type.name} has no such field`)
    else if (one === null) wrong.push(`${place}: null`)
    else wrong.push(...checkField(field, one, place))
  }
  return [...wrong, ...checkUnions(fields, value, path), ...checkMask(fields, value, path)]
}

function checkField(field: ProtoField, value: unknown, path: string): string[] {
  if (field.map === true) return isObject(value) ? [] : [`${path}: not an object`]
  if (!field.repeated) return checkValue(field, value, path)
  if (!Array.isArray(value)) return [`${path}: not a list`]
  return value.flatMap((one, index) => checkValue(field, one, `${path}[${index}]`))
}

function checkValue(field: ProtoField, value: unknown, path: string): string[] {
  const { resolvedType } = field
  if (isEnum(resolvedType)) {
    return typeof value === 'string' && Object.hasOwn(resolvedType.values, value)
      ? []
      : [`${path}: ${JSON.stringify(value)} is no ${resolvedType.name}`]
  }
  if (resolvedType !== null) return checkJson(resolvedType, value, path)
  return isScalar(field.type, value)
    ? []
    : [`${path}: ${JSON.stringify(value).slice(0, 80)} is no ${field.type}`]
}

function isScalar(type: string, value: unknown): boolean {
  if (type === 'string') return typeof value === 'string'
  if (type === 'bool') return typeof value === 'boolean'
  if (type === 'bytes') return typeof value === 'string' && BASE64.test(value)
  if (INT32.has(type))
    return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 32
  // As Google answers it. A number would be read too, but JavaScript may have rounded it.
  if (INT64.has(type)) return typeof value === 'string' && /^-?\d{1,19}$/.test(value)
  return typeof value === 'number'
}

function checkUnions(fields: Map<string, ProtoField>, value: object, path: string): string[] {
  const unions = new Map<string, string[]>()
  for (const name of Object.keys(value)) {
    const union = fields.get(name)?.partOf
    if (union && union.fieldsArray.length > 1)
      unions.set(union.name, [...(unions.get(union.name) ?? []), name])
  }
  return [...unions]
    .filter(([, names]) => names.length > 1)
    .map(([union, names]) => `${path}: ${names.join(' and ')} are both of the union ${union}`)
}

/** An operation's mask names fields of what it updates, and what it names is what it sends or clears. */
function checkMask(fields: Map<string, ProtoField>, value: object, path: string): string[] {
  const { updateMask, update } = value as { updateMask?: unknown; update?: unknown }
  const type = fields.get('update')?.resolvedType
  if (typeof updateMask !== 'string' || !type || isEnum(type)) return []
  const named = updateMask.split(',').flatMap((one) => {
    const reason = whyNoPath(type, one.split('.'))
    return reason === undefined ? [] : [`${path}.updateMask: ${one}: ${reason}`]
  })
  const sent = isObject(update) ? Object.keys(update).filter((name) => name !== 'resourceName') : []
  const idle = sent.filter((name) => !updateMask.split(',').some((one) => camel(one.split('.')[0]!) === name))
  return [...named, ...idle.map((name) => `${path}.update.${name}: ${IDLE}`)]
}

function whyNoPath(type: ProtoType, [first = '', ...rest]: string[]): string | undefined {
  const field = type.fieldsArray.find(({ name }) => name === camel(first))?.resolve()
  if (field === undefined) return `${type.name} has no ${first}`
  if (rest.length === 0) return undefined
  const { resolvedType } = field
  return resolvedType === null || isEnum(resolvedType)
    ? `${first} has no parts`
    : whyNoPath(resolvedType, rest)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
