import { type Meaning, ONE_LINE } from './constraint-meaning.ts'
import { APPROVAL_WORDS } from './constraint-words-approvals.ts'
import { CAMPAIGN_WORDS } from './constraint-words-campaigns.ts'
import { LIMIT_WORDS } from './constraint-words-limits.ts'
import { PART_WORDS } from './constraint-words-parts.ts'
import { SPEND_WORDS } from './constraint-words-spend.ts'

/**
 * What a broken constraint means to the person who wrote the field, by the constraint's name: the only place where
 * SQLSTATE meets words. The API checks most of it before; this is for what slips through and for races. A test fails
 * for a constraint that a user can reach and that is not here.
 */
export const CONSTRAINT_WORDS: Readonly<Record<string, Meaning>> = {
  passkeys_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 60.',
  },
  passkeys_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  workspaces_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  workspaces_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  workspaces_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'There is already a workspace of this name.',
  },
  workspaces_demo_only: {
    code: 'conflict',
    path: '',
    message: 'This workspace has no demo data.',
  },
  workspaces_demo_at_rest: {
    code: 'conflict',
    path: '',
    message:
      'A campaign of the demo is being published, or waits for a person. Nothing was deleted; try again when that has ended.',
  },
  users_email_key: {
    code: 'conflict',
    path: 'email',
    message: 'Somebody already signs in with this address.',
  },
  users_email_length: {
    code: 'not_allowed',
    path: 'email',
    message: 'The address can have at most 254 characters.',
  },
  users_email_shape: { code: 'not_allowed', path: 'email', message: 'Must be an e-mail address.' },
  users_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  users_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  api_keys_name_key: { code: 'conflict', path: 'name', message: 'There is already an API key of this name.' },
  api_keys_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  api_keys_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  api_keys_role_known: { code: 'not_allowed', path: 'role', message: 'There is no such role.' },
  api_keys_revoked_final: {
    code: 'conflict',
    path: 'name',
    message: 'This key was revoked. Make a new one.',
  },
  api_keys_expires_later: {
    code: 'not_allowed',
    path: 'expiresInDays',
    message: 'A key works for at least one day.',
  },
  api_keys_lifetime: {
    code: 'not_allowed',
    path: 'expiresInDays',
    message: 'A key works for at most a year, or without an end where that is asked for.',
  },
  members_last_admin: {
    code: 'conflict',
    path: '',
    message: 'The last administrator of a workspace stays one. Make somebody else an administrator first.',
  },
  invitations_one_open_key: {
    code: 'conflict',
    path: 'email',
    message: 'This address is invited already. Revoke that invitation to make a new link.',
  },
  invitations_email_length: {
    code: 'not_allowed',
    path: 'email',
    message: 'The address can have at most 254 characters.',
  },
  invitations_email_shape: { code: 'not_allowed', path: 'email', message: 'Must be an e-mail address.' },
  invitations_role_known: { code: 'not_allowed', path: 'role', message: 'There is no such role.' },
  invitations_ended_final: {
    code: 'conflict',
    path: '',
    message: 'This invitation was accepted or revoked meanwhile. Make a new one.',
  },
  members_role_known: { code: 'not_allowed', path: 'role', message: 'There is no such role.' },
  accounts_customer_key: {
    code: 'conflict',
    path: 'customerId',
    message: 'This account is already connected to the workspace.',
  },
  accounts_customer_digits: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Must be 10 digits, like 123-456-7890.',
  },
  accounts_login_customer_digits: {
    code: 'not_allowed',
    path: 'loginCustomerId',
    message: 'Must be 10 digits, like 123-456-7890.',
  },
  accounts_name_length: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Google gives this account a name of more than 255 characters. Shorten it in Google Ads.',
  },
  accounts_currency_code: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Google gives this account a currency that is not an ISO 4217 code.',
  },
  accounts_time_zone_format: {
    code: 'not_allowed',
    path: 'customerId',
    message: 'Google gives this account a time zone that is not an IANA name.',
  },
  assets_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 255.',
  },
  assets_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  assets_source_url_length: {
    code: 'not_allowed',
    path: 'url',
    message: 'The address can have at most 2084 characters.',
  },
  assets_size_range: {
    code: 'not_allowed',
    path: 'file',
    message: 'The image has more than 100 million pixels.',
  },
  assets_bytes_range: { code: 'not_allowed', path: 'file', message: 'The image is larger than 10 MiB.' },
  asset_contents_size: {
    code: 'not_allowed',
    path: 'file',
    message: 'The image is empty or larger than 10 MiB.',
  },
  saved_views_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'There is already a view of this name. Choose another one.',
  },
  saved_views_one_default_key: {
    code: 'conflict',
    path: 'isDefault',
    message: 'Somebody has just chosen another view to open with. Look at the views again.',
  },
  saved_views_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  saved_views_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  saved_views_definition_size: {
    code: 'not_allowed',
    path: 'definition',
    message: 'The view is larger than 16 KiB. Leave columns or widths out.',
  },
  saved_views_position_range: {
    code: 'not_allowed',
    path: 'position',
    message: 'A place goes from 0 to 999.',
  },
  campaign_templates_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'There is already a template of this name. Choose another one.',
  },
  campaign_templates_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 100.',
  },
  campaign_templates_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  campaign_templates_description_length: {
    code: 'not_allowed',
    path: 'description',
    message: 'The description can have at most 500 characters.',
  },
  campaign_templates_content_size: {
    code: 'not_allowed',
    path: 'campaignId',
    message: 'The campaign is larger than 8 MiB of text: too much for a template.',
  },
  google_connections_name_key: {
    code: 'conflict',
    path: 'name',
    message: 'There is already a connection of this name. Choose another one.',
  },
  google_connections_name_length: {
    code: 'not_allowed',
    path: 'name',
    message: 'The name needs at least one character, and can have at most 255.',
  },
  google_connections_name_no_control: { code: 'not_allowed', path: 'name', message: ONE_LINE },
  google_connections_secret_length: {
    code: 'not_allowed',
    path: 'keyFile',
    message: 'The key file is too large for one of a service account.',
  },
  google_consents_redirect_length: {
    code: 'not_allowed',
    path: '',
    message: 'The address of this page is too long for Google to send you back to.',
  },
  accounts_connection_fkey: {
    code: 'not_found',
    path: 'connectionId',
    message:
      'There is no such connection in this workspace, or it belongs to another Google Ads environment.',
  },
  idempotency_keys_key_length: {
    code: 'not_allowed',
    path: 'Idempotency-Key',
    message: 'Must have 1 to 255 characters.',
  },
  ...LIMIT_WORDS,
  ...APPROVAL_WORDS,
  ...CAMPAIGN_WORDS,
  ...PART_WORDS,
  ...SPEND_WORDS,
}
