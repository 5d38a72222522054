import { sha256 } from '../../base/ids.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import type { AdCard } from '../../contract/campaign-parts.ts'
import type { CallToAction } from '../../contract/words.ts'
import { type Fields, ref, type Resource } from './resource.ts'

/**
 * Assets that are made in the same request as what uses them: texts, videos, calls to action, carousel cards. Google keeps
 * equal ones once and answers with the one it has, so their keys are made of their content.
 */

export function textAsset(text: string, path: string): Resource {
  return asset(`text:${sha256(text).slice(0, 16)}`, `Text “${text}”`, path, { textAsset: { text } })
}

export function videoAsset(youtubeVideoId: string, path: string): Resource {
  return asset(`video:${youtubeVideoId}`, `YouTube video ${youtubeVideoId}`, path, {
    youtubeVideoAsset: { youtubeVideoId },
  })
}

export function callToActionAsset(callToAction: CallToAction, path: string): Resource {
  const title = `Call to action “${CALL_TO_ACTION_TEXT[callToAction]}”`
  return asset(`callToAction:${callToAction}`, title, path, { callToActionAsset: { callToAction } })
}

export function cardAsset(card: AdCard, path: string): Resource {
  const image = (id: string | null): object => (id === null ? {} : ref(`asset:${id}`))
  const images = {
    marketingImageAsset: image(card.marketingImage),
    squareMarketingImageAsset: image(card.squareMarketingImage),
    portraitMarketingImageAsset: image(card.portraitMarketingImage),
  }
  const content: Fields = {
    ...Object.fromEntries(Object.entries(images).filter(([, value]) => '$ref' in value)),
    headline: card.headline,
    ...(card.callToAction === null ? {} : { callToActionText: CALL_TO_ACTION_TEXT[card.callToAction] }),
  }
  const key = `card:${sha256(JSON.stringify(card)).slice(0, 16)}`
  return asset(key, `Card “${card.headline}”`, path, { demandGenCarouselCardAsset: content })
}

function asset(key: string, title: string, path: string, fields: Fields): Resource {
  return { key, kind: 'Asset', title, path, fields }
}
