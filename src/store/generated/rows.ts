// The rows of every table. Written by scripts/generate-schema.ts from the migrated schema: do not edit.

/** Tenant. Which image an account at Google already has, so that it is uploaded once. */
export interface AccountAssetRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The account that has it. */
  account_id: string
  /** Our image. */
  asset_id: string
  /** Google's id of it in that account. */
  google_asset_id: string
  /** When it was first uploaded. */
  created_at: string
}

/** Tenant. The sum of an account's campaigns by day. Written by triggers alone. */
export interface AccountMetricRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Whose campaigns are added; their currency is the account's. */
  account_id: string
  /** The day, in the account's time zone. */
  date: string
  /** How often an ad was shown. */
  impressions: string
  /** Clicks; may exceed the impressions of a day, since a click counts on its own day. */
  clicks: string
  /** Spent, in millionths of the account's currency. */
  cost_micros: string
  /** Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact. */
  conversions: string
  /** What the conversions are worth, in units of the account's currency, to six decimals. */
  conversions_value: string
}

/** Tenant. Google Ads customers that a workspace has connected. */
export interface AccountRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** Google's customer id: 10 digits, no dashes. */
  customer_id: string
  /** The manager account through which it is reached; null: directly. */
  login_customer_id: string | null
  /** As Google says it. */
  name: string
  /** ISO 4217. Immutable at Google, as is time_zone. The unit of every column in micros. */
  currency_code: string
  /** IANA name. Dates of campaigns and metrics are in this zone. */
  time_zone: string
  /** GOOGLE or EMULATOR, fixed when connected: what was made in one is never sent to the other. */
  environment: string
  /** When Google's side of its campaigns was last read; null: never. Also the claim of the worker that reads it. */
  synced_at: string | null
  /** When it was connected. */
  created_at: string
  /** The connection that it is reached through; null: the credentials of the settings. */
  connection_id: string | null
}

/** Tenant. Which image stands where in an ad; in one list each image stands once. */
export interface AdAssetRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The ad that shows it. */
  ad_id: string
  /** The list that it stands in, by Google's AssetFieldType. */
  field: string
  /** The image. */
  asset_id: string
  /** Place in its list, from 0. */
  position: number
}

/** Tenant. The cards of a carousel ad, in order. */
export interface AdCardRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The ad that shows it. */
  ad_id: string
  /** Place among the cards of the ad, from 0. */
  position: number
  /** One line, as it appears. */
  headline: string
  /** The button's words; null: Google chooses. */
  call_to_action: string | null
  /** Its landscape image; null: none. */
  marketing_image_id: string | null
  /** Its square image; null: none. */
  square_marketing_image_id: string | null
  /** Its portrait image; null: none. */
  portrait_marketing_image_id: string | null
}

/** Tenant. Ad groups in the order in which the team keeps them; in Performance Max they are asset groups. */
export interface AdGroupRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** The campaign that it is a part of. */
  campaign_id: string
  /** Place among the ad groups of the campaign, from 0. */
  position: number
  /** For the team; Google wants it unique in the campaign. */
  name: string
  /** Where its ads may appear; SELECTED_CHANNELS: where the next column says. */
  channel_strategy: string
  /** Counts with SELECTED_CHANNELS, and is kept otherwise. */
  selected_channels: string[]
  /** Whether Google may look beyond the targeting. */
  optimized_targeting: boolean
  /** Google's id; null: Google does not have it. */
  google_ad_group_id: string | null
  /** When the row was written. */
  created_at: string
  /** When the row was last changed, by whomever; set by trigger. */
  updated_at: string
  /** MANUAL_CPC: the most that a click may cost, in millionths of the currency unit; null: not decided. */
  cpc_bid_micros: string | null
  /** MANUAL_CPM: the most that a thousand impressions may cost, in millionths of the currency unit; null: not decided. */
  cpm_bid_micros: string | null
}

/** Tenant. Texts of ads, and ids of their videos at YouTube, in order. The length here is a safe bound; Google's width is preflight's business, so that no words are lost. */
export interface AdTextRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The ad that shows it. */
  ad_id: string
  /** HEADLINE, LONG_HEADLINE, DESCRIPTION or YOUTUBE_VIDEO. */
  field: string
  /** Place in its list, from 0. */
  position: number
  /** One line, as it appears; of a video its id. */
  text: string
  /** Where in a responsive search ad it always stands; null: wherever it does best. */
  pinned_field: string | null
}

/** Tenant. Ads of an ad group. Their texts and images are rows of their own. */
export interface AdRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** The ad group that it is a part of; never changes. */
  ad_group_id: string
  /** Place among the ads of the ad group, from 0. */
  position: number
  /** Google's type of ad; never changes. ASSET_GROUP: the content of the asset group that its ad group is. */
  ad_type: string
  /** Internal; people never see it in the ad. */
  name: string
  /** The landing page; null: not decided. */
  final_url: string | null
  /** As shown in the ad; null: not decided. */
  business_name: string | null
  /** The button's words; null: Google chooses. */
  call_to_action: string | null
  /** What Google may not generate from the ad's texts and images. */
  asset_automation_opt_outs: string[]
  /** Google's id; null: Google does not have it. */
  google_ad_id: string | null
  /** How far Google's review is, in Google's word. */
  google_review_status: string | null
  /** What came out of it, in Google's word. */
  google_approval_status: string | null
  /** When the row was written. */
  created_at: string
  /** When the row was last changed, by whomever; set by trigger. */
  updated_at: string
  /** First part of what is shown after the address; null: none. */
  path1: string | null
  /** Its second part; null: none. */
  path2: string | null
  /** Responsive display ads: as #rrggbb, together with the accent colour; null: Google chooses. */
  main_color: string | null
  /** As #rrggbb; null: Google chooses. */
  accent_color: string | null
  /** Google's policy topics of it, [{topic, type, texts}] in Google's words; empty: none, or not reviewed yet. */
  google_policy_topics: unknown
}

/** Tenant. What limited API keys may do where; in an account that is not here they only read. */
export interface ApiKeyAccountRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The key. */
  api_key_id: string
  /** Where. */
  account_id: string
  /** What it may do there. */
  role: string
}

/** Tenant. Keys for programs. The key names its workspace, so that looking it up stays inside it. */
export interface ApiKeyRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** How history calls whoever uses it. */
  name: string
  /** What it may do, as for members. */
  role: string
  /** Hex SHA-256 of the key: a copy of this table opens nothing. */
  token_sha256: string
  /** Who made it, as in the audit log. */
  created_by: string
  /** When the row was written. */
  created_at: string
  /** Since when it opens nothing, at most a year after it was made; null: never. */
  expires_at: string | null
  /** To the minute, so that reading does not write all the time; null: never. */
  last_used_at: string | null
  /** Since when it opens nothing; null: it works. Never taken back. */
  revoked_at: string | null
  /** Whether the key is limited to the accounts in api_key_accounts. */
  limited: boolean
}

