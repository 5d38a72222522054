import type { z } from 'zod'
import { type CampaignDocument, campaignPatchSchema } from '../contract/campaign.ts'
import { type Ad, adGroup, type AdGroup, type NegativeKeyword } from '../contract/campaign-parts.ts'
import type { ReplacePlace } from '../contract/replace-places.ts'

/** A text of a document: where it stands, what it may be, and how it is changed. */
export interface DocumentText {
  place: ReplacePlace
  /** As findings name it. */
  path: string
  /** The same by the ids of its parts: where others were moved, it is still found. */
  key: string
  /** Empty where there is none. */
  value: string
  schema: z.ZodType
  /** null: it can be without. */
  set: (value: string | null) => void
  /** Whether another one beside it is the same already, which may be once. */
  isTaken?: (value: string) => boolean
}

const HEAD = campaignPatchSchema.shape
const GROUP = adGroup.shape
const AD = GROUP.ads.element.shape
const KEYWORD = GROUP.keywords.element.shape

const IN_LISTS = ['headlines', 'longHeadlines', 'descriptions'] as const

/** Every text that somebody writes, in the order of the form. Setting one changes `document`. */
export function* textsOf(document: CampaignDocument): Generator<DocumentText> {
  yield* fieldOf(document, 'name', { place: 'NAMES', schema: HEAD.name })
  yield* fieldOf(document, 'trackingUrlTemplate', { place: 'URLS', schema: HEAD.trackingUrlTemplate })
  yield* fieldOf(document, 'finalUrlSuffix', { place: 'URLS', schema: HEAD.finalUrlSuffix })
  yield* fieldOf(document, 'brandBusinessName', { place: 'TEXTS', schema: HEAD.brandBusinessName })
  yield* keywordsOf(document.negativeKeywords, HEAD_PART, 'negativeKeywords')
  for (const [index, group] of document.adGroups.entries()) yield* textsOfGroup(group, index)
}

const HEAD_PART: Where = { path: '', key: '' }

function* textsOfGroup(group: AdGroup, index: number): Generator<DocumentText> {
  const at = { path: `adGroups[${index}].`, key: `${group.id}.` }
  yield* fieldOf(group, 'name', { place: 'NAMES', schema: GROUP.name }, at)
  yield* keywordsOf(group.keywords, at, 'keywords')
  yield* themesOf(group.searchThemes, at)
  for (const [adIndex, ad] of group.ads.entries())
    yield* textsOfAd(ad, { path: `${at.path}ads[${adIndex}].`, key: `${ad.id}.` })
}

function* textsOfAd(ad: Ad, at: Where): Generator<DocumentText> {
  yield* fieldOf(ad, 'name', { place: 'NAMES', schema: AD.name }, at)
  yield* fieldOf(ad, 'finalUrl', { place: 'URLS', schema: AD.finalUrl }, at)
  yield* fieldOf(ad, 'path1', { place: 'URLS', schema: AD.path1 }, at)
  yield* fieldOf(ad, 'path2', { place: 'URLS', schema: AD.path2 }, at)
  yield* fieldOf(ad, 'businessName', { place: 'TEXTS', schema: AD.businessName }, at)
  for (const list of IN_LISTS)
    yield* entriesOf(ad[list], 'text', { schema: AD[list].element.shape.text, at, list })
  yield* entriesOf(ad.cards, 'headline', { schema: AD.cards.element.shape.headline, at, list: 'cards' })
}

interface Where {
  path: string
  key: string
}

function* fieldOf<Field extends string>(
  part: Record<Field, unknown>,
  field: Field,
  { place, schema }: { place: ReplacePlace; schema: z.ZodType },
  at: Where = HEAD_PART,
): Generator<DocumentText> {
  const value = (part[field] ?? '') as string
  const set = (text: string | null): void => void (part[field] = text)
  yield { place, schema, value, path: `${at.path}${field}`, key: `${at.key}${field}`, set }
}

/** Found by their place in the list, as they have no ids. */
function* keywordsOf(keywords: NegativeKeyword[], at: Where, list: string): Generator<DocumentText> {
  for (const [index, keyword] of keywords.entries()) {
    const { text: value, matchType } = keyword
    yield {
      place: 'KEYWORDS',
      schema: KEYWORD.text,
      value,
      path: `${at.path}${list}[${index}]`,
      key: `${at.key}${list}.${index}`,
      set: (text) => void (keyword.text = text ?? ''),
      isTaken: (text) => keywords.some((other) => other.text === text && other.matchType === matchType),
    }
  }
}

function* themesOf(themes: string[], at: Where): Generator<DocumentText> {
  for (const [index, value] of themes.entries()) {
    const list = 'searchThemes'
    yield {
      place: 'KEYWORDS',
      schema: GROUP[list].element,
      value,
      path: `${at.path}${list}[${index}]`,
      key: `${at.key}${list}.${index}`,
      set: (text) => void (themes[index] = text ?? ''),
      isTaken: (text) => themes.includes(text),
    }
  }
}

function* entriesOf<Field extends 'text' | 'headline'>(
  entries: readonly Record<Field, string>[],
  field: Field,
  { schema, at, list }: { schema: z.ZodType; at: Where; list: string },
): Generator<DocumentText> {
  for (const [index, entry] of entries.entries()) {
    const value = entry[field]
    const set = (text: string | null): void => void (entry[field] = text ?? '')
    const path = `${at.path}${list}[${index}].${field}`
    yield { place: 'TEXTS', schema, value, path, key: `${at.key}${list}.${index}`, set }
  }
}
