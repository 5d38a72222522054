import type { CampaignDocument } from '../campaign.ts'
import type { AdGroup, Keyword, NegativeKeyword } from '../campaign-parts.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { characterCount } from '../width.ts'
import { BIDDING_OF } from './bidding-rules.ts'
import { TYPES } from './campaign-types.ts'
import { OUR_ADVICE, api, error, page, warning } from './finding.ts'
import { checkAmount } from './money-step.ts'
import { notForType } from './not-for-type.ts'
import { isBlank } from './texts.ts'

const LIMITS = { characters: 80, words: 10, source: page('system limits of the Google Ads API') }
/** Google names only some of them; the rest is what its own editor refuses. */
const FORBIDDEN = /[!@%,*;^()={}<>`~|?\\]/u
/** How match types were written before they were a field of their own. */
const NOTATION = /^\s*(?:\[.*\]|".*")\s*$/su

/** Google sees no difference in capitals and spaces. */
function sameAs({ text, matchType }: NegativeKeyword): string {
  return `${matchType} ${text.trim().toLowerCase().replaceAll(/\s+/g, ' ')}`
}

/** What the campaign is never shown for. */
export function* checkNegativeKeywords({
  negativeKeywords,
  campaignType,
}: CampaignDocument): Generator<Finding> {
  const path = 'negativeKeywords'
  const { name, source, negativeKeywords: taken } = TYPES[campaignType]
  if (!taken) {
    if (negativeKeywords.length > 0)
      yield notForType(path, 'negative keywords', { noun: `${name} campaign`, source })
    return
  }
  const seen = new Set<string>()
  for (const [index, keyword] of negativeKeywords.entries()) {
    yield* checkText(keyword.text, `${path}[${index}]`)
    const key = sameAs(keyword)
    if (seen.has(key)) yield duplicate(keyword, `${path}[${index}]`)
    seen.add(key)
  }
}

/** The keywords of an ad group, of Search alone. */
export function* checkKeywords(
  { keywords }: AdGroup,
  path: string,
  document: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  const { name, source, group, keywords: taken } = TYPES[document.campaignType]
  if (!taken) {
    const noun = `${group.noun} of a ${name} campaign`
    if (keywords.length > 0) yield notForType(path, 'keywords', { noun, source })
    return
  }
  if (!keywords.some(({ negative }) => !negative)) {
    yield warning({
      path,
      code: 'no_keywords',
      message: 'The ad group has no keyword, so its ads are shown to nobody.',
      fix: 'Add the words that people search for.',
      source: OUR_ADVICE,
    })
  }
  const excluded = new Set(document.negativeKeywords.map(sameAs))
  const seen = new Map<string, boolean>()
  for (const [index, keyword] of keywords.entries()) {
    const place = `${path}[${index}]`
    yield* checkText(keyword.text, place)
    yield* checkTwice(keyword, place, seen)
    if (!keyword.negative && excluded.has(sameAs(keyword))) yield blocked(keyword, place)
    yield* checkBid(keyword, `${place}.cpcBidMicros`, document, context)
  }
}

function* checkText(text: string, path: string): Generator<Finding> {
  const length = characterCount(text.trim())
  const words = text.trim().split(/\s+/).length
  if (isBlank(text)) {
    yield error({
      path,
      code: 'keyword_blank',
      message: 'This keyword is empty.',
      fix: 'Write it, or take it out.',
      source: api('CriterionError.INVALID_KEYWORD_TEXT'),
    })
  } else if (length > LIMITS.characters) {
    yield error({
      path,
      code: 'keyword_too_long',
      message: `The keyword has ${length} characters; Google allows ${LIMITS.characters}.`,
      fix: `Shorten it by ${length - LIMITS.characters}.`,
      source: api('CriterionError.KEYWORD_TEXT_TOO_LONG'),
    })
  } else if (words > LIMITS.words) {
    yield error({
      path,
      code: 'keyword_too_many_words',
      message: `The keyword has ${words} words; Google allows ${LIMITS.words}.`,
      fix: `Take out ${words - LIMITS.words}.`,
      source: LIMITS.source,
    })
  }
  const forbidden = FORBIDDEN.exec(text)?.[0]
  if (forbidden !== undefined) {
    yield error({
      path,
      code: 'keyword_characters_not_allowed',
      message: `The keyword contains "${forbidden}", which Google does not take in keywords.`,
      fix: 'Take it out.',
      source: api('CriterionError.KEYWORD_HAS_INVALID_CHARS'),
    })
  } else if (NOTATION.test(text)) {
    yield warning({
      path,
      code: 'keyword_in_notation',
      message:
        'The keyword stands in brackets or quotation marks. Its match type says that here; these would be part of it.',
      fix: 'Take the marks out, and choose the match type EXACT or PHRASE.',
      source: OUR_ADVICE,
    })
  }
}

function* checkTwice(keyword: Keyword, path: string, seen: Map<string, boolean>): Generator<Finding> {
  const key = sameAs(keyword)
  const before = seen.get(key)
  if (before === undefined) seen.set(key, keyword.negative)
  else if (before === keyword.negative) yield duplicate(keyword, path)
  else {
    yield error({
      path,
      code: 'keyword_contradiction',
      message: `"${keyword.text.trim()}" is both a keyword and a negative one, of the same match type.`,
      fix: 'Keep one of the two.',
      source: api('AdGroupCriterionError.CANNOT_TARGET_AND_EXCLUDE'),
    })
  }
}

function duplicate({ text, matchType }: NegativeKeyword, path: string): Finding {
  return error({
    path,
    code: 'keyword_duplicate',
    message: `"${text.trim()}" is in the list twice as ${matchType}. Capitals and spaces make no other keyword.`,
    fix: 'Take one out.',
    source: api('CriterionError, duplicate criterion'),
  })
}

function blocked({ text }: NegativeKeyword, path: string): Finding {
  return warning({
    path,
    code: 'keyword_excluded',
    message: `"${text.trim()}" is also among the negative keywords of the campaign, so it never shows an ad.`,
    fix: 'Take it out here or there.',
    source: OUR_ADVICE,
  })
}

function* checkBid(
  { cpcBidMicros, negative }: Keyword,
  path: string,
  { biddingStrategy, campaignType }: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  if (cpcBidMicros === null) return
  const byHand = BIDDING_OF[campaignType].strategies[biddingStrategy]?.bid === 'cpcBidMicros'
  if (negative || !byHand) {
    yield error({
      path,
      code: 'cpc_bid_not_used',
      message: negative
        ? 'A negative keyword has a bid, and nothing is ever bid for it.'
        : `The keyword has a bid of its own, but ${biddingStrategy} takes none, so Google would never hear of it.`,
      fix: negative ? 'Clear the bid.' : 'Clear the bid, or choose MANUAL_CPC.',
      source: api('AdGroupCriterion.cpc_bid_micros'),
    })
    return
  }
  yield* checkAmount(cpcBidMicros, path, { code: 'cpc_bid', noun: 'bid' }, context)
}