/** Tenant. What reviewers say about a request, as a whole or about a field. */
export interface ApprovalCommentRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program; the order of comments. */
  id: string
  /** The request that it is about. */
  request_id: string
  /** The field of the campaign, like adGroups[0].ads[0].headlines[1].text; empty: the whole. */
  path: string
  /** What is said. */
  body: string
  /** Whether changes were asked for with it. */
  wants_changes: boolean
  /** The link of a client; null: a member, or an API key. */
  review_link_id: string | null
  /** Who said it: as in the audit log, or the name on the client's link. */
  created_by: string
  /** When it was said. */
  created_at: string
  /** Who marked it as done; null: nobody. */
  resolved_by: string | null
  /** When it was marked as done; null: it is open. */
  resolved_at: string | null
}

/** Tenant. How many approvals a publication needs: each row is a state of the policy, and the last one counts. */
export interface ApprovalPolicyRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** The account whose policy it is, instead of the workspace's; null: the workspace's. */
  account_id: string | null
  /** Counts the states of this policy, from 1; the last one counts. */
  number: number
  /** Whether the account goes by the workspace's policy again. */
  inherits: boolean
  /** How many approvals a publication needs; 0: none. */
  approvals: number
  /** Only where more than this may be spent on one day at worst, in millionths of currency_code; null: always. */
  threshold_micros: string | null
  /** Of the threshold. Accounts in another currency always need the approvals; null: no threshold. */
  currency_code: string | null
  /** Whether the approval of a client, through a review link, counts as one. */
  clients_count: boolean
  /** Who set it, as in the audit log. */
  set_by: string
  /** Since when it counts. */
  created_at: string
}

/** Tenant. Somebody asks for approval of exactly one plan. No foreign key to the campaign: a deleted draft leaves its history. */
export interface ApprovalRequestRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** Whose plan; the campaign may be gone. */
  campaign_id: string
  /** The campaign's account, whose policy counts. */
  account_id: string
  /** Its name when approval was asked for; set by trigger. */
  campaign_name: string
  /** The revision that the plan is made from, and that reviewers see. */
  version: number
  /** What is approved: the hash of the plan. */
  plan_hash: string
  /** What was known of Google's side. */
  baseline_version: number
  /** The rules it was made under. */
  rule_pack_version: string
  /** The plan as reviewers see it, which later edits do not change. */
  plan: unknown
  /** What a publication of it writes into its journal, operation by operation; nothing else is published on its approvals. */
  sent: unknown
  /** What the author says to the reviewers; empty: nothing. */
  message: string
  /** Until when an answer is wanted; null: no matter when. */
  due_at: string | null
  /** Members who are asked; empty: all who may approve. Others may approve too. */
  reviewers: string[]
  /** Who asked or changed what is to be published, as in revisions: none of them approves. Set by trigger. */
  authors: string[]
  /** REQUESTED and APPROVED are open. CHANGES_WANTED, VOID, CANCELLED and USED are final. */
  state: string
  /** How many approvals make it APPROVED, by the policy; at least 1. Set by triggers. */
  approvals_needed: number
  /** What made another plan of it: EDITED here, changed at GOOGLE, other RULES, or the draft was DELETED; null: it is not void. */
  void_cause: string | null
  /** Who ended it, as in the audit log; null: it is open, or nobody in particular. */
  ended_by: string | null
  /** When it ended; null: it is open. */
  ended_at: string | null
  /** When reviewers were reminded, which happens once; null: not yet. */
  reminded_at: string | null
  /** Who asked, as in the audit log. */
  created_by: string
  /** When approval was asked for. */
  created_at: string
  /** What requests have in common that were made together, for a batch; null: it was made alone. */
  group_id: string | null
  /** What the operations cost on one day at worst, in millionths of the account's currency; null: made, and ended, before it was noted. Set by trigger. */
  sent_day_micros: string | null
  /** The state that it was void from, until the end of that transaction, when it is told; null: there is nothing to tell. Set by triggers. */
  voided_from: string | null
}

/** Tenant. Who approved which hash, and when. Rows are inserted only. */
export interface ApprovalRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** The request that was answered. */
  request_id: string
  /** The hash of the plan that was approved. */
  plan_hash: string
  /** Who approved; null: a client, through a link. */
  user_id: string | null
  /** The link of a client; null: a member. */
  review_link_id: string | null
  /** The address of the member, or the name on the client's link, at that time; set by trigger. */
  approved_by: string
  /** When it was approved. */
  created_at: string
}

/** Tenant. The bytes of an image, apart from its facts so that lists never touch them. */
export interface AssetContentRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Whose bytes. */
  asset_id: string
  /** The file as it came; at most 10 MiB. */
  content: Buffer
}

/** Tenant. Images. Facts are read from the bytes and never changed; the same bytes are kept once per workspace. */
export interface AssetRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** IMAGE is the only kind so far. */
  kind: string
  /** For people: the file's name, cleaned. */
  name: string
  /** Of the bytes, whatever the name says. */
  format: string
  /** Pixels. */
  width: number
  /** Pixels. */
  height: number
  /** Size of the file in bytes. */
  bytes: number
  /** Whether it has more than one frame: Google refuses that. */
  animated: boolean
  /** Whether its colours are CMYK: Google refuses that. */
  cmyk: boolean
  /** Hex, of the file; the key under which Google's own deduplication is remembered. */
  sha256: string
  /** Where it was fetched from; null: uploaded. */
  source_url: string | null
  /** When the row was written. */
  created_at: string
  /** When it was taken out of the library, where history keeps it; null: it is there. The same bytes sent again bring it back. */
  removed_at: string | null
}

/** Tenant. The last link of each workspace's chain. Written by the trigger alone. */
export interface AuditHeadRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Of the last link; 0 before the first. */
  seq: string
  /** Of the last link; 32 zero bytes before the first. */
  hash: Buffer
}

/** Tenant. Who did what, through which door. Rows are inserted only; each carries the hash of the one before. */
export interface AuditLogRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Place in the workspace's chain, from 1 without a gap; made by the trigger. */
  seq: string
  /** When, by the database's clock; made by the trigger. */
  at: string
  /** Who: an email address, the name of an API key, or the part of the program. */
  actor: string
  /** web, api, cli or system. */
  door: string
  /** What was done, as kind.verb. */
  action: string
  /** What it was done to. */
  entity_kind: string
  /** Which one; null: the workspace as a whole. No foreign key: it may be gone. */
  entity_id: string | null
  /** What else is worth knowing; never a secret. */
  detail: unknown
  /** Of the HTTP request, as in the server's log; null: there was none. */
  request_id: string | null
  /** The hash of the row before; 32 zero bytes in the first. */
  previous_hash: Buffer
  /** SHA-256 over the row's fields and previous_hash; made by the trigger. */
  hash: Buffer
}

