import type { ResourceRules } from '../mutate/operation.ts'
import { adGroupAdRules, adRules } from './ad-group-ad.ts'
import { adGroupRules } from './ad-group.ts'
import { assetGroupAssetRules } from './asset-group-asset.ts'
import { assetGroupSignalRules } from './asset-group-signal.ts'
import { assetGroupRules } from './asset-group.ts'
import { assetRules } from './asset.ts'
import { campaignAssetRules } from './campaign-asset.ts'
import { campaignBudgetRules } from './campaign-budget.ts'
import { campaignRules } from './campaign.ts'
import { adGroupCriterionRules, campaignCriterionRules } from './criteria.ts'
import { campaignLabelRules, labelRules } from './label.ts'

const RULES: readonly ResourceRules[] = [
  campaignBudgetRules,
  campaignRules,
  campaignCriterionRules,
  adGroupRules,
  adGroupCriterionRules,
  assetRules,
  adGroupAdRules,
  adRules,
  labelRules,
  campaignLabelRules,
  campaignAssetRules,
  assetGroupRules,
  assetGroupAssetRules,
  assetGroupSignalRules,
]
const byNoun = new Map(RULES.map((rules) => [rules.noun, rules]))
const byCollection = new Map(RULES.map((rules) => [rules.collection, rules]))

/** By the operation's name in a mixed mutate, without its suffix: `ad_group`. */
export function rulesOfNoun(noun: string): ResourceRules | undefined {
  return byNoun.get(noun)
}

/** By the name in addresses: `adGroups`. */
export function rulesOfCollection(collection: string): ResourceRules | undefined {
  return byCollection.get(collection)
}
