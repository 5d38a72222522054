import type { Asset } from './asset.ts'
import type { CampaignDocument } from './campaign.ts'
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
import type { BiddingStrategy, CampaignType, Environment } from './words.ts'

/** Changes whenever a rule changes: it is part of a plan's hash. */
export const RULE_PACK_VERSION = '2026-11-23'

/** What preflight needs to know of an image. */
export type AssetFacts = Pick<
  Asset,
  'id' | 'name' | 'format' | 'width' | 'height' | 'bytes' | 'animated' | 'cmyk' | 'sha256'
>

/** The values at Google that decide what may still change. */
export interface PublishedFacts {
  startDate: string | null
  endDate: string | null
  dailyBudgetMicros: string | null
  campaignType: CampaignType
  biddingStrategy: BiddingStrategy
}

export interface PreflightContext {
  account: { currencyCode: string; timeZone: string; environment: Environment }
  /** Today's date in the account's time zone; see todayIn(). */
  today: string
  /** The images that the ads use, by id. */
  assets: ReadonlyMap<string, AssetFacts>
  /** Names of this account's other live campaigns, ours and (where known) Google's. */
  takenNames: ReadonlySet<string>
  /** null for a draft. */
  published: PublishedFacts | null
}

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
