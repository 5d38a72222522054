import { createHash } from 'node:crypto'
import { assetContentKey, assetNameKey } from '../indexes.ts'
import type { NewRow, Operation, ResourceRules } from '../mutate/operation.ts'
import { type Message, messageType, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkCallToAction } from '../ads/call-to-action.ts'
import { checkImage, SLOTS } from '../ads/images.ts'
import { checkAdText } from '../ads/texts.ts'

/** The kinds of assets that this server offers, by field, with their type. */
const KINDS: Readonly<Record<string, string>> = {
  imageAsset: 'IMAGE',
  textAsset: 'TEXT',
  youtubeVideoAsset: 'YOUTUBE_VIDEO',
  callToActionAsset: 'CALL_TO_ACTION',
  demandGenCarouselCardAsset: 'DEMAND_GEN_CAROUSEL_CARD',
}
const CARD_IMAGES = [
  ['marketingImageAsset', 'marketing_image_asset', SLOTS.marketing],
  ['squareMarketingImageAsset', 'square_marketing_image_asset', SLOTS.square],
  ['portraitMarketingImageAsset', 'portrait_marketing_image_asset', SLOTS.portrait],
] as const
const DATA_FIELDS = messageType('resources.Asset').fields.filter((field) => field.oneof === 'asset_data')

export const assetRules: ResourceRules = {
  table: 'asset',
  type: 'resources.Asset',
  collection: 'assets',
  noun: 'asset',
  // Marked as output only, yet set by everyone: Google's own samples do it.
  writable: ['type', 'image_asset'],
  create(op, data) {
    const field = DATA_FIELDS.find((field) => data[field.json] !== undefined)
    if (!field) {
      op.refuse(
        'assetError.ASSET_DATA_IS_MISSING',
        '',
        'The asset holds neither an image, a text nor anything else.',
      )
      return undefined
    }
    const type = KINDS[field.json]
    if (type === undefined) {
      const message = `This server does not offer ${field.snake}.`
      op.refuse('assetError.CUSTOMER_NOT_ON_ALLOWLIST_FOR_ASSET_TYPE', field.snake, message, {
        trigger: field.snake.toUpperCase(),
      })
      return undefined
    }
    if (data['type'] !== undefined && data['type'] !== type) {
      op.refuse(
        'assetError.FIELD_INCOMPATIBLE_WITH_ASSET_TYPE',
        field.snake,
        `The asset's data is of the type ${type}.`,
        { trigger: textOf(data, 'type') },
      )
      return undefined
    }
    const contentHash = checkContent(op, data, field.json)
    return op.failed || contentHash === undefined
      ? undefined
      : keep(op, { ...data, type, source: 'ADVERTISER' }, `${type}:${contentHash}`)
  },
  update(op, before, next) {
    if (textOf(next, 'name') === textOf(before.data, 'name')) return
    checkName(op, textOf(next, 'name'), before)
  },
}

/** Equal content is kept once: the asset that was there first answers, under its own name. */
function keep(op: Operation, data: Message, contentHash: string): NewRow | undefined {
  const existing = op.state.lookUp(assetContentKey(op.customerId, contentHash))[0]
  if (op.scope.assetHashes.has(contentHash)) {
    op.refuse('assetError.DUPLICATE_ASSET', '', 'The request creates the same asset twice.')
    return undefined
  }
  op.scope.assetHashes.add(contentHash)
  if (existing) return { key: '', data, existing }
  checkName(op, textOf(data, 'name'))
  const key = op.state.newId()
  const name = textOf(data, 'name')
  return { key, data: { ...data, id: key, name: name === '' ? `Asset ${key}` : name }, contentHash }
}

function checkName(op: Operation, name: string, before?: Row): void {
  if (name === '') return
  if (op.state.lookUp(assetNameKey(op.customerId, name)).some((row) => row.name !== before?.name)) {
    op.refuse('assetError.DUPLICATE_ASSET_NAME', 'name', 'Another asset with other content has this name.', {
      trigger: name,
    })
  }
}

function checkContent(op: Operation, data: Message, json: string): string | undefined {
  const content = subMessage(data, json) ?? {}
  if (json === 'imageAsset') return checkUpload(op, data)
  if (json === 'textAsset') {
    if (!op.require(content, 'text', 'text_asset.text')) return undefined
    return sha256(textOf(content, 'text'))
  }
  if (json === 'youtubeVideoAsset') {
    const id = textOf(content, 'youtubeVideoId')
    if (!op.require(content, 'youtubeVideoId', 'youtube_video_asset.youtube_video_id')) return undefined
    if (!/^[\w-]{11}$/.test(id)) {
      op.refuse(
        'mediaFileError.INVALID_YOU_TUBE_ID',
        'youtube_video_asset.youtube_video_id',
        'A YouTube id has 11 characters.',
        { trigger: id },
      )
    }
    return id
  }
  if (json === 'demandGenCarouselCardAsset') return checkCard(op, content)
  return op.require(content, 'callToAction', 'call_to_action_asset.call_to_action')
    ? textOf(content, 'callToAction')
    : undefined
}

function checkUpload(op: Operation, data: Message): string | undefined {
  const facts = op.scope.images.get(data)
  if (!facts) {
    op.refuse('assetError.ASSET_DATA_IS_MISSING', 'image_asset.data', 'The image has no data.')
    return undefined
  }
  if (facts.refused) {
    op.refuse(facts.refused.code, 'image_asset.data', facts.refused.message)
    return undefined
  }
  data['imageAsset'] = {
    fileSize: String(facts.bytes),
    mimeType: facts.mimeType,
    fullSize: {
      widthPixels: String(facts.width),
      heightPixels: String(facts.height),
      url: `https://tpc.googlesyndication.com/simgad/${BigInt(`0x${facts.sha256.slice(0, 15)}`)}`,
    },
  }
  return facts.sha256
}

function checkCard(op: Operation, card: Message): string {
  const path = 'demand_gen_carousel_card_asset'
  checkAdText(op, textOf(card, 'headline'), `${path}.headline`, 40)
  if (card['marketingImageAsset'] === undefined && card['squareMarketingImageAsset'] === undefined) {
    op.refuse(
      'fieldError.REQUIRED',
      `${path}.marketing_image_asset`,
      'A card needs a landscape or a square image.',
    )
  }
  for (const [json, field, slot] of CARD_IMAGES) {
    if (card[json] !== undefined) checkImage(op, textOf(card, json), slot, `${path}.${field}`)
  }
  const call = textOf(card, 'callToActionText')
  checkCallToAction(op, call, `${path}.call_to_action_text`, 'assetError.INVALID_CALL_TO_ACTION_TEXT')
  return sha256(JSON.stringify(card))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
