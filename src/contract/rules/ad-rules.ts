import type { CampaignDocument } from '../campaign.ts'
import type { AdType } from '../words.ts'
import type { AdRule } from './ad-rule.ts'
import { CAROUSEL, MULTI_ASSET, PRODUCT, VIDEO } from './demand-gen-ads.ts'
import { RESPONSIVE_DISPLAY } from './display-ads.ts'
import { ASSET_GROUP, BRANDED_ASSET_GROUP } from './performance-max.ts'
import { RESPONSIVE_SEARCH } from './search-ads.ts'

const AD_RULES: Record<AdType, AdRule> = {
  DEMAND_GEN_MULTI_ASSET: MULTI_ASSET,
  DEMAND_GEN_CAROUSEL: CAROUSEL,
  DEMAND_GEN_VIDEO_RESPONSIVE: VIDEO,
  DEMAND_GEN_PRODUCT: PRODUCT,
  RESPONSIVE_SEARCH,
  RESPONSIVE_DISPLAY,
  ASSET_GROUP,
}

/** What holds for ads of this type in this campaign. */
export function adRuleOf(
  adType: AdType,
  { brandGuidelines }: Pick<CampaignDocument, 'brandGuidelines'>,
): AdRule {
  return adType === 'ASSET_GROUP' && brandGuidelines ? BRANDED_ASSET_GROUP : AD_RULES[adType]
}
