import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import type { Asset } from '../contract/asset.ts'
import { createAsset } from '../domain/assets.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('editor')
})
afterAll(async () => await server.close())

/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ])

async function add(content: Buffer, name: string): Promise<Asset> {
  const actor = {
    workspaceId: workspace.id,
    role: 'editor',
    accounts: null,
    name: 'x',
    userId: null,
    door: 'api',
    requestId: null,
  } as const
  return JSON.parse(await createAsset(server.ctx, actor, { content, name, path: 'file' })) as Asset
}

const crop = async ({ id }: { id: string }, body: object, as = headers) =>
  await send(server.app, `POST /assets/${id}/crop`, { headers: as, body })

async function colourOf({ id }: Asset): Promise<string> {
  const { rawPayload } = await send(server.app, `GET /assets/${id}/content`, { headers })
  const { dominant } = await sharp(rawPayload).stats()
  return dominant.r > dominant.b ? 'red' : 'blue'
}

describe('POST /assets/{id}/crop', () => {
  test('201 makes an image of the part, and the same one for the same part', async () => {
    const image = await add(await halves(400, 200).png().toBuffer(), 'halves.png')
    const right = await crop(image, { left: 200, top: 0, width: 200, height: 200 })
    const made = right.json<Asset>()
    expect([right.statusCode, right.headers['location']]).toEqual([201, `/api/v1/assets/${made.id}`])
    expect(made).toMatchObject({ name: 'halves 200x200.png', format: 'PNG', width: 200, height: 200 })
    expect(await colourOf(made)).toBe('blue')
    const again = await crop(image, { left: 200, top: 0, width: 200, height: 200 })
    expect(again.json<Asset>().id).toBe(made.id)
    const left = await crop(image, { left: 0, top: 0, width: 100, height: 100 })
    expect(await colourOf(left.json())).toBe('red')
  })

  test('201 of a photograph that its camera held sideways: the part is that of the image as it is seen', async () => {
    // Turned by a quarter, what lies left is seen on top.
    const image = await add(
      await halves(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      'sideways.jpg',
    )
    const bottom = (await crop(image, { left: 0, top: 200, width: 200, height: 200 })).json<Asset>()
    expect(bottom).toMatchObject({ name: 'sideways 200x200.jpg', format: 'JPEG', width: 200, height: 200 })
    expect(await colourOf(bottom)).toBe('blue')
  })

  test('422 outside of the image, at the field', async () => {
    const image = await add(await halves(40, 20).png().toBuffer(), 'small.png')
    const wide = await crop(image, { left: 30, top: 0, width: 20, height: 10 })
    expect([wide.statusCode, problemOf(wide).errors]).toMatchObject([422, [{ path: 'width' }]])
    const high = await crop(image, { left: 0, top: 15, width: 20, height: 10 })
    expect([high.statusCode, problemOf(high).errors]).toMatchObject([422, [{ path: 'height' }]])
  })

  test('400 for what is no part, 401, 403 for a viewer, 404 for an image of another workspace', async () => {
    const image = await add(await halves(60, 20).png().toBuffer(), 'other.png')
    const part = { left: 0, top: 0, width: 10, height: 10 }
    for (const wrong of [{ left: -1 }, { width: 0 }, { height: 1.5 }, { top: '1' }, { more: 1 }])
      expect((await crop(image, { ...part, ...wrong })).statusCode, JSON.stringify(wrong)).toBe(400)
    expect((await crop(image, part, {})).statusCode).toBe(401)
    expect((await crop(image, part, await workspace.as('viewer'))).statusCode).toBe(403)
    const stranger = await (await server.workspace()).as('editor')
    expect((await crop(image, part, stranger)).statusCode).toBe(404)
  })
})
