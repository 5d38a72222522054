import { childrenKey } from '../indexes.ts'
import type { Operation } from '../mutate/operation.ts'
import { keyOf } from '../resource-name.ts'
import type { Row } from '../state.ts'
import { checkMost, followsBrandGuidelines, hasProducts, linksOf, ofType } from './asset-group-assets.ts'

/** Judges at the end of the request whether a campaign with brand guidelines has its business name and its logo. */
export function checkBrandAtEnd(op: Operation, name: string): void {
  op.checkAtEnd(`brand of ${name}`, () => {
    const campaign = op.state.find(name)
    if (!campaign || campaign.data['status'] === 'REMOVED') return
    const links = op.state
      .lookUp(childrenKey('campaign_asset', name))
      .filter(({ data }) => data['status'] === 'ENABLED')
    checkMost(op, links, 'campaign', keyOf(name))
    if (followsBrandGuidelines(campaign) && needsBrand(op, campaign)) checkBrand(op, links)
  })
}

/** With products to show, the brand is needed once there are assets. */
function needsBrand(op: Operation, campaign: Row): boolean {
  if (!hasProducts(campaign)) return true
  return op.state
    .lookUp(childrenKey('asset_group', campaign.name))
    .some((assetGroup) => assetGroup.data['status'] !== 'REMOVED' && linksOf(op, assetGroup.name).length > 0)
}

function checkBrand(op: Operation, links: readonly Row[]): void {
  if (ofType(links, 'BUSINESS_NAME').length === 0) {
    const message = 'With brand guidelines, a business name is linked to the campaign.'
    op.refuse('campaignError.REQUIRED_BUSINESS_NAME_ASSET_NOT_LINKED', '', message)
  }
  if (ofType(links, 'LOGO').length === 0) {
    const message = 'With brand guidelines, a square logo is linked to the campaign.'
    op.refuse('campaignError.REQUIRED_LOGO_ASSET_NOT_LINKED', '', message)
  }
}
