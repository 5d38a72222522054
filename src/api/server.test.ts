import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import type { Log } from '../base/log.ts'
import { newId } from '../base/ids.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { Database } from '../store/db.ts'

const PAGE = `let page = '${'y'.repeat(3_000)}'`
let webDir: string
let server: TestServer
let headers: Record<string, string>
let address: AddressInfo
beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'gacm-web-'))
  mkdirSync(join(webDir, 'assets'))
  writeFileSync(
    join(webDir, 'index.html'),
    '<!doctype html><meta content="%STYLE_NONCE%"><div id="root"></div>',
  )
  writeFileSync(join(webDir, 'first-paint.js'), 'let scheme')
  writeFileSync(join(webDir, 'assets', 'index-BxY3k_-9.js'), `let code = '${'x'.repeat(3_000)}'`)
  writeFileSync(join(webDir, 'assets', 'page-Cq2l0_x1.js'), PAGE)
  writeFileSync(join(webDir, 'assets', 'page-Cq2l0_x1.js.br'), brotliCompressSync(PAGE))
  server = await startTestServer({ webDir })
  headers = await (await server.workspace()).as('admin')
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  address = server.app.server.address() as AddressInfo
})
afterAll(async () => {
  await server.close()
  rmSync(webDir, { recursive: true })
})

const get = async (url: string, more: Record<string, string> = {}) =>
  await server.app.inject({ url, headers: more })

describe('headers', () => {
  test.each(['/', '/api/v1/campaigns', '/api/v1/nothing', '/health/live', '/api/v1/docs', '/first-paint.js'])(
    'the strict ones are on every answer: %s',
    async (url) => {
      const response = await get(url)
      const policy = String(response.headers['content-security-policy'])
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toMatch(/script-src 'self'(;|$)/)
      expect(policy).not.toContain('unsafe')
      expect(response.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      })
      expect(response.headers['x-powered-by']).toBeUndefined()
      expect(response.headers['strict-transport-security']).toBeUndefined()
    },
  )

  test('where hosts below this one are not by https, browsers are told of this one alone', async () => {
    const alone = await startTestServer({ secureCookies: true, hstsSubdomains: false })
    try {
      const response = await alone.app.inject('/health/live')
      expect(response.headers['strict-transport-security']).toBe('max-age=31536000')
    } finally {
      await alone.close()
    }
  })

  test('even what is no URL gets them', async () => {
    const response = await get('/api/v1/%zz')
    expect([response.statusCode, response.headers['x-content-type-options']]).toEqual([400, 'nosniff'])
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  test('answers of the API are not stored, and a request cannot choose its id', async () => {
    const response = await get('/api/v1/campaigns', {
      ...headers,
      'x-request-id': 'mine',
      'request-id': 'mine',
    })
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers['x-request-id']).not.toBe('mine')
  })

  test('JSON is compressed for who takes it', async () => {
    for (let index = 0; index < 3; index += 1)
      await send(server.app, 'POST /campaigns', { headers, body: { name: `c${index}` } })
    const plain = await get('/api/v1/campaigns', headers)
    const packed = await get('/api/v1/campaigns', { ...headers, 'accept-encoding': 'gzip' })
    expect([packed.headers['content-encoding'], gunzipSync(packed.rawPayload).toString()]).toEqual([
      'gzip',
      plain.body,
    ])
  })
})

