import type { Meaning } from './constraint-meaning.ts'

const NOT_IN_LIBRARY = 'An image is not in the library of this workspace. Upload it first.'

const MESSAGES = {
  ad_groups_pkey: 'An ad group id is used twice.',
  ad_groups_position_key: 'Two ad groups stand in the same place.',
  ad_groups_position_range: 'A campaign can have at most 100 ad groups.',
  ad_groups_name_length: 'The name of an ad group can have at most 255 characters.',
  ad_groups_name_no_control: 'The name of an ad group must be a single line of characters that can be shown.',
  ad_groups_channel_strategy_known: 'There is no such channel strategy.',
  ad_groups_selected_channels_known: 'One of the channels does not exist.',
  ad_groups_bids_positive: 'A bid must be greater than zero.',
  ads_pkey: 'An ad id is used twice.',
  ads_position_key: 'Two ads of an ad group stand in the same place.',
  ads_position_range: 'An ad group can have at most 50 ads.',
  ads_type_known: 'There is no such type of ad.',
  ads_type_fits_campaign: 'An ad is of a type that campaigns of this type do not have.',
  ads_name_length: 'The name of an ad can have at most 255 characters.',
  ads_name_no_control: 'The name of an ad must be a single line of characters that can be shown.',
  ads_final_url_length: 'A landing page can have at most 2084 characters.',
  ads_business_name_length: 'A business name can have at most 500 characters.',
  ads_business_name_no_control: 'A business name must be a single line of characters that can be shown.',
  ads_call_to_action_known: 'There is no such call to action.',
  ads_asset_automation_known: 'There is no such asset automation.',
  ads_paths_length: 'A part of the display path can have at most 100 characters.',
  ads_paths_no_control: 'A part of the display path must be a single line of characters that can be shown.',
  ads_colors_hex: 'A colour is written as # and six hex digits, like #1a73e8.',
  ad_texts_length: 'A headline or description can have at most 500 characters.',
  ad_texts_no_control: 'A headline or description must be a single line of characters that can be shown.',
  ad_texts_position_range: 'An ad can have at most 15 texts of one kind, and 15 videos.',
  ad_texts_pin_fits:
    'A headline can be pinned to a place of headlines only, and a description to one of descriptions.',
  ad_texts_video_id: 'A video is named by its id at YouTube: 11 letters, digits, - or _.',
  ad_assets_asset_fkey: NOT_IN_LIBRARY,
  ad_assets_pkey: 'The same image stands twice in one list.',
  ad_assets_position_range: 'A list can have at most 20 images.',
  ad_cards_marketing_image_fkey: NOT_IN_LIBRARY,
  ad_cards_square_image_fkey: NOT_IN_LIBRARY,
  ad_cards_portrait_image_fkey: NOT_IN_LIBRARY,
  ad_cards_position_range: 'A carousel can have at most 10 cards.',
  ad_cards_headline_length: 'The headline of a card can have at most 500 characters.',
  ad_cards_headline_no_control:
    'The headline of a card must be a single line of characters that can be shown.',
  ad_cards_call_to_action_known: 'There is no such call to action.',
  criteria_ids_positive: 'A location or language must be an id of Google, which is greater than zero.',
  criteria_position_range: 'An ad group can have at most 1000 locations and 2000 keywords.',
  criteria_geo_target_key: 'The same location stands twice in one ad group.',
  criteria_language_key: 'The same language stands twice in one ad group.',
  criteria_keyword_length:
    'A keyword or search theme needs at least one character, and can have at most 200.',
  criteria_keyword_no_control:
    'A keyword or search theme must be a single line of characters that can be shown.',
  criteria_match_type_known: 'There is no such match type.',
  criteria_bid_positive: 'The bid of a keyword must be greater than zero.',
  criteria_audience_positive: 'An audience must be an id of Google, which is greater than zero.',
  criteria_keyword_key: 'The same keyword of one match type stands twice in one ad group.',
  criteria_audience_key: 'The same audience stands twice in one ad group.',
  criteria_search_theme_key: 'The same search theme stands twice in one asset group.',
}

/** Ad groups, ads and what is in them: told at the whole tree, since a row does not say where in it it stood. */
export const PART_WORDS: Readonly<Record<string, Meaning>> = Object.fromEntries(
  Object.entries(MESSAGES).map(([name, message]) => [
    name,
    { code: 'not_allowed', path: 'adGroups', message },
  ]),
)
