import { type Message, subMessage, textOf, type Value } from './schema.ts'
import type { Row, State } from './state.ts'

export interface PolicyTopic {
  topic: string
  type: 'PROHIBITED' | 'LIMITED'
  /** What it was found in. */
  text: string
}

/** Words in texts that decide a review. A few, so that a test can have each outcome: Google's own list is not public. */
const WORDS: readonly (readonly [word: string, topic: string, type: PolicyTopic['type']])[] = [
  ['counterfeit', 'COUNTERFEIT', 'PROHIBITED'],
  ['fireworks', 'DANGEROUS_PRODUCTS', 'PROHIBITED'],
  ['miracle cure', 'MISREPRESENTATION', 'PROHIBITED'],
  ['casino', 'GAMBLING', 'LIMITED'],
  ['whisky', 'ALCOHOL', 'LIMITED'],
  ['vodka', 'ALCOHOL', 'LIMITED'],
]
/** The same, in a final URL. */
const URL_MARKS: readonly (readonly [mark: string, topic: string, type: PolicyTopic['type']])[] = [
  ['emulator-disapprove', 'DESTINATION_NOT_WORKING', 'PROHIBITED'],
  ['emulator-limit', 'ALCOHOL', 'LIMITED'],
]

export function topicsOfTexts(texts: readonly string[]): PolicyTopic[] {
  return topicsIn(texts, WORDS)
}

export function topicsOfUrls(urls: readonly string[]): PolicyTopic[] {
  return topicsIn(urls, URL_MARKS)
}

/** Every text of an ad or an asset, with those of the assets that it names. */
export function textsOf(state: State, message: Message | undefined): string[] {
  return Object.values(message ?? {}).flatMap((value) => textsIn(state, value))
}

/** The text that an asset shows; none for an image. */
export function textsOfAsset(state: State, asset: Row | undefined): string[] {
  if (!asset) return []
  const card = subMessage(asset.data, 'demandGenCarouselCardAsset')
  return card ? textsOf(state, card) : [textOf(subMessage(asset.data, 'textAsset'), 'text')]
}

function textsIn(state: State, value: Value | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(state, item))
  if (typeof value === 'object') return textsOf(state, value)
  if (typeof value !== 'string') return []
  return /^customers\/\d+\/assets\//.test(value) ? textsOfAsset(state, state.find(value)) : [value]
}

function topicsIn(
  texts: readonly string[],
  words: readonly (readonly [string, string, PolicyTopic['type']])[],
): PolicyTopic[] {
  const found = new Map<string, PolicyTopic>()
  for (const text of texts) {
    for (const [word, topic, type] of words) {
      if (!found.has(topic) && text.toLowerCase().includes(word)) found.set(topic, { topic, type, text })
    }
  }
  return [...found.values()]
}
