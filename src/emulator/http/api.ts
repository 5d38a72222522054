import { errorAnswer, type HttpAnswer, plainAnswer } from '../envelope.ts'
import { NoSuchPath, Refusal, refuse } from '../refusal.ts'
import { rulesOfCollection } from '../resources/registry.ts'
import type { Caller, World } from '../world.ts'
import type { AccessTokens } from './access-tokens.ts'
import { answerField, answerFieldSearch } from './field-endpoints.ts'
import { findAccount } from './find-account.ts'
import { answerGeoSuggest } from './geo-suggest.ts'
import { answerMixedMutate, answerSingleMutate } from './mutate-endpoints.ts'
import { answerSearch, answerStream } from './search-endpoints.ts'

export interface ApiRequest {
  method: string
  /** Without the query string. */
  path: string
  authorization: string | undefined
  loginCustomerId: string | undefined
  body: Buffer | undefined
  requestId: string
}

/** Who the change history says made the changes that came through the API. */
const API_USER = 'api@emulator.example'
const OLDEST_VERSION = 23
const NEWEST_VERSION = 26

/** Answers one request to the Google Ads API. It never throws: every failure has Google's envelope. */
export async function answerApi(
  world: World,
  tokens: AccessTokens,
  request: ApiRequest,
): Promise<HttpAnswer> {
  const [, major = '', rest = ''] = /^\/v(\d{1,3})\/(.+)$/.exec(request.path) ?? []
  const version = `v${major}`
  const isStream = rest.endsWith(':searchStream')
  try {
    if (major === '' || Number(major) > NEWEST_VERSION) throw new NoSuchPath('Not Found')
    const route = findRoute(request.method, rest)
    if (!route) throw new NoSuchPath('Not Found')
    tokens.check(request.authorization)
    if (Number(major) < OLDEST_VERSION)
      throw refuse('requestError.UNSUPPORTED_VERSION', `Version ${version} is no longer served.`)
    return { status: 200, body: await route(world, request, version) }
  } catch (error) {
    const answer = isKnown(error) ? errorAnswer(error, version, request.requestId) : plainAnswer(500)
    if (!isKnown(error))
      world.log(`${request.requestId} ${error instanceof Error ? error.stack : String(error)}`)
    // A stream is a list, and so is its failure.
    return isStream ? { ...answer, body: [answer.body] } : answer
  }
}

type Route = (world: World, request: ApiRequest, version: string) => unknown

function findRoute(method: string, path: string): Route | undefined {
  if (method === 'GET' && path === 'customers:listAccessibleCustomers')
    return (world) => ofNobody(world, () => listAccessible(world))
  const field = /^googleAdsFields\/([\w.]+)$/.exec(path)?.[1]
  if (method === 'GET' && field !== undefined) return (world) => ofNobody(world, () => answerField(field))
  if (method !== 'POST') return undefined
  if (path === 'googleAdsFields:search')
    return (world, { body }) => ofNobody(world, () => answerFieldSearch(body))
  if (path === 'geoTargetConstants:suggest')
    return (world, { body }) => ofNobody(world, () => answerGeoSuggest(body))
  const [, customerId = '', collection = '', verb = ''] = /^customers\/([^/]+)\/(\w+):(\w+)$/.exec(path) ?? []
  const action = customerAction(collection, verb)
  return (
    action &&
    ((world, request, version) => action(world, callerOf(world, request, version, customerId), request.body))
  )
}

/** Requests that are about no account count for the project alone. */
function ofNobody(world: World, answer: () => unknown): unknown {
  world.meter.rates.takeRequest(undefined)
  world.meter.count(undefined, 1)
  return answer()
}

type CustomerAction = (world: World, caller: Caller, body: Buffer | undefined) => unknown

function customerAction(collection: string, verb: string): CustomerAction | undefined {
  if (collection === 'googleAds' && verb === 'mutate') return answerMixedMutate
  if (collection === 'googleAds' && verb === 'search') return answerSearch
  if (collection === 'googleAds' && verb === 'searchStream') return answerStream
  const rules = verb === 'mutate' ? rulesOfCollection(collection) : undefined
  return rules && ((world, caller, body) => answerSingleMutate(world, caller, rules, body))
}

function callerOf(world: World, request: ApiRequest, version: string, customerId: string): Caller {
  const account = findAccount(world, customerId, request.loginCustomerId)
  world.meter.rates.takeRequest(account.id)
  return { account, version, requestId: request.requestId, clientType: 'GOOGLE_ADS_API', userEmail: API_USER }
}

function listAccessible({ state }: World): Record<string, unknown> {
  const names = [...state.accounts.values()]
    .filter(({ directAccess }) => directAccess)
    .map(({ id }) => `customers/${id}`)
  return { resourceNames: names }
}

function isKnown(error: unknown): boolean {
  return (
    error instanceof Refusal ||
    error instanceof NoSuchPath ||
    (error instanceof Error && error.name === 'BadPayload')
  )
}
