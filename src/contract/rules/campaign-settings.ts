import type { CampaignDocument } from '../campaign.ts'
import { EMPTY_CAMPAIGN } from '../empty-campaign.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { checkAutomations } from './automations.ts'
import { TYPES } from './campaign-types.ts'
import { OUR_ADVICE, api, error, warning } from './finding.ts'
import { notForType } from './not-for-type.ts'

/** Which of Google's networks show a search campaign. */
export function* checkNetworks(document: CampaignDocument): Generator<Finding> {
  const { name, networks } = TYPES[document.campaignType]
  if (networks) return
  const where = { noun: `${name} campaign`, source: api('Campaign.network_settings') }
  for (const field of ['targetSearchNetwork', 'targetContentNetwork'] as const) {
    const usual = EMPTY_CAMPAIGN[field]
    if (document[field] === usual) continue
    const fix = `Turn it ${usual ? 'on' : 'off'} again: it changes nothing here.`
    yield notForType(field, 'a choice of networks', where, fix)
  }
}

/** The Merchant Center account whose products are shown. */
export function* checkProducts(
  document: CampaignDocument,
  { published }: PreflightContext,
): Generator<Finding> {
  const { merchantId, feedLabel } = document
  const { name, products } = TYPES[document.campaignType]
  if (!products) {
    const where = { noun: `${name} campaign`, source: api('Campaign.shopping_setting') }
    if (merchantId !== null) yield notForType('merchantId', 'a Merchant Center account', where)
    if (feedLabel !== null) yield notForType('feedLabel', 'a feed label', where)
    return
  }
  if (document.campaignType === 'DEMAND_GEN') yield* checkProductAds(document)
  if (published !== null && published.merchantId !== merchantId)
    yield fixed('merchantId', published.merchantId)
  yield* checkFeedLabel(document)
  if (published !== null && (published.feedLabel ?? '') !== (feedLabel ?? ''))
    yield fixed('feedLabel', published.feedLabel)
}

function fixed(path: 'merchantId' | 'feedLabel', before: string | null): Finding {
  const noun = path === 'merchantId' ? 'Merchant Center account' : 'feed label'
  return error({
    path,
    code: path === 'merchantId' ? 'merchant_id_fixed' : 'feed_label_fixed',
    message: `The campaign was published ${before === null ? `without a ${noun}` : `with the ${noun} ${before}`}, which stays as it is.`,
    fix: `${before === null ? 'Clear it' : `Set it back to ${before}`}, or duplicate the campaign and publish the copy.`,
    source: api('Campaign.shopping_setting, written when a campaign is made'),
  })
}

function* checkProductAds({ merchantId, adGroups }: CampaignDocument): Generator<Finding> {
  const path = 'merchantId'
  const hasProductAd = adGroups.some(({ ads }) => ads.some(({ adType }) => adType === 'DEMAND_GEN_PRODUCT'))
  if (hasProductAd && merchantId === null) {
    yield error({
      path,
      code: 'merchant_id_required',
      message: 'A product ad shows the products of a Merchant Center account, and the campaign names none.',
      fix: 'Set the id of the Merchant Center account that is linked to this Google Ads account.',
      source: api('CampaignError.MISSING_SHOPPING_SETTING'),
    })
  } else if (!hasProductAd && merchantId !== null) {
    yield warning({
      path,
      code: 'merchant_id_without_product_ad',
      message: 'The campaign names a Merchant Center account, and none of its ads is a product ad.',
      fix: 'Clear it, or add a product ad.',
      source: OUR_ADVICE,
    })
  }
}

function* checkFeedLabel({ merchantId, feedLabel }: CampaignDocument): Generator<Finding> {
  if (feedLabel === null || feedLabel === '') return
  const path = 'feedLabel'
  const source = api('Campaign.shopping_setting.feed_label')
  if (merchantId === null) {
    yield error({
      path,
      code: 'feed_label_without_merchant_id',
      message: 'A feed label names a feed of a Merchant Center account, and the campaign names none.',
      fix: 'Clear it, or set the Merchant Center account.',
      source,
    })
  } else if (!/^[A-Z0-9_-]{1,20}$/.test(feedLabel)) {
    yield error({
      path,
      code: 'feed_label_invalid',
      message: 'A feed label is at most 20 capital letters, digits, hyphens and underscores.',
      fix: 'Copy it from Merchant Center, like US or SUMMER-SALE.',
      source,
    })
  }
}

const TEXTS = 'TEXT_ASSET_AUTOMATION'
const FINAL_URLS = 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'

/** What Google may not make by itself in this campaign. */
export function* checkOptOuts({
  assetAutomationOptOuts: optOuts,
  campaignType,
}: CampaignDocument): Generator<Finding> {
  const path = 'assetAutomationOptOuts'
  const { name, automations } = TYPES[campaignType]
  const source = api('Campaign.asset_automation_settings')
  yield* checkAutomations(optOuts, path, { automations, noun: `${name} campaign`, source })
  // Search campaigns expand no addresses unless they are told to.
  if (campaignType !== 'PERFORMANCE_MAX' || !optOuts.includes(TEXTS) || optOuts.includes(FINAL_URLS)) return
  yield error({
    path,
    code: 'text_automation_needed_for_final_urls',
    message: 'Google may choose other landing pages, and writes texts for them; it may not write texts.',
    fix: `Opt out of ${FINAL_URLS} too, or of neither.`,
    source: api('CampaignError.DYNAMIC_TEXT_ASSET_CANNOT_OPT_OUT_WITH_FINAL_URL_EXPANSION_OPT_IN'),
  })
}
