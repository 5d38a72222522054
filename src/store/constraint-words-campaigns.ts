import { type Meaning, ONE_LINE } from './constraint-meaning.ts'

/** Campaigns, what hangs on them directly, and their publications. */
export const CAMPAIGN_WORDS: Readonly<Record<string, Meaning>> = {
  campaigns_account_fkey: {
    code: 'not_allowed',
    path: 'accountId',
    message: 'There is no such account in this workspace.',
  },
  campaigns_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 256.',
  },
  campaigns_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  campaigns_objective_length: {
    code: 'not_allowed',
    path: 'objective',
    message: 'The objective can have at most 100 characters.',
  },
  campaigns_objective_no_control: {
    code: 'not_allowed',
    path: 'objective',
    message: 'The objective must be a single line of characters that can be shown.',
  },
  campaigns_goal_length: {
    code: 'not_allowed',
    path: 'campaignGoal',
    message: 'The goal can have at most 255 characters.',
  },
  campaigns_goal_no_control: {
    code: 'not_allowed',
    path: 'campaignGoal',
    message: 'The goal must be a single line of characters that can be shown.',
  },
  campaigns_type_known: {
    code: 'not_allowed',
    path: 'campaignType',
    message: 'There is no such type of campaign.',
  },
  campaigns_daily_budget_positive: {
    code: 'not_allowed',
    path: 'dailyBudgetMicros',
    message: 'The daily budget must be greater than zero.',
  },
  campaigns_dates_range: {
    code: 'not_allowed',
    path: 'startDate',
    message: 'Dates go from 0001-01-01 to 9999-12-31.',
  },
  campaigns_end_not_before_start: {
    code: 'not_allowed',
    path: 'endDate',
    message: 'The end date is before the start date.',
  },
  campaigns_bidding_strategy_known: {
    code: 'not_allowed',
    path: 'biddingStrategy',
    message: 'There is no such bidding strategy.',
  },
  campaigns_target_cpa_positive: {
    code: 'not_allowed',
    path: 'targetCpaMicros',
    message: 'The target must be greater than zero.',
  },
  campaigns_target_cpc_positive: {
    code: 'not_allowed',
    path: 'targetCpcMicros',
    message: 'The target must be greater than zero.',
  },
  campaigns_target_roas_range: {
    code: 'not_allowed',
    path: 'targetRoas',
    message: 'The target goes from 0.01 to 1000; 3.5 is 350 %.',
  },
  campaigns_tracking_url_template_length: {
    code: 'not_allowed',
    path: 'trackingUrlTemplate',
    message: 'The template can have at most 2084 characters.',
  },
  campaigns_final_url_suffix_length: {
    code: 'not_allowed',
    path: 'finalUrlSuffix',
    message: 'The suffix can have at most 2084 characters.',
  },
  campaigns_published_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'Another campaign of this account is published under this name. Choose another name.',
  },
  campaigns_live_not_archived: {
    code: 'conflict',
    path: '',
    message: 'This campaign is live. Pause it before you archive it.',
  },
  campaigns_delete_drafts_only: {
    code: 'conflict',
    path: '',
    message: 'Google has this campaign, so it can be archived and not deleted.',
  },
  campaigns_total_budget_positive: {
    code: 'not_allowed',
    path: 'totalBudgetMicros',
    message: 'The total budget must be greater than zero.',
  },
  campaigns_one_budget: {
    code: 'not_allowed',
    path: 'totalBudgetMicros',
    message: 'A campaign has a daily budget or a total budget, not both. Clear one of them.',
  },
  campaigns_cpc_bid_ceiling_positive: {
    code: 'not_allowed',
    path: 'cpcBidCeilingMicros',
    message: 'The most that a click may cost must be greater than zero.',
  },
  campaigns_impression_share_location_known: {
    code: 'not_allowed',
    path: 'impressionShareLocation',
    message: 'There is no such place on the page.',
  },
  campaigns_impression_share_range: {
    code: 'not_allowed',
    path: 'impressionShareFraction',
    message: 'The share goes from 0.0001 to 1; 0.65 is 65 %.',
  },
  campaigns_merchant_id_positive: {
    code: 'not_allowed',
    path: 'merchantId',
    message: 'Must be the id of a Merchant Center account, which is greater than zero.',
  },
  campaigns_feed_label_length: {
    code: 'not_allowed',
    path: 'feedLabel',
    message: 'The feed label can have at most 20 characters.',
  },
  campaigns_feed_label_no_control: {
    code: 'not_allowed',
    path: 'feedLabel',
    message: 'The feed label must be a single line of characters that can be shown.',
  },
  campaigns_brand_business_name_length: {
    code: 'not_allowed',
    path: 'brandBusinessName',
    message: 'The business name can have at most 500 characters.',
  },
  campaigns_brand_business_name_no_control: {
    code: 'not_allowed',
    path: 'brandBusinessName',
    message: 'The business name must be a single line of characters that can be shown.',
  },
  campaigns_brand_colors_hex: {
    code: 'not_allowed',
    path: 'brandMainColor',
    message: 'A colour is written as # and six hex digits, like #1a73e8.',
  },
  campaigns_brand_font_known: {
    code: 'not_allowed',
    path: 'brandFontFamily',
    message: 'There is no such font.',
  },
  campaigns_asset_automation_known: {
    code: 'not_allowed',
    path: 'assetAutomationOptOuts',
    message: 'There is no such asset automation.',
  },
  campaign_criteria_ids_positive: {
    code: 'not_allowed',
    path: 'locations',
    message: 'A location or language must be an id of Google, which is greater than zero.',
  },
  campaign_criteria_keyword_length: {
    code: 'not_allowed',
    path: 'negativeKeywords',
    message: 'A keyword needs at least one character, and can have at most 200.',
  },
  campaign_criteria_keyword_no_control: {
    code: 'not_allowed',
    path: 'negativeKeywords',
    message: 'A keyword must be a single line of characters that can be shown.',
  },
  campaign_criteria_match_type_known: {
    code: 'not_allowed',
    path: 'negativeKeywords',
    message: 'There is no such match type.',
  },
  campaign_criteria_position_range: {
    code: 'not_allowed',
    path: 'negativeKeywords',
    message: 'A campaign can have at most 1000 locations and 2000 negative keywords.',
  },
  campaign_criteria_geo_target_key: {
    code: 'not_allowed',
    path: 'locations',
    message: 'The same location stands twice.',
  },
  campaign_criteria_language_key: {
    code: 'not_allowed',
    path: 'languages',
    message: 'The same language stands twice.',
  },
  campaign_criteria_keyword_key: {
    code: 'not_allowed',
    path: 'negativeKeywords',
    message: 'The same keyword of one match type stands twice.',
  },
  campaign_assets_asset_fkey: {
    code: 'not_allowed',
    path: 'brandLogoImages',
    message: 'A logo is not in the library of this workspace. Upload it first.',
  },
  campaign_assets_pkey: {
    code: 'not_allowed',
    path: 'brandLogoImages',
    message: 'The same image stands twice in one list.',
  },
  campaign_assets_position_range: {
    code: 'not_allowed',
    path: 'brandLogoImages',
    message: 'A list can have at most 20 images.',
  },
  publications_campaign_fkey: {
    code: 'conflict',
    path: '',
    message: 'This campaign has been published, so it can be archived and not deleted.',
  },
  publications_one_open: { code: 'conflict', path: '', message: 'This campaign is already being published.' },
  publications_ended_final: { code: 'conflict', path: '', message: 'This publication has ended meanwhile.' },
  publications_state_transition: {
    code: 'conflict',
    path: '',
    message: 'This publication has moved on meanwhile. Look at it again.',
  },
  campaign_edits_note_length: {
    code: 'not_allowed',
    path: 'note',
    message: 'The note can have at most 500 characters.',
  },
  campaign_edits_note_no_control: { code: 'not_allowed', path: 'note', message: ONE_LINE },
  campaign_edits_undoes_key: {
    code: 'conflict',
    path: '',
    message: 'Somebody has undone this edit just now. To have what it changed again, undo the undo.',
  },
}
