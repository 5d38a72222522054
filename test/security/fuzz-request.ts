import fc from 'fast-check'
import { newId } from '../../src/base/ids.ts'
import { type Operation, operationOf, OPERATIONS } from './operations.ts'
import { type Draft, drafts, urlOf } from './request.ts'
import { ID_PLACE, replaceStrings } from './values.ts'

/** One request as it was thought up: everything but the ids, which are known when it is sent. */
export interface Attack {
  operation: string
  draft: Draft
  /** What was done to a request that the schemas allow. */
  twist: Twist
  /** Which of the senders asks; past the last: nobody. */
  sender: number
  ifMatch: string | undefined
  idempotencyKey: string | undefined
  workspace: 'none' | 'own' | 'foreign' | 'malformed'
}

type Twist =
  | { kind: 'none' }
  | { kind: 'raw'; payload: string; type: string }
  | { kind: 'value'; at: number; value: unknown }
  | { kind: 'query'; name: string; value: string }

/** What has broken servers before. */
const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  "'; drop table campaigns; --",
  "' or '1'='1",
  '%00',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=cmd|calc!A1',
  '9223372036854775808',
  '-9223372036854775809',
  '0000-01-01',
  '9999-12-31',
  '10000-01-01',
  '2026-02-30',
  'x'.repeat(70_000),
  '\u{1F600}'.repeat(300),
  [],
  {},
  [[[[[[[[]]]]]]]],
  { constructor: 1 },
  { toString: null },
  Array.from({ length: 3000 }, () => null),
]

const PAYLOADS = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"name":"x","name":"y"}',
  '[' + '['.repeat(20_000),
  '\u00ff\u00fe',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
]
const TYPES = [
  'application/json',
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'x',
]

const twists: fc.Arbitrary<Twist> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Twist>({ kind: 'none' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      at: fc.nat({ max: 60 }),
      value: fc.constantFrom(...NASTY),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('raw' as const),
      payload: fc.constantFrom(...PAYLOADS),
      type: fc.constantFrom(...TYPES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('query' as const),
      name: fc.constantFrom(
        'limit',
        'cursor',
        'sort',
        'q',
        'search',
        'status',
        'from',
        'to',
        '__proto__',
        'x[]',
        '',
      ),
      value: fc.constantFrom(
        ...NASTY.filter((one) => typeof one === 'string' && one.length < 400),
      ) as fc.Arbitrary<string>,
    }),
  },
)

const IF_MATCH = [undefined, '"1"', '"1"', '"2"', 'W/"1"', '*', '"0"', '"99999999999"', 'x']

export const attacks: fc.Arbitrary<Attack> = fc.constantFrom(...OPERATIONS).chain((operation) =>
  fc.record({
    operation: fc.constant(operation.name),
    draft: drafts(operation),
    twist: twists,
    sender: fc.nat({ max: 11 }),
    ifMatch: fc.constantFrom(...IF_MATCH),
    idempotencyKey: fc.constantFrom(undefined, undefined, 'one', 'two', 'x'.repeat(300)),
    workspace: fc.constantFrom('none', 'none', 'none', 'own', 'foreign', 'malformed'),
  }),
)

/** One operation as one sender would ask for it who means it. */
export function meant(operation: Operation, sender: number): fc.Arbitrary<Attack> {
  return fc.record({
    operation: fc.constant(operation.name),
    draft: drafts(operation),
    twist: fc.constant<Twist>({ kind: 'none' }),
    sender: fc.constant(sender),
    ifMatch: fc.constantFrom('"1"', '"1"', '*', '"2"'),
    idempotencyKey: fc.constant(undefined),
    workspace: fc.constant('none'),
  })
}

export interface FuzzRequest {
  method: Operation['method']
  url: string
  headers: Record<string, string>
  payload: string | undefined
}

export interface Ids {
  own(named: string, pick: number): string
  foreign(named: string, pick: number): string
}

/** The request, ready to be sent, and the ids of others that it names by itself. */
export function toRequest(
  { operation: name, draft, twist, ifMatch, idempotencyKey }: Attack,
  ids: Ids,
): { request: FuzzRequest; named: Set<string> } {
  const operation = operationOf(name)
  const named = new Set<string>()
  const place = (text: string): string => {
    const [, whose, field, pick] = ID_PLACE.exec(text) ?? []
    if (whose === undefined) return text
    if (whose === 'none') return newId()
    const id = ids[whose as 'own' | 'foreign'](field!, Number(pick))
    named.add(id)
    return id
  }
  const put = (value: unknown): Record<string, unknown> =>
    replaceStrings(value, place) as Record<string, unknown>
  const filled: Draft = {
    params: put(draft.params),
    query: put(draft.query),
    body: replaceStrings(draft.body, place),
  }
  if (twist.kind === 'query') filled.query[twist.name] = twist.value
  if (twist.kind === 'value') spoil(filled, twist)
  const headers: Record<string, string> = {}
  if (ifMatch !== undefined) headers['if-match'] = ifMatch
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
  const request: FuzzRequest = {
    method: operation.method,
    url: urlOf(operation, filled),
    headers,
    payload: undefined,
  }
  if (twist.kind === 'raw' && operation.method !== 'GET') {
    request.payload = twist.payload
    headers['content-type'] = twist.type
  } else if (filled.body !== undefined) {
    request.payload = JSON.stringify(filled.body)
    headers['content-type'] = 'application/json'
  }
  return { request, named }
}

/** Puts a value where another one stood: the `at`th of all, counted through path, query and body. */
function spoil(draft: Draft, { at, value }: { at: number; value: unknown }): void {
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const walk = (holder: Record<string, unknown>): void => {
    for (const [key, inner] of Object.entries(holder)) {
      places.push({ holder, key })
      if (typeof inner === 'object' && inner !== null) walk(inner as Record<string, unknown>)
    }
  }
  walk(draft as unknown as Record<string, unknown>)
  const found = places.filter(({ key, holder }) => holder !== (draft as unknown) || key === 'body')
  const chosen = found[at % Math.max(found.length, 1)]
  if (chosen === undefined) return
  chosen.holder[chosen.key] = chosen.holder === draft.params ? segment(value) : value
}

/** Of a path: what can be written there at all, and is not another path. */
function segment(value: unknown): string {
  const text = typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value)
  return text === '' ? '-' : text
}
