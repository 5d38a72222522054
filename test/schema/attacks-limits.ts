import type { Attack } from './attack-sql.ts'
import { insert, update } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const quoted = (id: string): string => `'${id}'`
const member = (over: Record<string, string>): string =>
  insert('member_accounts', {
    workspace_id: quoted(IDS.mine),
    user_id: quoted(IDS.approver),
    account_id: quoted(IDS.account),
    role: `'editor'`,
    ...over,
  })
const invitation = (over: Record<string, string>): string =>
  insert('invitation_accounts', {
    workspace_id: quoted(IDS.mine),
    invitation_id: quoted(IDS.openInvitation),
    account_id: quoted(IDS.account),
    role: `'editor'`,
    ...over,
  })
const key = (over: Record<string, string>): string =>
  insert('api_key_accounts', {
    workspace_id: quoted(IDS.mine),
    api_key_id: quoted(IDS.key),
    account_id: quoted(IDS.account),
    role: `'editor'`,
    ...over,
  })
const twice = (row: string): string => `${row}; ${row}`

/** As a transaction of somebody who is limited to accounts. */
export const limitedTo = (accounts: Record<string, string>, sql: string): string =>
  `set local app.accounts = '${JSON.stringify(accounts)}'; ${sql}`
const elsewhere = (sql: string): Attack => [
  'accounts_within_limits',
  limitedTo({ [IDS.otherAccount]: 'publisher' }, sql),
]
const asEditor = (sql: string): Attack => [
  'accounts_within_limits',
  limitedTo({ [IDS.account]: 'editor' }, sql),
]

const revision = `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
  values ('${IDS.mine}', '${IDS.free}', 1, '{}', '{}', 'Made', 'api', 'ann'); `
const publication = insert('publications', {
  workspace_id: quoted(IDS.mine),
  id: quoted(IDS.free),
  campaign_id: quoted(IDS.draft),
  account_id: quoted(IDS.account),
  kind: `'PUBLISH'`,
  activate: 'true',
  version: '1',
  plan_hash: quoted(HEX64),
  plan: `'{}'`,
  published_name: `'Draft'`,
  token: `'aaaaaaaaaaaa'`,
  created_by: `'ann'`,
})
const part = (table: string, values: Record<string, string>): string =>
  insert(table, { workspace_id: quoted(IDS.mine), ...values })
const free = { id: quoted(IDS.free) }

/** Changes in the account, one for each table and way to write it. */
export const WRITES: Readonly<Record<string, string>> = {
  'a new campaign': `${revision}${part('campaigns', { ...free, account_id: quoted(IDS.account), name: `'New'` })}`,
  'its name': update('campaigns', IDS.draft, `name = 'Other'`),
  'many names': `update campaigns set name = name || '!' where workspace_id = '${IDS.mine}'`,
  'the end of a draft': `delete from campaigns where id = '${IDS.draft}'`,
  'a new ad group': part('ad_groups', {
    ...free,
    campaign_id: quoted(IDS.draft),
    position: '7',
    name: `'N'`,
  }),
  'an ad group': update('ad_groups', IDS.group, `name = 'Other'`),
  'the end of an ad group': `delete from ad_groups where id = '${IDS.group}'`,
  'a new ad': part('ads', { ...free, ad_group_id: quoted(IDS.group), position: '7', name: `'N'` }),
  'an ad': update('ads', IDS.ad, `name = 'Other'`),
  'the end of an ad': `delete from ads where id = '${IDS.ad}'`,
  'a new text': part('ad_texts', {
    ad_id: quoted(IDS.ad),
    field: `'HEADLINE'`,
    position: '5',
    text: `'Cheap'`,
  }),
  'the end of a text': `delete from ad_texts where ad_id = '${IDS.ad}'`,
  'a new image': part('ad_assets', {
    ad_id: quoted(IDS.ad),
    field: `'LOGO'`,
    asset_id: quoted(IDS.secondImage),
    position: '1',
  }),
  'the end of a card': `delete from ad_cards where ad_id = '${IDS.ad}'`,
  'the end of a criterion': `delete from criteria where id = '${IDS.place}'`,
  'the end of a criterion of the campaign': `delete from campaign_criteria where id = '${IDS.campaignPlace}'`,
  'the end of an image of the campaign': `delete from campaign_assets where campaign_id = '${IDS.draft}'`,
}
/** What takes a publisher of the account. */
export const PUBLICATIONS: Readonly<Record<string, string>> = {
  'a publication': publication,
  'how a publication stands': update('publications', IDS.attention, `state = 'FAILED', message = 'Closed.'`),
}

/** Limits of members, invitations and keys, and what somebody who is limited sends past the program. */
export const LIMITS: readonly Attack[] = [
  ['members_admin_unlimited', `update members set limited = true where user_id = '${IDS.user}'`],
  [
    'members_admin_unlimited',
    `update members set limited = true, role = 'admin' where user_id = '${IDS.approver}'`,
  ],
  [
    'invitations_admin_unlimited',
    `insert into invitations (workspace_id, id, email, role, token_sha256, invited_by, expires_at, limited)
     values ('${IDS.mine}', '${IDS.free}', 'new@example.com', 'admin', '${'c'.repeat(64)}', 'ann', now() + interval '7 days', true)`,
  ],
  [
    'api_keys_admin_unlimited',
    `insert into api_keys (workspace_id, id, name, role, token_sha256, created_by, limited)
     values ('${IDS.mine}', '${IDS.free}', 'new', 'admin', '${'c'.repeat(64)}', 'ann', true)`,
  ],
  ['member_accounts_pkey', twice(member({}))],
  ['member_accounts_member_fkey', member({ user_id: quoted(IDS.otherUser) })],
  ['member_accounts_account_fkey', member({ account_id: quoted(IDS.theirAccount) })],
  ['member_accounts_role_known', member({ role: `'admin'` })],
  ['member_accounts_role_known', member({ role: `'viewer'` })],
  ['invitation_accounts_pkey', twice(invitation({}))],
  ['invitation_accounts_invitation_fkey', invitation({ invitation_id: quoted(IDS.free) })],
  ['invitation_accounts_account_fkey', invitation({ account_id: quoted(IDS.theirAccount) })],
  ['invitation_accounts_role_known', invitation({ role: `'admin'` })],
  ['api_key_accounts_pkey', twice(key({}))],
  ['api_key_accounts_api_key_fkey', key({ api_key_id: quoted(IDS.free) })],
  ['api_key_accounts_account_fkey', key({ account_id: quoted(IDS.theirAccount) })],
  ['api_key_accounts_role_known', key({ role: `'admin'` })],
  [
    'publish_batches_acting_accounts_object',
    `update publish_batches set acting_accounts = '[]' where id = '${IDS.batch}'`,
  ],
  [
    'spend_stops_acting_accounts_object',
    `insert into spend_stops (workspace_id, id, acting_name, acting_role, acting_door, created_by, acting_accounts)
     values ('${IDS.mine}', '${IDS.free}', 'ann', 'admin', 'api', 'ann', '"all"')`,
  ],
  ...Object.values(WRITES).map(elsewhere),
  ...Object.values(PUBLICATIONS).map(elsewhere),
  ...Object.values(PUBLICATIONS).map(asEditor),
  // Who is in no account, and who calls themselves a viewer of one.
  ['accounts_within_limits', limitedTo({}, update('campaigns', IDS.draft, `name = 'Other'`))],
  [
    'accounts_within_limits',
    limitedTo({ [IDS.account]: 'viewer' }, update('campaigns', IDS.draft, `name = 'Other'`)),
  ],
]
