import { TOTP } from 'otpauth'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../../src/base/log.ts'
import { createSetUpLink } from '../../src/domain/set-up.ts'
import { everyRow } from './every-row.ts'
import { send, startTestServer, type TestServer, type TestWorkspace } from '../server.ts'

// What comes from outside before anybody has signed in, and what is left behind of secrets.

const lines: string[] = []
let server: TestServer
let workspace: TestWorkspace
let port: number
beforeAll(async () => {
  server = await startTestServer(
    { patience: { headersMs: 400, requestMs: 900, lookMs: 100 } },
    { log: createLog('debug', { write: (line) => void lines.push(line) }) },
  )
  workspace = await server.workspace()
  port = Number(new URL(await server.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(async () => await server.close())

/** Opens a connection, sends this much, and answers what came back until the server hung up. */
async function leftAlone(text: string, more?: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  socket.on('error', () => {})
  socket.write(text)
  more?.(socket)
  await once(socket, 'close')
  return heard
}

describe('clients that take their time', () => {
  test('60 that never end their headers are told 408 and hung up on, while others are served', async () => {
    const slow = Array.from({ length: 60 }, () =>
      leftAlone('GET /api/v1/session HTTP/1.1\r\nHost: x\r\n', (socket) => {
        const drip = setInterval(() => socket.write('X-A: b\r\n'), 50)
        socket.on('close', () => clearInterval(drip))
      }),
    )
    expect((await send(server.app, 'GET /health/live')).statusCode).toBe(200)
    for (const heard of await Promise.all(slow))
      expect(heard).toMatch(/^HTTP\/1\.1 408 .*application\/problem\+json/s)
  })

  test('a body that does not arrive is told 408', async () => {
    const head =
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"em'
    expect(await leftAlone(head)).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('a body that says it is a gigabyte is refused before it is read, and headers of 20 KB are', async () => {
    const head =
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n{'
    expect(await leftAlone(head)).toMatch(/^HTTP\/1\.1 413 /)
    expect(await leftAlone(`GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })

  test('a chunked body without an end is cut off at the limit', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const head =
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    expect(await leftAlone(head, (socket) => socket.write(chunk.repeat(20)))).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('secrets', () => {
  test('no password, token, cookie or key stands in the log or in any table', async () => {
    const email = 'secret-owner@example.com'
    const [password, other] = ['known-password-one', 'known-password-two']
    const own = { host: 'gacm.test', origin: 'http://gacm.test' }
    const setUpToken = await createSetUpLink(server.ctx, workspace.id)
    const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
      String(answer.headers['set-cookie']).split(';')[0]!
    const made = await send(server.app, 'POST /set-up', {
      body: { token: setUpToken, name: 'Ada', email, password },
    })
    expect(made.statusCode).toBe(201)
    const cookies = [cookieOf(made)]
    const wrong = await send(server.app, 'POST /session', {
      body: { email, password: 'known-wrong-password' },
    })
    expect(wrong.statusCode).toBe(401)
    const signedIn = await send(server.app, 'POST /session', { body: { email, password } })
    cookies.push(cookieOf(signedIn))
    expect(signedIn.headers['cache-control']).toBe('no-store')
    const headers = { ...own, cookie: cookies[1]! }
    const key = (
      await send(server.app, 'POST /api-keys', { headers, body: { name: 'k', role: 'viewer' } })
    ).json<{ key: string }>().key
    await send(server.app, 'GET /session', { headers: { authorization: `Bearer ${key}` } })
    await send(server.app, 'GET /session', { headers: { authorization: `Bearer ${key}x` } })
    const invited = await send(server.app, 'POST /invitations', {
      headers,
      body: { email: 'guest@example.com', role: 'viewer' },
    })
    const inviteToken = invited.json<{ link: string }>().link.split('token=')[1]!
    await send(server.app, 'POST /invitations/open', { body: { token: inviteToken } })
    const { secret, uri } = (await send(server.app, 'POST /sign-in-methods/totp', { headers })).json<{
      secret: string
      uri: string
    }>()
    await send(server.app, 'POST /sign-in-methods/totp/confirm', { headers, body: { code: '000000' } })
    const confirmed = await send(server.app, 'POST /sign-in-methods/totp/confirm', {
      headers,
      body: { code: new TOTP({ secret }).generate() },
    })
    const { recoveryCodes } = confirmed.json<{ recoveryCodes: string[] }>()
    expect(recoveryCodes).toHaveLength(10)
    const asked = await send(server.app, 'POST /session', { body: { email, password } })
    const question = cookieOf(asked)
    for (const code of ['WRNG-CODE-WRNG-CODE', recoveryCodes[0]!])
      await send(server.app, 'POST /session/second-factor', {
        headers: { ...own, cookie: question },
        body: { code },
      })
    const changed = await send(server.app, 'POST /session/password', {
      headers,
      body: { currentPassword: password, newPassword: other },
    })
    cookies.push(cookieOf(changed))
    await send(server.app, 'POST /campaigns', {
      headers: { ...headers, cookie: cookies[2]! },
      body: { password: other },
    })

    const secrets = [
      password,
      other,
      'known-wrong-password',
      setUpToken,
      key.slice(-43),
      inviteToken.slice(-43),
    ]
    secrets.push(...cookies.map((cookie) => cookie.split('=')[1]!))
    secrets.push(secret, uri, question.split('=')[1]!)
    secrets.push(...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', '')))
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(15)
    const left = [...lines, await everyRow(server.databaseUrl)].join('\n')
    expect(left).toContain(email)
    expect(secrets.filter((secret) => left.includes(secret))).toEqual([])
    // Who came in is in the log, and by which door.
    const came = lines.filter((line) => line.includes('"msg":"Signed in"') && line.includes(email))
    expect(came.map((line) => (JSON.parse(line) as { route: string }).route)).toEqual(
      expect.arrayContaining(['/api/v1/set-up', '/api/v1/session', '/api/v1/session/second-factor']),
    )
    // A guess is in the log, with where it came from and nothing of what was said.
    expect(
      lines.filter(
        (line) => line.includes('Access was refused') && line.includes('"route":"/api/v1/session"'),
      ),
    ).not.toEqual([])
  })
})
