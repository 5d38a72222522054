import type { CampaignDocument } from '../campaign.ts'
import type { Ad } from '../campaign-parts.ts'
import { adNameOf, type PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { AD_TYPES_OF, CALLS_TO_ACTION } from '../words.ts'
import { checkImages } from './ad-images.ts'
import { checkAutomations } from './automations.ts'
import type { AdRule } from './ad-rule.ts'
import { adRuleOf } from './ad-rules.ts'
import { checkTextList } from './ad-texts.ts'
import { checkVideos } from './ad-videos.ts'
import { checkCards } from './cards.ts'
import { checkColors } from './colors.ts'
import { checkFinalUrl } from './final-url.ts'
import { api, error, inForce, warning } from './finding.ts'
import { brandElsewhere, notForType } from './not-for-type.ts'
import { checkAdText, isBlank } from './texts.ts'

/** One ad, of whatever type, or the content of an asset group. */
export function* checkAd(
  ad: Ad,
  { path, index }: { path: string; index: number },
  document: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  const allowed: readonly string[] = AD_TYPES_OF[document.campaignType]
  if (!allowed.includes(ad.adType)) {
    yield error({
      path: `${path}.adType`,
      code: 'ad_type_not_allowed',
      message: `A campaign of type ${document.campaignType} has ads of type ${allowed.join(' or ')}, not ${ad.adType}.`,
      fix: 'Remove the ad, and add one of a type that this campaign has.',
      source: api('AdError, types of ads per campaign type'),
    })
    return
  }
  const rule = adRuleOf(ad.adType, document)
  yield* checkName(ad, { path, index }, context)
  yield* checkFinalUrl(ad.finalUrl, `${path}.finalUrl`, rule.noun)
  yield* checkPaths(ad, path, rule)
  yield* checkBusinessName(ad.businessName, `${path}.businessName`, rule)
  yield* checkCallToAction(ad, `${path}.callToAction`, rule)
  const rules = inForce(rule.texts, context.today)
  for (const property of ['headlines', 'longHeadlines', 'descriptions'] as const) {
    const listPath = `${path}.${property}`
    const texts = rules.find((each) => each.property === property)
    if (texts !== undefined) yield* checkTextList(ad[property], listPath, texts, rule)
    else if (ad[property].length > 0) yield notForType(listPath, LISTS[property], rule)
  }
  yield* checkImages(ad, path, rule, context)
  yield* checkVideos(ad, `${path}.youtubeVideos`, rule)
  if (rule.cards) yield* checkCards(ad.cards, `${path}.cards`, context)
  else if (ad.cards.length > 0) yield notForType(`${path}.cards`, 'cards', rule)
  yield* checkAdColors(ad, path, rule)
  const { automations = [], noun, source } = rule
  yield* checkAutomations(ad.assetAutomationOptOuts, `${path}.assetAutomationOptOuts`, {
    automations,
    noun,
    source,
  })
}

const LISTS = { headlines: 'headlines', longHeadlines: 'long headlines', descriptions: 'descriptions' }

/** Google never lets the name of a Demand Gen ad change, and gives other ads none. People see it in reports alone. */
function* checkName(
  ad: Ad,
  { path, index }: { path: string; index: number },
  { published }: PreflightContext,
): Generator<Finding> {
  const name = ad.adType.startsWith('DEMAND_GEN') ? published?.adNames.get(ad.id) : undefined
  if (name === undefined || name === adNameOf(ad.name, index)) return
  yield warning({
    path: `${path}.name`,
    code: 'ad_name_stays',
    message: `At Google the ad keeps the name "${name}": it never changes there.`,
    fix: 'Nothing, if it is for you alone. For the other name at Google too, remove the ad and add a new one.',
    source: api('Ad.name (immutable)'),
  })
}

function* checkPaths(ad: Ad, adPath: string, rule: AdRule): Generator<Finding> {
  const limit = rule.paths
  for (const [field, noun] of [
    ['path1', 'first part of the path'],
    ['path2', 'second part of the path'],
  ] as const) {
    const path = `${adPath}.${field}`
    const text = ad[field]
    if (text === null) continue
    if (limit === undefined) {
      yield notForType(path, `a ${noun}`, rule)
      continue
    }
    if (field === 'path2' && ad.path1 === null) {
      yield error({
        path,
        code: 'path2_without_path1',
        message: 'The path has a second part and no first.',
        fix: 'Write the first part, or move this one there.',
        source: api('AdError.CANNOT_SET_PATH2_WITHOUT_PATH1'),
      })
    }
    yield* checkAdText(text, path, { noun, owner: rule.noun, placeholders: rule.placeholders, ...limit })
  }
}

function* checkBusinessName(name: string | null, path: string, rule: AdRule): Generator<Finding> {
  const limit = rule.businessName
  if (limit === undefined) {
    if (name === null) return
    yield rule.brandOfCampaign
      ? brandElsewhere(path, 'business name')
      : notForType(path, 'a business name', rule)
  } else if (name === null || isBlank(name)) {
    yield error({
      path,
      code: 'business_name_required',
      message: `The ${rule.noun === 'asset group' ? 'asset group' : 'ad'} has no business name.`,
      fix: 'Write the name that people know you by.',
      source: limit.source,
    })
  } else yield* checkAdText(name, path, { noun: 'business name', owner: rule.noun, ...limit })
}

function* checkCallToAction({ callToAction }: Ad, path: string, rule: AdRule): Generator<Finding> {
  if (callToAction === null) return
  if (!rule.callToAction) yield notForType(path, 'a call to action', rule)
  else if (!CALLS_TO_ACTION.includes(callToAction)) {
    yield error({
      path,
      code: 'call_to_action_unknown',
      message: `Google has no call to action ${callToAction}.`,
      fix: 'Choose one of the list, or none: then Google chooses.',
      source: api('CallToActionType'),
    })
  }
}

function* checkAdColors(ad: Ad, adPath: string, rule: AdRule): Generator<Finding> {
  const colors = { main: ad.mainColor, accent: ad.accentColor }
  const paths = { main: `${adPath}.mainColor`, accent: `${adPath}.accentColor` }
  if (rule.colors !== undefined) {
    yield* checkColors(colors, paths, rule.colors.source)
    return
  }
  if (colors.main !== null) yield notForType(paths.main, 'a main colour', rule)
  if (colors.accent !== null) yield notForType(paths.accent, 'an accent colour', rule)
}
