import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId, sha256 } from '../base/ids.ts'
import type { Asset } from '../contract/asset.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { insertMember } from '../store/members.ts'
import { findUserByEmail } from '../store/users.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('editor')
})
afterAll(async () => await server.close())

function multipart(parts: { name: string; filename?: string; type?: string; content: Buffer }[]): Buffer {
  const encoded = parts.flatMap(({ name, filename, type, content }) => [
    Buffer.from(
      `--b\r\ncontent-disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n`,
    ),
    Buffer.from(type === undefined ? '\r\n' : `content-type: ${type}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...encoded, Buffer.from('--b--\r\n')])
}

const post = async (body: Buffer, as = headers, { app } = server) =>
  await send(app, 'POST /assets', {
    headers: { ...as, 'content-type': 'multipart/form-data; boundary=b' },
    body,
  })
const upload = async (content: Buffer, filename = 'picture.png', type = 'image/png', as = headers) =>
  await post(multipart([{ name: 'file', filename, type, content }]), as)

const plain = (width: number, height: number, background = 'orange') =>
  sharp({ create: { width, height, channels: 3, background } })

async function noise(width: number, height: number): Promise<Buffer> {
  return await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'gray',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
}

/** A PNG chunk with its checksum. */
function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

async function animatedGif(): Promise<Buffer> {
  const frames = Buffer.concat([Buffer.alloc(16 * 16 * 3, 0), Buffer.alloc(16 * 16 * 3, 255)])
  return await sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
    .gif({ loop: 0 })
    .toBuffer()
}

/** 20,000 x 20,000 pixels in some 50 KB. */
function bomb(): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(20_000, 0)
  head.writeUInt32BE(20_000, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(20_000 * 2501))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

describe('POST /assets with a file', () => {
  test.each([
    ['JPEG', async () => await plain(120, 80).jpeg().toBuffer()],
    ['PNG', async () => await plain(120, 80).png().toBuffer()],
    ['GIF', async () => await plain(120, 80).gif().toBuffer()],
  ] as const)('201 reads the facts of a %s from its bytes', async (format, make) => {
    const bytes = await make()
    const response = await upload(bytes, 'C:\\photos\\a/b/Sommer \u202eü.exe', 'application/x-anything')
    expect(response.statusCode).toBe(201)
    expect(response.json()).toMatchObject({
      kind: 'IMAGE',
      name: 'Sommer ü.exe',
      format,
      width: 120,
      height: 80,
      bytes: bytes.length,
      animated: false,
      cmyk: false,
      sha256: sha256(bytes),
    })
    expect(response.headers['location']).toBe(`/api/v1/assets/${response.json<Asset>().id}`)
  })

  test('201 the same asset for the same bytes, once per workspace, even ten at once', async () => {
    const bytes = await noise(64, 64)
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(bytes)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 201))
    const ids = new Set(answers.map((answer) => answer.json<Asset>().id))
    expect(ids.size).toBe(1)
    const other = await upload(bytes, 'same.jpg', 'image/jpeg', await (await server.workspace()).as('editor'))
    expect(ids.has(other.json<Asset>().id)).toBe(false)
  })

  test('201 flags animation and CMYK, which preflight then refuses', async () => {
    const gif = await upload(await animatedGif())
    expect(gif.json()).toMatchObject({ format: 'GIF', animated: true, width: 16, height: 16 })
    const still = await plain(20, 20).png().toBuffer()
    const control = Buffer.alloc(8)
    control.writeUInt32BE(1)
    const apng = Buffer.concat([still.subarray(0, 33), chunk('acTL', control), still.subarray(33)])
    expect((await upload(apng)).json()).toMatchObject({ format: 'PNG', animated: true })
    const cmyk = await upload(await plain(20, 20).toColourspace('cmyk').jpeg().toBuffer())
    expect(cmyk.json()).toMatchObject({ format: 'JPEG', cmyk: true, animated: false })
  })

  const svg = Buffer.from(
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  )
  test.each([
    ['an SVG drawing called .png', svg, 'an SVG drawing'],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a web page'],
    ['a PDF', Buffer.from('%PDF-1.7 ...'), 'a PDF document'],
    ['a ZIP', Buffer.from('PK\u0003\u0004 ...'), 'a ZIP archive'],
    ['text', Buffer.from('hello'), 'not an image that we know'],
    ['nothing', Buffer.alloc(0), 'an empty file'],
  ])('422 says what it is: %s', async (_, bytes, words) => {
    const response = await upload(bytes)
    expect([response.statusCode, problemOf(response).errors[0]?.path]).toEqual([422, 'file'])
    expect(problemOf(response).detail).toContain(words)
  })

  test('422 names WebP, AVIF and TIFF', async () => {
    const image = plain(20, 20)
    for (const [bytes, words] of [
      [await image.clone().webp().toBuffer(), 'WebP'],
      [await image.clone().avif().toBuffer(), 'AVIF'],
      [await image.clone().tiff().toBuffer(), 'TIFF'],
    ] as const) {
      expect(problemOf(await upload(bytes)).detail).toContain(words)
    }
  })

  test('422 refuses what is cut short or damaged', async () => {
    const jpeg = await noise(400, 300)
    const png = await sharp(jpeg).png().toBuffer()
    const gif = await sharp(jpeg).gif().toBuffer()
    const flipped = Buffer.from(png)
    const middle = Math.floor(png.length / 2)
    flipped.fill(0x55, middle, middle + 200)
    const broken = {
      'half a JPEG': jpeg.subarray(0, jpeg.length / 2),
      'a JPEG without its last tenth': jpeg.subarray(0, jpeg.length * 0.9),
      'half a PNG': png.subarray(0, png.length / 2),
      'half a GIF': gif.subarray(0, gif.length / 2),
      'the head of a PNG': png.subarray(0, 40),
      'three bytes of a JPEG': jpeg.subarray(0, 3),
      'a PNG with noise in the middle': flipped,
      'a GIF that is a web page': Buffer.from('GIF89a=1;/*<script>alert(1)</script>*/'),
    }
    for (const [what, bytes] of Object.entries(broken)) {
      const response = await upload(bytes)
      expect([what, response.statusCode, problemOf(response).errors[0]?.code]).toEqual([
        what,
        422,
        'damaged_image',
      ])
    }
  })

  test('422 refuses a decompression bomb without decoding it', async () => {
    const started = performance.now()
    const response = await upload(bomb())
    expect(problemOf(response).errors).toMatchObject([{ path: 'file', code: 'too_many_pixels' }])
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('503 with a time to come again where uploads fill the memory that they may, which each gives back', async () => {
    const narrow = await startTestServer({ uploadBytes: 100_000 }, { db: server.ctx.db })
    const send = async (content: Buffer) =>
      await post(multipart([{ name: 'file', filename: 'a.png', content }]), headers, narrow)
    try {
      const refused = await send(Buffer.alloc(200_000))
      expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5'])
      for (let n = 0; n < 4; n += 1) expect((await send(Buffer.alloc(60_000))).statusCode).toBe(422)
    } finally {
      await narrow.app.close()
    }
  })

  test('413 beyond 10 MB, 400 for other parts, and 400 for a body that is no multipart', async () => {
    const head = await plain(10, 10).png().toBuffer()
    const large = await upload(Buffer.concat([head, Buffer.alloc(10 * 1024 * 1024)]))
    expect([large.statusCode, problemOf(large).code]).toEqual([413, 'too_large'])
    const named = await post(multipart([{ name: 'image', filename: 'a.png', content: head }]))
    expect([named.statusCode, problemOf(named).errors[0]?.path]).toEqual([400, 'image'])
    const file = { name: 'file', filename: 'a.png', content: head }
    for (const body of [
      multipart([file, { ...file, filename: 'b.png' }]),
      multipart([file, { name: 'note', content: Buffer.from('x') }]),
      multipart([]),
      Buffer.from('not multipart'),
      multipart([file]).subarray(0, 120),
    ]) {
      expect((await post(body)).statusCode).toBe(400)
    }
  })

  test('403 for a viewer, before the body is looked at', async () => {
    const viewer = await workspace.as('viewer')
    expect((await upload(Buffer.from('anything'), 'a.png', 'image/png', viewer)).statusCode).toBe(403)
    expect((await post(Buffer.from('not multipart'), viewer)).statusCode).toBe(403)
  })
})

describe('GET /assets/{id}/content', () => {
  const content = async (id: string, as: Record<string, string>) =>
    await send(server.app, `GET /assets/${id}/content`, { headers: as })

  test('200 gives the bytes as an image that can run nothing, for ever; 304 to who has it', async () => {
    const bytes = await noise(50, 50)
    const { id, url } = (await upload(bytes, 'a";\r\nx-evil: 1.html')).json<Asset>()
    expect(url).toBe(`/api/v1/assets/${id}/content`)
    const response = await content(id, headers)
    expect(response.rawPayload.equals(bytes)).toBe(true)
    expect(response.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${sha256(bytes)}"`,
    })
    expect(response.headers['content-disposition']).toMatch(/^inline; filename="[\w. -]+\.jpg"$/)
    const known = await content(id, { ...headers, 'if-none-match': `"${sha256(bytes)}"` })
    expect([known.statusCode, known.rawPayload.length]).toEqual([304, 0])
  })

  test('a polyglot is served as the image that it is', async () => {
    const gif = Buffer.concat([
      await plain(10, 10, 'blue').gif().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ])
    const { id } = (await upload(gif, 'page.html', 'text/html')).json<Asset>()
    const response = await content(id, headers)
    expect([response.headers['content-type'], response.headers['content-disposition']]).toEqual([
      'image/gif',
      'inline; filename="page.gif"',
    ])
  })

  test('404 in another workspace and without being there, 401 without a caller', async () => {
    const { id } = (await upload(await noise(30, 30))).json<Asset>()
    expect((await content(id, await (await server.workspace()).as('admin'))).statusCode).toBe(404)
    expect((await content(newId(), headers)).statusCode).toBe(404)
    expect((await content('x', headers)).statusCode).toBe(400)
    expect((await content(id, {})).statusCode).toBe(401)
  })

  test('a browser gets an image of any of its workspaces, for <img> names none', async () => {
    const [first, second] = [await server.workspace(), await server.workspace()]
    const token = await createSetUpLink(server.ctx, first.id)
    const email = `${newId()}@example.com`
    const made = await send(server.app, 'POST /set-up', {
      body: { token, name: 'A', email, password: 'correct horse battery' },
    })
    const cookie = String(made.headers['set-cookie']).split(';')[0]!
    const bytes = await noise(31, 31)
    const { id } = (await upload(bytes, 'a.jpg', 'image/jpeg', await second.as('editor'))).json<Asset>()
    expect((await content(id, { cookie })).statusCode).toBe(404)
    const user = await findUserByEmail(server.ctx.db, email)
    await server.ctx.db.transaction({ workspaceId: second.id }, async (tx) => {
      await insertMember(tx, second.id, user!.id, { role: 'viewer', accounts: null })
    })
    expect((await content(id, { cookie })).statusCode).toBe(200)
    expect((await content(id, { cookie, 'gacm-workspace': first.id })).statusCode).toBe(404)
  })
})