describe('the web interface', () => {
  test('pages and unknown paths get index.html, which is asked for anew each time', async () => {
    for (const path of ['/', '/campaigns', `/campaigns/${newId()}/plan`, '/setup?token=a.b', '/campaigns/']) {
      const response = await get(path)
      expect([path, response.statusCode, response.headers['cache-control']]).toEqual([path, 200, 'no-cache'])
      expect(response.body).toContain('id="root"')
    }
  })

  test('a page lets in styles that carry the nonce of this one answer; every other answer its own files alone', async () => {
    const nonces = new Set<string>()
    for (const path of ['/', '/index.html', '/campaigns', '/', '/api/v1/docs']) {
      const { body, headers: said } = await get(path)
      const [, nonce] = /style-src (?:'self' )?'nonce-([\w-]{22})';/.exec(
        String(said['content-security-policy']),
      )!
      expect(body).toContain(`content="${nonce}"`)
      expect(body).not.toContain('%')
      nonces.add(nonce!)
    }
    expect(nonces.size).toBe(5)
    for (const path of ['/first-paint.js', '/api/v1/campaigns', '/api/v1/docs/start.js'])
      expect((await get(path)).headers['content-security-policy']).toContain("style-src 'self';")
  })

  test('files with a hash in their name are kept for ever; a missing file is 404 and no page', async () => {
    const hashed = await get('/assets/index-BxY3k_-9.js', { 'accept-encoding': 'gzip' })
    expect(hashed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    })
    expect((await get('/first-paint.js')).headers['cache-control']).toBe('no-cache')
    for (const path of [
      '/assets/index-gone0000.js',
      '/nothing.png',
      '/api',
      '/api/v2/x',
      '/../package.json',
      '/%2e%2e/package.json',
    ]) {
      expect([path, (await get(path)).statusCode]).toEqual([path, 404])
    }
    expect((await server.app.inject({ method: 'POST', url: '/campaigns' })).statusCode).toBe(404)
  })

  test('what was compressed when it was built is sent as it is, to who takes it', async () => {
    const packed = await get('/assets/page-Cq2l0_x1.js', { 'accept-encoding': 'gzip, deflate, br' })
    expect(packed.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(packed.rawPayload.equals(brotliCompressSync(PAGE))).toBe(true)
    expect((await get('/assets/page-Cq2l0_x1.js')).body).toBe(PAGE)
  })

  test('without a build there is the API alone', async () => {
    const bare = await startTestServer({ webDir: join(webDir, 'nowhere') })
    try {
      const statuses = [
        (await bare.app.inject('/')).statusCode,
        (await bare.app.inject('/health/live')).statusCode,
      ]
      expect(statuses).toEqual([404, 200])
    } finally {
      await bare.close()
    }
  })
})

describe('documentation and metrics', () => {
  test('the reference is served by this server alone', async () => {
    const page = await get('/api/v1/docs')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.body).not.toMatch(/https?:\/\/|<script>/)
    expect((await get('/api/v1/docs/reference.js')).body).toContain('createApiReference')
    expect((await get('/api/v1/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
  })

  test('metrics count requests by route, not by id, and show the pool', async () => {
    await send(server.app, `GET /campaigns/${newId()}`, { headers })
    const { body } = await get('/metrics')
    expect(body).toMatch(
      /gacm_http_request_seconds_count\{method="GET",route="\/api\/v1\/campaigns\/:id",status="404"\} \d/,
    )
    expect(body).toMatch(/gacm_database_connections\{state="idle"\} \d/)
    expect(body).toContain('process_cpu_seconds_total')
  })
})

describe('when the database is away', () => {
  test('503 with Retry-After, alive but not ready, and nothing of the inside shows', async () => {
    const db = new Database('postgres://nobody:secret@127.0.0.1:9/none')
    const orphan = await startTestServer({}, { db })
    try {
      const key = `Bearer gacm_${'0'.repeat(32)}_${'a'.repeat(43)}`
      const response = await send(orphan.app, 'GET /campaigns', { headers: { authorization: key } })
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2'])
      expect(response.body).not.toMatch(/secret|127\.0\.0\.1|ECONNREFUSED/)
      expect((await send(orphan.app, 'GET /health/ready')).statusCode).toBe(503)
      expect((await send(orphan.app, 'GET /health/live')).statusCode).toBe(200)
    } finally {
      await orphan.close()
    }
  })

  test('503 within a bound when it takes connections and never answers', async () => {
    const sockets = new Set<Socket>()
    const mute = createTcpServer((socket) => sockets.add(socket))
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const db = new Database(`postgres://x@127.0.0.1:${(mute.address() as AddressInfo).port}/x`)
    const orphan = await startTestServer({}, { db })
    try {
      const started = performance.now()
      const [ready, session] = await Promise.all([
        send(orphan.app, 'GET /health/ready'),
        send(orphan.app, 'GET /session', { headers: { cookie: 'gacm_session=x' } }),
      ])
      expect([ready.statusCode, session.statusCode]).toEqual([503, 503])
      expect(performance.now() - started).toBeLessThan(8_000)
    } finally {
      for (const socket of sockets) socket.destroy()
      mute.close()
      await orphan.close()
    }
  })

  test('503 when every connection is taken or a lock is held for too long; it recovers', async () => {
    const small = await startTestServer({ handlerTimeoutMs: 1_000 }, { pool: { max: 2 } })
    const holder = new pg.Client({ connectionString: small.databaseUrl })
    await holder.connect()
    try {
      const as = await (await small.workspace()).as('admin')
      const { id } = (await send(small.app, 'POST /campaigns', { headers: as, body: { name: 'x' } })).json<{
        id: string
      }>()
      await holder.query('begin')
      await holder.query('select 1 from campaigns where id = $1 for update', [id])
      const edit = () =>
        send(small.app, `PATCH /campaigns/${id}`, {
          headers: { ...as, 'if-match': '"1"' },
          body: { objective: 'SALES' },
        })
      const answers = await Promise.all([edit(), edit(), edit()])
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503, 503])
      expect(answers.every((answer) => Number(answer.headers['retry-after']) > 0)).toBe(true)
      await holder.query('rollback')
      await expect
        .poll(async () => (await send(small.app, `GET /campaigns/${id}`, { headers: as })).statusCode)
        .toBe(200)
    } finally {
      await holder.end()
      await small.close()
    }
  })
})

