import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../server.ts'
import { requireSignIn } from '../../src/api/register.ts'
import { UploadBudget } from '../../src/api/upload-budget.ts'
import { barrier } from '../../src/contract/access.ts'
import Fastify, { type LightMyRequestResponse } from 'fastify'
import { type Operation, OPERATIONS } from './operations.ts'
import { kindOf, sendValid } from './request.ts'
import { PERSONAL } from './things.ts'
import { createSecurityWorld, MARKER, type SecurityWorld, type Sender } from './world.ts'

// Every route of the OpenAPI document x every role, as a person and as an API key x the own workspace, another one and none.
// What is expected comes from ACCESS (src/contract/access.ts), which the server itself asks: a new route needs its line there,
// and a new kind of thing a line in MAKERS (things.ts).

let world: SecurityWorld
beforeAll(async () => {
  world = await createSecurityWorld()
})
afterAll(async () => await world.close())

const closed = OPERATIONS.filter(({ access }) => access !== 'anyone').map(
  (operation) => [operation.name, operation] as const,
)
const withThing = closed.filter(([, operation]) => kindOf(operation) !== undefined)

const reasonFor = ({ access }: Operation, { role, by }: Sender): string | null =>
  barrier(access, { role, accounts: null, apiKey: by === 'key' })

/** Google is nowhere in these tests, and says so. */
function isServed(answer: LightMyRequestResponse): boolean {
  if (answer.statusCode < 500) return true
  return answer.statusCode === 503 && ['google_unreachable', 'misconfigured'].includes(problemOf(answer).code)
}

describe('in no workspace', () => {
  test.each(closed)('401 for whoever is nobody, unknown or a member of nothing: %s', async (_, operation) => {
    const strangers = [
      {},
      { authorization: 'Bearer gacm_1_2' },
      { cookie: 'gacm_session=abc', host: 'gacm.test', origin: 'http://gacm.test' },
      await world.outcast(),
    ]
    for (const headers of strangers) {
      const answer = await sendValid(world.server.app, operation, { headers })
      expect([answer.statusCode, problemOf(answer).code]).toEqual([401, 'unauthenticated'])
    }
  })
})

describe('in the own workspace', () => {
  test.each(closed)('those may whom ACCESS names, and no others: %s', async (name, operation) => {
    const { mine, server } = world
    const kind = kindOf(operation)
    for (const sender of mine.senders) {
      const reason = reasonFor(operation, sender)
      const wanted = {
        fresh: operation.method !== 'GET' && reason === null,
        owner: kind !== undefined && PERSONAL.has(kind) ? sender.userId : null,
      }
      const id = kind === undefined ? undefined : await mine.thing(kind, wanted)
      const before = reason === null ? '' : await world.fingerprint(mine.workspace.id)
      const answer = await sendValid(server.app, operation, {
        headers: await sender.headers(),
        ...(id === undefined ? {} : { id }),
      })
      const who = `${name} as ${sender.role} by ${sender.by}: ${answer.statusCode} ${answer.body.slice(0, 300)}`
      if (reason !== null) {
        expect([answer.statusCode, answer.json<{ detail?: string }>().detail, who]).toEqual([
          403,
          reason,
          who,
        ])
        expect(await world.fingerprint(mine.workspace.id)).toBe(before)
      } else {
        expect([isServed(answer), answer.statusCode === 401, who]).toEqual([true, false, who])
        if (!(operation.access !== 'anyone' && operation.access.byThing)) expect(who).not.toMatch(/: 403/)
        // It is there, so whoever is let in finds it.
        if (id !== undefined) expect(who).not.toMatch(/: 404/)
      }
    }
  })
})

describe('in another workspace', () => {
  test.each(withThing)(
    '404 for its things, as for what is nowhere, and they stay as they are: %s',
    async (name, operation) => {
      const { mine, foreign, server } = world
      const id = await foreign.thing(kindOf(operation)!)
      const before = await world.fingerprint(foreign.workspace.id)
      for (const sender of mine.senders.filter((one) => reasonFor(operation, one) === null)) {
        const headers = await sender.headers()
        const answer = await sendValid(server.app, operation, { headers, id })
        const who = `${name} as ${sender.role} by ${sender.by}: ${answer.body.slice(0, 300)}`
        const nowhere = await sendValid(server.app, operation, { headers })
        const say = (given: LightMyRequestResponse): unknown => {
          const { status, code, detail } = problemOf(given)
          return [status, code, detail, who]
        }
        // removeMember asks for the role first, whoever is meant.
        const expected =
          operation.access !== 'anyone' && operation.access.byThing ? expect.toBeOneOf([403, 404]) : 404
        expect(say(answer)).toEqual([expected, expect.any(String), expect.any(String), who])
        expect(say(answer)).toEqual(say(nowhere))
        expect(answer.body).not.toContain(MARKER)
      }
      expect(await world.fingerprint(foreign.workspace.id)).toBe(before)
    },
  )

  test.each(closed)('403 for whoever names it in Gacm-Workspace: %s', async (_, operation) => {
    const { mine, foreign, server } = world
    const kind = kindOf(operation)
    const id = kind === undefined ? {} : { id: await foreign.thing(kind) }
    const before = await world.fingerprint(foreign.workspace.id)
    for (const sender of mine.senders.filter(({ role }) => role === 'admin')) {
      const headers = { ...(await sender.headers()), 'gacm-workspace': foreign.workspace.id }
      const answer = await sendValid(server.app, operation, { headers, ...id })
      expect([answer.statusCode, problemOf(answer).code]).toEqual([403, 'forbidden'])
    }
    expect(await world.fingerprint(foreign.workspace.id)).toBe(before)
  })
})

describe('the table of access', () => {
  test('a route is public in the contract where it is for anyone, and there alone', () => {
    const wrong = OPERATIONS.filter(({ access, route }) => (access === 'anyone') !== (route?.public === true))
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  test('a route that does not say whom it is for does not come up', () => {
    const app = Fastify()
    requireSignIn(app, world.server.ctx, {
      secureCookies: false,
      publicUrl: undefined,
      checkAnswers: true,
      signInsPerMinute: 1,
      uploads: new UploadBudget(1),
    })
    expect(() => app.get('/anything', async () => 'secret')).toThrow('GET /anything has no config.access')
  })
})
