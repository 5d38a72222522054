import { readFileSync } from 'node:fs'

/** A value as ProtoJSON writes it: int64 is a string, an enum its name, bytes base64. */
export type Value = string | number | boolean | Message | Value[]
/** Made by `newMessage` only, so that no key of a request can reach a prototype. */
export interface Message {
  [field: string]: Value | undefined
}

export interface Field {
  /** lowerCamelCase, as in bodies. */
  json: string
  /** snake_case, as in queries and error locations. */
  snake: string
  kind: 'scalar' | 'enum' | 'message' | 'mask'
  /** The scalar's, the enum's or the message's name; empty for a message that the schema does not describe. */
  type: string
  repeated: boolean
  oneof: string | undefined
  outputOnly: boolean
  immutable: boolean
}

export interface MessageType {
  name: string
  fields: readonly Field[]
  byJson: ReadonlyMap<string, Field>
  bySnake: ReadonlyMap<string, Field>
}

interface StoredField {
  n: string
  t: string
  r?: 1
  o?: string
  b?: string
}
interface StoredSchema {
  version: string
  resources: Record<string, string>
  messages: Record<string, Record<string, StoredField>>
  enums: Record<string, string[]>
}

const stored = JSON.parse(
  readFileSync(new URL('generated/schema.json', import.meta.url), 'utf8'),
) as StoredSchema
const messages = new Map<string, MessageType>(
  Object.entries(stored.messages).map(([name, fields]) => [name, toType(name, fields)]),
)
const enums = new Map<string, ReadonlySet<string>>(
  Object.entries(stored.enums).map(([name, values]) => [name, new Set(values)]),
)
/** Names as in a query's FROM, with their messages. */
export const RESOURCE_TYPES: ReadonlyMap<string, string> = new Map(Object.entries(stored.resources))
export const SCHEMA_VERSION = stored.version

export function messageType(name: string): MessageType {
  const type = messages.get(name)
  if (!type) throw new Error(`The schema has no message ${name}.`)
  return type
}

/** The request of a mutate of one kind of resource: all of them are alike. */
export function singleMutateType(resource: string): MessageType {
  const operations = { json: 'operations', snake: 'operations', type: `services.${resource}Operation` }
  const { fields } = messageType('services.MutateGoogleAdsRequest')
  return typeOfFields(
    `services.Mutate${resource}Request`,
    fields.map((field) => (field.json === 'mutateOperations' ? { ...field, ...operations } : field)),
  )
}

export function enumNames(name: string): ReadonlySet<string> {
  return enums.get(name) ?? new Set()
}

/** The field of that name, in either spelling, as Google's JSON reader takes both. */
export function findField(type: MessageType, name: string): Field | undefined {
  return type.byJson.get(name) ?? type.bySnake.get(name)
}

export function newMessage(from?: Message): Message {
  return Object.assign(Object.create(null) as Message, from)
}

export function cloneValue<V extends Value>(value: V): V {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item)) as V
  if (typeof value !== 'object') return value
  const copy = newMessage()
  for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = cloneValue(item)
  return copy as V
}

export function subMessage(message: Message | undefined, field: string): Message | undefined {
  const value = message?.[field]
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined
}

export function listOf(message: Message | undefined, field: string): Message[] {
  const value = message?.[field]
  return Array.isArray(value) ? (value as Message[]) : []
}

export function textOf(message: Message | undefined, field: string): string {
  const value = message?.[field]
  return typeof value === 'string' ? value : ''
}

export function microsOf(message: Message | undefined, field: string): bigint | undefined {
  const value = message?.[field]
  return typeof value === 'string' ? BigInt(value) : undefined
}

function toType(name: string, stored: Record<string, StoredField>): MessageType {
  return typeOfFields(
    name,
    Object.entries(stored).map(([json, field]) => toField(json, field)),
  )
}

function typeOfFields(name: string, fields: readonly Field[]): MessageType {
  return {
    name,
    fields,
    byJson: new Map(fields.map((field) => [field.json, field])),
    bySnake: new Map(fields.map((field) => [field.snake, field])),
  }
}

function toField(json: string, { n, t, r, o, b = '' }: StoredField): Field {
  const [prefix, name] = t.split(':')
  const kind = t === 'mask' ? 'mask' : name === undefined ? 'scalar' : prefix === 'enum' ? 'enum' : 'message'
  return {
    json,
    snake: n,
    kind,
    type: name ?? t,
    repeated: r === 1,
    oneof: o,
    outputOnly: b.includes('O'),
    immutable: b.includes('I'),
  }
}