/** Tenant. The logos of a Performance Max campaign's brand; in one list each image stands once. */
export interface CampaignAssetRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The campaign that shows it. */
  campaign_id: string
  /** The list that it stands in, by Google's AssetFieldType. */
  field: string
  /** The image. */
  asset_id: string
  /** Place in its list, from 0. */
  position: number
}

/** Tenant. What Google had after the last publication, resource by resource: the left side of the next plan and the yardstick of drift. */
export interface CampaignBaselineRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Whose baseline. */
  campaign_id: string
  /** Grows with every change; part of a plan's hash. */
  version: number
  /** Our key of a resource to {resourceName, resource, fields}. */
  resources: unknown
  /** When Google last had something else than before. */
  taken_at: string
}

/** Tenant. Campaigns by status, archived ones left out; the sum over the slots counts. Written by triggers alone. */
export interface CampaignCountRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Of the campaigns that are counted. */
  status: string
  /** 0 to 7, by connection, so that writers seldom meet. */
  slot: number
  /** Their number in this slot; may be below zero, the sum is not. */
  campaigns: string
}

/** Tenant. What a whole campaign is aimed by: places and languages (Demand Gen has them on its ad groups), and keywords that it never shows for. */
export interface CampaignCriterionRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7; new with every edit, since Google never changes a criterion either. */
  id: string
  /** The campaign that it aims. */
  campaign_id: string
  /** Which of the columns says what is aimed at. */
  kind: string
  /** LOCATION: Google's geo target constant, e.g. 2840 for the United States. */
  geo_target_id: string | null
  /** LANGUAGE: Google's language constant, e.g. 1000 for English. */
  language_id: string | null
  /** KEYWORD: the words. */
  keyword_text: string | null
  /** KEYWORD: how close a search has to be. */
  match_type: string | null
  /** Whether it is left out; of a keyword always. */
  negative: boolean
  /** Place in the list of its kind, from 0. */
  position: number
}

/** Tenant. Edits of many campaigns at once, never changed. What one changed stands in the revisions that name it. */
export interface CampaignEditRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** How many campaigns it changed; as many revisions name it. */
  campaigns: number
  /** Which fields it changed, as the API calls them. */
  fields: string[]
  /** Why, in the words of who did it; null: nothing was said. */
  note: string | null
  /** The edit that this one took back; null: it is no undo. */
  undoes: string | null
  /** Through which door it came. */
  door: string
  /** Who did it, as in the audit log. */
  created_by: string
  /** When it was saved. */
  created_at: string
}

/** Tenant. What a campaign did on a day, as Google reports it; restated for weeks. A day without a row had nothing. Partitioned by month. */
export interface CampaignMetricRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The campaign's account. */
  account_id: string
  /** Whose numbers they are. */
  campaign_id: string
  /** The day, in the account's time zone. */
  date: string
  /** How often an ad was shown. */
  impressions: string
  /** Clicks; may exceed the impressions of a day, since a click counts on its own day. */
  clicks: string
  /** Spent, in millionths of the account's currency. */
  cost_micros: string
  /** Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact. */
  conversions: string
  /** What the conversions are worth, in units of the account's currency, to six decimals. */
  conversions_value: string
}

/** Tenant. A campaign's numbers since it began, also of months that were dropped. Written by triggers alone. */
export interface CampaignMetricsTotalRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Whose numbers they are. */
  campaign_id: string
  /** How often an ad was shown. */
  impressions: string
  /** Clicks; may exceed the impressions of a day, since a click counts on its own day. */
  clicks: string
  /** Spent, in millionths of the account's currency. */
  cost_micros: string
  /** Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact. */
  conversions: string
  /** What the conversions are worth, in units of the account's currency, to six decimals. */
  conversions_value: string
}

/** Tenant. What a campaign did in a month: the sum of its days. Written by triggers alone. */
export interface CampaignMonthMetricRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The campaign's account. */
  account_id: string
  /** Whose numbers they are. */
  campaign_id: string
  /** The first day of the month, in the account's time zone. */
  month: string
  /** The account's currency, ISO 4217: amounts of two are never compared. */
  currency_code: string
  /** How often an ad was shown. */
  impressions: string
  /** Clicks. */
  clicks: string
  /** Spent, in millionths of the account's currency. */
  cost_micros: string
  /** Conversions, in parts where several ads share one, to six decimals. */
  conversions: string
  /** What the conversions are worth, in units of the account's currency, to six decimals. */
  conversions_value: string
}

/** Tenant. A campaign that stays as it is until an administrator lifts this. Who protected what, and lifted it, stands in the audit log. */
export interface CampaignProtectionRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** What is protected. */
  campaign_id: string
  /** Why, in the words of whoever protected it; null: not said. */
  reason: string | null
  /** Who protected it, as in the audit log. */
  protected_by: string
  /** Since when. */
  protected_at: string
}

/** Tenant. The images that a template names. */
export interface CampaignTemplateAssetRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The template that names it. */
  template_id: string
  /** The image. */
  asset_id: string
}

/** Tenant. What campaigns can begin from: the content of one, without who it is. */
export interface CampaignTemplateRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** The account that it was made in: audiences are that account's, amounts are in its currency. */
  account_id: string
  /** Of the campaigns that begin from it; never changes. */
  campaign_type: string
  /** As people call it; once in a workspace. */
  name: string
  /** What it is for, in people's words; null: nothing said. */
  description: string | null
  /** The campaign as a revision keeps it, without account, name, dates, declaration and ids of parts; at most 8 MiB of text. Never changes. */
  content: unknown
  /** How content is written: programs read what is at most as new as they are. */
  content_version: number
  /** Counts the changes, from 1; the ETag. */
  version: number
  /** Who made it, as in the audit log. */
  created_by: string
  /** When it was made. */
  created_at: string
  /** When it was last changed; set by trigger. */
  updated_at: string
}

