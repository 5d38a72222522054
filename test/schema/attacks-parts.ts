import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { IDS } from './world.ts'

const group = (set: string): string => update('ad_groups', IDS.group, set)
const ad = (set: string): string => update('ads', IDS.ad, set)
const text = (over: Record<string, string>): string =>
  insert('ad_texts', {
    workspace_id: `'${IDS.mine}'`,
    ad_id: `'${IDS.ad}'`,
    field: `'HEADLINE'`,
    position: '1',
    text: `'t'`,
    ...over,
  })
const image = (over: Record<string, string>): string =>
  insert('ad_assets', {
    workspace_id: `'${IDS.mine}'`,
    ad_id: `'${IDS.ad}'`,
    field: `'LOGO'`,
    asset_id: `'${IDS.secondImage}'`,
    position: '1',
    ...over,
  })
const criterion = (over: Record<string, string>): string =>
  insert('criteria', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    ad_group_id: `'${IDS.group}'`,
    kind: `'LOCATION'`,
    geo_target_id: '2124',
    position: '1',
    ...over,
  })
const newAd = (over: Record<string, string>): string =>
  insert('ads', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    ad_group_id: `'${IDS.group}'`,
    position: '5',
    name: `''`,
    ...over,
  })
const audience = (over: Record<string, string>): string =>
  criterion({ kind: `'AUDIENCE'`, geo_target_id: 'null', audience_id: '78', ...over })
const theme = (over: Record<string, string>): string =>
  criterion({ kind: `'SEARCH_THEME'`, geo_target_id: 'null', keyword_text: `'boots'`, ...over })
const keyword = (over: Record<string, string>): string =>
  criterion({
    kind: `'KEYWORD'`,
    geo_target_id: 'null',
    keyword_text: `'boots'`,
    match_type: `'EXACT'`,
    ...over,
  })
const card = (over: Record<string, string>): string =>
  insert('ad_cards', {
    workspace_id: `'${IDS.mine}'`,
    ad_id: `'${IDS.ad}'`,
    position: '1',
    headline: `'Card'`,
    ...over,
  })

/** What ads and ad groups of one type or another have besides. */
const OF_TYPES: readonly Attack[] = [
  ['ad_groups_bids_positive', group('cpc_bid_micros = 0')],
  ['ad_groups_bids_positive', group('cpm_bid_micros = -1')],
  ['ads_type_fits_campaign', newAd({ ad_type: `'RESPONSIVE_SEARCH'` })],
  ['ads_type_fits_campaign', newAd({ ad_type: `'RESPONSIVE_DISPLAY'` })],
  ['ads_type_fits_campaign', newAd({ ad_type: `'ASSET_GROUP'` })],
  ['ads_paths_length', ad(`path1 = ${long(101)}`)],
  ['ads_paths_length', ad(`path2 = ${long(101)}`)],
  ['ads_paths_no_control', ad(`path2 = ${CONTROL}`)],
  ['ads_colors_hex', ad(`main_color = 'blue'`)],
  ['ads_colors_hex', ad(`accent_color = '#12345g'`)],
  ['ad_texts_pin_fits', text({ pinned_field: `'DESCRIPTION_1'` })],
  ['ad_texts_pin_fits', text({ field: `'DESCRIPTION'`, pinned_field: `'HEADLINE_1'` })],
  ['ad_texts_pin_fits', text({ field: `'LONG_HEADLINE'`, pinned_field: `'HEADLINE_1'` })],
  ['ad_texts_pin_fits', text({ pinned_field: `'HEADLINE_4'` })],
  ['ad_texts_video_id', text({ field: `'YOUTUBE_VIDEO'`, text: `'https://youtu.be/x'` })],
  ['criteria_keyword_length', keyword({ keyword_text: `''` })],
  ['criteria_keyword_length', theme({ keyword_text: long(201) })],
  ['criteria_keyword_no_control', keyword({ keyword_text: CONTROL })],
  ['criteria_match_type_known', keyword({ match_type: `'NEAR'` })],
  ['criteria_bid_positive', keyword({ cpc_bid_micros: '0' })],
  ['criteria_audience_positive', audience({ audience_id: '0' })],
  ['criteria_signal_not_negative', audience({ negative: 'true' })],
  ['criteria_signal_not_negative', theme({ negative: 'true' })],
  ['criteria_one_target', keyword({ match_type: 'null' })],
  ['criteria_one_target', theme({ match_type: `'EXACT'` })],
  ['criteria_one_target', audience({ cpc_bid_micros: '1' })],
  ['criteria_one_target', audience({ audience_id: 'null' })],
  ['criteria_keyword_key', keyword({ keyword_text: `'shoes'` })],
  ['criteria_keyword_key', keyword({ keyword_text: `'shoes'`, negative: 'true' })],
  ['criteria_audience_key', audience({ audience_id: '77' })],
  ['criteria_search_theme_key', theme({ keyword_text: `'running shoes'` })],
  ['ad_cards_pkey', card({ position: '0' })],
  ['ad_cards_ad_fkey', card({ ad_id: `'${IDS.theirAd}'` })],
  ['ad_cards_marketing_image_fkey', card({ marketing_image_id: `'${IDS.theirImage}'` })],
  ['ad_cards_square_image_fkey', card({ square_marketing_image_id: `'${IDS.theirImage}'` })],
  ['ad_cards_portrait_image_fkey', card({ portrait_marketing_image_id: `'${IDS.theirImage}'` })],
  ['ad_cards_position_range', card({ position: '10' })],
  ['ad_cards_headline_length', card({ headline: long(501) })],
  ['ad_cards_headline_no_control', card({ headline: CONTROL })],
  ['ad_cards_call_to_action_known', card({ call_to_action: `'BUY'` })],
]

