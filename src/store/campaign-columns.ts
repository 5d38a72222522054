import { TABLE_FIELDS } from '../contract/campaign-edits.ts'

/**
 * The columns of `campaigns` that hold a document, the values for them from a record `d` of its JSON, and that record:
 * one list, because they are written by an insert, an update and an import. What never changes comes first.
 */
const FINAL: readonly [column: string, field: string, type: string][] = [
  ['account_id', 'accountId', 'uuid'],
  ['campaign_type', 'campaignType', 'text'],
]
const EDITABLE: readonly [column: string, field: string, type: string][] = [
  ['name', 'name', 'text'],
  ['objective', 'objective', 'text'],
  ['campaign_goal', 'campaignGoal', 'text'],
  ['daily_budget_micros', 'dailyBudgetMicros', 'bigint'],
  ['total_budget_micros', 'totalBudgetMicros', 'bigint'],
  ['start_date', 'startDate', 'date'],
  ['end_date', 'endDate', 'date'],
  ['bidding_strategy', 'biddingStrategy', 'text'],
  ['target_cpa_micros', 'targetCpaMicros', 'bigint'],
  ['target_cpc_micros', 'targetCpcMicros', 'bigint'],
  ['target_roas', 'targetRoas', 'numeric'],
  ['contains_eu_political_advertising', 'containsEuPoliticalAdvertising', 'boolean'],
  ['tracking_url_template', 'trackingUrlTemplate', 'text'],
  ['final_url_suffix', 'finalUrlSuffix', 'text'],
  ['cpc_bid_ceiling_micros', 'cpcBidCeilingMicros', 'bigint'],
  ['impression_share_location', 'impressionShareLocation', 'text'],
  ['impression_share_fraction', 'impressionShareFraction', 'numeric'],
  ['target_search_network', 'targetSearchNetwork', 'boolean'],
  ['target_content_network', 'targetContentNetwork', 'boolean'],
  ['merchant_id', 'merchantId', 'bigint'],
  ['feed_label', 'feedLabel', 'text'],
  ['brand_guidelines', 'brandGuidelines', 'boolean'],
  ['brand_business_name', 'brandBusinessName', 'text'],
  ['brand_main_color', 'brandMainColor', 'text'],
  ['brand_accent_color', 'brandAccentColor', 'text'],
  ['brand_font_family', 'brandFontFamily', 'text'],
  ['asset_automation_opt_outs', 'assetAutomationOptOuts', 'text[]'],
]
const ALL = [...FINAL, ...EDITABLE]

const OF_TABLE = EDITABLE.filter(([, field]) => (TABLE_FIELDS as readonly string[]).includes(field))

const columns = (list: typeof EDITABLE): string => list.map(([column]) => column).join(', ')
const values = (list: typeof EDITABLE): string => list.map(([, field]) => `d."${field}"`).join(', ')

export const DOCUMENT_COLUMNS = columns(ALL)
export const DOCUMENT_VALUES = values(ALL)
export const EDITABLE_COLUMNS = columns(EDITABLE)
export const EDITABLE_VALUES = values(EDITABLE)
/** After `jsonb_to_record(...) as`. */
export const DOCUMENT_RECORD = `d(${ALL.map(([, field, type]) => `"${field}" ${type}`).join(', ')})`
/** Those that a table of campaigns edits, and a record of them alone. */
export const TABLE_COLUMNS = columns(OF_TABLE)
export const TABLE_VALUES = values(OF_TABLE)
export const TABLE_RECORD = OF_TABLE.map(([, field, type]) => `"${field}" ${type}`).join(', ')
