import type { Attack } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const BYTES = `'\\x${'c'.repeat(64)}'`
const CONTROL = `E'two\\nlines'`

const row = (table: string, values: Record<string, string>): string =>
  `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).join(', ')})`
const invitation = (over: Record<string, string>): string =>
  row('invitations', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    email: `'new@example.com'`,
    role: `'viewer'`,
    token_sha256: `'${'c'.repeat(64)}'`,
    invited_by: `'ann'`,
    expires_at: `now() + interval '7 days'`,
    ...over,
  })
const session = (over: Record<string, string>): string =>
  row('sessions', {
    token_sha256: `'${'c'.repeat(64)}'`,
    id: `'${IDS.free}'`,
    user_id: `'${IDS.user}'`,
    browser: `'Firefox'`,
    address: `'192.0.2.*'`,
    expires_at: `now() + interval '1 day'`,
    ...over,
  })
const apiKey = (over: Record<string, string>): string =>
  row('api_keys', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    name: `'new'`,
    role: `'viewer'`,
    token_sha256: `'${'c'.repeat(64)}'`,
    created_by: `'ann'`,
    ...over,
  })
const limit = (over: Record<string, string>): string =>
  row('sign_in_limits', { kind: `'EMAIL'`, subject_sha256: `'${'c'.repeat(64)}'`, failures: '1', ...over })
const identity = (over: Record<string, string>): string =>
  row('identities', {
    id: `'${IDS.free}'`,
    user_id: `'${IDS.user}'`,
    issuer: `'https://other.example'`,
    subject: `'ann-2'`,
    email: `'ann@example.com'`,
    ...over,
  })
const attempt = (over: Record<string, string>): string =>
  row('sign_in_attempts', {
    token_sha256: `'${'c'.repeat(64)}'`,
    kind: `'PROVIDER'`,
    expires_at: `now() + interval '5 minutes'`,
    ...over,
  })
const reset = (over: Record<string, string>): string =>
  row('password_resets', {
    user_id: `'${IDS.otherUser}'`,
    token_sha256: `'${'c'.repeat(64)}'`,
    expires_at: `now() + interval '1 hour'`,
    ...over,
  })
const totp = (over: Record<string, string>): string =>
  row('totp_secrets', { user_id: `'${IDS.otherUser}'`, sealed: `'v1.0a1b2c3d.${HEX64}'`, ...over })
const recovery = (over: Record<string, string>): string =>
  row('recovery_codes', { user_id: `'${IDS.user}'`, code_sha256: `'${'c'.repeat(64)}'`, ...over })
const passkey = (over: Record<string, string>): string =>
  row('passkeys', {
    id: `'${IDS.free}'`,
    user_id: `'${IDS.user}'`,
    slot: '2',
    name: `'Key'`,
    credential_id: BYTES,
    public_key: BYTES,
    sign_count: '0',
    transports: `'{usb}'`,
    ...over,
  })
const end = (id: string, set: string): string => `update invitations set ${set} where id = '${id}'`

