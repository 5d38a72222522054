import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const OTHER_HASH = 'b'.repeat(64)
const NOBODY = `set local app.user_id = ''; `
const as = (user: string, sql: string): string => `set local app.user_id = '${user}'; ${sql}`

const policy = (over: Record<string, string>): string =>
  insert('approval_policies', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    number: '2',
    approvals: '1',
    set_by: `'ann'`,
    ...over,
  })
const request = (over: Record<string, string>): string =>
  insert('approval_requests', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.live}'`,
    account_id: `'${IDS.account}'`,
    version: '2',
    plan_hash: `'${HEX64}'`,
    baseline_version: '1',
    rule_pack_version: `'r'`,
    plan: `'{}'`,
    sent: `'{}'`,
    created_by: `'eve@example.com'`,
    ...over,
  })
const change = (set: string, id: string = IDS.request): string => update('approval_requests', id, set)
const approval = (over: Record<string, string>): string =>
  as(
    (over['user_id'] ?? `'${IDS.approver}'`).replaceAll("'", ''),
    insert('approvals', {
      workspace_id: `'${IDS.mine}'`,
      id: `'${IDS.free}'`,
      request_id: `'${IDS.request}'`,
      plan_hash: `'${HEX64}'`,
      user_id: `'${IDS.approver}'`,
      ...over,
    }),
  )
const byLink = (link: string, over: Record<string, string> = {}): string =>
  NOBODY +
  insert('approvals', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    request_id: `'${IDS.request}'`,
    plan_hash: `'${HEX64}'`,
    review_link_id: `'${link}'`,
    ...over,
  })
const comment = (over: Record<string, string>): string =>
  insert('approval_comments', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    request_id: `'${IDS.request}'`,
    body: `'Why?'`,
    created_by: `'ann'`,
    ...over,
  })
const link = (over: Record<string, string>): string =>
  insert('review_links', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    request_id: `'${IDS.request}'`,
    name: `'Client'`,
    created_by: `'ann'`,
    expires_at: `now() + interval '1 day'`,
    ...over,
  })
const linkKey = (over: Record<string, string>): string =>
  insert('review_link_keys', {
    workspace_id: `'${IDS.free}'`,
    sealed: `'v1.0a1b2c3d.${HEX64}'`,
    ...over,
  })
let keys = 0
const key = (name: string, maker: string): string =>
  insert('api_keys', {
    workspace_id: `'${IDS.mine}'`,
    id: `gen_random_uuid()`,
    name: `'${name}'`,
    role: `'admin'`,
    token_sha256: `'${String((keys += 1)).padStart(64, '9')}'`,
    created_by: `'${maker}'`,
    expires_at: `now() + interval '1 day'`,
  })
const publish = (over: Record<string, string> = {}): string =>
  insert('publications', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.draft}'`,
    account_id: `'${IDS.account}'`,
    kind: `'PUBLISH'`,
    activate: 'true',
    version: '1',
    plan_hash: `'${HEX64}'`,
    plan: `'{}'`,
    published_name: `'Draft'`,
    token: `'aaaaaaaaaaaa'`,
    created_by: `'ann'`,
    ...over,
  })
/** The workspace asks for one approval, and the request for the draft has it. */
const APPROVED = `${policy({})}; ${approval({ id: `'${IDS.key}'` })}; `