/** Tenant. A campaign as its team wants it, and in columns named google_* what Google last said about it. */
export interface CampaignRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** The account at Google that it belongs to; never changes. */
  account_id: string
  /** As the team calls it. Google's own limits are preflight's business, so that every draft can be saved. */
  name: string
  /** The team's word for the aim. Google's API has no such field. */
  objective: string | null
  /** Google's advertising channel type; never changes. */
  campaign_type: string
  /** Per day, in millionths of the account's currency unit; null: not decided. bigint: a 32-bit integer ends at 2,147.48 units. */
  daily_budget_micros: string | null
  /** First day in the account's time zone; null: as soon as it is live. */
  start_date: string | null
  /** Last day in the account's time zone; null: no end. */
  end_date: string | null
  /** What Google bids for. Which type allows which is preflight's business. */
  bidding_strategy: string
  /** Aim per conversion, in millionths of the currency unit; null: none. */
  target_cpa_micros: string | null
  /** Aim per click, in millionths of the currency unit; null: none. */
  target_cpc_micros: string | null
  /** A ratio of value to cost: 3.5 is 350 %; null: none. */
  target_roas: string | null
  /** The advertiser's legal declaration; null: nobody has declared it yet. */
  contains_eu_political_advertising: boolean | null
  /** Google's template around every landing page; null: none. */
  tracking_url_template: string | null
  /** Parameters that Google appends to every landing page; null: none. */
  final_url_suffix: string | null
  /** What the owner intends. A running publication is a row of its own and changes nothing here. */
  status: string
  /** Google's id. Null exactly while the status is DRAFT; never changes after. */
  google_campaign_id: string | null
  /** The name at Google, fixed before the first byte is sent: the one field that Google keeps unique. Only a publication changes it. */
  published_name: string | null
  /** Number of the revision that Google has; null exactly while the status is DRAFT. */
  published_version: number | null
  /** Number of the latest revision; the ETag. Grows by one with every edit. */
  version: number
  /** campaign.status as Google last said it: ENABLED, PAUSED, REMOVED or a newer word. */
  google_status: string | null
  /** Google's word for why it serves or not; may be newer than this program. */
  google_primary_status: string | null
  /** Google's reasons for it, in Google's words. */
  google_primary_status_reasons: string[]
  /** Google's word for whether it is serving. */
  google_serving_status: string | null
  /** When something new was last read or confirmed; accounts.synced_at tells when Google was asked. */
  google_synced_at: string | null
  /** When we first saw that it is gone at Google. Removed is final there. */
  google_removed_at: string | null
  /** Since when it is out of the lists; null: it is in them. What Google has seen is kept. */
  archived_at: string | null
  /** When the row was written. */
  created_at: string
  /** When the row was last changed, by whomever; set by trigger. */
  updated_at: string
  /** Whether it is out of the lists; made of archived_at. */
  archived: boolean
  /** The name with A-Z made small, ordered by code point: the order of lists, the same on every server and after every update of its system. */
  name_key: string
  /** The daily budget in micros as lists order it: 0 where it is not decided, before every budget. */
  budget_key: string
  /** The last day as lists order it: infinity where there is no end, after every day. */
  end_key: string
  /** The goal in the team's words, e.g. 500 sign-ups in March; null: none. */
  campaign_goal: string | null
  /** State of the newest publication, NONE where there was never one; written by triggers alone. */
  publication_state: string
  /** For the whole run, in millionths of the account's currency unit, instead of a daily budget; null: none. Google wants an end then. */
  total_budget_micros: string | null
  /** The most that a click may cost, in millionths of the currency unit; null: none. */
  cpc_bid_ceiling_micros: string | null
  /** Where on the page TARGET_IMPRESSION_SHARE aims; null: not decided. */
  impression_share_location: string | null
  /** How often TARGET_IMPRESSION_SHARE aims to be there: 0.65 is 65 %; null: not decided. */
  impression_share_fraction: string | null
  /** Search campaigns: whether search partners show the ads too. */
  target_search_network: boolean
  /** Search campaigns: whether the Display Network shows the ads too. */
  target_content_network: boolean
  /** Merchant Center account whose products are shown; null: none. */
  merchant_id: string | null
  /** Which feed of the Merchant Center account; null: all. */
  feed_label: string | null
  /** Performance Max: whether name and logos belong to the campaign; Google never lets it change. */
  brand_guidelines: boolean
  /** The name that all asset groups show; null: not decided. */
  brand_business_name: string | null
  /** As #rrggbb, together with the accent colour; null: Google chooses. */
  brand_main_color: string | null
  /** As #rrggbb; null: Google chooses. */
  brand_accent_color: string | null
  /** One of Google's fonts; null: Google chooses. */
  brand_font_family: string | null
  /** What Google may not make by itself in this campaign. */
  asset_automation_opt_outs: string[]
  /** Daily budget of the baseline: what was last published or found by a publication, in millionths of the account's currency. Written by triggers alone; null: none, or not known. */
  published_daily_budget_micros: string | null
  /** As published_daily_budget_micros, for a budget of the whole run: millionths of the account's currency, or null. */
  published_total_budget_micros: string | null
  /** Daily budget that was last read at Google, whoever set it, in millionths of the account's currency; null: none, or not read yet. */
  google_daily_budget_micros: string | null
  /** As google_daily_budget_micros, for a budget of the whole run: millionths of the account's currency, or null. */
  google_total_budget_micros: string | null
}

/** Tenant. What an ad group is aimed by: places, languages, keywords, audiences, search themes. None of a kind: no limit by it. */
export interface CriterionRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7; new with every edit, since Google never changes a criterion either. */
  id: string
  /** The ad group that it targets. */
  ad_group_id: string
  /** Which of the columns says what is aimed at. */
  kind: string
  /** Google's geo target constant, e.g. 2840 for the United States. */
  geo_target_id: string | null
  /** Google's language constant, e.g. 1000 for English. */
  language_id: string | null
  /** Whether the place or keyword is left out instead. */
  negative: boolean
  /** Place in the list of its kind, from 0. */
  position: number
  /** KEYWORD and SEARCH_THEME: the words. */
  keyword_text: string | null
  /** KEYWORD: how close a search has to be. */
  match_type: string | null
  /** KEYWORD under MANUAL_CPC: its own bid in millionths of the currency unit; null: the ad group's. */
  cpc_bid_micros: string | null
  /** AUDIENCE: Google's id of one of the account's audiences. */
  audience_id: string | null
}

/** Global. Places as Google last told them, which are the same for everybody: those that somebody looked for or that a campaign names. Countries are known without it. */
export interface GeoTargetRow {
  /** Who told it, GOOGLE or EMULATOR: each has a list of its own. */
  environment: string
  /** Google's id of the place, which campaigns hold. */
  geo_target_id: string
  /** In English; empty: Google never had a place by this id. */
  name: string
  /** With what it lies in, divided by commas: Berlin,Berlin,Germany. */
  canonical_name: string
  /** ISO 3166-1 alpha-2; null: in no country that Google names. */
  country_code: string | null
  /** City, State, Postal Code: Google's words, which it adds to. */
  target_type: string
  /** ENABLED, REMOVAL_PLANNED (Google will take it away) or NOT_FOUND (Google has none by this id, or no longer). */
  status: string
  /** When Google last said so. Database clock only. */
  read_at: string
}

