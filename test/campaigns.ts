import sharp from 'sharp'
import { type Campaign, campaignCreateSchema, campaignSchema } from '../src/contract/campaign.ts'
import { createAsset } from '../src/domain/assets.ts'
import type { Actor, Context } from '../src/domain/context.ts'
import { createCampaign, readCampaign } from '../src/domain/edit-campaigns.ts'
import type { Asset } from '../src/contract/asset.ts'

/** A plain image of the given size; every colour is another file. */
export async function image(width: number, height: number, colour = '#3366aa'): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()
}

/** Adds an image to the library of the actor's workspace. */
export async function upload(ctx: Context, actor: Actor, content: Buffer, name: string): Promise<string> {
  return (JSON.parse(await createAsset(ctx, actor, { content, name, path: 'file' })) as Asset).id
}

/** A Demand Gen campaign in which preflight finds no error, as the API takes it. */
export async function completeBody(ctx: Context, actor: Actor, over: object = {}): Promise<object> {
  const [landscape, logo] = await Promise.all([
    upload(ctx, actor, await image(1200, 628), 'landscape.png'),
    upload(ctx, actor, await image(512, 512, '#aa3366'), 'logo.png'),
  ])
  const ad = {
    name: 'Ad 1',
    finalUrl: 'https://www.example.com/spring',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: [{ text: 'Spring starts here' }, { text: 'Plants that arrive alive' }],
    descriptions: [{ text: 'Herbs, flowers and trees, delivered within two days.' }],
    marketingImages: [landscape],
    logoImages: [logo],
  }
  return {
    name: `Spring launch ${Math.random().toString(36).slice(2)}`,
    dailyBudgetMicros: '50000000',
    containsEuPoliticalAdvertising: false,
    adGroups: [
      {
        name: 'Gardeners',
        locations: [{ geoTargetId: '2840' }, { geoTargetId: '2124', negative: true }],
        languages: [{ languageId: '1000' }],
        ads: [ad],
      },
    ],
    ...over,
  }
}

/** Creates a campaign and answers it as the API would. */
export async function createCampaignOf(ctx: Context, actor: Actor, body: object): Promise<Campaign> {
  const answer = await createCampaign(ctx, actor, campaignCreateSchema.parse(body))
  return campaignSchema.parse(JSON.parse(answer.json))
}

export async function campaignNow(ctx: Context, actor: Actor, id: string): Promise<Campaign> {
  return campaignSchema.parse(JSON.parse((await readCampaign(ctx, actor, id)).json))
}
