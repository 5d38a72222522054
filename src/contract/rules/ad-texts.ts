import type { PinnableText } from '../campaign-parts.ts'
import type { Finding } from '../publication.ts'
import { displayWidth } from '../width.ts'
import type { AdRule, TextRule } from './ad-rule.ts'
import { OUR_ADVICE, api, error, warning } from './finding.ts'
import { notForType } from './not-for-type.ts'
import { checkAdText, isBlank } from './texts.ts'

/** The headlines or descriptions of an ad: how many there are, then each by itself. */
export function* checkTextList(
  texts: readonly PinnableText[],
  path: string,
  rule: TextRule,
  ad: AdRule,
): Generator<Finding> {
  yield* checkCount(texts, path, rule, ad)
  yield* checkNarrowest(texts, path, rule, ad)
  yield* checkPlaces(texts, path, rule)
  const seen = new Set<string>()
  for (const [index, text] of texts.entries()) {
    const limit = { noun: rule.noun, width: rule.width, source: rule.source }
    const textPath = `${path}[${index}].text`
    yield* checkAdText(text.text, textPath, { ...limit, owner: ad.noun, placeholders: ad.placeholders })
    const trimmed = text.text.trim()
    const words = rule.ignoresCase === true ? trimmed.toLowerCase() : trimmed
    if (seen.has(words) && !isBlank(words)) {
      yield error({
        path: textPath,
        code: 'text_duplicate',
        message: `Another ${rule.noun} of this ad says the same.`,
        fix: 'Write something else, or take it out.',
        source: api('AdError, the same text twice in one ad'),
      })
    }
    seen.add(words)
    yield* checkPin(text, `${path}[${index}].pinnedField`, rule, ad)
  }
}

function* checkCount(
  { length }: readonly PinnableText[],
  path: string,
  { property, noun, min, max, source }: TextRule,
  ad: AdRule,
): Generator<Finding> {
  const owner = ad.noun === 'asset group' ? ad.noun : 'ad'
  const plural = `${noun}s`
  if (length === 0 && min > 0) {
    yield error({
      path,
      code: `${noun.replace(' ', '_')}_required`,
      message: `The ${owner} has no ${noun}; Google needs at least ${min}.`,
      fix: min === 1 ? `Write a ${noun}.` : `Write ${min} or more.`,
      source,
    })
  } else if (length < min) {
    yield error({
      path,
      code: `too_few_${plural.replace(' ', '_')}`,
      message: `The ${owner} has ${length} ${length === 1 ? noun : plural}; Google needs at least ${min}.`,
      fix: `Write ${min - length} more.`,
      source,
    })
  } else if (length > max) {
    yield error({
      path,
      code: `too_many_${plural.replace(' ', '_')}`,
      message: `The ${owner} has ${length} ${plural}; Google allows ${max}.`,
      fix: `Take out ${length - max}.`,
      source,
    })
  } else if (length === 1 && max > 1 && property === 'headlines') {
    yield warning({
      path,
      code: 'one_headline',
      message: `The ad has only one headline. Google tries combinations, and with up to ${max} it finds better ones.`,
      fix: 'Write two or three more that each stand alone.',
      source: OUR_ADVICE,
    })
  }
}

function* checkNarrowest(
  texts: readonly PinnableText[],
  path: string,
  { noun, narrowest, source }: TextRule,
  ad: AdRule,
): Generator<Finding> {
  if (narrowest === undefined || texts.length === 0) return
  if (texts.some(({ text }) => displayWidth(text) <= narrowest)) return
  yield error({
    path,
    code: `short_${noun}_required`,
    message: `None of the ${noun}s is at most ${narrowest} wide; Google needs one for where the ${ad.noun} has little room.`,
    fix: `Write one ${noun} of at most ${narrowest}.`,
    source,
  })
}

/** Where every text is pinned, some place that always shows one may be left without. */
function* checkPlaces(
  texts: readonly PinnableText[],
  path: string,
  { noun, pins }: TextRule,
): Generator<Finding> {
  if (pins === undefined || texts.length === 0) return
  if (texts.some(({ pinnedField }) => pinnedField === undefined)) return
  const empty = pins.places
    .slice(0, pins.always)
    .filter((place) => !texts.some(({ pinnedField }) => pinnedField === place))
  if (empty.length === 0) return
  yield warning({
    path,
    code: 'pins_leave_place_empty',
    message: `Every ${noun} is pinned, and none to ${empty.join(' and ')}, so Google has nothing to show there.`,
    fix: `Leave some ${noun}s without a pin, or pin one to each place.`,
    source: api('AssetLinkError, pinned fields'),
  })
}

function* checkPin(
  { pinnedField }: PinnableText,
  path: string,
  { noun, pins }: TextRule,
  ad: AdRule,
): Generator<Finding> {
  if (pinnedField === undefined) return
  if (pins === undefined) yield notForType(path, `a pinned ${noun}`, ad, 'Take the pin out.')
  else if (!pins.places.includes(pinnedField)) {
    yield error({
      path,
      code: 'pin_does_not_fit',
      message: `A ${noun} cannot be pinned to ${pinnedField}.`,
      fix: `Choose one of ${pins.places.join(', ')}, or take the pin out.`,
      source: api('AssetLinkError.INVALID_PINNED_FIELD'),
    })
  }
}
