import sharp from 'sharp'
import {
  type Campaign,
  campaignCreateSchema,
  type CampaignPatch,
  campaignPatchSchema,
} from '../../src/contract/campaign.ts'
import type { Asset } from '../../src/contract/asset.ts'
import { createAsset } from '../../src/domain/assets.ts'
import type { CampaignType } from '../../src/contract/words.ts'
import { campaignNow, createCampaignOf } from '../../test/campaigns.ts'
import type { Place, Stage } from './stage.ts'
import { typedParts } from './typed-drafts.ts'

/** Images that no other case has: every case uploads its own. */
async function newImage(stage: Stage, width: number, height: number, random: Random): Promise<string> {
  const background = { r: random.below(256), g: random.below(256), b: random.below(256) }
  const pixel = Buffer.from([random.below(256), random.below(256), random.below(256)])
  const content = await sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: pixel, raw: { width: 1, height: 1, channels: 3 }, left: 3, top: 3 }])
    .png({ compressionLevel: 1 })
    .toBuffer()
  const asset = await createAsset(stage.ctx, stage.actor, {
    content,
    name: `${width}x${height}.png`,
    path: 'file',
  })
  return (JSON.parse(asset) as Asset).id
}

/** A small generator whose numbers are the same for the same seed on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    // The high bits are the random ones.
    return Math.floor((this.#state / 2 ** 32) * limit)
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!
  }
}

/** A complete campaign of the type, with images of its own where the type has any. */
export async function draftOf(
  stage: Stage,
  place: Place,
  random: Random,
  type: CampaignType,
): Promise<Campaign> {
  if (type === 'DEMAND_GEN') return await draft(stage, place, random)
  const hasImages = type !== 'SEARCH'
  const pictures = {
    landscape: hasImages ? await newImage(stage, 1200, 628, random) : '',
    square: hasImages ? await newImage(stage, 600, 600, random) : '',
    logo: type === 'PERFORMANCE_MAX' ? await newImage(stage, 256, 256, random) : '',
  }
  const body = {
    accountId: place.accountId,
    campaignType: type,
    name: `Launch ${place.customerId} ${random.below(1_000_000)}`,
    dailyBudgetMicros: String((20 + random.below(80)) * 1_000_000),
    startDate: '2034-01-01',
    endDate: '2034-12-31',
    containsEuPoliticalAdvertising: false,
    ...typedParts(type, pictures, random),
  }
  return await createCampaignOf(stage.ctx, stage.actor, campaignCreateSchema.parse(body))
}

/** A complete Demand Gen campaign: two ad groups, three ads, five criteria, two images. */
export async function draft(stage: Stage, place: Place, random: Random): Promise<Campaign> {
  const [landscape, logo] = [
    await newImage(stage, 1200, 628, random),
    await newImage(stage, 256, 256, random),
  ]
  const ad = (name: string) => ({
    name,
    finalUrl: 'https://www.example.com/spring',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: [{ text: `${name} starts here` }, { text: 'Plants that arrive alive' }],
    descriptions: [{ text: 'Herbs, flowers and trees, delivered within two days.' }],
    marketingImages: [landscape],
    logoImages: [logo],
  })
  const body = {
    accountId: place.accountId,
    name: `Launch ${place.customerId} ${random.below(1_000_000)}`,
    dailyBudgetMicros: String((20 + random.below(80)) * 1_000_000),
    startDate: '2034-01-01',
    endDate: '2034-12-31',
    trackingUrlTemplate: 'https://t.example.com/?u={lpurl}',
    containsEuPoliticalAdvertising: false,
    adGroups: [
      {
        name: 'Gardeners',
        locations: [{ geoTargetId: '2840' }, { geoTargetId: '2124', negative: true }],
        languages: [{ languageId: '1000' }],
        ads: [ad('First'), ad('Second')],
      },
      {
        name: 'Balconies',
        locations: [{ geoTargetId: '2276' }],
        languages: [{ languageId: '1001' }],
        ads: [ad('Third')],
      },
    ],
  }
  return await createCampaignOf(stage.ctx, stage.actor, campaignCreateSchema.parse(body))
}

/** Values alone: nothing is made or removed at Google. */
export function valuesPatch(): CampaignPatch {
  return campaignPatchSchema.parse({ dailyBudgetMicros: '150000000', endDate: null })
}

/** One more ad in a group that Google has, and nothing that Google would refuse the second time. */
export function adPatch({ adGroups: [first, second] }: Campaign): CampaignPatch {
  const { id: _id, ...content } = first!.ads[0]!
  return campaignPatchSchema.parse({
    adGroups: [{ ...first, ads: [...first!.ads, { ...content, name: 'New' }] }, second],
  })
}

/** Of any other type than Demand Gen: another group like the first, other words in the second, and another budget. */
export function typedStructurePatch({ adGroups: [first, second] }: Campaign): CampaignPatch {
  const { id: _group, ads, ...group } = first!
  const copies = ads.map(({ id: _ad, ...ad }) => ({
    ...ad,
    headlines: [{ text: 'Terraces' }, ...ad.headlines.slice(1)],
  }))
  const others = second!.ads.map((ad) => ({
    ...ad,
    headlines: [{ text: 'Other words' }, ...ad.headlines.slice(1)],
  }))
  return campaignPatchSchema.parse({
    dailyBudgetMicros: '160000000',
    adGroups: [first, { ...second, ads: others }, { ...group, name: 'Terraces', ads: copies }],
  })
}

/**
 * A bit of everything: a new ad in a group that Google has, with a new image; a new ad group; targets that come and go;
 * other words and another budget.
 */
export async function structurePatch(
  stage: Stage,
  campaign: Campaign,
  random: Random,
): Promise<CampaignPatch> {
  const [first, second] = campaign.adGroups
  const [ad] = first!.ads
  const { id: _id, ...content } = ad!
  const image = await newImage(stage, 1200, 628, random)
  return campaignPatchSchema.parse({
    dailyBudgetMicros: '160000000',
    adGroups: [
      {
        ...first,
        locations: [{ geoTargetId: '2840' }, { geoTargetId: '2250' }],
        ads: [...first!.ads, { ...content, name: 'New', marketingImages: [image] }],
      },
      { ...second, ads: [{ ...second!.ads[0], headlines: [{ text: 'Other words' }] }] },
      {
        name: 'Terraces',
        locations: [{ geoTargetId: '2056' }],
        languages: [],
        ads: [{ ...content, name: 'On the terrace' }],
      },
    ],
  })
}

export async function now(stage: Stage, id: string): Promise<Campaign> {
  return await campaignNow(stage.ctx, stage.actor, id)
}
