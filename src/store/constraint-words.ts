import type { ErrorCode } from '../base/errors.ts'

interface Meaning {
  code: ErrorCode
  /** The field it is about; empty: none. */
  path: string
  message: string
}

const ONE_LINE = 'The name must be a single line of characters that can be shown.'

/**
 * What a broken constraint means to the person who wrote the field, by the constraint's name: the only place where
 * SQLSTATE meets words. The API checks most of it before; this is for what slips through and for races. A test fails
 * for a constraint that a user can reach and that is not here.
 */
export const CONSTRAINT_WORDS: Readonly<Record<string, Meaning>> = {
  workspaces_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  workspaces_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  workspaces_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'There is already a workspace of this name.',
  },
  users_email_key: {
    code: 'conflict',
    path: 'email',
    message: 'Somebody already signs in with this address.',
  },
  users_email_length: {
    code: 'not_allowed',
    path: 'email',
    message: 'The address can have at most 254 characters.',
  },
  users_email_shape: { code: 'not_allowed', path: 'email', message: 'Must be an e-mail address.' },
  users_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  users_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  api_keys_name_key: { code: 'conflict', path: 'name', message: 'There is already an API key of this name.' },
  api_keys_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  api_keys_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  api_keys_role_known: { code: 'not_allowed', path: 'role', message: 'There is no such role.' },
  api_keys_revoked_final: {
    code: 'conflict',
    path: 'name',
    message: 'This key was revoked. Make a new one.',
  },
  api_keys_expires_later: {
    code: 'not_allowed',
    path: 'expiresInDays',
    message: 'A key works for at least one day.',
  },
  api_keys_lifetime: {
    code: 'not_allowed',
    path: 'expiresInDays',
    message: 'A key works for at most a year, or without an end where that is asked for.',
  },
  members_last_admin: {
    code: 'conflict',
    path: '',
    message: 'The last administrator of a workspace stays one. Make somebody else an administrator first.',
  },
  invitations_one_open_key: {
    code: 'conflict',
    path: 'email',
    message: 'This address is invited already. Revoke that invitation to make a new link.',
  },
  invitations_email_length: {
    code: 'not_allowed',
    path: 'email',
    message: 'The address can have at most 254 characters.',
  },
  invitations_email_shape: { code: 'not_allowed', path: 'email', message: 'Must be an e-mail address.' },
  invitations_role_known: { code: 'not_allowed', path: 'role', message: 'There is no such role.' },
  invitations_ended_final: {
    code: 'conflict',
    path: '',
    message: 'This invitation was accepted or revoked meanwhile. Make a new one.',
  },
  members_role_known: { code: 'not_allowed', path: 'role', message: 'There is no such role.' },
  accounts_customer_key: {
    code: 'conflict',
    path: 'customerId',
    message: 'This account is already connected to the workspace.',
  },
  accounts_customer_digits: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Must be 10 digits, like 123-456-7890.',
  },
  accounts_login_customer_digits: {
    code: 'not_allowed',
    path: 'loginCustomerId',
    message: 'Must be 10 digits, like 123-456-7890.',
  },
  accounts_name_length: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Google gives this account a name of more than 255 characters. Shorten it in Google Ads.',
  },
  accounts_currency_code: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Google gives this account a currency that is not an ISO 4217 code.',
  },
  accounts_time_zone_format: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Google gives this account a time zone that is not an IANA name.',
  },
  assets_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 255.',
  },
  assets_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  assets_source_url_length: {
    code: 'not_allowed',
    path: 'url',
    message: 'The address can have at most 2084 characters.',
  },
  assets_size_range: {
    code: 'not_allowed',
    path: 'file',
    message: 'The image has more than 100 million pixels.',
  },
  assets_bytes_range: { code: 'not_allowed', path: 'file', message: 'The image is larger than 10 MiB.' },
  asset_contents_size: {
    code: 'not_allowed',
    path: 'file',
    message: 'The image is empty or larger than 10 MiB.',
  },
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
  ad_groups_pkey: { code: 'not_allowed', path: 'adGroups', message: 'An ad group id is used twice.' },
  ad_groups_position_key: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'Two ad groups stand in the same place.',
  },
  ad_groups_position_range: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A campaign can have at most 100 ad groups.',
  },
  ad_groups_name_length: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The name of an ad group can have at most 255 characters.',
  },
  ad_groups_name_no_control: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The name of an ad group must be a single line of characters that can be shown.',
  },
  ad_groups_channel_strategy_known: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'There is no such channel strategy.',
  },
  ad_groups_selected_channels_known: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'One of the channels does not exist.',
  },
  ads_pkey: { code: 'not_allowed', path: 'adGroups', message: 'An ad id is used twice.' },
  ads_position_key: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'Two ads of an ad group stand in the same place.',
  },
  ads_position_range: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'An ad group can have at most 50 ads.',
  },
  ads_type_known: { code: 'not_allowed', path: 'adGroups', message: 'There is no such type of ad.' },
  ads_name_length: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The name of an ad can have at most 255 characters.',
  },
  ads_name_no_control: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The name of an ad must be a single line of characters that can be shown.',
  },
  ads_final_url_length: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A landing page can have at most 2084 characters.',
  },
  ads_business_name_length: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A business name can have at most 500 characters.',
  },
  ads_business_name_no_control: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A business name must be a single line of characters that can be shown.',
  },
  ads_call_to_action_known: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'There is no such call to action.',
  },
  ads_asset_automation_known: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'There is no such asset automation.',
  },
  ad_texts_length: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A headline or description can have at most 500 characters.',
  },
  ad_texts_no_control: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A headline or description must be a single line of characters that can be shown.',
  },
  ad_texts_position_range: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'An ad can have at most 15 headlines and 15 descriptions.',
  },
  ad_assets_asset_fkey: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'An image is not in the library of this workspace. Upload it first.',
  },
  ad_assets_pkey: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The same image stands twice in one list.',
  },
  ad_assets_position_range: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A list can have at most 20 images.',
  },
  criteria_ids_positive: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'A location or language must be an id of Google, which is greater than zero.',
  },
  criteria_position_range: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'An ad group can have at most 1000 locations.',
  },
  criteria_geo_target_key: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The same location stands twice in one ad group.',
  },
  criteria_language_key: {
    code: 'not_allowed',
    path: 'adGroups',
    message: 'The same language stands twice in one ad group.',
  },
  idempotency_keys_key_length: {
    code: 'not_allowed',
    path: 'Idempotency-Key',
    message: 'Must have 1 to 255 characters.',
  },
}
