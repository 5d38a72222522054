import { localDate } from '../clock.ts'
import { refuse } from '../refusal.ts'
import { type Message, newMessage, subMessage, type Value } from '../schema.ts'
import type { Account } from '../state.ts'
import type { World } from '../world.ts'
import { checkChangeEventQuery } from './change-event-query.ts'
import { DATE_SEGMENTS } from './date-segments.ts'
import { compareValues, isDate, makeTest, type RowTest } from './conditions.ts'
import { checkFrom, type QueryField, resolveField, valueOf } from './fields.ts'
import { checkDateRange, withNumbers } from './metrics-rows.ts'
import { parseQuery, type Query } from './parse.ts'
import { type RowMessages, rowsOf } from './source.ts'

export interface QueryResult {
  rows: Message[]
  /** The selected fields as a field mask. */
  fieldMask: string
}

/** Runs a query on an account's data as it stands now. */
export function executeQuery(world: World, account: Account, text: string): QueryResult {
  const query = parseQuery(text)
  checkFrom(query.from)
  const selected = query.select.map((name) => resolveSelected(name, query.from))
  const today = localDate(world.clock.now(), account.timeZone)
  const tests = makeTests(query, selected, today)
  checkChangeEventQuery(query, today)
  const byDay = selected.some(({ name }) => DATE_SEGMENTS.has(name) && name !== 'segments.day_of_week')
  checkDateRange(query.where, byDay, today)
  const order = query.orderBy.map(({ field, descending }) => ({
    field: resolveOrder(field, query.from),
    descending,
  }))
  if (account.manager && selected.some(({ resource }) => resource === 'metrics')) {
    throw refuse(
      'queryError.REQUESTED_METRICS_FOR_MANAGER',
      'Error in query: a manager account has no metrics; ask its clients.',
    )
  }
  for (const { field } of order) checkOrdered(field, selected)
  const rows = matching(world, account, query, tests, selected)
  if (order.length > 0) rows.sort((a, b) => compareRows(a, b, order))
  const limited = query.limit === undefined ? rows : rows.slice(0, query.limit)
  const withNames = query.parameters.get('omit_unselected_resource_names') !== 'true'
  return {
    rows: limited.map((row) => project(row, selected, withNames ? query.from : undefined)),
    fieldMask: maskOf(selected),
  }
}

function resolveSelected(name: string, from: string): QueryField {
  return resolveField(name, from, 'SELECT')
}

function resolveOrder(name: string, from: string): QueryField {
  const field = resolveField(name, from, 'ORDER BY')
  if (!field.leaf.repeated && field.leaf.kind !== 'message') return field
  throw refuse(
    'queryError.PROHIBITED_FIELD_IN_ORDER_BY_CLAUSE',
    `Error in query: ${name} cannot be sorted by.`,
    { trigger: name },
  )
}

/** What rows are made by has to be seen in them. */
function checkOrdered({ name, resource }: QueryField, selected: readonly QueryField[]): void {
  if (resource !== 'segments' || selected.some((one) => one.name === name)) return
  const message = `Error in query: ${name} is sorted by, so it must be selected.`
  throw refuse('queryError.EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE', message, { trigger: name })
}

function makeTests(
  query: Query,
  selected: readonly QueryField[],
  today: string,
): { field: QueryField; test: RowTest }[] {
  return query.where.map((condition) => {
    const field = resolveField(condition.field, query.from, 'WHERE')
    const needsSelecting = field.resource === 'segments' && !isDate(field.name)
    if (needsSelecting && !selected.some(({ name }) => name === field.name)) {
      const message = `Error in query: ${field.name} is filtered by, so it must be selected.`
      throw refuse('queryError.EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE', message, { trigger: field.name })
    }
    return { field, test: makeTest(condition, field, today) }
  })
}