describe('on the wire', () => {
  /** Sends raw bytes and answers everything that comes back until the server hangs up. */
  const raw = async (text: string): Promise<string> =>
    await new Promise((resolve, reject) => {
      const socket = connect(address.port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.setEncoding('utf8')
      socket.on('data', (part: string) => {
        answer += part
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })

  test('400 and 431 as problems for what is hardly HTTP', async () => {
    expect(await raw('NONSENSE\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"invalid_request"/,
    )
    expect(await raw(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })

  test('413 for an endless upload long before it ends', async () => {
    const url = `http://127.0.0.1:${address.port}/api/v1/assets`
    let sent = 0
    const endless = new ReadableStream({
      start: (controller) =>
        controller.enqueue(
          Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n'),
        ),
      pull: (controller) => {
        sent += 65_536
        if (sent > 200_000_000) controller.close()
        else controller.enqueue(Buffer.alloc(65_536))
      },
    })
    const request = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
    }
    // Whether the answer arrives before the connection is cut is up to the network.
    const status = await fetch(url, request as RequestInit).then(
      (response) => response.status,
      () => 'cut off',
    )
    expect(['cut off', 413]).toContain(status)
    expect(sent).toBeLessThan(100_000_000)
  })

  test('413 arrives whole for a file of twice the limit', async () => {
    const form = new FormData()
    form.set('file', new Blob([Buffer.alloc(20_000_000)]), 'large.png')
    const response = await fetch(`http://127.0.0.1:${address.port}/api/v1/assets`, {
      method: 'POST',
      body: form,
      headers,
    })
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { code: 'too_large', errors: [{ path: 'file' }] },
    ])
  })

  test('401 for an upload by nobody before its body is read', async () => {
    const answer = await raw(
      'POST /api/v1/assets HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n--b',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  })
})

describe('the log', () => {
  test('a bug is 500 with its request id in the log, once, and nothing of it in the answer', async () => {
    const { lines, log } = capture()
    const broken = new Proxy({} as Database, {
      get: () => () => {
        throw new TypeError('secret inside')
      },
    })
    const bad = await startTestServer({}, { log, db: broken })
    try {
      const response = await send(bad.app, 'GET /session', { headers: { cookie: 'gacm_session=x' } })
      expect([response.statusCode, problemOf(response).code]).toEqual([500, 'internal'])
      expect(response.body).not.toContain('secret')
      const logged = lines.filter((line) => line.includes('secret inside'))
      expect([logged.length, logged[0]?.includes(problemOf(response).requestId!)]).toEqual([1, true])
    } finally {
      await bad.app.close()
    }
  })

  test('no credential is ever in the log', async () => {
    const { lines, log } = capture()
    const chatty = await startTestServer({}, { log })
    try {
      const workspace = await chatty.workspace()
      const token = await createSetUpLink(chatty.ctx, workspace.id)
      const password = 'correct horse battery'
      const email = 'ada@example.com'
      const made = await send(chatty.app, 'POST /set-up', { body: { token, name: 'Ada', email, password } })
      const cookie = String(made.headers['set-cookie']).split(';')[0]!
      await send(chatty.app, 'POST /session', { body: { email, password: 'a wrong password' } })
      await send(chatty.app, 'GET /campaigns?q=hidden', { headers: { cookie } })
      const { authorization } = await workspace.as('admin')
      await send(chatty.app, 'GET /campaigns?cursor=bad', { headers: { authorization: authorization! } })
      await send(chatty.app, 'GET /campaigns', { headers: { authorization: `${authorization}x` } })
      expect(lines.length).toBeGreaterThan(4)
      const log_ = lines.join('\n')
      for (const secret of [
        token,
        password,
        'a wrong password',
        cookie.split('=')[1]!,
        authorization!.slice(7),
        'hidden',
      ]) {
        expect(log_).not.toContain(secret)
      }
    } finally {
      await chatty.close()
    }
  })
})

function capture(): { lines: string[]; log: Log } {
  const lines: string[] = []
  return { lines, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) }
}
