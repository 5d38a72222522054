import { createHash } from 'node:crypto'
import { executeQuery, type QueryResult } from '../gaql/execute.ts'
import { refuse } from '../refusal.ts'
import { readRequest } from '../request-json.ts'
import { messageType, subMessage, textOf } from '../schema.ts'
import type { Caller, World } from '../world.ts'

const PAGE_SIZE = 10_000
const SEARCH = messageType('services.SearchGoogleAdsRequest')
const STREAM = messageType('services.SearchGoogleAdsStreamRequest')

/** `googleAds:search`: one page of at most 10,000 rows. */
export function answerSearch(
  world: World,
  caller: Caller,
  body: Buffer | undefined,
): Record<string, unknown> {
  const request = readRequest(body, SEARCH)
  if (request['pageSize'] !== undefined) {
    throw refuse('requestError.PAGE_SIZE_NOT_SUPPORTED', `The page size is always ${PAGE_SIZE}.`, {
      path: 'page_size',
    })
  }
  const query = queryOf(textOf(request, 'query'))
  const start = startOf(textOf(request, 'pageToken'), query)
  // Further pages of an answer are paid for with its first.
  if (start === 0) world.meter.count(caller.account, 1)
  const { rows, fieldMask } = executeQuery(world, caller.account, query)
  if (request['validateOnly'] === true) return {}
  const settings = subMessage(request, 'searchSettings')
  const page = settings?.['omitResults'] === true ? [] : rows.slice(start, start + PAGE_SIZE)
  const next = start + PAGE_SIZE
  return {
    ...(page.length === 0 ? {} : { results: page }),
    ...(next < rows.length ? { nextPageToken: pageToken(query, next) } : {}),
    ...(settings?.['returnTotalResultsCount'] === true ? { totalResultsCount: String(rows.length) } : {}),
    fieldMask,
    queryResourceConsumption: consumption(rows.length),
  }
}

/** `googleAds:searchStream`: everything, in chunks. */
export function answerStream(
  world: World,
  caller: Caller,
  body: Buffer | undefined,
): Record<string, unknown>[] {
  const request = readRequest(body, STREAM)
  world.meter.count(caller.account, 1)
  const { rows, fieldMask }: QueryResult = executeQuery(
    world,
    caller.account,
    queryOf(textOf(request, 'query')),
  )
  const chunks: Record<string, unknown>[] = []
  for (let start = 0; start === 0 || start < rows.length; start += PAGE_SIZE) {
    const results = rows.slice(start, start + PAGE_SIZE)
    chunks.push({
      ...(results.length === 0 ? {} : { results }),
      fieldMask,
      requestId: caller.requestId,
      queryResourceConsumption: consumption(results.length),
    })
  }
  return chunks
}

function queryOf(query: string): string {
  if (query.trim() === '')
    throw refuse('requestError.REQUIRED_FIELD_MISSING', 'The request has no query.', { path: 'query' })
  return query
}

/** A token is a place in the answer to one query, and to no other. */
export function pageToken(query: string, start: number): string {
  return Buffer.from(`${start}.${fingerprint(query)}`).toString('base64url')
}

/** Where a token says that the page begins; 0 without one. */
export function startOf(token: string, query: string): number {
  if (token === '') return 0
  const [, start, print] = /^(\d+)\.([0-9a-f]+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? []
  if (start === undefined || print !== fingerprint(query)) {
    throw refuse('requestError.INVALID_PAGE_TOKEN', 'The page token is not one of this query.', {
      path: 'page_token',
      trigger: token,
    })
  }
  return Number(start)
}

const fingerprint = (query: string): string => createHash('sha256').update(query).digest('hex').slice(0, 16)
const consumption = (rows: number): string => String(100 + rows)
