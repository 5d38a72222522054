/** The JSON of a campaign, made in SQL: the shape is the contract's, and the API passes the text on as it is. */

/** Who protects `campaigns c`, as an object or null. */
export const PROTECTION = `(
  select json_build_object('by', o.protected_by, 'at', o.protected_at, 'reason', o.reason)
    from campaign_protections o where o.workspace_id = c.workspace_id and o.campaign_id = c.id)`

/** The fields of a campaign itself, from `campaigns c`. */
const CAMPAIGN_FIELDS = {
  id: 'c.id',
  accountId: 'c.account_id',
  campaignType: 'c.campaign_type',
  name: 'c.name',
  objective: 'c.objective',
  campaignGoal: 'c.campaign_goal',
  dailyBudgetMicros: 'c.daily_budget_micros::text',
  totalBudgetMicros: 'c.total_budget_micros::text',
  startDate: 'c.start_date',
  endDate: 'c.end_date',
  biddingStrategy: 'c.bidding_strategy',
  targetCpaMicros: 'c.target_cpa_micros::text',
  targetCpcMicros: 'c.target_cpc_micros::text',
  targetRoas: 'trim_scale(c.target_roas)',
  containsEuPoliticalAdvertising: 'c.contains_eu_political_advertising',
  trackingUrlTemplate: 'c.tracking_url_template',
  finalUrlSuffix: 'c.final_url_suffix',
  status: 'c.status',
  googleCampaignId: 'c.google_campaign_id::text',
  version: 'c.version',
  publishedVersion: 'c.published_version',
  createdAt: 'c.created_at',
  updatedAt: 'c.updated_at',
  archivedAt: 'c.archived_at',
  protection: PROTECTION,
}

/** The same as pairs for json_build_object; and as columns, of which row_to_json makes the same with less work for each row. */
export const CAMPAIGN_HEAD = Object.entries(CAMPAIGN_FIELDS)
  .map(([name, sql]) => `\n  '${name}', ${sql}`)
  .join(',')
export const CAMPAIGN_HEAD_COLUMNS = Object.entries(CAMPAIGN_FIELDS)
  .map(([name, sql]) => `${sql} as "${name}"`)
  .join(', ')

/** The newest publication of `campaigns c`, as an object or null. */
export const LAST_PUBLICATION = `(
  select row_to_json(p)
    from (select p.id, p.kind, p.state, p.created_at as "createdAt"
            from publications p
           where p.workspace_id = c.workspace_id and p.campaign_id = c.id
           order by p.id desc limit 1) p)`

const CAMPAIGN_IMAGES = (field: string): string => `coalesce((
    select json_agg(i.asset_id order by i.position)
      from campaign_assets i
     where i.workspace_id = c.workspace_id and i.campaign_id = c.id and i.field = '${field}'), '[]'::json)`

/** What a campaign has that lists do not show, from `campaigns c`; pairs for json_build_object, after CAMPAIGN_HEAD. */
export const CAMPAIGN_SETTINGS = `
  'cpcBidCeilingMicros', c.cpc_bid_ceiling_micros::text,
  'impressionShareLocation', c.impression_share_location,
  'impressionShareFraction', trim_scale(c.impression_share_fraction),
  'targetSearchNetwork', c.target_search_network,
  'targetContentNetwork', c.target_content_network,
  'merchantId', c.merchant_id::text,
  'feedLabel', c.feed_label,
  'brandGuidelines', c.brand_guidelines,
  'brandBusinessName', c.brand_business_name,
  'brandLogoImages', ${CAMPAIGN_IMAGES('LOGO')},
  'brandLandscapeLogoImages', ${CAMPAIGN_IMAGES('LANDSCAPE_LOGO')},
  'brandMainColor', c.brand_main_color,
  'brandAccentColor', c.brand_accent_color,
  'brandFontFamily', c.brand_font_family,
  'assetAutomationOptOuts', c.asset_automation_opt_outs,
  'locations', k.locations,
  'languages', k.languages,
  'negativeKeywords', k.keywords`

