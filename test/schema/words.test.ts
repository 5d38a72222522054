import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSTRAINT_WORDS } from '../../src/store/constraint-words.ts'
import { toAppError } from '../../src/store/database-errors.ts'
import { ATTACKS } from './attacks.ts'
import { createSchemaWorld, type SchemaWorld } from './world.ts'

/** Constraints that no input of a user reaches, whatever it is, and why. */
const NOT_REACHED: readonly [RegExp, string][] = [
  [/_workspace_fkey$/, 'the workspace is that of the caller, who is a member of it'],
  [
    /^(?!ad_groups_|ads_|ad_assets_|campaign_assets_)\w+_pkey$/,
    'the program makes the keys, and writes none twice',
  ],
  [
    /_(token|request|sha256|plan_hash)_(hex|hashed)$|_sha256_hex$|_token_key$|_password_hashed$/,
    'hashes are the program’s',
  ],
  [
    /^(publications|publication_steps|publication_attempts|campaign_baselines)_/,
    'the journal is written by the program',
  ],
  [
    /^spend_ledgers_(pkey|account|currency|sums|version|updated_by)|^spend_shares_|^spend_stop_items_|^spend_stops_(?!nothing|one|reason)/,
    'triggers and the program write these',
  ],
  [/^(revisions|audit_log|audit_heads|campaign_counts)_/, 'history and counters are written by the program'],
  [
    /^campaign_templates_(content_(?!size)|version_|created_by_|account_|type_)|^campaign_template_assets_/,
    'the program takes these from a campaign that stands',
  ],
  [
    /^approval_(policies_(?!number_key)|requests_(?!one_open|current|ended_final)|comments_)|^review_link(s|_keys)_/,
    'the contract checks what people write, and the program the rest',
  ],
  [
    /^approvals_(pkey|user_fkey|link_fkey|by_one|approved_by_length|append_only)|^publications_approval_request_fkey$/,
    'the program and triggers write these',
  ],
  [/^saved_views_(definition_object$|version_|created_by_|member_)/, 'the program writes these'],
  [
    /^notifications_|^notification_preferences_/,
    'the program writes what people are told, and checks the kinds',
  ],
  [/^google_connections_(?!name_|secret_length)|^google_consents_(?!redirect_)/, 'the program writes these'],
  [
    /^campaign_protections_(campaign|by)_/,
    'the program names the campaign that it has locked, and who protects it',
  ],
  [/^campaign_edits_(?!note_|undoes_key)/, 'the program writes down what an edit did'],
  [
    /^publish_batch(es|_items)_|^google_quota(s|_uses|_holds)_/,
    'batches and the meter are written by the program',
  ],
  [
    /^(campaign|campaign_month|account|workspace)_metrics_|^metrics_syncs_/,
    'Google’s numbers, and how far they are read',
  ],
  [/_google_(id|words)_|^account_assets_|^ads_policy_topics_|^geo_targets_/, 'Google gives these'],
  [
    /^campaigns_(published|publication|google|draft|status|version|revision)_/,
    'publishing writes these, under the campaign’s lock',
  ],
  [
    /^(sessions|setup_links|password_resets|sign_in_limits|identities|sign_in_attempts|totp_secrets|recovery_codes)_|^passkeys_(?!name_)|^members_(user|version|changed_by)_/,
    'sign-in writes these',
  ],
  [/^(invitation|api_key)_accounts_(invitation|api_key)_fkey$/, 'the program writes both in one transaction'],
  [
    /^invitations_(token|invited_by|expires|ended_once)|^api_keys_created_by_/,
    'the program writes these; history is where who made it comes from',
  ],
  [/^idempotency_keys_(status|headers)_/, 'the program’s own answers'],
  [/^(users|invitations)_email_lower$/, 'the statement makes it lower case'],
  [
    /^accounts_environment_|^assets_(kind|format|sha256)_/,
    'read from the server’s own connection, and from the bytes',
  ],
  [/^asset_contents_asset_|^campaigns_account_key$/, 'written with the row it points to'],
  [
    /^(ad_groups_campaign|ads_ad_group|ad_(texts|assets|cards)_ad|criteria_ad_group|campaign_(criteria|assets)_campaign)_fkey$/,
    'the parts are written with their whole',
  ],
  [
    /_field_known$|_kind_known$|criteria_(one_target|position_key|language_not_negative|signal_not_negative|negative_fits)$|_assets_position_key$/,
    'made from the shape of the document',
  ],
]

let world: SchemaWorld
let names: string[]

beforeAll(async () => {
  world = await createSchemaWorld()
  const { rows } = await world.owner.query<{ name: string }>(`
    select conname as name from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'f', 'p')
       and conrelid <> 'schema_migrations'::regclass and not (select relispartition from pg_class where oid = conrelid)
    union select indexrelid::regclass::text from pg_index
     where indisunique and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
       and indrelid <> 'schema_migrations'::regclass and not (select relispartition from pg_class where oid = indrelid)`)
  // Triggers report under names of their own.
  names = [...new Set([...rows.map(({ name }) => name), ...ATTACKS.map(([constraint]) => constraint)])]
})
afterAll(async () => await world.close())

it('every constraint that a user can reach has words, and every other one a reason', () => {
  const mute = names.filter(
    (name) => CONSTRAINT_WORDS[name] === undefined && !NOT_REACHED.some(([pattern]) => pattern.test(name)),
  )
  expect(mute).toEqual([])
})

it('there are no words for a constraint that does not exist', () => {
  expect(Object.keys(CONSTRAINT_WORDS).filter((name) => !names.includes(name))).toEqual([])
})

it('words are sentences, and name a field of the API', () => {
  const openapi = readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8')
  for (const [name, { path, message }] of Object.entries(CONSTRAINT_WORDS)) {
    expect(message, name).toMatch(/^[A-Z].*\.$/)
    if (path !== '') expect(openapi.includes(`"${path}"`), `${name}: ${path}`).toBe(true)
  }
})

describe('what the database refuses reaches the user in words', () => {
  const reachable = ATTACKS.filter(([constraint]) => CONSTRAINT_WORDS[constraint] !== undefined)

  it.each(reachable.map(([constraint, sql, role = 'gacm_app']) => ({ constraint, sql, role })))(
    '$constraint: $sql',
    async ({ constraint, sql, role }) => {
      const error = await world.count(role, sql).catch(toAppError)
      const { code, message, path } = CONSTRAINT_WORDS[constraint]!
      expect(error).toMatchObject({
        code,
        message,
        errors: path === '' ? [] : [{ path, code: constraint, message }],
      })
    },
  )

  it.each([
    ['daily_budget_micros = 9223372036854775808', 'number is larger'],
    [`start_date = '0000-01-01'`, 'date is outside'],
    [String.raw`name = E'\x00'`, 'character that cannot be stored'],
  ])('%s', async (set, words) => {
    const error = await world.count('gacm_app', `update campaigns set ${set}`).catch(toAppError)
    expect(error).toMatchObject({ code: 'not_allowed', message: expect.stringContaining(words) as string })
  })
})