function matching(
  world: World,
  account: Account,
  query: Query,
  tests: readonly { field: QueryField; test: RowTest }[],
  selected: readonly QueryField[],
): RowMessages[] {
  const resources = new Set([
    query.from,
    ...selected.map(({ resource }) => resource),
    ...tests.map(({ field }) => field.resource),
  ])
  for (const { field } of query.orderBy) resources.add(field.split('.')[0] ?? '')
  const onRow = tests.filter(({ field }) => !isNumber(field))
  const onDay = tests.filter(({ field }) => field.resource === 'segments')
  const onNumbers = tests.filter(({ field }) => field.resource === 'metrics')
  const rows: RowMessages[] = []
  for (const row of rowsOf(world, account, query, resources)) {
    if (!onRow.every(({ test }) => test(row))) continue
    if (!resources.has('metrics') && !resources.has('segments')) rows.push(row)
    else {
      const segments = segmentsOf(selected, query)
      const isWanted = (messages: RowMessages): boolean => onDay.every(({ test }) => test(messages))
      for (const numbered of withNumbers(world, account, { from: query.from, row, segments }, isWanted)) {
        if (onNumbers.every(({ test }) => test(numbered)) && isShown(numbered, selected)) rows.push(numbered)
      }
    }
  }
  return rows
}

const isNumber = ({ resource }: QueryField): boolean => resource === 'segments' || resource === 'metrics'

/** What the numbers are broken down by. A date that is only filtered by bounds them. */
function segmentsOf(selected: readonly QueryField[], { orderBy }: Query): ReadonlySet<string> {
  const names = [...selected.map(({ name }) => name), ...orderBy.map(({ field }) => field)]
  return new Set(names.filter((name) => name.startsWith('segments.')))
}

/** Rows whose selected metrics are all zero are dropped once a segment is selected. */
function isShown(row: RowMessages, selected: readonly QueryField[]): boolean {
  if (!selected.some(({ resource }) => resource === 'segments')) return true
  const metrics = selected.filter(({ resource }) => resource === 'metrics')
  return (
    metrics.length === 0 ||
    metrics.some((field) => {
      const value = valueOf(row, field)
      return value !== undefined && !isZero(value)
    })
  )
}

function compareRows(
  a: RowMessages,
  b: RowMessages,
  order: readonly { field: QueryField; descending: boolean }[],
): number {
  for (const { field, descending } of order) {
    const compared = compareValues(valueOf(a, field), valueOf(b, field), field)
    if (compared !== 0) return descending ? -compared : compared
  }
  return 0
}

/** The selected fields alone, nested by resource, and the name of each resource unless those are not wanted. */
function project(row: RowMessages, selected: readonly QueryField[], from: string | undefined): Message {
  const result = newMessage()
  const named = new Set(from === undefined ? [] : [from, ...selected.map(({ resource }) => resource)])
  for (const resource of named) {
    const name = row.get(resource)?.['resourceName']
    if (name !== undefined) at(result, camel(resource))['resourceName'] = name
  }
  for (const field of selected) {
    // An answer has no empty set of numbers.
    if (isNumber(field) && isZero(valueOf(row, field) ?? '')) continue
    let target = at(result, camel(field.resource))
    let source = row.get(field.resource)
    for (const step of field.path.slice(0, -1)) {
      source = subMessage(source, step.json)
      // A message that is set shows, be it empty: that is how a campaign says which way it bids.
      if (source === undefined) break
      target = at(target, step.json)
      // A resource inside another, like an ad, carries its name along.
      if (from !== undefined && source['resourceName'] !== undefined)
        target['resourceName'] = source['resourceName']
    }
    const value = source?.[field.leaf.json]
    if (value !== undefined && !isZero(value)) target[field.leaf.json] = value
  }
  return result
}

function at(message: Message, field: string): Message {
  const inner = subMessage(message, field) ?? newMessage()
  message[field] = inner
  return inner
}

function isZero(value: Value): boolean {
  return (
    value === '' ||
    value === '0' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  )
}

function maskOf(selected: readonly QueryField[]): string {
  return selected
    .map(({ resource, path }) => [camel(resource), ...path.map(({ json }) => json)].join('.'))
    .join(',')
}

const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