/** One pass over the criteria of `campaigns c`; joined as `k`. */
export const CAMPAIGN_CRITERIA = `lateral (
  select coalesce(json_agg(json_build_object('geoTargetId', t.geo_target_id::text, 'negative', t.negative) order by t.position)
           filter (where t.kind = 'LOCATION'), '[]'::json) as locations,
         coalesce(json_agg(json_build_object('languageId', t.language_id::text) order by t.position)
           filter (where t.kind = 'LANGUAGE'), '[]'::json) as languages,
         coalesce(json_agg(json_build_object('text', t.keyword_text, 'matchType', t.match_type) order by t.position)
           filter (where t.kind = 'KEYWORD'), '[]'::json) as keywords
    from campaign_criteria t
   where t.workspace_id = c.workspace_id and t.campaign_id = c.id) k`

const TEXTS = (field: string, text: string): string =>
  `coalesce(json_agg(${text} order by t.position) filter (where t.field = '${field}'), '[]'::json)`
const TEXT = `json_build_object('text', t.text)`
const PINNABLE = `case when t.pinned_field is null then ${TEXT}
                   else json_build_object('text', t.text, 'pinnedField', t.pinned_field) end`

const IMAGES = (field: string): string =>
  `coalesce(json_agg(i.asset_id order by i.position) filter (where i.field = '${field}'), '[]'::json)`

/** The lists of an ad are read in one pass over each of its tables. */
const ADS = `coalesce((
  select json_agg(json_build_object(
      'id', a.id,
      'adType', a.ad_type,
      'name', a.name,
      'finalUrl', a.final_url,
      'path1', a.path1,
      'path2', a.path2,
      'businessName', a.business_name,
      'callToAction', a.call_to_action,
      'headlines', t.headlines,
      'longHeadlines', t.long_headlines,
      'descriptions', t.descriptions,
      'marketingImages', i.landscape,
      'squareMarketingImages', i.square,
      'portraitMarketingImages', i.portrait,
      'tallPortraitMarketingImages', i.tall_portrait,
      'logoImages', i.logo,
      'landscapeLogoImages', i.landscape_logo,
      'youtubeVideos', t.videos,
      'cards', case when a.ad_type = 'DEMAND_GEN_CAROUSEL' then coalesce((
        select json_agg(json_build_object(
            'headline', d.headline,
            'callToAction', d.call_to_action,
            'marketingImage', d.marketing_image_id,
            'squareMarketingImage', d.square_marketing_image_id,
            'portraitMarketingImage', d.portrait_marketing_image_id) order by d.position)
          from ad_cards d
         where d.workspace_id = a.workspace_id and d.ad_id = a.id), '[]'::json) else '[]'::json end,
      'mainColor', a.main_color,
      'accentColor', a.accent_color,
      'assetAutomationOptOuts', a.asset_automation_opt_outs) order by a.position)
    from ads a
   cross join lateral (
     select ${TEXTS('HEADLINE', PINNABLE)} as headlines,
            ${TEXTS('LONG_HEADLINE', TEXT)} as long_headlines,
            ${TEXTS('DESCRIPTION', PINNABLE)} as descriptions,
            ${TEXTS('YOUTUBE_VIDEO', 't.text')} as videos
       from ad_texts t
      where t.workspace_id = a.workspace_id and t.ad_id = a.id) t
   cross join lateral (
     select ${IMAGES('MARKETING_IMAGE')} as landscape,
            ${IMAGES('SQUARE_MARKETING_IMAGE')} as square,
            ${IMAGES('PORTRAIT_MARKETING_IMAGE')} as portrait,
            ${IMAGES('TALL_PORTRAIT_MARKETING_IMAGE')} as tall_portrait,
            ${IMAGES('LOGO')} as logo,
            ${IMAGES('LANDSCAPE_LOGO')} as landscape_logo
       from ad_assets i
      where i.workspace_id = a.workspace_id and i.ad_id = a.id) i
   where a.workspace_id = g.workspace_id and a.ad_group_id = g.id), '[]'::json)`

const CRITERIA = (kind: string, value: string): string =>
  `coalesce(json_agg(${value} order by q.position) filter (where q.kind = '${kind}'), '[]'::json)`

