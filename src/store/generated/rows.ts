// The rows of every table. Written by scripts/generate-schema.ts from the migrated schema: do not edit.

/** Which image an account at Google already has, so that it is uploaded once. */
export interface AccountAssetRow {
  workspace_id: string
  account_id: string
  asset_id: string
  google_asset_id: string
  created_at: string
}

/** Google Ads customers that a workspace has connected. */
export interface AccountRow {
  workspace_id: string
  id: string
  /** Google's customer id: 10 digits, no dashes. */
  customer_id: string
  /** The manager account through which it is reached; null: directly. */
  login_customer_id: string | null
  name: string
  /** ISO 4217. Immutable at Google, as is time_zone. */
  currency_code: string
  /** IANA name. Dates of campaigns and metrics are in this zone. */
  time_zone: string
  /** GOOGLE or EMULATOR, fixed when connected: what was made in one is never sent to the other. */
  environment: string
  synced_at: string | null
  created_at: string
}

/** Which image stands where in an ad. */
export interface AdAssetRow {
  workspace_id: string
  ad_id: string
  field: string
  asset_id: string
  position: number
}

/** Ad groups in the order in which the team keeps them. Demand Gen targets here, not at the campaign. */
export interface AdGroupRow {
  workspace_id: string
  id: string
  campaign_id: string
  position: number
  name: string
  channel_strategy: string
  selected_channels: string[]
  optimized_targeting: boolean
  google_ad_group_id: string | null
  created_at: string
  updated_at: string
}

/** Headlines and descriptions in order. The length here is a safe bound; Google's width is preflight's business, so that no words are lost. */
export interface AdTextRow {
  workspace_id: string
  ad_id: string
  field: string
  position: number
  text: string
}

/** Ads of an ad group. Their texts and images are rows of their own. */
export interface AdRow {
  workspace_id: string
  id: string
  ad_group_id: string
  position: number
  ad_type: string
  /** Internal; people never see it in the ad. */
  name: string
  final_url: string | null
  business_name: string | null
  /** Null: Google chooses. */
  call_to_action: string | null
  asset_automation_opt_outs: string[]
  google_ad_id: string | null
  google_review_status: string | null
  google_approval_status: string | null
  created_at: string
  updated_at: string
}

