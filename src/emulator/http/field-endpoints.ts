import { compareValues, makeTest } from '../gaql/conditions.ts'
import { fieldCatalogue } from '../gaql/field-catalogue.ts'
import { type QueryField, valueOf } from '../gaql/fields.ts'
import { parseFieldQuery } from '../gaql/parse.ts'
import { Refusal, refuse } from '../refusal.ts'
import { readRequest } from '../request-json.ts'
import { type Message, messageType, newMessage, textOf } from '../schema.ts'
import { pageToken, startOf } from './search-endpoints.ts'

const REQUEST = messageType('services.SearchGoogleAdsFieldsRequest')
const FIELD = messageType('resources.GoogleAdsField')
const RESOURCE = 'google_ads_field'
const MAX_PAGE = 10_000

/** `googleAdsFields/campaign.name`: one field. */
export function answerField(name: string): Message {
  const field = fieldCatalogue().get(name)
  if (field) return field
  const { faults } = refuse('requestError.RESOURCE_NOT_FOUND', `There is no field ${name}.`, {
    trigger: name,
  })
  throw new Refusal(faults, 404)
}

/** `googleAdsFields:search`: a query about what queries can name. */
export function answerFieldSearch(body: Buffer | undefined): Record<string, unknown> {
  const request = readRequest(body, REQUEST)
  const text = textOf(request, 'query')
  if (text.trim() === '')
    throw refuse('requestError.REQUIRED_FIELD_MISSING', 'The request has no query.', { path: 'query' })
  const start = startOf(textOf(request, 'pageToken'), text)
  const size = Math.min(MAX_PAGE, Number(request['pageSize'] ?? 0) || MAX_PAGE)
  const { selected, rows, limit } = run(text)
  const limited = rows.slice(0, limit)
  const page = limited.slice(start, start + size)
  return {
    ...(page.length === 0 ? {} : { results: page.map((row) => project(row, selected)) }),
    ...(start + size < limited.length ? { nextPageToken: pageToken(text, start + size) } : {}),
    totalResultsCount: String(rows.length),
  }
}

function run(text: string): { selected: QueryField[]; rows: Message[]; limit: number | undefined } {
  const query = parseFieldQuery(text)
  const selected = query.select.map(resolve)
  const tests = query.where.map((condition) => makeTest(condition, resolve(condition.field), ''))
  const order = query.orderBy.map(({ field, descending }) => ({ field: resolve(field), descending }))
  const rows = [...fieldCatalogue().values()].filter((row) => tests.every((test) => test(asRow(row))))
  rows.sort((a, b) => {
    for (const { field, descending } of order) {
      const compared = compareValues(valueOf(asRow(a), field), valueOf(asRow(b), field), field)
      if (compared !== 0) return descending ? -compared : compared
    }
    return 0
  })
  return { selected, rows, limit: query.limit }
}

function resolve(name: string): QueryField {
  const field = FIELD.bySnake.get(name)
  if (field) return { name, resource: RESOURCE, path: [field], leaf: field }
  throw refuse('queryError.UNRECOGNIZED_FIELD', `Error in query: there is no field ${name}.`, {
    trigger: name,
  })
}

function project(row: Message, selected: readonly QueryField[]): Message {
  const result = newMessage({ resourceName: row['resourceName'] })
  for (const { leaf } of selected) {
    const value = row[leaf.json]
    const isEmpty = value === undefined || value === false || (Array.isArray(value) && value.length === 0)
    if (!isEmpty) result[leaf.json] = value
  }
  return result
}

function asRow(message: Message): ReadonlyMap<string, Message> {
  return new Map([[RESOURCE, message]])
}