/** The ad groups of `campaigns c` with all that is in them. */
export const AD_GROUPS = `coalesce((
  select json_agg(json_build_object(
      'id', g.id,
      'name', g.name,
      'channelStrategy', g.channel_strategy,
      'selectedChannels', g.selected_channels,
      'optimizedTargeting', g.optimized_targeting,
      'cpcBidMicros', g.cpc_bid_micros::text,
      'cpmBidMicros', g.cpm_bid_micros::text,
      'locations', q.locations,
      'languages', q.languages,
      'keywords', q.keywords,
      'audiences', q.audiences,
      'searchThemes', q.search_themes,
      'ads', ${ADS}) order by g.position)
    from ad_groups g
   cross join lateral (
     select ${CRITERIA('LOCATION', `json_build_object('geoTargetId', q.geo_target_id::text, 'negative', q.negative)`)} as locations,
            ${CRITERIA('LANGUAGE', `json_build_object('languageId', q.language_id::text)`)} as languages,
            ${CRITERIA('KEYWORD', `json_build_object('text', q.keyword_text, 'matchType', q.match_type, 'negative', q.negative, 'cpcBidMicros', q.cpc_bid_micros::text)`)} as keywords,
            ${CRITERIA('AUDIENCE', `json_build_object('audienceId', q.audience_id::text)`)} as audiences,
            ${CRITERIA('SEARCH_THEME', 'q.keyword_text')} as search_themes
       from criteria q
      where q.workspace_id = g.workspace_id and q.ad_group_id = g.id) q
   where g.workspace_id = c.workspace_id and g.campaign_id = c.id), '[]'::json)`

/** The facts of an image, from `assets s`. */
export const ASSET = `json_build_object(
  'id', s.id,
  'kind', s.kind,
  'name', s.name,
  'url', '/api/v1/assets/' || s.id || '/content',
  'format', s.format,
  'width', s.width,
  'height', s.height,
  'bytes', s.bytes,
  'animated', s.animated,
  'cmyk', s.cmyk,
  'sha256', s.sha256,
  'createdAt', s.created_at)`

/** Every image that `campaigns c` and its ads use. */
export const ASSETS = `coalesce((
  select json_agg(${ASSET} order by s.id)
    from (
     select i.asset_id
       from ad_groups g
       join ads a on a.workspace_id = g.workspace_id and a.ad_group_id = g.id
       join ad_assets i on i.workspace_id = a.workspace_id and i.ad_id = a.id
      where g.workspace_id = c.workspace_id and g.campaign_id = c.id
      union
     select v.image_id
       from ad_groups g
       join ads a on a.workspace_id = g.workspace_id and a.ad_group_id = g.id and a.ad_type = 'DEMAND_GEN_CAROUSEL'
       join ad_cards d on d.workspace_id = a.workspace_id and d.ad_id = a.id
      cross join lateral (values (d.marketing_image_id), (d.square_marketing_image_id), (d.portrait_marketing_image_id)) as v(image_id)
      where g.workspace_id = c.workspace_id and g.campaign_id = c.id and c.campaign_type = 'DEMAND_GEN'
      union
     select i.asset_id from campaign_assets i
      where i.workspace_id = c.workspace_id and i.campaign_id = c.id) used
    cross join lateral (
     select * from assets s where s.workspace_id = c.workspace_id and s.id = used.asset_id offset 0) s), '[]'::json)`

/** What Google says about `campaigns c` of `accounts n`, with the ids that it gave to the parts. */
export const GOOGLE_SIDE = `json_build_object(
  'status', c.google_status,
  'primaryStatus', c.google_primary_status,
  'primaryStatusReasons', c.google_primary_status_reasons,
  'servingStatus', c.google_serving_status,
  'syncedAt', case when c.google_campaign_id is not null then greatest(c.google_synced_at, n.synced_at) end,
  'removedAt', c.google_removed_at,
  'adGroups', case when c.google_campaign_id is null then '[]'::json else coalesce((
    select json_agg(json_build_object('id', g.id, 'googleAdGroupId', g.google_ad_group_id::text) order by g.position)
      from ad_groups g
     where g.workspace_id = c.workspace_id and g.campaign_id = c.id and g.google_ad_group_id is not null), '[]'::json) end,
  'ads', case when c.google_campaign_id is null then '[]'::json else coalesce((
    select json_agg(json_build_object(
        'id', a.id,
        'googleAdId', a.google_ad_id::text,
        'reviewStatus', a.google_review_status,
        'approvalStatus', a.google_approval_status,
        'policyTopics', a.google_policy_topics) order by g.position, a.position)
      from ad_groups g
      join ads a on a.workspace_id = g.workspace_id and a.ad_group_id = g.id
     where g.workspace_id = c.workspace_id and g.campaign_id = c.id and a.google_ad_id is not null), '[]'::json) end)`
