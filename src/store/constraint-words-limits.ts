import type { Meaning } from './constraint-meaning.ts'

const UNLIMITED: Meaning = {
  code: 'not_allowed',
  path: 'accounts',
  message: 'An administrator cannot be limited to accounts: give them another role first.',
}
const NO_ACCOUNT: Meaning = {
  code: 'not_allowed',
  path: 'accounts',
  message: 'There is no such account in this workspace.',
}
const NO_ROLE: Meaning = {
  code: 'not_allowed',
  path: 'accounts',
  message: 'There is no such role in an account.',
}

/** Of members, invitations and keys that are limited to accounts. */
export const LIMIT_WORDS: Readonly<Record<string, Meaning>> = {
  members_admin_unlimited: UNLIMITED,
  invitations_admin_unlimited: UNLIMITED,
  api_keys_admin_unlimited: UNLIMITED,
  member_accounts_account_fkey: NO_ACCOUNT,
  invitation_accounts_account_fkey: NO_ACCOUNT,
  api_key_accounts_account_fkey: NO_ACCOUNT,
  member_accounts_role_known: NO_ROLE,
  invitation_accounts_role_known: NO_ROLE,
  api_key_accounts_role_known: NO_ROLE,
  member_accounts_member_fkey: {
    code: 'not_found',
    path: '',
    message: 'There is no such member in this workspace.',
  },
  accounts_within_limits: {
    code: 'forbidden',
    path: '',
    message: 'You are limited to other accounts: here you may not do this.',
  },
}
