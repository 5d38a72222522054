import { z } from 'zod'
import { line, text, timestamp, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'
import { CAMPAIGN_STATUSES, IMAGE_FORMATS } from './words.ts'

/** An image as we keep it. Facts come from its bytes, never from what the sender claims. */
export const assetSchema = z.strictObject({
  id: uuid,
  kind: z.literal('IMAGE'),
  name: line(255),
  url: z.string().describe('Path on this server where the bytes are'),
  format: z.enum(IMAGE_FORMATS),
  width: z.int().describe('Pixels'),
  height: z.int().describe('Pixels'),
  bytes: z.int().describe('Size of the file'),
  animated: z.boolean(),
  cmyk: z.boolean(),
  sha256: z.string().describe('Hex, of the file'),
  createdAt: timestamp,
})
export type Asset = z.infer<typeof assetSchema>

/** An image of the library, and how much it is used. */
export const libraryAssetSchema = z.strictObject({
  ...assetSchema.shape,
  usedBy: z.strictObject({
    campaigns: z.int().describe('How many show it; archived ones too'),
    templates: z.int().describe('How many name it'),
    isMore: z.boolean().describe('It stands in so many places that there are at least so many campaigns'),
  }),
})
export type LibraryAsset = z.infer<typeof libraryAssetSchema>

/** Of the library as a whole. Whether one image may be removed depends on what shows it. */
export const ASSET_ACTIONS = ['create', 'crop', 'remove'] as const
export type AssetAction = (typeof ASSET_ACTIONS)[number]

/** What shows an image: as many as a person reads through. */
export const assetUsesSchema = z.strictObject({
  campaigns: z
    .array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        status: z.enum(CAMPAIGN_STATUSES),
        archived: z.boolean(),
      }),
    )
    .describe('At most 100, the newest of those that were looked at first'),
  templates: z.array(z.strictObject({ id: uuid, name: z.string() })).describe('At most 100, by name'),
  isMore: z.boolean().describe('There are more than are listed'),
  actions: verdicts(['remove']),
})
export type AssetUses = z.infer<typeof assetUsesSchema>

export const assetByUrlSchema = z.strictObject({ url: text(2084).min(1), name: line(255).optional() })

const pixels = z.int().max(100_000)
/** A part of an image, in pixels of the image as it is seen. */
export const cropSchema = z.strictObject({
  left: pixels.min(0),
  top: pixels.min(0),
  width: pixels.min(1),
  height: pixels.min(1),
})
export type CropRequest = z.infer<typeof cropSchema>