/** Approvals, and publications that do not have theirs. */
export const APPROVALS: readonly Attack[] = [
  ['approval_requests_voided_from_known', change(`voided_from = 'VOID'`), 'owner'],
  // The gate: raw SQL as the application's role.
  ['publications_plan_approved', `${policy({})}; ${publish()}`],
  ['publications_plan_approved', `${policy({ account_id: `'${IDS.account}'` })}; ${publish()}`],
  [
    'publications_plan_approved',
    `${policy({ approvals: '2' })}; ${approval({ id: `'${IDS.key}'` })}; ${publish()}`,
  ],
  ['publications_plan_approved', `${APPROVED}${publish({ plan_hash: `'${OTHER_HASH}'` })}`],
  ['publications_plan_approved', `${APPROVED}${publish({ plan: `'{"operations": []}'` })}`],
  [
    'publications_plan_approved',
    `${APPROVED}${publish({ approval_request_id: `'${IDS.request}'`, campaign_id: `'${IDS.draft}'`, plan_hash: `'${OTHER_HASH}'` })}`,
    'owner',
  ],
  [
    'publications_plan_approved',
    `${APPROVED}${publish({ campaign_id: `'${IDS.unasked}'`, published_name: `'Unasked'` })}`,
  ],
  [
    'publications_plan_approved',
    `${APPROVED}${change(`state = 'VOID', void_cause = 'EDITED', ended_at = now()`)}; ${publish()}`,
  ],
  [
    'publications_plan_approved',
    `${APPROVED}${change(`state = 'CANCELLED', ended_by = 'a', ended_at = now()`)}; ${publish()}`,
  ],
  [
    'publications_plan_approved',
    `${APPROVED}${insert('revisions', { workspace_id: `'${IDS.mine}'`, campaign_id: `'${IDS.draft}'`, number: '2', document: `'{}'`, changed_fields: `'{}'`, reason: `'r'`, door: `'api'`, created_by: `'ann'` })}; update campaigns set version = 2 where id = '${IDS.draft}'; ${publish()}`,
  ],
  ['publications_plan_approved', `${APPROVED}${publish({ version: '2' })}`],
  // A client's approval does not count where the policy does not say so, and never through an author's link.
  ['publications_plan_approved', `${policy({})}; ${byLink(IDS.link, { id: `'${IDS.key}'` })}; ${publish()}`],
  [
    'publications_plan_approved',
    `${policy({ clients_count: 'true' })}; ${byLink(IDS.authorsLink, { id: `'${IDS.key}'` })}; ${publish()}`,
  ],
  // Nor through one of somebody who may not approve, of a key, or of a key that is called like somebody who may.
  ...[`'vic@example.com'`, `'gone@example.com'`, `'ci'`].map(
    (maker): Attack => [
      'publications_plan_approved',
      `${policy({ clients_count: 'true' })}; ${link({ created_by: maker })}; ${byLink(IDS.free, { id: `'${IDS.key}'` })}; ${publish()}`,
    ],
  ),
  [
    'publications_plan_approved',
    `${policy({ clients_count: 'true' })}; ${key('bea@example.com', 'ann@example.com')}; ${byLink(IDS.link, { id: `'${IDS.key}'` })}; ${publish()}`,
  ],
  // A small budget in the campaign hides no large one in the operations.
  [
    'publications_plan_approved',
    `${policy({ threshold_micros: '1000000', currency_code: `'USD'` })}; ${publish({ plan: `'{"operations": [{"body": {"create": {"amountMicros": "500001"}}}]}'` })}`,
  ],
  [
    'publications_plan_approved',
    `${policy({ threshold_micros: '1000000', currency_code: `'EUR'` })}; ${publish()}`,
  ],
  [
    'publications_resume_approved',
    `${policy({})}; ${publish({ campaign_id: `'${IDS.unasked}'`, kind: `'RESUME'`, plan_hash: 'null' })}`,
  ],
  [
    'publications_one_per_approval',
    `update publications set approval_request_id = '${IDS.request}' where state <> 'SUCCEEDED'`,
    'owner',
  ],
  [
    'publications_approval_request_fkey',
    `update publications set approval_request_id = '${IDS.free}' where id = '${IDS.running}'`,
    'owner',
  ],
  // Approvals.
  ['approvals_by_approver', approval({ user_id: `'${IDS.viewer}'` })],
  ['approvals_by_approver', approval({ user_id: `'${IDS.free}'` })],
  ['approvals_not_by_author', approval({ user_id: `'${IDS.user}'` })],
  // Through a key that a key made.
  [
    'approvals_not_by_author',
    `${key('one', 'bea@example.com')}; ${key('two', 'one')}; ${key('three', 'two')}; ${request({ created_by: `'three'` })}; ${approval({ request_id: `'${IDS.free}'` })}`,
  ],
  ['approvals_user_key', `${approval({ id: `'${IDS.key}'` })}; ${approval({})}`],
  ['approvals_hash_fkey', approval({ plan_hash: `'${OTHER_HASH}'` })],
  ['approvals_request_open', approval({ request_id: `'${IDS.endedRequest}'` })],
  ['approvals_request_open', approval({ request_id: `'${IDS.theirRequest}'` })],
  ['approvals_link_open', byLink(IDS.revokedLink)],
  ['approvals_link_open', byLink(IDS.free)],
  ['approvals_link_key', `${byLink(IDS.link, { id: `'${IDS.key}'` })}; ${byLink(IDS.link)}`],
  ['approvals_link_fkey', byLink(IDS.otherLink)],
  ['approvals_by_one', approval({ review_link_id: `'${IDS.link}'` })],
  ['approvals_pkey', `${approval({ id: `'${IDS.key}'` })}; ${byLink(IDS.link, { id: `'${IDS.key}'` })}`],
  ['approvals_append_only', `delete from approvals`, 'owner'],
  ['approvals_append_only', `update approvals set plan_hash = '${OTHER_HASH}'`, 'owner'],
  ['approvals_append_only', 'truncate approvals', 'owner'],
  // Policies.
  ['approval_policies_pkey', policy({ id: `'${IDS.policy}'`, number: '9' })],
  ['approval_policies_number_key', policy({ number: '1' })],
  ['approval_policies_workspace_fkey', policy({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['approval_policies_account_fkey', policy({ account_id: `'${IDS.theirAccount}'` })],
  ['approval_policies_number_positive', policy({ number: '0' })],
  ['approval_policies_approvals_range', policy({ approvals: '6' })],
  ['approval_policies_approvals_range', policy({ approvals: '-1' })],
  ['approval_policies_inherits_nothing_else', policy({ inherits: 'true', approvals: '0' })],
  ['approval_policies_threshold_positive', policy({ threshold_micros: '0', currency_code: `'USD'` })],
  ['approval_policies_threshold_has_currency', policy({ threshold_micros: '5' })],
  [
    'approval_policies_threshold_has_approvals',
    policy({ approvals: '0', threshold_micros: '5', currency_code: `'USD'` }),
  ],
  ['approval_policies_currency_code_shape', policy({ threshold_micros: '5', currency_code: `'usd'` })],
  ['approval_policies_set_by_length', policy({ set_by: `''` })],
  ['approval_policies_append_only', 'update approval_policies set approvals = 0', 'owner'],
  ['approval_policies_append_only', 'delete from approval_policies', 'owner'],
  // Requests.
  ['approval_requests_pkey', request({ id: `'${IDS.request}'` })],
  ['approval_requests_one_open_key', request({ campaign_id: `'${IDS.draft}'`, version: '1' })],
  ['approval_requests_current_version', request({ version: '1' })],
  ['approval_requests_current_version', request({ account_id: `'${IDS.otherAccount}'` })],
  ['approval_requests_current_version', request({ campaign_id: `'${IDS.theirCampaign}'`, version: '1' })],
  [
    'approval_requests_ended_final',
    change(`state = 'REQUESTED', void_cause = null, ended_at = null`, IDS.endedRequest),
  ],
  [
    'approval_requests_ended_final',
    change(`state = 'APPROVED', void_cause = null, ended_at = null`, IDS.endedRequest),
  ],
  ['approval_requests_state_known', change(`state = 'DONE', ended_at = now()`)],
  ['approval_requests_void_has_cause', change(`state = 'VOID', ended_at = now()`)],
  ['approval_requests_void_cause_known', change(`state = 'VOID', void_cause = 'MOOD', ended_at = now()`)],
  ['approval_requests_ended_has_time', change(`state = 'CANCELLED', ended_by = 'a'`)],
  ['approval_requests_ended_by_whom', change(`state = 'CANCELLED', ended_at = now()`)],
  ['approval_requests_ended_by_length', change(`state = 'CANCELLED', ended_by = '', ended_at = now()`)],
  ['approval_requests_approvals_needed_range', change('approvals_needed = 0')],
  ['approval_requests_baseline_version_not_negative', request({ baseline_version: '-1' })],
  ['approval_requests_plan_hash_hex', request({ plan_hash: `'x'` })],
  ['approval_requests_plan_object', request({ sent: `'[]'` })],
  ['approval_requests_rule_pack_version_length', request({ rule_pack_version: `''` })],
  ['approval_requests_message_length', request({ message: long(2001) })],
  ['approval_requests_reviewers_count', request({ reviewers: `array_fill('${IDS.user}'::uuid, array[21])` })],
  ['approval_requests_created_by_length', request({ created_by: `''` })],
  // Links.
  ['review_links_pkey', link({ id: `'${IDS.link}'` })],
  ['review_links_token_key', link({ token_sha256: `'${HEX64}'` }), 'owner'],
  ['review_links_request_fkey', link({ request_id: `'${IDS.theirRequest}'` })],
  ['review_links_token_hashed', link({ token_sha256: `'x'` }), 'owner'],
  ['review_links_name_length', link({ name: `''` })],
  ['review_links_name_no_control', link({ name: CONTROL })],
  ['review_links_created_by_length', link({ created_by: `''` })],
  ['review_links_expires_later', link({ expires_at: 'now()' })],
  ['review_links_lifetime', link({ expires_at: `now() + interval '2161 hours'` })],
  ['review_links_revoked_final', update('review_links', IDS.revokedLink, 'revoked_at = null')],
  [
    'review_links_revoked_final',
    update('review_links', IDS.revokedLink, `revoked_at = now() + interval '1 day'`),
  ],
  ['review_link_keys_pkey', linkKey({ workspace_id: `'${IDS.mine}'` })],
  ['review_link_keys_workspace_fkey', linkKey({}), 'owner'],
  ['review_link_keys_sealed_shape', `update review_link_keys set sealed = 'the key itself'`],
  // Comments.
  ['approval_comments_pkey', comment({ id: `'${IDS.comment}'` })],
  ['approval_comments_request_fkey', comment({ request_id: `'${IDS.theirRequest}'` })],
  ['approval_comments_link_fkey', comment({ review_link_id: `'${IDS.otherLink}'` })],
  ['approval_comments_body_length', comment({ body: `''` })],
  ['approval_comments_path_length', comment({ path: long(201) })],
  ['approval_comments_created_by_length', comment({ created_by: `''` })],
  ['approval_comments_resolved_by_whom', update('approval_comments', IDS.comment, 'resolved_at = now()')],
  [
    'approval_comments_resolved_by_length',
    update('approval_comments', IDS.comment, `resolved_at = now(), resolved_by = ''`),
  ],
]

export const APPROVALS_OUT_OF_REACH: Record<string, string> = {
  approval_requests_hash_key: 'the primary key is met first',
  approval_requests_workspace_fkey: 'the campaign of another workspace is not found before',
  approval_requests_account_fkey: 'the account is the campaign’s own, which is looked at before',
  approval_requests_authors_named: 'a trigger names them, and whoever asks is one',
  approval_requests_version_positive: 'the version is the campaign’s own, which is looked at before',
  approval_requests_campaign_name_length: 'the name is the campaign’s own',
  approvals_user_fkey: 'only a member approves, which is looked at before',
  approvals_approved_by_length: 'a trigger writes the address or the name on the link',
  review_links_request_key: 'the primary key is met first',
}
