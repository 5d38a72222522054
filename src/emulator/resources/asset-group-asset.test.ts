import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, namesOf, startTestClient, type TestClient } from '../testing/client.ts'
import { type Change, performanceMax, uploadImages } from '../testing/performance-max.ts'

const root = `customers/${CUSTOMER}`
let client: TestClient
let images: Record<string, string[]>

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(async () => {
  client.emulator.control.reset()
  images = await uploadImages(client)
})

async function create(change: Change = {}): Promise<{ campaign: string; assetGroup: string }> {
  const names = namesOf(await client.mutate(performanceMax(images, change)))
  return { campaign: names[1]!, assetGroup: names[2]! }
}

const text = (text: string, id: number): object => ({
  assetOperation: { create: { resourceName: `${root}/assets/${id}`, textAsset: { text } } },
})
const link = (assetGroup: string, asset: string, fieldType: string): object => ({
  assetGroupAssetOperation: { create: { assetGroup, asset, fieldType } },
})
describe('a link', () => {
  const AT = 'mutate_operations[1].asset_group_asset_operation.create'
  async function linking(words: string, fieldType: string): Promise<string[]> {
    const { assetGroup } = await create()
    return errorsOf(await client.mutate([text(words, -1), link(assetGroup, `${root}/assets/-1`, fieldType)]))
  }

  test.each([
    ['a headline of 31 characters', 'x'.repeat(31), 'HEADLINE', `stringLengthError.TOO_LONG ${AT}.asset`],
    ['a headline of 16 wide ones', '広'.repeat(16), 'HEADLINE', `adError.LINE_TOO_WIDE ${AT}.asset`],
    [
      'customizers',
      '{KeyWord:Tents}',
      'HEADLINE',
      `assetGroupAssetError.AD_CUSTOMIZER_NOT_SUPPORTED ${AT}.asset`,
    ],
    [
      'a text as an image',
      'Tents',
      'MARKETING_IMAGE',
      `assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE ${AT}.field_type`,
    ],
    [
      'a field type that is not offered',
      'Tents',
      'SITELINK',
      `assetLinkError.UNSUPPORTED_FIELD_TYPE ${AT}.field_type`,
    ],
    [
      'a business name beside brand guidelines',
      'Acme Inc',
      'BUSINESS_NAME',
      `assetLinkError.BRAND_ASSETS_NOT_LINKED_AT_CAMPAIGN_LEVEL ${AT}.field_type`,
    ],
  ])('refuses %s', async (_, words, fieldType, expected) => {
    expect(await linking(words, fieldType)).toEqual([expected])
  })

  test('is not made twice, and an equal asset is kept once', async () => {
    expect(await linking('Dry tents', 'HEADLINE')).toEqual([
      `assetGroupAssetError.DUPLICATE_RESOURCE ${AT}.asset`,
    ])
  })

  test('refuses images of another shape or too small', async () => {
    const { assetGroup } = await create()
    const wide = await client.image(600, 300)
    const small = await client.image(382, 200)
    const linked = await client.mutate([
      link(assetGroup, wide, 'MARKETING_IMAGE'),
      link(assetGroup, small, 'MARKETING_IMAGE'),
    ])
    expect(errorsOf(linked)).toEqual([
      'imageError.ASPECT_RATIO_NOT_ALLOWED mutate_operations[0].asset_group_asset_operation.create.asset',
      'assetLinkError.IMAGE_NOT_WITHIN_SPECIFIED_DIMENSION_RANGE mutate_operations[1].asset_group_asset_operation.create.asset',
    ])
  })

  test('takes videos and a call to action, and no more than fit', async () => {
    const { assetGroup } = await create()
    const video = (id: number): object => ({
      assetOperation: {
        create: {
          resourceName: `${root}/assets/${id}`,
          youtubeVideoAsset: { youtubeVideoId: `video${String(-id).padStart(6, '0')}` },
        },
      },
    })
    const callToAction = {
      assetOperation: {
        create: { resourceName: `${root}/assets/-9`, callToActionAsset: { callToAction: 'SHOP_NOW' } },
      },
    }
    const ids = [-1, -2, -3, -4, -5, -6]
    const operations = (many: number[]): object[] => [
      ...many.map(video),
      callToAction,
      ...many.map((id) => link(assetGroup, `${root}/assets/${id}`, 'YOUTUBE_VIDEO')),
      link(assetGroup, `${root}/assets/-9`, 'CALL_TO_ACTION_SELECTION'),
    ]
    expect(errorsOf(await client.mutate(operations(ids)))).toEqual([
      'resourceCountLimitExceededError.RESOURCE_LIMIT mutate_operations[7].asset_group_asset_operation.create.field_type',
    ])
    expect(errorsOf(await client.mutate(operations(ids.slice(1))))).toEqual([])
  })

  test('to a campaign without brand guidelines is refused', async () => {
    const { campaign } = await create({ brandOn: 'asset group' })
    const reply = await client.create('campaignAsset', {
      campaign,
      asset: images['LOGO']![0],
      fieldType: 'LOGO',
    })
    expect(errorsOf(reply)).toEqual([
      'assetLinkError.BRAND_ASSETS_NOT_LINKED_AT_ASSET_GROUP_LEVEL mutate_operations[0].campaign_asset_operation.create.field_type',
    ])
  })

  test('of the last logo stays with the campaign', async () => {
    await create()
    const [logo] = await client.rows(
      "SELECT campaign_asset.resource_name FROM campaign_asset WHERE campaign_asset.field_type = 'LOGO'",
    )
    expect(
      errorsOf(
        await client.mutate([{ campaignAssetOperation: { remove: logo.campaignAsset.resourceName } }]),
      ),
    ).toEqual([
      'campaignError.REQUIRED_LOGO_ASSET_NOT_LINKED mutate_operations[0].campaign_asset_operation.remove',
    ])
  })
})
