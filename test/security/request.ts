import fc from 'fast-check'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { newId } from '../../src/base/ids.ts'
import { COMPONENTS, type Operation } from './operations.ts'
import { MAKERS } from './things.ts'
import { ID_PLACE, replaceStrings, valuesOf } from './values.ts'
import type { Place } from './world.ts'

/** What is asked of an operation, with places where ids belong. */
export interface Draft {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: unknown
}

/** The kind of thing that a path's `{id}` names: the word in front of it. */
export function kindOf(operation: Operation): string | undefined {
  return /\/([a-z-]+)\/\{id\}/.exec(operation.path)?.[1]
}

/** Requests that the schemas allow: what a sender who reads the documentation would send. */
export function drafts(operation: Operation): fc.Arbitrary<Draft> {
  const fields = (place: 'path' | 'query'): fc.Arbitrary<Record<string, unknown>> => {
    const own = operation.parameters.filter((parameter) => parameter.in === place)
    const model = Object.fromEntries(
      own.map(({ name, schema }) => [
        name,
        valuesOf(schema, COMPONENTS, name === 'id' ? (kindOf(operation) ?? name) : name),
      ]),
    )
    const requiredKeys = own.filter(({ required }) => required).map(({ name }) => name)
    return fc.record<Record<string, unknown>, string>(model, { requiredKeys, noNullPrototype: true })
  }
  const body = operation.body === undefined ? fc.constant(undefined) : valuesOf(operation.body, COMPONENTS)
  return fc.record({ params: fields('path'), query: fields('query'), body })
}

const found = new Map<string, Draft>()

/** The shortest of many requests that passes every check of its schemas. Always the same one for an operation. */
export function validDraft(operation: Operation): Draft {
  const known = found.get(operation.name)
  if (known !== undefined) return known
  const { route } = operation
  const isValid = ({ query, body }: Draft): boolean =>
    (route?.query === undefined || route.query.safeParse(placeless(query)).success) &&
    (route?.body === undefined || route.body.safeParse(placeless(body)).success)
  const valid = fc.sample(drafts(operation), { seed: 7, numRuns: 300 }).filter(isValid)
  const [shortest] = valid.toSorted((a, b) => lengthOf(a) - lengthOf(b))
  if (shortest === undefined)
    throw new Error(
      `No valid request for ${operation.name} was found: help its schema in strings() of test/security/values.ts.`,
    )
  found.set(operation.name, shortest)
  return shortest
}

const lengthOf = (draft: Draft): number => JSON.stringify(draft).length

/** With an id of nobody's wherever one belongs. */
function placeless(value: unknown): unknown {
  return replaceStrings(value, (text) => (ID_PLACE.test(text) ? newId() : text))
}

/** The address of a request. */
export function urlOf(operation: Operation, { params, query }: Draft): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (typeof value === 'string' || typeof value === 'number') search.set(key, String(value))
  const text = search.toString()
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`
}

/** Sends a valid request with `id` in its path, and nobody's ids everywhere else. */
export async function sendValid(
  app: FastifyInstance,
  operation: Operation,
  { headers, id = newId() }: { headers: Record<string, string>; id?: string },
): Promise<LightMyRequestResponse> {
  const draft = validDraft(operation)
  const params = { ...draft.params, id, ...('number' in draft.params ? { number: 1 } : {}) }
  const body = placeless(draft.body)
  const request: InjectOptions = {
    method: operation.method,
    url: urlOf(operation, { ...draft, params }),
    headers: { ...headers, ...(operation.route?.ifMatch === undefined ? {} : { 'if-match': '"1"' }) },
  }
  if (body !== undefined) request.payload = body as object
  return await app.inject(request)
}

/** A request that its schemas allow, with ids of things of `place` where they belong; undefined where they do not allow it. */
export async function toValid(
  { route, ...operation }: Operation,
  draft: Draft,
  place: Place,
  { id, number = 1, version = 1 }: { id: string | undefined; number?: number; version?: number },
): Promise<
  (Pick<InjectOptions, 'method' | 'url' | 'payload'> & { headers: Record<string, string> }) | undefined
> {
  const named = new Map<string, string>()
  const texts = JSON.stringify(draft).match(/"id:(own|foreign|none):[^:"]*:\d+"/g) ?? []
  for (const text of texts) {
    const [, , field] = ID_PLACE.exec(text.slice(1, -1)) ?? []
    const kind = Object.keys(MAKERS).find((one) =>
      field!.toLowerCase().startsWith(one.replace(/e?s$/, '').replaceAll('-', '')),
    )
    const known = kind ?? (/image|logo|asset/i.test(field!) ? 'assets' : 'campaigns')
    named.set(text.slice(1, -1), await place.thing(known))
  }
  const { params, query, body } = replaceStrings(draft, (text) => named.get(text) ?? text) as Draft
  if (route?.body !== undefined && !route.body.safeParse(body).success) return undefined
  const all = { ...params, ...(id === undefined ? {} : { id }), ...('number' in params ? { number } : {}) }
  return {
    method: operation.method,
    url: urlOf({ route, ...operation }, { params: all, query, body }),
    headers: route?.ifMatch === undefined ? {} : { 'if-match': `"${version}"` },
    ...(body === undefined ? {} : { payload: body as object }),
  }
}
