import type { Ad } from '../campaign-parts.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { CALLS_TO_ACTION } from '../words.ts'
import { checkImages } from './ad-images.ts'
import { BUSINESS_NAME, TEXT_RULES } from './demand-gen.ts'
import type { TextRule } from './demand-gen.ts'
import { checkFinalUrl } from './final-url.ts'
import { OUR_ADVICE, api, error, inForce, warning } from './finding.ts'
import { checkAdText, isBlank } from './texts.ts'

/** One Demand Gen image ad. */
export function* checkAd(ad: Ad, path: string, context: PreflightContext): Generator<Finding> {
  yield* checkFinalUrl(ad.finalUrl, `${path}.finalUrl`)
  yield* checkBusinessName(ad.businessName, `${path}.businessName`)
  if (ad.callToAction !== null && !CALLS_TO_ACTION.includes(ad.callToAction)) {
    yield error({
      path: `${path}.callToAction`,
      code: 'call_to_action_unknown',
      message: `Google has no call to action ${ad.callToAction}.`,
      fix: 'Choose one of the list, or none: then Google chooses.',
      source: api('CallToActionType'),
    })
  }
  for (const rule of inForce(TEXT_RULES, context.today)) yield* checkTexts(ad, path, rule)
  yield* checkImages(ad, path, context)
}

function* checkBusinessName(name: string | null, path: string): Generator<Finding> {
  if (name === null || isBlank(name)) {
    yield error({
      path,
      code: 'business_name_required',
      message: 'The ad has no business name.',
      fix: 'Write the name that people know you by.',
      source: BUSINESS_NAME.source,
    })
    return
  }
  yield* checkAdText(name, path, { noun: 'business name', ...BUSINESS_NAME })
}

function* checkTexts(ad: Ad, adPath: string, rule: TextRule): Generator<Finding> {
  const { property, noun, min, max, source } = rule
  const texts = ad[property]
  const path = `${adPath}.${property}`
  if (texts.length < min) {
    yield error({
      path,
      code: `${noun}_required`,
      message: `The ad has no ${noun}; Google needs at least ${min}.`,
      fix: `Write a ${noun}.`,
      source,
    })
  } else if (texts.length > max) {
    yield error({
      path,
      code: `too_many_${property}`,
      message: `The ad has ${texts.length} ${property}; Google allows ${max}.`,
      fix: `Take out ${texts.length - max}.`,
      source,
    })
  } else if (texts.length === 1 && property === 'headlines') {
    yield warning({
      path,
      code: 'one_headline',
      message: `The ad has only one headline. Google tries combinations, and with up to ${max} it finds better ones.`,
      fix: 'Write two or three more that each stand alone.',
      source: OUR_ADVICE,
    })
  }
  const seen = new Set<string>()
  for (const [index, { text }] of texts.entries()) {
    const textPath = `${path}[${index}].text`
    yield* checkAdText(text, textPath, rule)
    const words = text.trim()
    if (seen.has(words) && !isBlank(words)) {
      yield error({
        path: textPath,
        code: 'text_duplicate',
        message: `Another ${noun} of this ad says the same.`,
        fix: 'Write something else, or take it out.',
        source: api('AdError, the same text twice in one ad'),
      })
    }
    seen.add(words)
  }
}
