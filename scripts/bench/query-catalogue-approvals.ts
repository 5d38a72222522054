import type { Row } from './query-catalogue.ts'

const PARTS = 'Its approvals, comments and links are few, and are read in their order.'

/** Approvals: at most one open request for each campaign, and a policy for each account. */
export const CATALOGUE_OF_APPROVALS: readonly Row[] = [
  ['approval_comment_insert', 0.5, '', 'Something that a reviewer says.'],
  ['approval_comment_resolve', 0.5, 'approval_comments_pkey', 'A comment is done, or open again.'],
  [
    'approval_gate',
    1,
    'approval_requests_campaign_idx campaigns_pkey publications_one_per_approval',
    'What a publication needs and has, before the trigger asks the same.',
  ],
  [
    'approval_gate_resume',
    1,
    'approval_policies_number_key campaign_baselines_pkey campaigns_pkey publications_campaign_idx',
    'What a resume needs and has, before the trigger asks the same.',
  ],
  [
    'approval_group_list',
    20,
    'approval_comments_pkey approval_requests_group_idx approvals_link_key',
    'Requests that were made together.',
    'A group holds what one batch does, 500 at most.',
  ],
  ['approval_insert', 1, '', 'An approval, whose trigger says who may give it.'],
  ['approval_policy_insert', 1, 'approval_policies_number_key', 'A policy, after the one that was seen.'],
  [
    'approval_policy_list',
    1,
    'approval_policies_number_key',
    'The policies that count.',
    'One for each account, of all that were ever set.',
  ],
  [
    'approval_request_count_waiting',
    1,
    'approval_requests_inbox_idx approvals_link_key',
    'How many wait for somebody, up to 100.',
  ],
  [
    'approval_request_end',
    0.5,
    'approval_requests_pkey',
    'A request is taken back, or answered with changes.',
  ],
  [
    'approval_request_find',
    2,
    'approval_comments_pkey approval_requests_group_idx approval_requests_pkey approvals_link_key approvals_pkey members_user_idx review_links_request_key revisions_pkey users_email_key',
    'A request with all that reviewers see.',
    PARTS,
  ],
  ['approval_request_insert', 1, '', 'Asks for approval; triggers work out the authors.'],
  [
    'approval_request_list_done',
    2,
    'approval_comments_pkey approval_requests_group_idx approval_requests_pkey',
    'Requests that have ended, newest first.',
  ],
  [
    'approval_request_list_mine',
    2,
    'approval_comments_pkey approval_requests_author_idx approval_requests_group_idx',
    'Requests of one person, newest first.',
  ],
  [
    'approval_request_list_ready',
    2,
    'approval_comments_pkey approval_requests_group_idx approval_requests_state_idx',
    'Requests that are approved, newest first.',
  ],
  [
    'approval_request_list_waiting',
    2,
    'approval_comments_pkey approval_requests_group_idx approval_requests_inbox_idx approvals_link_key',
    'Requests that wait for one person, due soonest first.',
  ],
  ['approval_request_lock', 0.3, 'approval_requests_pkey', 'Holds a request while it is answered.'],
  [
    'approval_request_void_other',
    0.5,
    'approval_requests_one_open_key',
    'Ends the open request about another plan.',
  ],
  [
    'approval_standing',
    1,
    'approval_comments_pkey approval_policies_number_key approval_requests_campaign_idx approval_requests_group_idx campaign_baselines_pkey campaigns_pkey members_user_idx publications_campaign_idx users_email_key',
    'What the next publication of a campaign needs, or its resume, and its last request.',
    PARTS,
  ],
  [
    'approval_list_due',
    5,
    'approval_requests_remind_idx',
    'Requests of which reviewers are to be reminded now.',
    'A worker looks through the requests of all workspaces; the index holds only those that wait for this.',
  ],
  [
    'approval_claim_reminder',
    0.5,
    'approval_requests_inbox_idx approvals_user_key members_user_idx users_pkey',
    'Takes a reminder of a request, with those who can still answer it.',
    'Members are few, and the person behind each is found by its id.',
  ],
  ['review_link_count', 0.3, 'review_links_request_key', 'How many links a request has.'],
  [
    'review_link_find',
    0.5,
    'accounts_pkey approval_comments_pkey approval_requests_pkey approvals_link_key review_links_token_key workspaces_pkey',
    'What the token of a link opens.',
    'The workspace itself is found by its id.',
  ],
  ['review_link_insert', 0.5, '', 'A link for somebody without an account.'],
  ['review_link_revoke', 0.3, 'approval_requests_pkey review_links_pkey', 'Takes a link back.'],
]