/** Who may come in, and how: members, invitations, sessions, keys and the counts of wrong passwords. */
export const ENTRANCE: readonly Attack[] = [
  ['members_last_admin', `update members set role = 'publisher' where user_id = '${IDS.user}'`],
  ['members_last_admin', `delete from members where user_id = '${IDS.user}'`],
  ['members_last_admin', `delete from members where user_id = '${IDS.user}'`, 'owner'],
  ['members_version_positive', `update members set version = 0 where user_id = '${IDS.user}'`],
  ['members_changed_by_length', `update members set changed_by = '' where user_id = '${IDS.user}'`],
  ['invitations_pkey', invitation({ id: `'${IDS.openInvitation}'` })],
  ['invitations_workspace_fkey', invitation({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['invitations_token_key', invitation({ token_sha256: `'${HEX64}'` })],
  ['invitations_token_hashed', invitation({ token_sha256: `'secret'` })],
  ['invitations_email_lower', invitation({ email: `'New@example.com'` })],
  ['invitations_email_length', invitation({ email: `repeat('x', 250) || '@b.example'` })],
  ['invitations_email_shape', invitation({ email: `'new at example.com'` })],
  ['invitations_role_known', invitation({ role: `'owner'` })],
  ['invitations_invited_by_length', invitation({ invited_by: `''` })],
  ['invitations_invited_by_no_control', invitation({ invited_by: CONTROL })],
  ['invitations_expires_later', invitation({ expires_at: 'now()' })],
  ['invitations_ended_once', end(IDS.openInvitation, 'accepted_at = now(), revoked_at = now()')],
  ['invitations_one_open_key', invitation({ email: `'open@example.com'` })],
  ['invitations_ended_final', end(IDS.acceptedInvitation, 'accepted_at = null')],
  ['invitations_ended_final', end(IDS.acceptedInvitation, 'revoked_at = now()')],
  ['sessions_token_hashed', session({ token_sha256: `'secret'` })],
  ['sessions_pkey', session({ token_sha256: `'${HEX64}'` })],
  ['sessions_id_key', session({ id: `'${IDS.key}'` })],
  ['sessions_user_fkey', session({ user_id: `'${IDS.free}'` })],
  ['sessions_browser_length', session({ browser: `''` })],
  ['sessions_address_length', session({ address: `repeat('x', 51)` })],
  ['sessions_no_control', session({ browser: CONTROL })],
  ['sessions_no_control', session({ address: CONTROL })],
  ['sessions_expires_later', session({ expires_at: 'now()' })],
  ['sessions_lifetime', session({ expires_at: `now() + interval '721 hours'` })],
  ['api_keys_created_by_length', apiKey({ created_by: `''` })],
  ['api_keys_created_by_no_control', apiKey({ created_by: CONTROL })],
  ['api_keys_expires_later', apiKey({ expires_at: 'now()' })],
  ['api_keys_lifetime', apiKey({ expires_at: `now() + interval '8785 hours'` })],
  ['api_keys_lifetime', apiKey({ expires_at: `'infinity'` })],
  ['identities_pkey', identity({ id: `'${IDS.key}'` })],
  [
    'identities_subject_key',
    identity({ user_id: `'${IDS.otherUser}'`, issuer: `'https://issuer.example'`, subject: `'ann-1'` }),
  ],
  ['identities_one_per_issuer_key', identity({ issuer: `'https://issuer.example'` })],
  ['identities_user_fkey', identity({ user_id: `'${IDS.free}'` })],
  ['identities_issuer_length', identity({ issuer: `'http://'` })],
  ['identities_subject_length', identity({ subject: `''` })],
  ['identities_email_length', identity({ email: `'@'` })],
  ['identities_no_control', identity({ subject: CONTROL })],
  ['password_resets_pkey', reset({ user_id: `'${IDS.user}'` })],
  ['password_resets_token_key', reset({ token_sha256: `'${HEX64}'` })],
  ['password_resets_user_fkey', reset({ user_id: `'${IDS.free}'` })],
  ['password_resets_token_hashed', reset({ token_sha256: `'secret'` })],
  ['password_resets_expires_later', reset({ expires_at: 'now()' })],
  ['password_resets_lifetime', reset({ expires_at: `now() + interval '2 hours'` })],
  ['sign_in_attempts_pkey', attempt({ token_sha256: `'${HEX64}'` })],
  ['sign_in_attempts_token_hashed', attempt({ token_sha256: `'secret'` })],
  ['sign_in_attempts_kind_known', attempt({ kind: `'PASSWORD'` })],
  ['sign_in_attempts_user_told', attempt({ kind: `'SECOND_FACTOR'` })],
  ['sign_in_attempts_user_told', attempt({ user_id: `'${IDS.user}'` })],
  ['sign_in_attempts_user_fkey', attempt({ kind: `'SECOND_FACTOR'`, user_id: `'${IDS.free}'` })],
  ['sign_in_attempts_expires_later', attempt({ expires_at: 'now()' })],
  [
    'sign_in_attempts_challenge_lifetime',
    attempt({ kind: `'PASSKEY'`, expires_at: `now() + interval '6 minutes'` }),
  ],
  [
    'sign_in_attempts_challenge_lifetime',
    attempt({
      kind: `'PASSKEY_SET_UP'`,
      user_id: `'${IDS.user}'`,
      expires_at: `now() + interval '6 minutes'`,
    }),
  ],
  ['sign_in_attempts_user_told', attempt({ kind: `'PASSKEY_FACTOR'` })],
  ['sign_in_attempts_user_told', attempt({ kind: `'PASSKEY'`, user_id: `'${IDS.user}'` })],
  ['sign_in_attempts_lifetime', attempt({ expires_at: `now() + interval '11 minutes'` })],
  ['totp_secrets_pkey', totp({ user_id: `'${IDS.user}'` })],
  ['totp_secrets_user_fkey', totp({ user_id: `'${IDS.free}'` })],
  ['totp_secrets_sealed_shape', totp({ sealed: `'JBSWY3DPEHPK3PXP'` })],
  ['totp_secrets_step_confirmed', `update totp_secrets set last_step = 1`],
  ['totp_secrets_step_confirmed', `update totp_secrets set confirmed_at = now()`],
  ['recovery_codes_pkey', recovery({ code_sha256: `'${HEX64}'` })],
  ['recovery_codes_user_fkey', recovery({ user_id: `'${IDS.free}'` })],
  ['recovery_codes_code_hashed', recovery({ code_sha256: `'abcd-efgh'` })],
  ['passkeys_pkey', passkey({ id: `'${IDS.key}'` })],
  ['passkeys_credential_key', passkey({ credential_id: `'\\x${HEX64}'` })],
  ['passkeys_slot_key', passkey({ slot: '1' })],
  ['passkeys_made_for_length', passkey({ made_for: `''` })],
  ['passkeys_slot_range', passkey({ slot: '0' })],
  ['passkeys_slot_range', passkey({ slot: '21' })],
  ['passkeys_user_fkey', passkey({ user_id: `'${IDS.free}'` })],
  ['passkeys_name_length', passkey({ name: `''` })],
  ['passkeys_name_length', passkey({ name: `repeat('x', 61)` })],
  ['passkeys_name_no_control', passkey({ name: CONTROL })],
  ['passkeys_credential_length', passkey({ credential_id: `'\\x00'` })],
  ['passkeys_public_key_length', passkey({ public_key: `'\\x00'` })],
  ['passkeys_sign_count_range', passkey({ sign_count: '-1' })],
  ['passkeys_sign_count_range', passkey({ sign_count: '4294967296' })],
  ['passkeys_transports_known', passkey({ transports: `'{telepathy}'` })],
  ['sign_in_limits_pkey', limit({ subject_sha256: `'${HEX64}'` })],
  ['sign_in_limits_kind_known', limit({ kind: `'NAME'` })],
  ['sign_in_limits_subject_hashed', limit({ subject_sha256: `'ann@example.com'` })],
  ['sign_in_limits_failures_not_negative', limit({ failures: '-1' })],
]
