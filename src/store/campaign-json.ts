/** The JSON of a campaign, made in SQL: the shape is the contract's, and the API passes the text on as it is. */

/** The fields of a campaign itself, from `campaigns c`; pairs for json_build_object. */
export const CAMPAIGN_HEAD = `
  'id', c.id,
  'accountId', c.account_id,
  'campaignType', c.campaign_type,
  'name', c.name,
  'objective', c.objective,
  'campaignGoal', c.campaign_goal,
  'dailyBudgetMicros', c.daily_budget_micros::text,
  'startDate', c.start_date,
  'endDate', c.end_date,
  'biddingStrategy', c.bidding_strategy,
  'targetCpaMicros', c.target_cpa_micros::text,
  'targetCpcMicros', c.target_cpc_micros::text,
  'targetRoas', trim_scale(c.target_roas),
  'containsEuPoliticalAdvertising', c.contains_eu_political_advertising,
  'trackingUrlTemplate', c.tracking_url_template,
  'finalUrlSuffix', c.final_url_suffix,
  'status', c.status,
  'googleCampaignId', c.google_campaign_id::text,
  'version', c.version,
  'publishedVersion', c.published_version,
  'createdAt', c.created_at,
  'updatedAt', c.updated_at,
  'archivedAt', c.archived_at`

/** The newest publication of `campaigns c`, as an object or null. */
export const LAST_PUBLICATION = `(
  select json_build_object('id', p.id, 'kind', p.kind, 'state', p.state, 'createdAt', p.created_at)
    from publications p
   where p.workspace_id = c.workspace_id and p.campaign_id = c.id
   order by p.id desc limit 1)`

const TEXTS = (field: string): string => `coalesce((
  select json_agg(json_build_object('text', t.text) order by t.position)
    from ad_texts t
   where t.workspace_id = a.workspace_id and t.ad_id = a.id and t.field = '${field}'), '[]'::json)`

const IMAGES = (field: string): string => `coalesce((
  select json_agg(i.asset_id order by i.position)
    from ad_assets i
   where i.workspace_id = a.workspace_id and i.ad_id = a.id and i.field = '${field}'), '[]'::json)`

const ADS = `coalesce((
  select json_agg(json_build_object(
      'id', a.id,
      'adType', a.ad_type,
      'name', a.name,
      'finalUrl', a.final_url,
      'businessName', a.business_name,
      'callToAction', a.call_to_action,
      'headlines', ${TEXTS('HEADLINE')},
      'descriptions', ${TEXTS('DESCRIPTION')},
      'marketingImages', ${IMAGES('MARKETING_IMAGE')},
      'squareMarketingImages', ${IMAGES('SQUARE_MARKETING_IMAGE')},
      'portraitMarketingImages', ${IMAGES('PORTRAIT_MARKETING_IMAGE')},
      'tallPortraitMarketingImages', ${IMAGES('TALL_PORTRAIT_MARKETING_IMAGE')},
      'logoImages', ${IMAGES('LOGO')},
      'assetAutomationOptOuts', a.asset_automation_opt_outs) order by a.position)
    from ads a
   where a.workspace_id = g.workspace_id and a.ad_group_id = g.id), '[]'::json)`

/** The ad groups of `campaigns c` with all that is in them. */
export const AD_GROUPS = `coalesce((
  select json_agg(json_build_object(
      'id', g.id,
      'name', g.name,
      'channelStrategy', g.channel_strategy,
      'selectedChannels', g.selected_channels,
      'optimizedTargeting', g.optimized_targeting,
      'locations', coalesce((
        select json_agg(json_build_object('geoTargetId', k.geo_target_id::text, 'negative', k.negative) order by k.position)
          from criteria k
         where k.workspace_id = g.workspace_id and k.ad_group_id = g.id and k.kind = 'LOCATION'), '[]'::json),
      'languages', coalesce((
        select json_agg(json_build_object('languageId', k.language_id::text) order by k.position)
          from criteria k
         where k.workspace_id = g.workspace_id and k.ad_group_id = g.id and k.kind = 'LANGUAGE'), '[]'::json),
      'ads', ${ADS}) order by g.position)
    from ad_groups g
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

/** Every image that the ads of `campaigns c` use. */
export const ASSETS = `coalesce((
  select json_agg(${ASSET} order by s.id)
    from assets s
   where s.workspace_id = c.workspace_id and s.id in (
     select i.asset_id
       from ad_groups g
       join ads a on a.workspace_id = g.workspace_id and a.ad_group_id = g.id
       join ad_assets i on i.workspace_id = a.workspace_id and i.ad_id = a.id
      where g.workspace_id = c.workspace_id and g.campaign_id = c.id)), '[]'::json)`

/** What Google says about `campaigns c` of `accounts n`, with the ids that it gave to the parts. */
export const GOOGLE_SIDE = `json_build_object(
  'status', c.google_status,
  'primaryStatus', c.google_primary_status,
  'primaryStatusReasons', c.google_primary_status_reasons,
  'servingStatus', c.google_serving_status,
  'syncedAt', case when c.google_campaign_id is not null then greatest(c.google_synced_at, n.synced_at) end,
  'removedAt', c.google_removed_at,
  'adGroups', coalesce((
    select json_agg(json_build_object('id', g.id, 'googleAdGroupId', g.google_ad_group_id::text) order by g.position)
      from ad_groups g
     where g.workspace_id = c.workspace_id and g.campaign_id = c.id and g.google_ad_group_id is not null), '[]'::json),
  'ads', coalesce((
    select json_agg(json_build_object(
        'id', a.id,
        'googleAdId', a.google_ad_id::text,
        'reviewStatus', a.google_review_status,
        'approvalStatus', a.google_approval_status) order by g.position, a.position)
      from ad_groups g
      join ads a on a.workspace_id = g.workspace_id and a.ad_group_id = g.id
     where g.workspace_id = c.workspace_id and g.campaign_id = c.id and a.google_ad_id is not null), '[]'::json))`
