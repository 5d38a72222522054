import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf } from '../server.ts'
import { type Attack, attacks, meant, toRequest } from './fuzz-request.ts'
import { answerSchema, answerTypes, DOCUMENT, operationOf, OPERATIONS } from './operations.ts'
import { kindOf } from './request.ts'
import { createSecurityWorld, MARKER, type SecurityWorld } from './world.ts'

// Requests made of the OpenAPI document, right and twisted, by everybody, at things of two workspaces: none may be answered by a
// 5xx, by a body outside its schema, or by one byte of the other workspace. `npm run fuzz -- --seed 42 --runs 20000` for long.

const SEED = Number(process.env['FUZZ_SEED'] ?? 20261126)
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1500)
/** Goes on after a failure, and tells all that differ at the end; else the first one is made as small as it gets. */
const COLLECT = process.env['FUZZ_COLLECT'] === '1'
/** A run for long may end early; the one of the tests is as long as its requests take. */
const MAX_MS =
  process.env['FUZZ_SECONDS'] === undefined ? undefined : Number(process.env['FUZZ_SECONDS']) * 1000
/** A request takes some tens of milliseconds; on a machine with other work, ten times as long. */
const REQUEST_MS = 300
const TRIES = 25

/** Which things a field of this name can mean, beside those of its path. */
const KINDS = [...new Set(OPERATIONS.map(kindOf).filter((kind) => kind !== undefined))]

let world: SecurityWorld
let ids: { own: Map<string, string[]>; foreign: Map<string, string[]> }
let foreignBytes: string[]
/** Ids of the other workspace that we wrote into ours ourselves, for example into the filter of a view. */
const ownWords = new Set<string>()
/** Operations that were carried out at least once: a run that is refused everywhere proves nothing. */
const served = new Set<string>()
const asked = new Set<string>()
let before: string
beforeAll(async () => {
  world = await createSecurityWorld()
  ids = { own: new Map(), foreign: new Map() }
  for (const kind of KINDS) {
    ids.own.set(kind, await things('mine', kind, 4))
    ids.foreign.set(kind, await things('foreign', kind, 1))
  }
  foreignBytes = [MARKER, world.foreign.workspace.id, ...[...ids.foreign.values()].flat()]
  before = await world.fingerprint(world.foreign.workspace.id)
})
afterAll(async () => await world.close())

async function things(where: 'mine' | 'foreign', kind: string, count: number): Promise<string[]> {
  const made: string[] = []
  for (let n = 0; n < count; n += 1)
    made.push(
      await world[where].thing(kind, {
        fresh: true,
        owner: kind === 'sessions' ? world.mine.senders[n]!.userId : null,
      }),
    )
  return made
}

