import type { Operation } from '../mutate/operation.ts'
import { type Message, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkImage, SLOTS } from './images.ts'
import { checkLinkedAsset } from './linked-assets.ts'
import { checkAdText, checkBreadcrumbs } from './texts.ts'

/** The Demand Gen ad that shows products of a Merchant Center feed. */
export function checkProductAd(op: Operation, ad: Message, path: string, campaign: Row): void {
  if (subMessage(campaign.data, 'shoppingSetting')?.['merchantId'] === undefined) {
    const message = 'The campaign shows no products: it has no shopping_setting.merchant_id.'
    op.refuse('campaignError.MISSING_SHOPPING_SETTING', path, message, { trigger: campaign.name })
  }
  checkAdText(op, textOf(subMessage(ad, 'headline'), 'text'), `${path}.headline.text`, 40)
  checkAdText(op, textOf(subMessage(ad, 'description'), 'text'), `${path}.description.text`, 90)
  checkAdText(op, textOf(subMessage(ad, 'businessName'), 'text'), `${path}.business_name.text`, 25)
  checkImage(op, textOf(subMessage(ad, 'logoImage'), 'asset'), SLOTS.logo, `${path}.logo_image.asset`)
  checkBreadcrumbs(op, ad, path)
  // A mask that cleared its only field leaves the message empty, which is as good as none.
  const call = textOf(subMessage(ad, 'callToAction'), 'asset')
  if (call) checkLinkedAsset(op, call, 'CALL_TO_ACTION', `${path}.call_to_action.asset`)
}
