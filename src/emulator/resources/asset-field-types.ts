import { checkImage, type ImageSlot, SLOTS } from '../ads/images.ts'
import type { ErrorCode } from '../generated/error-codes.ts'
import type { Operation } from '../mutate/operation.ts'
import { type Message, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkText } from './texts.ts'

/** What an asset can be in an asset group, or in a campaign for its brand. */
export interface FieldType {
  assetType: 'TEXT' | 'IMAGE' | 'YOUTUBE_VIDEO' | 'CALL_TO_ACTION'
  max: number
  /** Absent: none is needed. */
  min?: { count: number; code: ErrorCode }
  /** Of a text. */
  width?: number
  /** Of an image. */
  slot?: Pick<ImageSlot, 'ratio' | 'minWidth' | 'minHeight'>
}

/** Asset groups whose campaign follows brand guidelines have these on the campaign instead. */
export const BRAND_FIELD_TYPES: ReadonlySet<string> = new Set(['BUSINESS_NAME', 'LOGO', 'LANDSCAPE_LOGO'])

export const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
  HEADLINE: {
    assetType: 'TEXT',
    width: 30,
    max: 15,
    min: { count: 3, code: 'assetGroupError.NOT_ENOUGH_HEADLINE_ASSET' },
  },
  LONG_HEADLINE: {
    assetType: 'TEXT',
    width: 90,
    max: 5,
    min: { count: 1, code: 'assetGroupError.NOT_ENOUGH_LONG_HEADLINE_ASSET' },
  },
  DESCRIPTION: {
    assetType: 'TEXT',
    width: 90,
    max: 5,
    min: { count: 2, code: 'assetGroupError.NOT_ENOUGH_DESCRIPTION_ASSET' },
  },
  BUSINESS_NAME: {
    assetType: 'TEXT',
    width: 25,
    max: 1,
    min: { count: 1, code: 'assetGroupError.NOT_ENOUGH_BUSINESS_NAME_ASSET' },
  },
  MARKETING_IMAGE: {
    assetType: 'IMAGE',
    slot: SLOTS.marketing,
    max: 20,
    min: { count: 1, code: 'assetGroupError.NOT_ENOUGH_MARKETING_IMAGE_ASSET' },
  },
  SQUARE_MARKETING_IMAGE: {
    assetType: 'IMAGE',
    slot: SLOTS.square,
    max: 20,
    min: { count: 1, code: 'assetGroupError.NOT_ENOUGH_SQUARE_MARKETING_IMAGE_ASSET' },
  },
  PORTRAIT_MARKETING_IMAGE: { assetType: 'IMAGE', slot: SLOTS.portrait, max: 20 },
  TALL_PORTRAIT_MARKETING_IMAGE: { assetType: 'IMAGE', slot: SLOTS.tallPortrait, max: 20 },
  LOGO: {
    assetType: 'IMAGE',
    slot: SLOTS.logo,
    max: 5,
    min: { count: 1, code: 'assetGroupError.NOT_ENOUGH_LOGO_ASSET' },
  },
  LANDSCAPE_LOGO: { assetType: 'IMAGE', slot: SLOTS.wideLogo, max: 5 },
  YOUTUBE_VIDEO: { assetType: 'YOUTUBE_VIDEO', max: 5 },
  CALL_TO_ACTION_SELECTION: { assetType: 'CALL_TO_ACTION', max: 1 },
}

/** Refuses an asset that cannot stand in that place: another type, too long a text, another shape of image. */
export function checkLinkedAsset(op: Operation, asset: Row, name: string): void {
  const fieldType = FIELD_TYPES[name]
  if (!fieldType) {
    const message = `This server does not offer links of the field type ${name}.`
    op.refuse('assetLinkError.UNSUPPORTED_FIELD_TYPE', 'field_type', message, { trigger: name })
    return
  }
  if (asset.data['type'] !== fieldType.assetType) {
    const message = `An asset of the type ${textOf(asset.data, 'type')} cannot be a ${name}.`
    op.refuse('assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE', 'field_type', message, {
      trigger: name,
    })
    return
  }
  if (fieldType.slot) {
    const tooSmall = 'assetLinkError.IMAGE_NOT_WITHIN_SPECIFIED_DIMENSION_RANGE'
    checkImage(op, asset.name, fieldType.slot, 'asset', tooSmall)
  }
  if (fieldType.width !== undefined) checkLinkedText(op, textOfAsset(asset.data), fieldType.width)
}

/** A link ends by being removed. */
export function checkLinkStatus(op: Operation, link: Message): void {
  if (link['status'] !== 'REMOVED') return
  op.refuse('assetLinkError.INVALID_STATUS', 'status', 'Remove the link instead.', { trigger: 'REMOVED' })
}

export function textOfAsset(asset: Message): string {
  return textOf(subMessage(asset, 'textAsset'), 'text')
}

function checkLinkedText(op: Operation, text: string, width: number): void {
  if (/[{}]/.test(text)) {
    op.refuse(
      'assetGroupAssetError.AD_CUSTOMIZER_NOT_SUPPORTED',
      'asset',
      'Texts of asset groups take no customizers.',
      { trigger: text },
    )
  } else checkText(op, text, 'asset', width)
}
