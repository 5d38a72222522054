import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  imageData,
  startTestClient,
  type TestClient,
  treeOperations,
} from '../testing/client.ts'

const path = `/v25/customers/${CUSTOMER}/assets:mutate`
const at = 'operations[0].create'
let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

async function upload(...creates: object[]): Promise<{ names: string[]; errors: string[] }> {
  const reply = await client.post(path, { operations: creates.map((create) => ({ create })) })
  const names = (reply.body.results ?? []).map(({ resourceName }: { resourceName: string }) => resourceName)
  return { names, errors: errorsOf(reply) }
}

const image = (name: string, data: string): object => ({ name, type: 'IMAGE', imageAsset: { data } })

describe('an image', () => {
  test('is kept by its size and kind, without its bytes', async () => {
    const data = await imageData(200, 100)
    await upload(image('logo', data))
    const [row] = await client.rows(
      'SELECT asset.name, asset.type, asset.image_asset.file_size, asset.image_asset.mime_type, asset.image_asset.full_size.width_pixels, asset.image_asset.full_size.height_pixels FROM asset',
    )
    expect(row.asset).toMatchObject({
      name: 'logo',
      type: 'IMAGE',
      imageAsset: {
        fileSize: String(Buffer.from(data, 'base64').length),
        mimeType: 'IMAGE_PNG',
        fullSize: { widthPixels: '200', heightPixels: '100' },
      },
    })
    expect(
      JSON.stringify([...client.emulator.control.stateForTests().list('asset', CUSTOMER)]),
    ).not.toContain(data.slice(0, 40))
  })

  test('that is there already answers under its own name', async () => {
    const data = await imageData(200, 100)
    const first = await upload(image('first', data))
    const second = await upload(image('second', data))
    expect(second.names).toEqual(first.names)
    expect(await client.rows('SELECT asset.name FROM asset')).toMatchObject([{ asset: { name: 'first' } }])
  })

  test('of another account is another asset', async () => {
    const data = await imageData(200, 100)
    const here = await upload(image('logo', data))
    const there = await client.post(
      '/v25/customers/2345678901/assets:mutate',
      { operations: [{ create: image('logo', data) }] },
      { 'login-customer-id': '9876543210' },
    )
    expect(there.status).toBe(200)
    expect(there.body.results[0].resourceName.split('/').at(-1)).not.toBe(here.names[0]!.split('/').at(-1))
  })

  test('twice in one request is refused', async () => {
    const data = await imageData(200, 100)
    expect((await upload(image('a', data), image('b', data))).errors).toEqual([
      'assetError.DUPLICATE_ASSET operations[1].create',
    ])
  })

  test('with the name of another image is refused', async () => {
    await upload(image('logo', await imageData(200, 100, 1)))
    expect((await upload(image('logo', await imageData(200, 100, 2)))).errors).toEqual([
      `assetError.DUPLICATE_ASSET_NAME ${at}.name`,
    ])
  })

  test('is refused when it is none, cut short, or another format', async () => {
    const png = Buffer.from(await imageData(300, 300), 'base64')
    const webp = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
      .webp()
      .toBuffer()
    const refused = async (data: Buffer): Promise<string[]> =>
      (await upload(image('x', data.toString('base64')))).errors
    expect(await refused(Buffer.from('no image'))).toEqual([
      `imageError.INVALID_IMAGE ${at}.image_asset.data`,
    ])
    expect(await refused(png.subarray(0, png.length / 2))).toEqual([
      `imageError.INVALID_IMAGE ${at}.image_asset.data`,
    ])
    expect(await refused(webp)).toEqual([`imageError.FORMAT_NOT_ALLOWED ${at}.image_asset.data`])
  })

  test('is refused when it moves, or is CMYK', async () => {
    const frames = Buffer.concat([Buffer.alloc(20 * 20 * 3, 0), Buffer.alloc(20 * 20 * 3, 255)])
    const gif = await sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const cmyk = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    expect((await upload(image('gif', gif.toString('base64')))).errors).toEqual([
      `imageError.ANIMATED_NOT_ALLOWED ${at}.image_asset.data`,
    ])
    expect((await upload(image('cmyk', cmyk.toString('base64')))).errors).toEqual([
      `imageError.CMYK_JPEG_NOT_ALLOWED ${at}.image_asset.data`,
    ])
  })

  test('is refused above 5120 KB', async () => {
    const large = Buffer.alloc(5_242_881).toString('base64')
    expect((await upload(image('large', large))).errors).toEqual([
      `imageError.FILE_TOO_LARGE ${at}.image_asset.data`,
    ])
  })
})

