import type { ErrorCode } from '../generated/error-codes.ts'
import { refuse } from '../refusal.ts'
import {
  type Field,
  type Message,
  type MessageType,
  messageType,
  RESOURCE_TYPES,
  subMessage,
  type Value,
} from '../schema.ts'

/** A field of a query, found in the schema. */
export interface QueryField {
  name: string
  /** `campaign`, `metrics`, `segments`. */
  resource: string
  path: readonly Field[]
  /** The last of the path. */
  leaf: Field
}

type Clause = 'SELECT' | 'WHERE' | 'ORDER BY'

/** What can be queried, with the resources whose fields may stand beside it. */
export const ATTRIBUTED: Readonly<Record<string, readonly string[]>> = {
  customer: [],
  customer_client: ['customer'],
  asset_group: ['customer', 'campaign'],
  asset_group_asset: ['customer', 'campaign', 'asset_group', 'asset'],
  asset_group_signal: ['customer', 'campaign', 'asset_group'],
  audience: ['customer'],
  campaign: ['customer', 'campaign_budget'],
  campaign_asset: ['customer', 'campaign', 'asset'],
  campaign_budget: ['customer'],
  campaign_criterion: ['customer', 'campaign'],
  campaign_label: ['customer', 'campaign', 'label'],
  ad_group: ['customer', 'campaign', 'campaign_budget'],
  ad_group_ad: ['customer', 'campaign', 'ad_group'],
  ad_group_criterion: ['customer', 'campaign', 'ad_group'],
  asset: ['customer'],
  change_event: ['customer', 'campaign', 'ad_group', 'asset'],
  label: ['customer'],
  currency_constant: [],
  geo_target_constant: [],
  language_constant: [],
}
/** Resources that can be asked for numbers. */
export const WITH_METRICS: ReadonlySet<string> = new Set([
  'customer',
  'campaign',
  'ad_group',
  'ad_group_ad',
  'ad_group_criterion',
  'campaign_budget',
  'asset_group',
])
const PROHIBITED_RESOURCE: Readonly<Record<Clause, ErrorCode>> = {
  SELECT: 'queryError.PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE',
  WHERE: 'queryError.PROHIBITED_RESOURCE_TYPE_IN_WHERE_CLAUSE',
  'ORDER BY': 'queryError.PROHIBITED_FIELD_IN_ORDER_BY_CLAUSE',
}
const rowFields = messageType('services.GoogleAdsRow').bySnake

export function checkFrom(resource: string): void {
  if (Object.hasOwn(ATTRIBUTED, resource)) return
  const isReal = rowFields.has(resource) && resource !== 'metrics' && resource !== 'segments'
  const message = isReal
    ? `This server does not offer the resource ${resource}.`
    : `Error in query: there is no resource ${resource}.`
  throw refuse(
    isReal
      ? 'queryError.PROHIBITED_RESOURCE_TYPE_IN_FROM_CLAUSE'
      : 'queryError.BAD_RESOURCE_TYPE_IN_FROM_CLAUSE',
    message,
    { trigger: resource },
  )
}

/** Finds a field for a clause of a query on `from`, or refuses it. */
export function resolveField(name: string, from: string, clause: Clause): QueryField {
  const [resource = '', ...rest] = name.split('.')
  const type = typeOf(resource)
  if (!type) throw unrecognized(name)
  const path = walk(type, rest, name)
  const leaf = path.at(-1)
  if (!leaf) throw unrecognized(name)
  if (resource === 'metrics' || resource === 'segments') checkMetric(resource, from, name)
  else if (resource !== from && !ATTRIBUTED[from]?.includes(resource)) {
    throw refuse(
      PROHIBITED_RESOURCE[clause],
      `Error in query: ${from} cannot be queried with fields of ${resource}.`,
      { trigger: name },
    )
  }
  return { name, resource, path, leaf }
}

/** The value of a field in a row made of messages by resource. */
export function valueOf(row: ReadonlyMap<string, Message>, field: QueryField): Value | undefined {
  let message = row.get(field.resource)
  for (const step of field.path.slice(0, -1)) message = subMessage(message, step.json)
  return message?.[field.leaf.json]
}

function typeOf(resource: string): MessageType | undefined {
  if (resource === 'metrics') return messageType('common.Metrics')
  if (resource === 'segments') return messageType('common.Segments')
  const name = RESOURCE_TYPES.get(resource)
  return name === undefined ? undefined : messageType(name)
}

function walk(type: MessageType, names: readonly string[], whole: string): Field[] {
  const path: Field[] = []
  let at: MessageType | undefined = type
  for (const name of names) {
    const field: Field | undefined = at?.bySnake.get(name)
    if (!field) throw unrecognized(whole)
    path.push(field)
    at =
      field.kind === 'message' && !field.repeated && field.type !== '' ? messageType(field.type) : undefined
  }
  // A message is no value, save those that Google hands out whole: parts of ads, and messages without fields.
  if (at && at.fields.length > 0 && !isWhole(at)) throw unrecognized(whole)
  return path
}

/** A message that queries hand out as it is. */
export function isWhole({ name }: MessageType): boolean {
  return /^common\.Ad[A-Z]\w*Asset$|ChangedResource$/.test(name)
}

function checkMetric(resource: 'metrics' | 'segments', from: string, name: string): void {
  if (WITH_METRICS.has(from)) return
  const code =
    resource === 'metrics'
      ? 'queryError.PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE'
      : 'queryError.PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE'
  throw refuse(code, `Error in query: ${from} has no ${resource}.`, { trigger: name })
}

function unrecognized(name: string): Error {
  return refuse('queryError.UNRECOGNIZED_FIELD', `Error in query: there is no field ${name}.`, {
    trigger: name,
  })
}
