import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { limitedTo } from './attacks-limits.ts'
import { HEX64, IDS } from './world.ts'

const protect = (over: Record<string, string> = {}): string =>
  insert('campaign_protections', {
    workspace_id: `'${IDS.mine}'`,
    campaign_id: `'${IDS.draft}'`,
    protected_by: `'ann'`,
    ...over,
  })
/** The draft with all its parts, protected; and then this. */
const then = (sql: string): Attack => ['campaign_protections_hold', `${protect()}; ${sql}`]
const publish = (over: Record<string, string> = {}): string =>
  insert('publications', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.draft}'`,
    account_id: `'${IDS.account}'`,
    kind: `'PUBLISH'`,
    activate: 'false',
    version: '1',
    plan_hash: `'${HEX64}'`,
    plan: `'{}'`,
    published_name: `'Draft'`,
    token: `'aaaaaaaaaaaa'`,
    created_by: `'ann'`,
    ...over,
  })
/** The paused campaign, of which nothing is open any more, protected. */
const PAUSED = `update publications set state = 'FAILED', finished_at = now() where id = '${IDS.attention}';
  ${protect({ campaign_id: `'${IDS.paused}'` })}`
const ofPaused = (kind: string): string =>
  publish({
    campaign_id: `'${IDS.paused}'`,
    published_name: `'Paused'`,
    kind: `'${kind}'`,
    activate: String(kind === 'RESUME'),
    plan_hash: 'null',
  })
const part = (table: string, values: Record<string, string>): Attack =>
  then(insert(table, { workspace_id: `'${IDS.mine}'`, ...values }))

/** What is protected stays as it is, whoever writes it. */
export const PROTECTIONS: readonly Attack[] = [
  ['accounts_within_limits', limitedTo({ [IDS.account]: 'publisher' }, protect())],
  [
    'accounts_within_limits',
    `${protect()}; ${limitedTo({ [IDS.account]: 'publisher' }, 'delete from campaign_protections')}`,
  ],
  ['campaign_protections_pkey', `${protect()}; ${protect()}`],
  ['campaign_protections_campaign_fkey', protect({ campaign_id: `'${IDS.theirCampaign}'` })],
  ['campaign_protections_reason_length', protect({ reason: long(501) })],
  ['campaign_protections_reason_no_control', protect({ reason: CONTROL })],
  ['campaign_protections_by_length', protect({ protected_by: `''` })],
  ['campaign_protections_not_while_publishing', protect({ campaign_id: `'${IDS.waiting}'` })],
  ['campaign_protections_not_while_publishing', protect({ campaign_id: `'${IDS.paused}'` })],
  then(update('campaigns', IDS.draft, `name = 'Other'`)),
  then(update('campaigns', IDS.draft, 'daily_budget_micros = 1')),
  then(update('campaigns', IDS.draft, `brand_font_family = 'Lato'`)),
  then(update('campaigns', IDS.draft, 'version = 2')),
  then(update('campaigns', IDS.draft, 'archived_at = now()')),
  then(update('campaigns', IDS.draft, `published_name = 'Other'`)),
  then(`delete from campaigns where id = '${IDS.draft}'`),
  then(publish()),
  ['campaign_protections_hold', `${PAUSED}; ${update('campaigns', IDS.paused, `status = 'PUBLISHED'`)}`],
  ['campaign_protections_hold', `${PAUSED}; ${ofPaused('RESUME')}`],
  ['campaign_protections_hold', `${PAUSED}; ${ofPaused('PAUSE')}`],
  part('ad_groups', { id: `'${IDS.free}'`, campaign_id: `'${IDS.draft}'`, position: '7', name: `'N'` }),
  then(update('ad_groups', IDS.group, `name = 'N'`)),
  then(`delete from ad_groups where id = '${IDS.group}'`),
  part('ads', { id: `'${IDS.free}'`, ad_group_id: `'${IDS.group}'`, position: '7', name: `'N'` }),
  then(update('ads', IDS.ad, `final_url = 'https://example.com'`)),
  then(`delete from ads where id = '${IDS.ad}'`),
  part('ad_texts', { ad_id: `'${IDS.ad}'`, field: `'HEADLINE'`, position: '7', text: `'N'` }),
  then('delete from ad_texts'),
  part('ad_assets', {
    ad_id: `'${IDS.ad}'`,
    field: `'LOGO'`,
    asset_id: `'${IDS.secondImage}'`,
    position: '7',
  }),
  then('delete from ad_assets'),
  part('ad_cards', { ad_id: `'${IDS.ad}'`, position: '7', headline: `'N'` }),
  then('delete from ad_cards'),
  part('criteria', {
    id: `'${IDS.free}'`,
    ad_group_id: `'${IDS.group}'`,
    kind: `'LOCATION'`,
    geo_target_id: '5',
    position: '7',
  }),
  then('delete from criteria'),
  part('campaign_criteria', {
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.draft}'`,
    kind: `'LOCATION'`,
    geo_target_id: '5',
    negative: 'false',
    position: '7',
  }),
  then('delete from campaign_criteria'),
  part('campaign_assets', {
    campaign_id: `'${IDS.draft}'`,
    field: `'LOGO'`,
    asset_id: `'${IDS.secondImage}'`,
    position: '7',
  }),
  then('delete from campaign_assets'),
]