/** Tenant. Ways to Google Ads that people made: by their consent, or by the key of a service account. */
export interface GoogleConnectionRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** OAUTH: a person agreed at Google. SERVICE_ACCOUNT: a key of a Cloud project. Never changes. */
  kind: string
  /** GOOGLE or EMULATOR, as of accounts. Never changes. */
  environment: string
  /** As people call it; once in a workspace. */
  name: string
  /** FULL, or READ_ONLY: nothing is ever changed at Google through it. */
  access: string
  /** CONNECTED; BROKEN: Google refused it, see problem; DISCONNECTED: what opened Google was forgotten. */
  state: string
  /** The refresh token, or the key of the service account as JSON; sealed: version, id of the key of the ring, then iv, text and tag. null once disconnected. */
  secret: string | null
  /** The code by which Google refused it last; only while BROKEN. */
  problem: string | null
  /** When Google last took or refused it; null: never. */
  checked_at: string | null
  /** Counts the changes that people made, from 1; the ETag. */
  version: number
  /** Who made it, as in the audit log. */
  created_by: string
  /** When it was made. */
  created_at: string
  /** When it was last changed; set by trigger. */
  updated_at: string
}

/** Tenant. Questions to people at Google that are not answered yet. Each is deleted by its answer. */
export interface GoogleConsentRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** Who asked, and alone may bring the answer. */
  user_id: string
  /** Hex SHA-256 of the state, which goes to Google and comes back. */
  state_sha256: string
  /** The verifier of PKCE, sealed as google_connections.secret is. */
  verifier: string
  /** Where Google sends the person back to; the code is good for this address alone. */
  redirect_uri: string
  /** What the connection will be called. */
  name: string
  /** FULL or READ_ONLY, of the connection that will be. */
  access: string
  /** The connection that is to be opened anew; null: a new one. */
  connection_id: string | null
  /** When it was asked. */
  created_at: string
  /** After this no answer is taken. */
  expires_at: string
}

/** Global. Operations that are kept for publications under way, so that each can be finished, looked up and read back. */
export interface GoogleQuotaHoldRow {
  /** Whose project. */
  environment: string
  /** The publication that they are kept for. */
  publication_id: string
  /** What is left of them; what is sent moves to google_quota_uses. */
  operations: string
}

/** Global. Operations that were sent, by five minutes: the last 24 hours of them are what Google counts. */
export interface GoogleQuotaUsRow {
  /** Whose project. */
  environment: string
  /** Where the five minutes begin. They count until their end is 24 hours old. Database clock only. */
  starts_at: string
  /** Written before the bytes leave: each search is 1, a mutate its number of operations. */
  operations: string
}

/** Global. One row for each environment: locked by whoever takes operations, so that no two count at once. */
export interface GoogleQuotaRow {
  /** GOOGLE or EMULATOR: each has a Cloud project of its own. */
  environment: string
  /** Google said that the day's operations are used up: nothing is sent before. Null: nothing was said. Database clock only. */
  blocked_until: string | null
  /** In Google's words; null: it is not blocked. */
  blocked_reason: string | null
}

/** Tenant. Answers to writes that came with an Idempotency-Key, repeated when the same request comes again. Kept for two days. */
export interface IdempotencyKeyRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** As the caller chose it. */
  key: string
  /** Hex SHA-256 of everything that makes the request what it is: another request under the same key is refused. */
  request_sha256: string
  /** HTTP status of the answer; 0: the request took effect and its answer was lost in a crash. */
  status: number
  /** Of the answer, as far as they are repeated. */
  headers: unknown
  /** Of the answer. */
  body: string
  /** When the key was first used. */
  created_at: string
}

/** Global. Who somebody is at an identity provider; they sign in there instead of by a password. */
export interface IdentityRow {
  /** UUIDv7, made by the program. */
  id: string
  /** Whose it is; one for each provider. */
  user_id: string
  /** The provider, as its tokens name it, such as https://accounts.google.com. */
  issuer: string
  /** The person, as the provider names them; unlike an address it never goes to somebody else. */
  subject: string
  /** Lower case, the address that the provider told last; for the eye alone. */
  email: string
  /** When they first signed in this way. */
  created_at: string
  /** When they last did. */
  last_used_at: string
}

/** Tenant. What those who are invited as limited members will be allowed where. */
export interface InvitationAccountRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The invitation. */
  invitation_id: string
  /** Where. */
  account_id: string
  /** What they will be allowed there. */
  role: string
}

/** Tenant. One-time links by which people join a workspace. The link names its workspace, so that looking it up stays inside it. */
export interface InvitationRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** Who is invited, in lower case. The account that accepts has this address and no other. */
  email: string
  /** What they will be; fixed when they are invited. */
  role: string
  /** Hex SHA-256 of the token in the link. */
  token_sha256: string
  /** Who invited them, as in the audit log. */
  invited_by: string
  /** When the row was written. */
  created_at: string
  /** The end, seven days later. */
  expires_at: string
  /** When they joined by it; null: not yet. Never taken back. */
  accepted_at: string | null
  /** Since when it opens nothing; null: not revoked. Never taken back. */
  revoked_at: string | null
  /** Whether the member will be limited to the accounts in invitation_accounts. */
  limited: boolean
}

/** Tenant. What limited members may do where; in an account that is not here they are viewers. */
export interface MemberAccountRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The member. */
  user_id: string
  /** Where. */
  account_id: string
  /** What they may do there. Nobody administers one account: that is the workspace's. */
  role: string
}

/** Tenant. Who belongs to which workspace, and as what. */
export interface MemberRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The person. */
  user_id: string
  /** What they may do there. */
  role: string
  /** When they joined; the oldest membership is the one that a session opens with. */
  created_at: string
  /** When they last did something in this workspace, to five minutes; null: never. */
  last_seen_at: string | null
  /** The campaign that they wrote in first. No foreign key: it may be gone. Null: they wrote in none. */
  first_draft_id: string | null
  /** When they first read a plan that could be published; null: never. */
  plan_read_at: string | null
  /** The publication that they asked for first, or the next one where that failed. No foreign key: it may be gone. Null: they asked for none. */
  first_publication_id: string | null
  /** When they put the list of first steps away; null: it is shown. */
  steps_away_at: string | null
  /** Whether the role holds in no account but those in member_accounts, each with a role of its own. */
  limited: boolean
  /** Counts the changes of what they may do, from 1; the ETag. */
  version: number
  /** Who changed last what they may do, as in the audit log; null: nobody has since they joined. */
  changed_by: string | null
}

/** Tenant. How far an account's metrics are read, and when they are read again. */
export interface MetricsSyncRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The account that is read. */
  account_id: string
  /** Counts up with every worker that takes the reading on: one that was overtaken may not write. */
  claims: string
  /** When it is to be read next; while it is being read, when another worker may take it over. */
  next_at: string
  /** The first day that was ever read, in the account's time zone; null: never read. */
  read_from: string | null
  /** The last day that was read, which was not over then; null: never read. */
  read_through: string | null
  /** When it was last read to the end; null: never. */
  synced_at: string | null
  /** Failed readings since the last good one. */
  failures: number
  /** Why the last reading failed, in words; null: it did not. */
  message: string | null
}