describe('other assets', () => {
  test('are deduplicated by what they say', async () => {
    const first = await upload({ textAsset: { text: 'Tents' } })
    expect((await upload({ textAsset: { text: 'Tents' } })).names).toEqual(first.names)
    expect((await upload({ textAsset: { text: 'tents' } })).names).not.toEqual(first.names)
    const video = await upload({ youtubeVideoAsset: { youtubeVideoId: 'dQw4w9WgXcQ' } })
    expect(
      (await upload({ name: 'again', youtubeVideoAsset: { youtubeVideoId: 'dQw4w9WgXcQ' } })).names,
    ).toEqual(video.names)
  })

  test.each([
    [{ name: 'nothing' }, `assetError.ASSET_DATA_IS_MISSING ${at}`],
    [{ imageAsset: {} }, `assetError.ASSET_DATA_IS_MISSING ${at}.image_asset.data`],
    [{ textAsset: {} }, `fieldError.REQUIRED ${at}.text_asset.text`],
    [
      { type: 'IMAGE', textAsset: { text: 'x' } },
      `assetError.FIELD_INCOMPATIBLE_WITH_ASSET_TYPE ${at}.text_asset`,
    ],
    [
      { youtubeVideoAsset: { youtubeVideoId: 'short' } },
      `mediaFileError.INVALID_YOU_TUBE_ID ${at}.youtube_video_asset.youtube_video_id`,
    ],
    [{ leadFormAsset: {} }, `assetError.CUSTOMER_NOT_ON_ALLOWLIST_FOR_ASSET_TYPE ${at}.lead_form_asset`],
    [
      { demandGenCarouselCardAsset: { headline: 'x' } },
      `fieldError.REQUIRED ${at}.demand_gen_carousel_card_asset.marketing_image_asset`,
    ],
  ])('refuses %j', async (create, expected) => {
    expect((await upload(create)).errors).toEqual([expected])
  })

  test('cannot be removed: the operation does not exist', async () => {
    const { names } = await upload({ textAsset: { text: 'Tents' } })
    const reply = await client.post(path, { operations: [{ remove: names[0] }] })
    expect(reply.status).toBe(400)
    expect(reply.body.error.message).toContain('Unknown name "remove" at \'operations[0]\'')
  })
})

test('a temporary id of an image that is there already stands for that image', async () => {
  const [wide, logo] = [await imageData(1200, 628, 9), await imageData(200, 200, 9)]
  const { names } = await upload(image('wide', wide), image('logo', logo))
  const root = `customers/${CUSTOMER}/assets`
  const multiAssetAd = {
    marketingImages: [{ asset: `${root}/-7` }],
    logoImages: [{ asset: names[1] }],
    headlines: [{ text: 'a' }],
    descriptions: [{ text: 'b' }],
    businessName: 'c',
  }
  const create = { resourceName: `${root}/-7`, name: 'again', imageAsset: { data: wide } }
  const reply = await client.mutate([{ assetOperation: { create } }, ...treeOperations({ multiAssetAd })])
  expect(reply.status).toBe(200)
  const [row] = await client.rows(
    'SELECT ad_group_ad.ad.demand_gen_multi_asset_ad.marketing_images FROM ad_group_ad',
  )
  expect(row.adGroupAd.ad.demandGenMultiAssetAd.marketingImages).toEqual([{ asset: names[0] }])
})

test('an upload that is sent again byte for byte changes nothing', async () => {
  const body = JSON.stringify({ operations: [{ create: image('logo', await imageData(128, 128)) }] })
  const first = await client.send('POST', path, body)
  const second = await client.send('POST', path, body)
  expect(second.body).toEqual(first.body)
  const [a, b] = client.emulator.control.requests()
  expect(a!.bodySha256).toBe(createHash('sha256').update(body).digest('hex'))
  expect(b!.bodySha256).toBe(a!.bodySha256)
})
