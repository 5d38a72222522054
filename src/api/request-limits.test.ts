import { expect, test, vi } from 'vitest'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'

test('429 beyond the limit of a caller, who is told how long to wait; others are served', async () => {
  const strict = await startTestServer({ requestsPerMinute: 3 })
  try {
    const [one, other] = [
      await (await strict.workspace()).as('viewer'),
      await (await strict.workspace()).as('viewer'),
    ]
    const statuses = []
    for (let asked = 0; asked < 4; asked += 1)
      statuses.push((await send(strict.app, 'GET /session', { headers: one })).statusCode)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await send(strict.app, 'GET /session', { headers: one })
    expect([problemOf(refused).code, Number(refused.headers['retry-after']) > 0]).toEqual([
      'rate_limited',
      true,
    ])
    expect((await send(strict.app, 'GET /session', { headers: other })).statusCode).toBe(200)
    const key = one['authorization']!
    for (const written of [key.replace('Bearer', 'bearer'), key.replace(' ', '   ')]) {
      const again = await send(strict.app, 'GET /session', { headers: { authorization: written } })
      expect(again.statusCode, written).toBe(429)
    }
  } finally {
    await strict.close()
  }
})

test('429 for a network of strangers, whatever each of them makes up, and not for who is known there', async () => {
  const strict = await startTestServer({ requestsPerMinute: 5 })
  try {
    const headers = await (await strict.workspace()).as('viewer')
    const made = async (n: number, line: 'GET /session' | 'GET /api/v1/nothing') =>
      (
        await strict.app.inject({
          url: line === 'GET /session' ? '/api/v1/session' : '/api/v1/nothing',
          remoteAddress: `2001:db8:1:2::${n}`,
          headers:
            n % 2 === 0 ? { authorization: `Bearer made-up-${n}` } : { cookie: `gacm_session=${n}; x=${n}` },
        })
      ).statusCode
    const statuses = []
    for (let n = 0; n < 4; n += 1) statuses.push(await made(n, 'GET /session'))
    statuses.push(await made(4, 'GET /api/v1/nothing'))
    expect(statuses).toEqual([401, 401, 401, 401, 404])
    expect([await made(5, 'GET /session'), await made(6, 'GET /api/v1/nothing')]).toEqual([429, 429])
    // Who is known counts for themselves, and takes nothing from the others of their network.
    const known = async () =>
      (await strict.app.inject({ url: '/api/v1/session', headers, remoteAddress: '2001:db8:1:3::1' }))
        .statusCode
    for (let n = 0; n < 5; n += 1) expect(await known()).toBe(200)
    expect(await known()).toBe(429)
    const stranger = await strict.app.inject({ url: '/api/v1/session', remoteAddress: '2001:db8:1:3::2' })
    expect(stranger.statusCode).toBe(401)
  } finally {
    await strict.close()
  }
})

test('/metrics is for this machine, or for who has the token, and is made once for all who ask at once', async () => {
  const ask = async ({ app }: TestServer, more: object = {}) => await app.inject({ url: '/metrics', ...more })
  const token = 'a-token-for-prometheus'
  const [plain, closed, open] = [
    await startTestServer(),
    await startTestServer({ publicUrl: 'https://ads.example.com' }),
    await startTestServer({ publicUrl: 'https://ads.example.com', metricsToken: token }),
  ]
  try {
    expect((await ask(plain)).statusCode).toBe(200)
    expect((await ask(plain, { remoteAddress: '203.0.113.7' })).statusCode).toBe(403)
    expect((await ask(plain, { headers: { 'x-forwarded-for': '203.0.113.7' } })).statusCode).toBe(403)
    expect((await ask(closed)).statusCode).toBe(403)
    expect((await ask(open)).statusCode).toBe(401)
    expect((await ask(open, { headers: { authorization: 'Bearer a-token-for-somebody' } })).statusCode).toBe(
      401,
    )
    const reads = vi.spyOn(open.ctx.db, 'one')
    const read = { remoteAddress: '203.0.113.7', headers: { authorization: `Bearer ${token}` } }
    const answers = await Promise.all(Array.from({ length: 10 }, async () => await ask(open, read)))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(reads.mock.calls.length).toBeLessThan(2)
  } finally {
    await plain.close()
    await closed.close()
    await open.close()
  }
})