describe('images by URL', () => {
  test('GET /assets lists newest first, a page at a time', async () => {
    const own = await (await server.workspace()).as('editor')
    const ids: string[] = []
    for (let size = 40; size < 43; size += 1)
      ids.unshift((await upload(await noise(size, size), 'a', 'b', own)).json<Asset>().id)
    const first = (await send(server.app, 'GET /assets?limit=2', { headers: own })).json<{
      items: Asset[]
      nextCursor: string
    }>()
    const rest = (
      await send(server.app, `GET /assets?limit=2&cursor=${first.nextCursor}`, { headers: own })
    ).json<{ items: Asset[]; nextCursor: null }>()
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids)
    expect(rest.nextCursor).toBeNull()
    expect((await send(server.app, 'GET /assets?cursor=azE6MQ', { headers: own })).statusCode).toBe(400)
  })

  test('the simple form takes an image of ours by id, by path and by whole URL', async () => {
    const { id, url } = (await upload(await noise(600, 314))).json<Asset>()
    for (const assetUrl of [
      id,
      id.toUpperCase(),
      url,
      `https://ads.example.com${url}`,
      `http://127.0.0.1:4180/api/v1/assets/${id}`,
    ]) {
      const response = await send(server.app, 'POST /campaigns', {
        headers,
        body: { name: 'x', assetUrl, logoUrl: id },
      })
      expect(response.statusCode).toBe(201)
      expect(response.json()).toMatchObject({
        adGroups: [{ ads: [{ marketingImages: [id], logoImages: [id] }] }],
      })
    }
  })

  test.each([
    ['http://example.com/a.png', 'not_https'],
    ['ftp://example.com/a.png', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['data:image/png;base64,AAAA', 'not_https'],
    ['picture.png', 'not_a_url'],
    ['https://127.0.0.1/a.png', 'private_address'],
    ['https://user:secret@example.com/a.png', 'credentials_in_url'],
    [newId(), 'unknown_asset'],
    [`/api/v1/assets/${newId()}/content`, 'unknown_asset'],
    [`https://ads.example.com/api/v1/assets/${newId()}`, 'unknown_asset'],
  ])('422 names the field for %s, and no campaign is made', async (address, code) => {
    const before = (await send(server.app, 'GET /campaigns/counts', { headers })).json()
    for (const field of ['assetUrl', 'logoUrl']) {
      const response = await send(server.app, 'POST /campaigns', {
        headers,
        body: { name: 'x', [field]: address },
      })
      expect([response.statusCode, problemOf(response).errors]).toMatchObject([422, [{ path: field, code }]])
    }
    expect((await send(server.app, 'GET /campaigns/counts', { headers })).json()).toEqual(before)
    const asset = await send(server.app, 'POST /assets', { headers, body: { url: address } })
    expect([asset.statusCode, problemOf(asset).errors[0]?.path]).toEqual([422, 'url'])
  })
})
