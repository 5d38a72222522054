import { camel, checkJson, IDLE } from './check-json.ts'
import type { Definitions } from './definitions.ts'

/** As the emulator tells of it, with the body as text. */
export interface Exchange {
  method: string
  path: string
  userAgent?: string
  body?: string
  status: number
  answer: unknown
}

interface Messages {
  request: string | undefined
  answer: string
}

/** Which messages of Google's a path takes and gives; undefined where it is no path of the API. */
export function messagesOf(path: string): Messages | undefined {
  const [, rest = ''] = /^\/v\d+\/(.+)$/.exec(path) ?? []
  if (rest === 'customers:listAccessibleCustomers')
    return { request: undefined, answer: 'services.ListAccessibleCustomersResponse' }
  if (rest === 'geoTargetConstants:suggest')
    return pair('SuggestGeoTargetConstants', 'SuggestGeoTargetConstants')
  if (rest === 'googleAdsFields:search') return pair('SearchGoogleAdsFields', 'SearchGoogleAdsFields')
  if (rest.startsWith('googleAdsFields/')) return { request: undefined, answer: 'resources.GoogleAdsField' }
  const [, collection = '', verb = ''] = /^customers\/[^/]+\/(\w+):(\w+)$/.exec(rest) ?? []
  if (collection === 'googleAds' && verb === 'search') return pair('SearchGoogleAds', 'SearchGoogleAds')
  if (collection === 'googleAds' && verb === 'searchStream')
    return pair('SearchGoogleAdsStream', 'SearchGoogleAdsStream')
  if (verb !== 'mutate') return undefined
  const name = `Mutate${collection[0]?.toUpperCase()}${collection.slice(1)}`
  return pair(name, name)
}

/**
 * What is wrong with one exchange. What our own client sends has to be right in any case; what a test sends to be
 * refused has not, but what was answered with 200 has.
 */
export function checkExchange(definitions: Definitions, exchange: Exchange): string[] {
  const messages = messagesOf(exchange.path)
  if (messages === undefined)
    return exchange.status === 404 ? [] : [`${exchange.path} is no path that is known here`]
  const { userAgent, status, body, answer, method, path } = exchange
  const wrong: string[] = []
  if (messages.request !== undefined && (userAgent === 'gacm' || status === 200)) {
    const sent = parse(body ?? '{}')
    const lines = check(definitions, messages.request, userAgent === 'gacm' ? sent : inCamelCase(sent))
    wrong.push(...lines.filter((line) => userAgent === 'gacm' || !line.endsWith(IDLE)))
  }
  const parts = path.endsWith(':searchStream') && Array.isArray(answer) ? answer : [answer]
  for (const part of parts)
    wrong.push(
      ...(status === 200 ? check(definitions, messages.answer, part) : checkError(definitions, part)),
    )
  return wrong.map((line) => `${method} ${path.replaceAll(/\d{4,}/g, 'N')} ${status}: ${line}`)
}

function check(definitions: Definitions, name: string, value: unknown): string[] {
  const type = definitions.type(name)
  return type === undefined
    ? [`Google has no ${name}`]
    : checkJson(type, value, name.replace(/^services\./, ''))
}

/** The envelope is google.rpc.Status; what it carries is Google Ads' own. */
function checkError(definitions: Definitions, answer: unknown): string[] {
  const { error } = (answer ?? {}) as { error?: { code?: unknown; status?: unknown; details?: unknown[] } }
  if (typeof error?.code !== 'number' || typeof error.status !== 'string')
    return ['the answer is no error of Google']
  return (error.details ?? []).flatMap((detail) => {
    const { '@type': type = '', ...rest } = detail as { '@type'?: string }
    if (!type.endsWith('.errors.GoogleAdsFailure')) return []
    return check(definitions, 'errors.GoogleAdsFailure', rest)
  })
}

/** Google reads the names of its protos as well, and null as not given. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [camel(name), inCamelCase(one)]),
  )
}

function pair(request: string, answer: string): Messages {
  return { request: `services.${request}Request`, answer: `services.${answer}Response` }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
