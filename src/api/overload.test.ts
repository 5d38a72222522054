import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import { statement } from '../store/statement.ts'

const ONE = statement<{ one: number }>('overload_one', 'select 1 as one', { one: 'int4' })

let server: TestServer
let headers: Record<string, string>
let owner: pg.Client

beforeAll(async () => {
  server = await startTestServer(
    {},
    { pool: { max: 2, maxWaiting: 4, waitMs: 1_500, limits: { lockMs: 100 } } },
  )
  headers = await (await server.workspace()).as('admin')
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

/** Takes every connection of the pool until it is told to give them back. */
async function takeAll(): Promise<() => Promise<void>> {
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const holders: Promise<void>[] = []
  for (let count = 0; count < 2; count += 1) {
    await new Promise<void>((taken) => {
      holders.push(
        server.ctx.db.transaction('system', async (tx) => {
          await tx.one(ONE)
          taken()
          await gate
        }),
      )
    })
  }
  return async () => {
    release()
    await Promise.all(holders)
  }
}

const list = () => send(server.app, 'GET /campaigns', { headers })

describe('while every connection is taken', () => {
  test('503 with Retry-After for a hundred requests: four after waiting, the others at once; health answers', async () => {
    const giveBack = await takeAll()
    try {
      const asked = Array.from({ length: 100 }, list)
      await vi.waitFor(() => expect(server.ctx.db.load.waiting).toBe(4))
      const [live, ready] = await Promise.all([
        send(server.app, 'GET /health/live'),
        send(server.app, 'GET /health/ready'),
      ])
      expect([live.statusCode, live.json()]).toEqual([200, { status: 'live' }])
      // Busy, not broken: whoever takes it out of service sends its work to the others.
      expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'busy' }])
      for (const answer of await Promise.all(asked)) {
        expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2'])
        expect(problemOf(answer)).toMatchObject({
          code: 'unavailable',
          detail: expect.stringContaining('more to do') as string,
        })
      }
    } finally {
      await giveBack()
    }
    expect((await list()).statusCode).toBe(200)
    expect((await send(server.app, 'GET /health/ready')).json()).toEqual({ status: 'ready' })
  })
})

describe('what the database ends because it takes too long', () => {
  test.each([
    ['a statement', 'GET /campaigns', /longer than it may/, 'lock table api_keys in access exclusive mode'],
    ['a lock', 'POST /campaigns', /Somebody else is changing/, 'lock table campaigns in exclusive mode'],
  ] as const)('503 with Retry-After and the reason: %s', async (_, line, detail, lock) => {
    // A lock is waited for more briefly than a statement may last, so the first case needs its limits the other way round.
    const own = line.startsWith('GET')
      ? await startTestServer({}, { pool: { limits: { statementMs: 100, lockMs: 5_000 } } })
      : server
    const holder = new pg.Client({ connectionString: own.databaseUrl })
    await holder.connect()
    try {
      const as = own === server ? headers : await (await own.workspace()).as('admin')
      await holder.query(`begin; ${lock}`)
      const answer = await send(own.app, line, {
        headers: as,
        ...(line.startsWith('POST') ? { body: { name: 'x' } } : {}),
      })
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2'])
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(problemOf(answer)).toMatchObject({
        code: 'unavailable',
        detail: expect.stringMatching(detail) as string,
      })
    } finally {
      await holder.end()
      if (own !== server) await own.close()
    }
  })
})
