import { BadPayload } from './refusal.ts'
import {
  enumNames,
  type Field,
  findField,
  type Message,
  type MessageType,
  messageType,
  newMessage,
  SCHEMA_VERSION,
  type Value,
} from './schema.ts'

interface Violation {
  field: string
  description: string
}

const INT_RANGES: Readonly<Record<string, [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
}
/** Beyond this a request is an attack or a mistake, and recursion has to end somewhere. */
const MAX_DEPTH = 40
const MAX_VIOLATIONS = 20

/** Parses a body as the JSON endpoint does: names and types by the proto, nothing of the API's own rules. */
export function readRequest(body: Buffer | undefined, type: MessageType): Message {
  const text = body === undefined ? '' : body.toString('utf8')
  let parsed: unknown = {}
  try {
    if (text.trim() !== '') parsed = JSON.parse(text)
  } catch {
    const description = 'Invalid JSON payload received. Unexpected token.'
    throw new BadPayload([{ field: '', description }])
  }
  return readMessage(parsed, type)
}

/** A parsed value as a message of the schema, or BadPayload with every mistake in it. */
export function readMessage(value: unknown, type: MessageType): Message {
  const reader = new Reader()
  const message = reader.message(value, type, '', 0)
  if (reader.violations.length > 0) throw new BadPayload(reader.violations)
  return message
}

class Reader {
  readonly violations: Violation[] = []

  message(value: unknown, type: MessageType, path: string, depth: number): Message {
    const message = newMessage()
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > MAX_DEPTH) {
      this.#violate(
        path,
        `Invalid value at ${quoted(path)} (type.googleapis.com/${fullName(type.name)}), ${JSON.stringify(value)?.slice(0, 100)}`,
      )
      return message
    }
    const oneofs = new Map<string, string>()
    for (const [name, item] of Object.entries(value)) {
      const field = findField(type, name)
      if (!field) {
        const at = path === '' ? '' : ` at ${quoted(path)}`
        this.#violate(
          path,
          `Invalid JSON payload received. Unknown name ${JSON.stringify(name)}${at}: Cannot find field.`,
        )
        continue
      }
      // ProtoJSON: null is the same as not being there.
      if (item === null || item === undefined) continue
      if (field.oneof !== undefined) {
        if (oneofs.has(field.oneof)) {
          this.#violate(
            path,
            `Invalid value at ${quoted(path)} (oneof), oneof field '${field.oneof}' is already set. Cannot set '${name}'`,
          )
        }
        oneofs.set(field.oneof, name)
      }
      const read = this.#field(item, field, path === '' ? field.snake : `${path}.${field.snake}`, depth)
      if (read !== undefined) message[field.json] = read
    }
    return message
  }

  #field(value: unknown, field: Field, path: string, depth: number): Value | undefined {
    if (!field.repeated) return this.#single(value, field, path, depth)
    if (!Array.isArray(value)) return this.#invalid(path, typeLabel(field), value)
    const items: Value[] = []
    for (const [index, item] of value.entries()) {
      const read = this.#single(item, field, `${path}[${index}]`, depth)
      if (read !== undefined) items.push(read)
    }
    return items
  }

  #single(value: unknown, field: Field, path: string, depth: number): Value | undefined {
    if (Array.isArray(value)) {
      const name = path.split('.').at(-1) ?? path
      this.#violate(
        path,
        `Invalid JSON payload received. Unknown name "${name}" at ${quoted(path)}: Proto field is not repeating, cannot start list.`,
      )
      return undefined
    }
    if (field.kind === 'message') {
      return field.type === ''
        ? this.#opaque(value, path)
        : this.message(value, messageType(field.type), path, depth + 1)
    }
    if (field.kind === 'enum') {
      return typeof value === 'string' && enumNames(field.type).has(value)
        ? value
        : this.#invalid(path, typeLabel(field), value)
    }
    return this.#scalar(value, field, path)
  }

  /** Messages that the schema knows by name only: kept empty, the operation that holds them is refused later. */
  #opaque(value: unknown, path: string): Message | undefined {
    if (typeof value === 'object') return newMessage()
    this.#invalid(path, 'message', value)
    return undefined
  }

  #scalar(value: unknown, field: Field, path: string): Value | undefined {
    const label = typeLabel(field)
    if (field.kind === 'mask' || field.type === 'string')
      return typeof value === 'string' ? value : this.#invalid(path, label, value)
    if (field.type === 'bool') return typeof value === 'boolean' ? value : this.#invalid(path, label, value)
    if (field.type === 'bytes')
      return typeof value === 'string' && isBase64(value) ? value : this.#invalid(path, label, value)
    if (field.type === 'double' || field.type === 'float') {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && Number.isFinite(number)
        ? number
        : this.#invalid(path, label, value)
    }
    return this.#integer(value, field, path)
  }

  #integer(value: unknown, field: Field, path: string): Value | undefined {
    const text = typeof value === 'number' ? (Number.isInteger(value) ? BigInt(value).toString() : '') : value
    const [low, high] = INT_RANGES[field.type] ?? [0n, 0n]
    if (typeof text !== 'string' || !/^-?\d{1,20}$/.test(text))
      return this.#invalid(path, typeLabel(field), value)
    const number = BigInt(text)
    if (number < low || number > high) return this.#invalid(path, typeLabel(field), value)
    return field.type.endsWith('64') ? number.toString() : Number(number)
  }

  #invalid(path: string, label: string, value: unknown): undefined {
    this.#violate(
      path,
      `Invalid value at ${quoted(path)} (${label}), ${JSON.stringify(value)?.slice(0, 200)}`,
    )
    return undefined
  }

  #violate(field: string, description: string): void {
    if (this.violations.length < MAX_VIOLATIONS) this.violations.push({ field, description })
  }
}

function typeLabel(field: Field): string {
  if (field.kind === 'enum')
    return `type.googleapis.com/google.ads.googleads.${SCHEMA_VERSION}.enums.${field.type}Enum.${field.type}`
  if (field.kind === 'message') return `type.googleapis.com/${fullName(field.type)}`
  return field.kind === 'mask'
    ? 'type.googleapis.com/google.protobuf.FieldMask'
    : `TYPE_${field.type.toUpperCase()}`
}

const fullName = (name: string): string => `google.ads.googleads.${SCHEMA_VERSION}.${name}`
const quoted = (path: string): string => `'${path}'`
// Standard and URL-safe alphabets, with or without padding, as ProtoJSON readers take them.
const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/_-]*={0,2}$/.test(text)