const pick = (whose: Map<string, string[]>, named: string, at: number): string => {
  const singular = (kind: string): string => kind.replace(/e?s$/, '').replaceAll('-', '')
  const meant = /image|logo/i.test(named)
    ? 'assets'
    : KINDS.find((kind) => kind === named || named.toLowerCase().startsWith(singular(kind)))
  const all = (meant === undefined ? undefined : whose.get(meant)) ?? [...whose.values()].flat()
  return all[at % all.length]!
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(DOCUMENT, 'openapi')
const validators = new Map<string, ValidateFunction>()

/** Follows references into the document. */
function validatorOf(attack: Attack, status: number): ValidateFunction | null | undefined {
  const schema = answerSchema(operationOf(attack.operation), status)
  if (schema === undefined || schema === null) return schema
  const text = JSON.stringify(schema).replaceAll('"#/', '"openapi#/')
  const known = validators.get(text) ?? ajv.compile(JSON.parse(text) as object)
  validators.set(text, known)
  return known
}

async function judge(attack: Attack): Promise<void> {
  const { operation: name, sender, workspace } = attack
  const { request, named } = toRequest(attack, {
    own: (field, at) => pick(ids.own, field, at),
    foreign: (field, at) => pick(ids.foreign, field, at),
  })
  const who = world.mine.senders[sender]
  const spaces = {
    none: undefined,
    own: world.mine.workspace.id,
    foreign: world.foreign.workspace.id,
    malformed: "1' or '1'='1",
  }
  const space = spaces[workspace]
  request.headers = {
    ...request.headers,
    ...(await who?.headers()),
    ...(space === undefined ? {} : { 'gacm-workspace': space }),
  }
  const { payload, ...rest } = request
  asked.add(name)
  const answer = await world.server.app.inject(payload === undefined ? rest : { ...rest, payload })
  const status = answer.statusCode
  const tell = `${name} (${who?.role ?? 'nobody'}) ${request.method} ${request.url.slice(0, 300)} ${(request.payload ?? '').slice(0, 600)} -> ${status} ${answer.body.slice(0, 500)}`
  const isGoogleAway =
    status === 503 && ['google_unreachable', 'misconfigured'].includes(problemOf(answer).code)
  if (status >= 500 && !isGoogleAway) throw new Error(`A 5xx: ${tell}`)

  const validate = validatorOf(attack, status)
  if (validate === undefined) throw new Error(`This status is not described: ${tell}`)
  const type = String(answer.headers['content-type']).split(';')[0]!
  if (
    validate === null
      ? answer.body !== '' && !answerTypes(operationOf(name), status).includes(type)
      : !validate(answer.json())
  )
    throw new Error(`Outside its schema (${ajv.errorsText(validate?.errors)}): ${tell}`)

  if (status < 300) {
    served.add(name)
    for (const id of named) ownWords.add(id)
  }
  const [, kind, id] =
    /^\/api\/v1\/([a-z-]+)\/([0-9a-f-]{36})$/.exec(String(answer.headers['location'])) ?? []
  if (kind !== undefined) ids.own.get(kind)?.push(id!)
  const told = [answer.body, JSON.stringify(answer.headers)].join('\n')
  const leaked = foreignBytes.find(
    (bytes) => told.includes(bytes) && !named.has(bytes) && !ownWords.has(bytes) && bytes !== space,
  )
  if (leaked !== undefined) throw new Error(`A byte of the other workspace (${leaked}): ${tell}`)
}

test(
  `${RUNS} requests of the seed ${SEED} break no promise of the API`,
  async () => {
    const found = new Map<string, string>()
    const goOn = async (attack: Attack): Promise<void> => {
      await judge(attack).catch((error: Error) => {
        const what = `${attack.operation}: ${error.message.slice(0, 40)}`
        if (!found.has(what)) found.set(what, error.message)
      })
    }
    await fc.assert(fc.asyncProperty(attacks, COLLECT ? goOn : judge), {
      seed: SEED,
      numRuns: RUNS,
      ...(MAX_MS === undefined ? {} : { interruptAfterTimeLimit: MAX_MS }),
    })
    expect([...found.values()]).toEqual([])
    if (MAX_MS === undefined)
      expect(OPERATIONS.filter(({ name }) => !asked.has(name)).map(({ name }) => name)).toEqual([])
  },
  (MAX_MS ?? RUNS * REQUEST_MS) * 2 + 60_000,
)

test(
  'what chance did not carry out is asked for by an administrator who means it',
  async () => {
    const sender = world.mine.senders.findIndex(({ role, by }) => role === 'admin' && by === 'session')
    for (const operation of OPERATIONS.filter(({ name }) => !served.has(name)))
      for (const attack of fc.sample(meant(operation, sender), { seed: SEED, numRuns: TRIES }))
        if (!served.has(operation.name)) await judge(attack)
    // The others want Google, a one-time link or what somebody else did before: test/security/matrix.test.ts asks for each of them.
    expect(served.size).toBeGreaterThan(OPERATIONS.length / 2)
  },
  OPERATIONS.length * TRIES * REQUEST_MS,
)

test('and the other workspace is as it was', async () => {
  expect(await world.fingerprint(world.foreign.workspace.id)).toBe(before)
})