/** Tenant. What members do not want to be told; who is not here is told everything. */
export interface NotificationPreferenceRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The member. */
  user_id: string
  /** The kinds of notifications that they do not want. */
  muted: string[]
}

/** Tenant. What people are told, one row for each of them; kept for 90 days. */
export interface NotificationRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Who is told, who alone sees it. No foreign key: who leaves is no obstacle; the row goes with its age. */
  user_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. The same for all who are told. */
  id: string
  /** What happened. Its words are made where it is shown. */
  kind: string
  /** What kind of thing it is about, and opens; null: nothing. */
  target_kind: string | null
  /** Which one. No foreign key: it may be gone. Null: nothing. */
  target_id: string | null
  /** What the words are made of, as the API speaks of it: names, counts, amounts. At most 8 KiB of text. */
  facts: unknown
  /** When that person marked it as read; null: they have not. */
  read_at: string | null
  /** When the row was written. */
  created_at: string
}

/** Global. Keys that people's devices keep (WebAuthn): they sign in by one, and it is their second factor too. */
export interface PasskeyRow {
  /** UUIDv7, made by the program. */
  id: string
  /** Whose it is. */
  user_id: string
  /** Which of the twenty that one person may have. */
  slot: number
  /** As its owner calls it. */
  name: string
  /** As the device calls it; told by it on each sign-in. */
  credential_id: Buffer
  /** What its signatures are checked by, as COSE. The private half never leaves the device. */
  public_key: Buffer
  /** How often the device has signed, as it said last; 0: it does not count. */
  sign_count: string
  /** How browsers reach the device, such as internal, usb or hybrid. */
  transports: string[]
  /** When it was added. */
  created_at: string
  /** When somebody last signed in by it; null: nobody has yet. */
  last_used_at: string | null
  /** When it was last refused because its count did not go up, as that of a copy would not; null: never. */
  counter_refused_at: string | null
  /** The name of the server that it was made for, noted again with each sign-in; null: not known yet. */
  made_for: string | null
}

/** Global. One-time links by which people who forgot their password choose a new one; the last one made for a person works. */
export interface PasswordResetRow {
  /** Who chooses a new password by it. */
  user_id: string
  /** Hex SHA-256 of the token in the link. */
  token_sha256: string
  /** When it was made. */
  created_at: string
  /** When it is too late, within an hour. */
  expires_at: string
}

/** Tenant. One request that was sent, written and committed before its bytes left. */
export interface PublicationAttemptRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The publication that it is a part of. */
  publication_id: string
  /** The step that it is a part of. */
  position: number
  /** Order, from 1. */
  number: number
  /** The claim under which it was sent. */
  fence: string
  /** Hex SHA-256 of the bytes: shows that a repetition sent the same. */
  request_sha256: string
  /** Just before the bytes left. */
  sent_at: string
  /** When the answer was written down; null: there is none. */
  answered_at: string | null
  /** UNANSWERED after a crash; NOT_APPLIED: Google says it did nothing and may be asked again; UNKNOWN: it may have been applied. */
  outcome: string
  /** Of the answer; null: there was none. */
  http_status: number | null
  /** What Google's support asks for; null: Google gave none. */
  google_request_id: string | null
  /** What Google refused, on the fields of the campaign. */
  errors: unknown
}

/** Tenant. The requests of a publication, in order. */
export interface PublicationStepRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The publication that it is a part of. */
  publication_id: string
  /** Order, from 0. */
  position: number
  /** UPLOAD_ASSET is one image, MUTATE the whole plan at once, VERIFY reads back, ACTIVATE sets the status. */
  kind: string
  /** What it does, in words for people. */
  title: string
  /** The image of an UPLOAD_ASSET; null for every other kind. */
  asset_id: string | null
  /** DONE and FAILED are the end. UNKNOWN: sent, and the answer was lost. */
  state: string
  /** When it was first worked on; null: not yet. */
  started_at: string | null
  /** When it ended; null: it has not. */
  finished_at: string | null
}

/** Tenant. One journalled run of a plan. Written before anything is sent; an open row blocks a second publication of the campaign. */
export interface PublicationRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** What is published. */
  campaign_id: string
  /** Where: the campaign's account, repeated here so that a worker can take one publication of an account at a time. */
  account_id: string
  /** PUBLISH sends a plan (create or update); PAUSE and RESUME set the status. */
  kind: string
  /** UNKNOWN: something was sent and its answer was lost, so Google is asked before anything is sent again. SUCCEEDED and FAILED are the end. */
  state: string
  /** Whether the campaign is to be enabled once it is verified. */
  activate: boolean
  /** Number of the revision that is published. */
  version: number
  /** Hex SHA-256 of the operations, the baseline version and the rule pack version; null: no plan was approved, because nothing but the status changes. */
  plan_hash: string | null
  /** The operations as they are sent, in Google's order; image bytes and resource names of images are filled in when sending. */
  plan: unknown
  /** The name at Google, under which the campaign is looked up. */
  published_name: string
  /** First 12 hex digits of the campaign id's random part: the name of our label at Google, which proves a found campaign to be ours and, being unique per account, stops a second create. */
  token: string
  /** Grows with every claim. A worker whose number is old can no longer write here. */
  fence: string
  /** While it lasts nobody else may work on it. Database clock only. Null exactly while nobody does. */
  lease_until: string | null
  /** Not to be claimed before. Database clock only. */
  next_attempt_at: string
  /** How often it was claimed; bounds the trying. */
  attempts: number
  /** How it stands, in words for people; null: nothing to say. */
  message: string | null
  /** Google's errors on the fields of the campaign that they are about. */
  errors: unknown
  /** Who asked for it, as in the audit log. */
  created_by: string
  /** When it was asked for. */
  created_at: string
  /** When it succeeded or failed; null: it is open. */
  finished_at: string | null
  /** How many of its claims ended in waiting for Google's quota, with nothing sent. */
  quota_waits: number
  /** The request whose approvals it goes by; null: it needed none. Set by trigger. */
  approval_request_id: string | null
}

/** Tenant. One campaign of a batch. What became of an opened one is the state of its publication and stands there alone. */
export interface PublishBatchItemRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The batch that it is a part of. */
  batch_id: string
  /** Order, from 0. */
  position: number
  /** What is published; may be a draft that was deleted since. */
  campaign_id: string
  /** Its account: only a few publications of one account are opened ahead. */
  account_id: string
  /** Its name when the batch was opened. */
  campaign_name: string
  /** The plan that was approved; null: the plan as it stands when its turn comes. */
  plan_hash: string | null
  /** OPENED: it has its publication, written in the same transaction. REFUSED: it could not be opened. UNCHANGED: there was nothing to publish. STOPPED: its turn did not come. */
  state: string
  /** Its last publication; null: there was none. */
  publication_id: string | null
  /** Why it stands as it does, in words; null: nothing to say. */
  message: string | null
  /** What is wrong with which field, where it was refused. */
  errors: unknown
}

