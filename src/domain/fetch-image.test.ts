import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_UPLOAD_BYTES } from '../contract/images.ts'
import { type Fetch, fetchHop, fetchImage, type Hop } from './fetch-image.ts'

/** A listener that must never be reached: it counts who connects. */
let trap: Server
let caught = 0
let port: number
beforeAll(async () => {
  trap = createServer((socket) => {
    caught += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => trap.listen(0, '::', resolve))
  port = (trap.address() as AddressInfo).port
})
afterAll(() => trap.close())

const answer = (status: number, more: Partial<Hop> = {}): Hop => ({
  status,
  location: undefined,
  body: Readable.from([]),
  ...more,
})
const redirect = (location: string): Hop => answer(302, { location })

/** A public host made of canned answers; every other one is fetched for real. */
function world(pages: Record<string, () => Hop>): Fetch {
  return async (url, signal) => pages[url.href]?.() ?? (await fetchHop(url, signal))
}

describe('addresses that are not public', () => {
  const hosts = [
    '127.0.0.1',
    '127.1',
    'localhost',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '①②⑦.0.0.1',
  ]

  test.each(hosts)('%s is refused without a connection', async (host) => {
    const before = caught
    const fetching = fetchImage(`https://${host}:${port}/a.png`, 'assetUrl')
    await expect(fetching).rejects.toMatchObject({
      code: 'not_allowed',
      errors: [{ path: 'assetUrl', code: 'private_address' }],
    })
    expect(caught).toBe(before)
  })

  test.each(hosts)('a redirect to %s is refused without a connection', async (host) => {
    const before = caught
    const fetch = world({ 'https://cdn.example/a.png': () => redirect(`https://${host}:${port}/latest`) })
    await expect(fetchImage('https://cdn.example/a.png', 'url', fetch)).rejects.toMatchObject({
      errors: [{ path: 'url', code: 'private_address' }],
    })
    expect(caught).toBe(before)
  })
})

describe('redirects', () => {
  const from = 'https://cdn.example/a.png'

  test('three are followed, relative ones too', async () => {
    const fetch = world({
      [from]: () => redirect('/b.png'),
      'https://cdn.example/b.png': () => redirect('//img.example/c.png'),
      'https://img.example/c.png': () => redirect('https://img.example/d.png'),
      'https://img.example/d.png': () =>
        answer(200, { body: Readable.from([Buffer.from('im'), Buffer.from('age')]) }),
    })
    expect((await fetchImage(from, 'url', fetch)).toString()).toBe('image')
  })

  test.each([
    ['to http:', 'http://cdn.example/a.png', 'not_https'],
    ['to a file', 'file:///etc/passwd', 'not_https'],
    ['in a circle', from, 'too_many_redirects'],
    ['with a password', 'https://a:b@cdn.example/', 'credentials_in_url'],
    ['to nonsense', 'https://[', 'not_a_url'],
  ])('%s are refused', async (_, location, code) => {
    await expect(fetchImage(from, 'url', world({ [from]: () => redirect(location) }))).rejects.toMatchObject({
      errors: [{ code }],
    })
  })
})

describe('answers', () => {
  const from = 'https://cdn.example/a.png'

  test.each([301, 204, 206, 403, 404, 500])('%i is no image', async (status) => {
    const fetching = fetchImage(from, 'url', world({ [from]: () => answer(status) }))
    await expect(fetching).rejects.toMatchObject({
      errors: [{ code: 'not_fetched' }],
      message: expect.stringContaining(String(status)),
    })
  })

  test('an endless one is cut off at the limit', async () => {
    let sent = 0
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 65_536
          yield Buffer.alloc(65_536)
        }
      })(),
    )
    await expect(
      fetchImage(from, 'url', world({ [from]: () => answer(200, { body: endless }) })),
    ).rejects.toMatchObject({
      errors: [{ code: 'image_too_large' }],
    })
    expect([endless.destroyed, sent < MAX_UPLOAD_BYTES + 2_000_000]).toEqual([true, true])
  })

  test('a host that is not there is told from one that is private', async () => {
    await expect(fetchImage('https://nowhere.invalid/a.png', 'url')).rejects.toMatchObject({
      errors: [{ code: 'not_fetched' }],
    })
  })
})