/** Keys for programs. The key names its workspace, so that looking it up stays inside it. */
export interface ApiKeyRow {
  workspace_id: string
  id: string
  name: string
  role: string
  /** Hex SHA-256 of the key. */
  token_sha256: string
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

/** The bytes of an image, apart from its facts so that lists never touch them. */
export interface AssetContentRow {
  workspace_id: string
  asset_id: string
  content: Buffer
}

/** Images. Facts are read from the bytes; the same bytes are kept once per workspace. */
export interface AssetRow {
  workspace_id: string
  id: string
  kind: string
  name: string
  format: string
  width: number
  height: number
  /** Size of the file. */
  bytes: number
  animated: boolean
  cmyk: boolean
  /** Hex, of the file; the key under which Google's own deduplication is remembered. */
  sha256: string
  source_url: string | null
  created_at: string
}

/** The last link of each workspace's chain. Written by the trigger alone. */
export interface AuditHeadRow {
  workspace_id: string
  seq: string
  hash: Buffer
}

/** Who did what, through which door. Rows are inserted only; each carries the hash of the one before. */
export interface AuditLogRow {
  workspace_id: string
  seq: string
  at: string
  actor: string
  door: string
  action: string
  entity_kind: string
  entity_id: string | null
  detail: unknown
  request_id: string | null
  previous_hash: Buffer
  /** sha256 over the row's fields and previous_hash; made by the trigger. */
  hash: Buffer
}

/** What Google had after the last publication, resource by resource: the left side of the next plan and the yardstick of drift. */
export interface CampaignBaselineRow {
  workspace_id: string
  campaign_id: string
  version: number
  /** Our key of a resource to {resourceName, resource, fields}. */
  resources: unknown
  taken_at: string
}

/** Campaigns by status, archived ones left out; the sum over the slots counts. Written by triggers alone. */
export interface CampaignCountRow {
  workspace_id: string
  status: string
  slot: number
  campaigns: string
}

/** A campaign as its team wants it, and in columns named google_* what Google last said about it. */
export interface CampaignRow {
  workspace_id: string
  id: string
  account_id: string
  name: string
  /** The team's word for the aim. Google's API has no such field. */
  objective: string | null
  campaign_type: string
  /** Per day, in millionths of the account's currency unit. bigint: a 32-bit integer ends at 2,147.48 units. */
  daily_budget_micros: string | null
  /** First day in the account's time zone; null: as soon as it is live. */
  start_date: string | null
  /** Last day in the account's time zone; null: no end. */
  end_date: string | null
  bidding_strategy: string
  target_cpa_micros: string | null
  target_cpc_micros: string | null
  /** A ratio: 3.5 is 350 %. */
  target_roas: string | null
  /** The advertiser's legal declaration; null: nobody has declared it yet. */
  contains_eu_political_advertising: boolean | null
  tracking_url_template: string | null
  final_url_suffix: string | null
  /** What the owner intends. A running publication is a row of its own and changes nothing here. */
  status: string
  /** Google's id. Null exactly while the status is DRAFT. */
  google_campaign_id: string | null
  /** The name at Google, fixed before the first byte is sent: the one field that Google keeps unique. */
  published_name: string | null
  /** The revision that Google has. */
  published_version: number | null
  /** Number of the latest revision; the ETag. */
  version: number
  /** campaign.status as Google last said it: ENABLED, PAUSED, REMOVED or a newer word. */
  google_status: string | null
  google_primary_status: string | null
  google_primary_status_reasons: string[]
  google_serving_status: string | null
  google_synced_at: string | null
  /** When we first saw that it is gone at Google. Removed is final there. */
  google_removed_at: string | null
  /** Out of the lists. Google has seen it, so it is kept. */
  archived_at: string | null
  created_at: string
  updated_at: string
  /** The goal in the team's words, e.g. 500 sign-ups in March. */
  campaign_goal: string | null
}

/** Where and in which languages an ad group is shown. */
export interface CriterionRow {
  workspace_id: string
  id: string
  ad_group_id: string
  kind: string
  /** Google's geo target constant, e.g. 2840 for the United States. */
  geo_target_id: string | null
  /** Google's language constant, e.g. 1000 for English. */
  language_id: string | null
  negative: boolean
  position: number
}

/** Answers to writes that came with an Idempotency-Key, repeated when the same request comes again. */
export interface IdempotencyKeyRow {
  workspace_id: string
  key: string
  request_sha256: string
  status: number
  headers: unknown
  body: string
  created_at: string
}

/** Who belongs to which workspace, and as what. */
export interface MemberRow {
  workspace_id: string
  user_id: string
  role: string
  created_at: string
}

/** One request that was sent, written and committed before its bytes left. */
export interface PublicationAttemptRow {
  workspace_id: string
  publication_id: string
  position: number
  number: number
  fence: string
  request_sha256: string
  sent_at: string
  answered_at: string | null
  /** UNANSWERED after a crash; NOT_APPLIED: Google says it did nothing and may be asked again; UNKNOWN: it may have been applied. */
  outcome: string
  http_status: number | null
  google_request_id: string | null
  errors: unknown
}

/** The requests of a publication, in order. */
export interface PublicationStepRow {
  workspace_id: string
  publication_id: string
  position: number
  kind: string
  title: string
  asset_id: string | null
  state: string
  started_at: string | null
  finished_at: string | null
}

/** One journalled run of a plan. Written before anything is sent; an open row blocks a second publication of the campaign. */
export interface PublicationRow {
  workspace_id: string
  id: string
  campaign_id: string
  account_id: string
  /** PUBLISH sends a plan (create or update); PAUSE and RESUME set the status. */
  kind: string
  /** UNKNOWN: something was sent and its answer was lost, so Google is asked before anything is sent again. */
  state: string
  /** Whether the campaign is to be enabled once it is verified. */
  activate: boolean
  version: number
  /** sha256 of the operations, the baseline version and the rule pack version. */
  plan_hash: string | null
  /** The operations as they are sent, in Google's order; image bytes and resource names of images are filled in when sending. */
  plan: unknown
  published_name: string
  /** First 12 hex digits of the campaign id's random part: the name of our label at Google, which proves a found campaign to be ours and, being unique per account, stops a second create. */
  token: string
  /** Grows with every claim. A worker whose number is old can no longer write here. */
  fence: string
  /** While it lasts nobody else may work on it. Database clock only. */
  lease_until: string | null
  next_attempt_at: string
  attempts: number
  message: string | null
  errors: unknown
  created_by: string
  created_at: string
  finished_at: string | null
}

/** Every saved state of a campaign, never changed. No foreign key to the campaign: a deleted draft leaves its history. */
export interface RevisionRow {
  workspace_id: string
  campaign_id: string
  number: number
  /** The whole of what a person can edit, as the API speaks it. */
  document: unknown
  /** Top-level fields that differ from the revision before. */
  changed_fields: string[]
  reason: string
  door: string
  created_by: string
  created_at: string
}

/** Signed-in browsers. Global. The token itself is only in the browser's cookie. */
export interface SessionRow {
  /** Hex SHA-256 of the token: a copy of this table signs nobody in. */
  token_sha256: string
  user_id: string
  created_at: string
  expires_at: string
}

/** One-time links that make the first administrator of a workspace. Global. */
export interface SetupLinkRow {
  token_sha256: string
  workspace_id: string
  created_at: string
  expires_at: string
  used_at: string | null
}

/** People who sign in. Global: one person may be a member of several workspaces. */
export interface UserRow {
  id: string
  /** Lower case, so that one address is one person. */
  email: string
  name: string
  /** argon2id, with its parameters and salt inside. */
  password_hash: string
  created_at: string
}

/** The tenant: a team with its members, accounts and campaigns. Global: belongs to no workspace. */
export interface WorkspaceRow {
  id: string
  name: string
  created_at: string
}
