import type { CampaignDocument } from './campaign.ts'
import type { PreflightContext } from './preflight-context.ts'
import type { Finding } from './publication.ts'
import { checkAdGroups } from './rules/ad-groups.ts'
import { adviseOnBudgetForTarget, checkBidding, checkBiddingSettings } from './rules/bidding.ts'
import { checkBrand } from './rules/brand.ts'
import { checkDailyBudget, checkTotalBudget, checkTotalBudgetEnd } from './rules/budget.ts'
import {
  checkEuDeclaration,
  checkFinalUrlSuffix,
  checkName,
  checkTrackingTemplate,
  checkType,
} from './rules/campaign-head.ts'
import { checkNetworks, checkOptOuts, checkProducts } from './rules/campaign-settings.ts'
import { checkNegativeKeywords } from './rules/keywords.ts'
import { checkEndDate, checkStartDate } from './rules/schedule.ts'
import { checkCampaignTargets } from './rules/targeting.ts'

/** Changes whenever a rule changes: it is part of a plan's hash. */
export const RULE_PACK_VERSION = '2026-11-27'

/** What Google would refuse (errors) and what we advise (warnings), in the order of the document's fields. */
export function preflight(document: CampaignDocument, context: PreflightContext): Finding[] {
  return [...check(document, context)]
}

/** As `preflight`, for the fields that stand first in the document, to the end date: of the rest nothing is looked at. */
export function preflightHead(document: CampaignDocument, context: PreflightContext): Finding[] {
  return [...checkHead(document, context)]
}

/** The order of these calls is the order of the fields in campaignDocumentSchema. */
function* check(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  yield* checkHead(document, context)
  yield* checkBidding(document, context)
  yield* checkEuDeclaration(document, context)
  yield* checkTrackingTemplate(document)
  yield* checkFinalUrlSuffix(document)
  yield* checkBiddingSettings(document, context)
  yield* checkNetworks(document)
  yield* checkProducts(document, context)
  yield* checkBrand(document, context)
  yield* checkOptOuts(document)
  yield* checkCampaignTargets(document, context)
  yield* checkNegativeKeywords(document)
  yield* checkAdGroups(document, context)
}

function* checkHead(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  yield* checkType(document, context)
  yield* checkName(document, context)
  yield* checkDailyBudget(document, context)
  yield* adviseOnBudgetForTarget(document, context)
  yield* checkTotalBudget(document, context)
  yield* checkStartDate(document, context)
  yield* checkTotalBudgetEnd(document)
  yield* checkEndDate(document, context)
}