/** Tenant. Campaigns that are published as one unit. */
export interface PublishBatchRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** RUNNING: workers open its publications. STOPPED: by a failure or by a person, and can go on. FINISHED: each item has its outcome. */
  state: string
  /** Whether the campaigns are to be enabled once they are verified. */
  activate: boolean
  /** First one alone, then the others; the first failure stops what has not begun. */
  staged: boolean
  /** Why it stands as it does, in words for people; null: nothing to say. */
  message: string | null
  /** Failures that a person has seen and let it go on with: only more of them stop a staged one again. */
  accepted_failures: number
  /** In whose name publications are opened: whoever began it, retried it or let it go on, as in the audit log. */
  acting_name: string
  /** The role that this person had then. */
  acting_role: string
  /** And the door that was used. */
  acting_door: string
  /** Who asked for it, as in the audit log. */
  created_by: string
  /** When it was asked for. */
  created_at: string
  /** When it was stopped or finished; null: it runs. */
  finished_at: string | null
  /** And the accounts that this person was limited to, each with the role there; null: not limited. */
  acting_accounts: unknown
  /** What becomes of each campaign: PUBLISH its plan, PAUSE or RESUME it at Google. */
  kind: string
}

/** Global. Codes that stand in for a lost second factor, each once. */
export interface RecoveryCodeRow {
  /** Whose it is; ten are made at a time. */
  user_id: string
  /** Hex SHA-256 of the code, which has 80 random bits. */
  code_sha256: string
  /** When it was made. */
  created_at: string
  /** When somebody signed in by it; null: it still works. */
  used_at: string | null
}

/** Tenant. What the review links of a workspace are signed with; made with the first link. */
export interface ReviewLinkKeyRow {
  /** The workspace that the row belongs to; there is one for each. */
  workspace_id: string
  /** The key, sealed with the key ring of GACM_SECRET_KEY for this workspace alone. */
  sealed: string
  /** When it was made. */
  created_at: string
}

/** Tenant. Links by which somebody without an account sees one request, and no later state, and answers it. */
export interface ReviewLinkRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** The one request that it shows. */
  request_id: string
  /** SHA-256, in hex, of the token of a link from the time before links were signed; null: its signature is worked out anew each time. */
  token_sha256: string | null
  /** Whom it is for, as comments and approvals through it are signed. */
  name: string
  /** Who made it, as in the audit log. */
  created_by: string
  /** When it was made. */
  created_at: string
  /** From when on it opens nothing; at most 90 days later. */
  expires_at: string
  /** When it was taken back; null: it was not. */
  revoked_at: string | null
}

/** Tenant. Every saved state of a campaign, never changed. No foreign key to the campaign: a deleted draft leaves its history. */
export interface RevisionRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Whose state; the campaign may be gone. */
  campaign_id: string
  /** Counts the states of a campaign, from 1. */
  number: number
  /** The whole of what a person can edit, as the API speaks it. */
  document: unknown
  /** Top-level fields that differ from the revision before. */
  changed_fields: string[]
  /** Why, in words. */
  reason: string
  /** Through which door it came. */
  door: string
  /** Who saved it, as in the audit log. */
  created_by: string
  /** When it was saved. */
  created_at: string
  /** The edit of many campaigns that made it; null: it was saved alone. */
  edit_id: string | null
}

/** Tenant. Views of the table of campaigns: one person's, or the team's. */
export interface SavedViewRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program. */
  id: string
  /** Whose it is, who alone sees it; null: the team's. Never changes. */
  user_id: string | null
  /** As its owner calls it; once for each person, and once for the team. */
  name: string
  /** Filters, order, columns and widths, as the API speaks them; at most 16 KiB of text. */
  definition: unknown
  /** Order among the views of its owner, from 0; equal ones follow by name. */
  position: number
  /** Whether the table opens with it; one for each person, and one for the team. */
  is_default: boolean
  /** Counts the changes, from 1; the ETag. */
  version: number
  /** Who made it, as in the audit log. */
  created_by: string
  /** When it was made. */
  created_at: string
  /** When it was last changed; set by trigger. */
  updated_at: string
}

/** Global. Signed-in browsers. The token itself is only in the browser's cookie. */
export interface SessionRow {
  /** Hex SHA-256 of the token: a copy of this table signs nobody in. */
  token_sha256: string
  /** UUIDv7, made by the program: names the session without opening it. */
  id: string
  /** Who is signed in. */
  user_id: string
  /** Browser and system in words, as it said of itself at sign-in. */
  browser: string
  /** Where they signed in from: the first three parts of an IPv4 address, the first three groups of an IPv6 address. */
  address: string
  /** When they signed in. */
  created_at: string
  /** The last use, to five minutes. Seven days after it the session has ended. */
  last_seen_at: string
  /** The end whatever the use, 30 days after sign-in. Never moved. */
  expires_at: string
}

/** Global. One-time links that make the first administrator of a workspace. */
export interface SetupLinkRow {
  /** Hex SHA-256 of the token in the link. */
  token_sha256: string
  /** The workspace that it sets up. It is found before anybody belongs to one, so the table is not a tenant's. */
  workspace_id: string
  /** When the row was written. */
  created_at: string
  /** The end, seven days later. */
  expires_at: string
  /** When somebody used it; null: not yet. */
  used_at: string | null
}

/** Global. Sign-ins, and passkeys to be added, that were begun in a browser and wait for its answer, for ten minutes at most (five where a passkey answers); an answer ends one. */
export interface SignInAttemptRow {
  /** Hex SHA-256 of the token in the browser's cookie. State, nonce, verifier and challenge are made of that token and kept nowhere. */
  token_sha256: string
  /** PROVIDER: sent to the identity provider; SECOND_FACTOR: asked for a code or a passkey; PASSKEY: asked for a passkey, whosever; PASSKEY_FACTOR: asked for one after a password; PASSKEY_SET_UP: about to add one. */
  kind: string
  /** Who it is, where that is known: whose password was right, or who is signed in; null before. */
  user_id: string | null
  /** When it was begun. */
  created_at: string
  /** When it is too late. */
  expires_at: string
}

/** Global. Wrong passwords of the last hour, by address, by e-mail and by known browser, for every process of the program. */
export interface SignInLimitRow {
  /** ADDRESS: where it came from. EMAIL: whose password it was to be, whether or not there is such a person. BROWSER: a browser in which that person signed in before, instead of both. */
  kind: string
  /** Hex SHA-256 of the address or the e-mail; of a browser the first halves of those of the e-mail and of the browser. Nothing is kept of who tried. */
  subject_sha256: string
  /** Attempts that have not succeeded, as a count; begins anew after an hour without one. */
  failures: number
  /** The last of them. */
  last_at: string
  /** Until when no further attempt is looked at; null: the next one is. */
  blocked_until: string | null
}

