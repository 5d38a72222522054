import type { Meaning } from './constraint-meaning.ts'

/** What the database says about approvals. */
export const APPROVAL_WORDS: Readonly<Record<string, Meaning>> = {
  publications_plan_approved: {
    code: 'conflict',
    path: '',
    message: 'This plan does not have the approvals that it needs. Nothing was published.',
  },
  publications_resume_approved: {
    code: 'conflict',
    path: '',
    message:
      'What would be resumed was published without the approvals that it needs now. Ask for approval of its plan, and publish that enabled.',
  },
  publications_one_per_approval: {
    code: 'conflict',
    path: '',
    message: 'The plan was published on these approvals already.',
  },
  approval_policies_number_key: {
    code: 'conflict',
    path: 'number',
    message: 'Somebody changed this policy at the same moment. Read it again.',
  },
  approval_requests_one_open_key: {
    code: 'conflict',
    path: '',
    message: 'Approval of this plan is asked for already.',
  },
  approval_requests_current_version: {
    code: 'conflict',
    path: '',
    message: 'The campaign was edited meanwhile. Read the plan again.',
  },
  approval_requests_ended_final: {
    code: 'conflict',
    path: '',
    message: 'This request for approval has ended. Ask again.',
  },
  approvals_request_open: {
    code: 'conflict',
    path: '',
    message: 'This request for approval has ended.',
  },
  approvals_by_approver: {
    code: 'forbidden',
    path: '',
    message: 'Only an approver or an administrator approves.',
  },
  approvals_not_by_author: {
    code: 'forbidden',
    path: '',
    message: 'You made this or asked for it: somebody else approves it.',
  },
  approvals_user_key: { code: 'conflict', path: '', message: 'You have approved it already.' },
  approvals_link_key: { code: 'conflict', path: '', message: 'It was approved through this link already.' },
  approvals_link_open: {
    code: 'not_found',
    path: '',
    message: 'This link opens nothing. It may have expired or been taken back: ask for a new one.',
  },
  approvals_hash_fkey: {
    code: 'conflict',
    path: 'planHash',
    message: 'This is the hash of another plan than the one that is asked about.',
  },
}
