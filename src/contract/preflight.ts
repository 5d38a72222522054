import type { CampaignDocument } from './campaign.ts'
import type { PreflightContext } from './preflight-context.ts'
import type { Finding } from './publication.ts'
import { checkAdGroups } from './rules/ad-groups.ts'
import { adviseOnBudgetForTarget, checkBidding } from './rules/bidding.ts'
import { checkBudget } from './rules/budget.ts'
import {
  checkEuDeclaration,
  checkFinalUrlSuffix,
  checkName,
  checkTrackingTemplate,
  checkType,
} from './rules/campaign-head.ts'
import { checkEndDate, checkStartDate } from './rules/schedule.ts'

/** Changes whenever a rule changes: it is part of a plan's hash. */
export const RULE_PACK_VERSION = '2026-11-23'

/** What Google would refuse (errors) and what we advise (warnings), in the order of the document's fields. */
export function preflight(document: CampaignDocument, context: PreflightContext): Finding[] {
  return [...check(document, context)]
}

/** The order of these calls is the order of the fields in campaignDocumentSchema. */
function* check(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const demandGen = document.campaignType === 'DEMAND_GEN'
  yield* checkType(document, context)
  yield* checkName(document, context)
  yield* checkBudget(document, context)
  if (demandGen) yield* adviseOnBudgetForTarget(document, context)
  yield* checkStartDate(document, context)
  yield* checkEndDate(document, context)
  if (demandGen) yield* checkBidding(document, context)
  yield* checkEuDeclaration(document)
  yield* checkTrackingTemplate(document)
  yield* checkFinalUrlSuffix(document)
  if (demandGen) yield* checkAdGroups(document, context)
}