/** Tenant. What everything that is live or about to be may cost, of an account, and of the workspace by currency; and the caps. The sums are written by triggers alone. */
export interface SpendLedgerRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The account that is summed; null: all accounts of this currency. */
  account_id: string | null
  /** The account, or zeros for all of them: what a key can hold in place of a null. */
  scope_id: string
  /** Of the amounts: currencies are never added. */
  currency_code: string
  /** The most that a day may cost at worst, in millionths of the currency; null: no cap. */
  day_cap_micros: string | null
  /** The most that a month may cost at worst, in millionths of the currency; null: no cap. */
  month_cap_micros: string | null
  /** What a day may cost at worst, in millionths of the currency: the sum of the shares. */
  day_micros: string
  /** What a month may cost at worst, in millionths of the currency: the sum of the shares. */
  month_micros: string
  /** How many campaigns count. */
  campaigns: string
  /** Grows with every change of the caps; not with the sums. */
  version: number
  /** Who changed the caps last, as in the audit log; null: nobody has. */
  updated_by: string | null
  /** When the caps were changed last; null: never. */
  updated_at: string | null
}

/** Tenant. What a campaign counts in the sums of its account and its workspace. Written by triggers alone. */
export interface SpendShareRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** Whose share; a campaign that was never published has none. */
  campaign_id: string
  /** The campaign's account. */
  account_id: string
  /** The account's currency. */
  currency_code: string
  /** Whether it is live, as far as is known here, or about to be by a publication that is open. */
  counts: boolean
  /** What a day of it may cost at worst, in millionths of the currency: twice the daily budget, or the whole of a total one. */
  day_micros: string
  /** What a month of it may cost at worst, in millionths of the currency: 30.4 times the daily budget, or the whole of a total one. */
  month_micros: string
}

/** Tenant. A campaign that was live, or about to be, when it was stopped. What became of a publication is its state and stands there alone. */
export interface SpendStopItemRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** The stop that it is a part of. */
  stop_id: string
  /** What was live; it may be gone since. */
  campaign_id: string
  /** Its account. */
  account_id: string
  /** Its name when it was stopped. */
  campaign_name: string
  /** WAITING: perhaps behind a publication that is open. OPENED: it has its pause, written in the same transaction. IDLE: when its turn came it did not run. REFUSED: it could not be paused. LEFT: it is protected, and was to be left running. */
  state: string
  /** Why it stands as it does, in words; null: nothing to say. */
  message: string | null
  /** The publication that pauses it; null: there was none. */
  pause_id: string | null
  /** WAITING: for its turn. OPENED: it has its resume, written in the same transaction. LEFT_OUT: it is not resumed, restore_message says why. Null: nothing is restored yet. */
  restore_state: string | null
  /** Why it is left out, in words; null: it is not. */
  restore_message: string | null
  /** The publication that resumes it; null: there is none. */
  restore_id: string | null
  /** What it could cost on one day when it was stopped, in millionths of the account's currency, where it ran by what was published here; null: it did not. Set by trigger. */
  ran_micros: string | null
  /** When it was first seen to run although everything was stopped; null: it was live, or about to be, as it was stopped. */
  noticed_at: string | null
  /** The amounts in restore_message, or in message where there is none: [{text, micros, currencyCode}], text as it stands there; empty: none. */
  amounts: unknown
}

/** Tenant. A stop of everything that is live, in the workspace or in one account, and its end. */
export interface SpendStopRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** The account that is stopped; null: all of the workspace. */
  account_id: string | null
  /** The account, or zeros for all of them: of each, one stop that is not over. */
  scope_id: string
  /** ON: what was live is paused, and nothing is published or resumed. RESTORING: what it paused is resumed. OVER: each campaign has its outcome. */
  state: string
  /** Why, in the words of whoever stopped it; null: not said. */
  reason: string | null
  /** In whose name publications are opened: whoever stopped it, or lets it be restored, as in the audit log. */
  acting_name: string
  /** The role that this person had then. */
  acting_role: string
  /** And the door that was used. */
  acting_door: string
  /** Who stopped it, as in the audit log. */
  created_by: string
  /** When everything was stopped. */
  created_at: string
  /** Who lets it be restored, as in the audit log; null: nobody has. */
  restored_by: string | null
  /** Since when it is restored; null: it is on. */
  restoring_at: string | null
  /** When everything had been restored that could be; null: it is not over. */
  finished_at: string | null
  /** Whether protected campaigns were to be left running. */
  leaves_protected: boolean
  /** And the accounts that this person was limited to, each with the role there; null: not limited. */
  acting_accounts: unknown
}

/** Global. What the apps of people make their codes of (RFC 6238: six digits, every 30 seconds). */
export interface TotpSecretRow {
  /** Whose it is; one for each. */
  user_id: string
  /** The secret, sealed with the key ring of GACM_SECRET_KEY for this row alone. */
  sealed: string
  /** When it was made. */
  created_at: string
  /** When a first code showed that the app has it; null: not yet, so it is asked for by nobody. */
  confirmed_at: string | null
  /** The 30 seconds (counted from 1970) of the last code that was taken: that one and those before work no more. */
  last_step: string | null
}

/** Global. People who sign in; one person may be a member of several workspaces. */
export interface UserRow {
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** Lower case, so that one address is one person. */
  email: string
  /** As colleagues see it. */
  name: string
  /** argon2id, with its parameters and salt inside. */
  password_hash: string
  /** When the row was written. */
  created_at: string
  /** Whether they chose one; false: they sign in in another way, and password_hash is of a random secret that nobody has. */
  has_password: boolean
}

/** Tenant. The sum of a workspace's campaigns by day and currency: amounts of two currencies are never added. Written by triggers alone. */
export interface WorkspaceMetricRow {
  /** The workspace that the row belongs to; first in every key. */
  workspace_id: string
  /** ISO 4217: the accounts of this currency are added. */
  currency_code: string
  /** The day, each account's in its own time zone. */
  date: string
  /** How often an ad was shown. */
  impressions: string
  /** Clicks; may exceed the impressions of a day, since a click counts on its own day. */
  clicks: string
  /** Spent, in millionths of the account's currency. */
  cost_micros: string
  /** Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact. */
  conversions: string
  /** What the conversions are worth, in units of the account's currency, to six decimals. */
  conversions_value: string
}

/** Global. The tenant: a team with its members, accounts and campaigns. */
export interface WorkspaceRow {
  /** UUIDv7, made by the program: it grows with time, so the key is the order of pages. */
  id: string
  /** What people call it; unique, since programs name it on the command line. */
  name: string
  /** When the row was written. */
  created_at: string
  /** Whether the program filled it with demo data that is still there. Given at birth, and taken away with the data. */
  demo: boolean
  /** Whether people without a second factor can do nothing here but set one up. */
  second_factor_required: boolean
}
