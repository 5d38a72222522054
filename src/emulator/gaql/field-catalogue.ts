import {
  enumNames,
  type Field,
  type Message,
  messageType,
  type MessageType,
  RESOURCE_TYPES,
  SCHEMA_VERSION,
  textOf,
} from '../schema.ts'
import { isDate } from './conditions.ts'
import { DATE_SEGMENTS } from './date-segments.ts'
import { ATTRIBUTED, isWhole, WITH_METRICS } from './fields.ts'
import { METRIC_NAMES } from './metrics-rows.ts'

/** Deeper than any message that a query can look into. */
const MAX_DEPTH = 6
const DATA_TYPES: Readonly<Record<string, string>> = {
  bool: 'BOOLEAN',
  double: 'DOUBLE',
  float: 'FLOAT',
  int32: 'INT32',
  uint32: 'INT32',
  int64: 'INT64',
  uint64: 'UINT64',
}

let catalogue: ReadonlyMap<string, Message> | undefined

/** Everything that a query can name, as GoogleAdsFields by name, in order. Made once, when first asked for. */
export function fieldCatalogue(): ReadonlyMap<string, Message> {
  catalogue ??= new Map(
    makeCatalogue()
      .map((field) => [textOf(field, 'name'), field] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
  return catalogue
}

function makeCatalogue(): Message[] {
  const metrics = METRIC_NAMES.map((name) => `metrics.${name}`)
  const segments = [...DATE_SEGMENTS].toSorted()
  const fields: Message[] = []
  for (const [resource, attributed] of Object.entries(ATTRIBUTED)) {
    const hasNumbers = WITH_METRICS.has(resource)
    const numbers = hasNumbers ? { metrics, segments } : {}
    const selectableWith = [...attributed, ...(hasNumbers ? [...metrics, ...segments] : [])].toSorted()
    const attributeResources = [...attributed].toSorted()
    fields.push({
      ...named(resource, 'RESOURCE', 'MESSAGE'),
      attributeResources,
      selectableWith,
      ...numbers,
    })
    const type = messageType(RESOURCE_TYPES.get(resource)!)
    for (const field of leavesOf(type, resource, 'ATTRIBUTE', 0)) fields.push({ ...field, selectableWith })
  }
  const withNumbers = [...WITH_METRICS].toSorted()
  for (const [name, category, typeName] of [
    ...metrics.map((metric) => [metric, 'METRIC', 'common.Metrics'] as const),
    ...segments.map((segment) => [segment, 'SEGMENT', 'common.Segments'] as const),
  ]) {
    const field = messageType(typeName).bySnake.get(name.split('.')[1]!)!
    fields.push({ ...leaf(field, name, category), selectableWith: withNumbers })
  }
  return fields
}

function leavesOf(type: MessageType, path: string, category: string, depth: number): Message[] {
  return type.fields.flatMap((field) => {
    const name = `${path}.${field.snake}`
    const inner =
      field.kind === 'message' && !field.repeated && field.type !== '' ? messageType(field.type) : undefined
    if (!inner || inner.fields.length === 0 || isWhole(inner)) return [leaf(field, name, category)]
    return depth < MAX_DEPTH ? leavesOf(inner, name, category, depth + 1) : []
  })
}

function leaf(field: Field, name: string, category: string): Message {
  const isMessage = field.kind === 'message'
  return {
    ...named(name, category, dataTypeOf(field, name)),
    selectable: true,
    filterable: !isMessage,
    sortable: !isMessage && !field.repeated,
    isRepeated: field.repeated,
    ...(field.kind === 'enum'
      ? {
          enumValues: [...enumNames(field.type)].filter((value) => value !== 'UNSPECIFIED'),
          typeUrl: `google.ads.googleads.${SCHEMA_VERSION}.enums.${field.type}Enum.${field.type}`,
        }
      : {}),
    ...(isMessage && field.type !== ''
      ? { typeUrl: `google.ads.googleads.${SCHEMA_VERSION}.${field.type}` }
      : {}),
  }
}

function named(name: string, category: string, dataType: string): Message {
  return { resourceName: `googleAdsFields/${name}`, name, category, dataType }
}

function dataTypeOf(field: Field, name: string): string {
  if (field.kind === 'enum') return 'ENUM'
  if (field.kind === 'message') return 'MESSAGE'
  if (field.json === 'resourceName') return 'RESOURCE_NAME'
  return isDate(name) ? 'DATE' : (DATA_TYPES[field.type] ?? 'STRING')
}