export const PARTS: readonly Attack[] = [
  ...OF_TYPES,
  [
    'ad_groups_pkey',
    `insert into ad_groups (workspace_id, id, campaign_id, position, name) values ('${IDS.mine}', '${IDS.group}', '${IDS.draft}', 5, '')`,
  ],
  [
    'ad_groups_campaign_fkey',
    `insert into ad_groups (workspace_id, id, campaign_id, position, name) values ('${IDS.mine}', '${IDS.free}', '${IDS.theirCampaign}', 5, '')`,
  ],
  ['ad_groups_position_key', group('position = 1')],
  ['ad_groups_position_range', group('position = 100')],
  ['ad_groups_name_length', group(`name = ${long(256)}`)],
  ['ad_groups_name_no_control', group(`name = ${CONTROL}`)],
  ['ad_groups_channel_strategy_known', group(`channel_strategy = 'SOME'`)],
  ['ad_groups_selected_channels_known', group(`selected_channels = '{TIKTOK}'`)],
  ['ad_groups_selected_channels_known', group(`selected_channels = '{NULL}'`)],
  ['ad_groups_selected_channels_known', group(`selected_channels = array_fill('GMAIL'::text, array[8])`)],
  ['ad_groups_google_id_positive', group('google_ad_group_id = -1')],
  [
    'ads_pkey',
    `insert into ads (workspace_id, id, ad_group_id, position, name) values ('${IDS.mine}', '${IDS.ad}', '${IDS.group}', 5, '')`,
  ],
  [
    'ads_ad_group_fkey',
    `insert into ads (workspace_id, id, ad_group_id, position, name) values ('${IDS.mine}', '${IDS.free}', '${IDS.theirGroup}', 5, '')`,
  ],
  ['ads_position_key', ad('position = 1')],
  ['ads_position_range', ad('position = -1')],
  ['ads_type_known', `update ads set ad_type = 'TEXT' where id = '${IDS.ad}'`, 'owner'],
  ['ads_name_length', ad(`name = ${long(256)}`)],
  ['ads_name_no_control', ad(`name = ${CONTROL}`)],
  ['ads_business_name_length', ad(`business_name = ${long(501)}`)],
  ['ads_business_name_no_control', ad(`business_name = ${CONTROL}`)],
  ['ads_final_url_length', ad(`final_url = ${long(2085)}`)],
  ['ads_call_to_action_known', ad(`call_to_action = 'BUY'`)],
  ['ads_asset_automation_known', ad(`asset_automation_opt_outs = '{EVERYTHING}'`)],
  ['ads_google_id_positive', ad('google_ad_id = 0')],
  ['ads_google_words_length', ad(`google_review_status = ${long(1001)}`)],
  ['ads_policy_topics_list', ad(`google_policy_topics = '{}'`)],
  ['ads_policy_topics_list', ad(`google_policy_topics = to_jsonb(array[${long(10001)}])`)],
  ['ad_texts_pkey', text({ position: '0' })],
  ['ad_texts_ad_fkey', text({ ad_id: `'${IDS.theirAd}'` })],
  ['ad_texts_field_known', text({ field: `'FOOTER'` })],
  ['ad_texts_position_range', text({ position: '15' })],
  ['ad_texts_length', text({ text: long(501) })],
  ['ad_texts_no_control', text({ text: CONTROL })],
  ['ad_assets_pkey', image({ asset_id: `'${IDS.image}'` })],
  ['ad_assets_ad_fkey', image({ ad_id: `'${IDS.theirAd}'` })],
  ['ad_assets_asset_fkey', image({ asset_id: `'${IDS.theirImage}'` })],
  ['ad_assets_field_known', image({ field: `'VIDEO'` })],
  ['ad_assets_position_key', image({ position: '0' })],
  ['ad_assets_position_range', image({ position: '20' })],
  ['criteria_pkey', criterion({ id: `'${IDS.place}'` })],
  ['criteria_ad_group_fkey', criterion({ ad_group_id: `'${IDS.theirGroup}'` })],
  ['criteria_kind_known', criterion({ kind: `'AGE'`, geo_target_id: 'null' })],
  ['criteria_one_target', criterion({ language_id: '1000' })],
  ['criteria_one_target', criterion({ geo_target_id: 'null' })],
  ['criteria_ids_positive', criterion({ geo_target_id: '-1' })],
  ['criteria_ids_positive', criterion({ kind: `'LANGUAGE'`, geo_target_id: 'null', language_id: '0' })],
  [
    'criteria_language_not_negative',
    criterion({ kind: `'LANGUAGE'`, geo_target_id: 'null', language_id: '7', negative: 'true' }),
  ],
  ['criteria_position_range', criterion({ position: '2000' })],
  ['criteria_position_key', criterion({ position: '0' })],
  ['criteria_geo_target_key', criterion({ geo_target_id: '2840' })],
  ['criteria_language_key', criterion({ kind: `'LANGUAGE'`, geo_target_id: 'null', language_id: '1000' })],
]
