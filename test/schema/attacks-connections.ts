import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

/** As the program seals. */
export const SEALED = 'v1.00000000.AAAA'

const connection = (over: Record<string, string>): string =>
  insert('google_connections', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    kind: `'OAUTH'`,
    environment: `'GOOGLE'`,
    name: `'New'`,
    secret: `'${SEALED}'`,
    created_by: `'ann'`,
    ...over,
  })
const change = (set: string): string => update('google_connections', IDS.connection, set)
const consent = (over: Record<string, string>): string =>
  insert('google_consents', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    user_id: `'${IDS.user}'`,
    state_sha256: `'${'c'.repeat(64)}'`,
    verifier: `'${SEALED}'`,
    redirect_uri: `'https://ads.example.com/connect/callback'`,
    name: `'New'`,
    access: `'FULL'`,
    ...over,
  })
const account = (set: string): string => update('accounts', IDS.account, set)

/** Ways to Google Ads, and questions to people at Google. */
export const CONNECTIONS: readonly Attack[] = [
  ['google_connections_pkey', connection({ id: `'${IDS.connection}'` })],
  ['google_connections_name_key', connection({ name: `'Ours'` })],
  ['google_connections_workspace_fkey', connection({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['google_connections_kind_known', connection({ kind: `'PASSWORD'` })],
  ['google_connections_environment_known', connection({ environment: `'MOON'` })],
  ['google_connections_access_known', change(`access = 'WRITE'`)],
  ['google_connections_state_known', change(`state = 'SLEEPING'`)],
  ['google_connections_name_length', change(`name = ''`)],
  ['google_connections_name_length', change(`name = ${long(256)}`)],
  ['google_connections_name_no_control', change(`name = ${CONTROL}`)],
  ['google_connections_secret_sealed', change(`secret = '1//a-refresh-token'`)],
  ['google_connections_secret_length', change(`secret = 'v1.00000000.' || ${long(16_384)}`)],
  ['google_connections_secret_forgotten', change(`state = 'DISCONNECTED'`)],
  ['google_connections_secret_forgotten', change('secret = null')],
  ['google_connections_problem_told', change(`state = 'BROKEN'`)],
  ['google_connections_problem_told', change(`problem = 'oauth.invalid_grant'`)],
  ['google_connections_problem_length', change(`state = 'BROKEN', problem = ${long(201)}`)],
  ['google_connections_version_positive', change('version = 0')],
  ['google_connections_created_by_length', connection({ created_by: `''` })],
  ['google_consents_pkey', consent({ id: `'${IDS.consent}'` })],
  ['google_consents_state_key', consent({ state_sha256: `'${HEX64}'` })],
  ['google_consents_member_fkey', consent({ user_id: `'${IDS.free}'` })],
  ['google_consents_connection_fkey', consent({ connection_id: `'${IDS.theirConnection}'` })],
  ['google_consents_state_hash', consent({ state_sha256: `'the state itself'` })],
  ['google_consents_verifier_sealed', consent({ verifier: `'the verifier itself'` })],
  ['google_consents_verifier_length', consent({ verifier: `'v1.00000000.' || ${long(1024)}` })],
  ['google_consents_redirect_length', consent({ redirect_uri: `''` })],
  ['google_consents_name_length', consent({ name: `''` })],
  ['google_consents_access_known', consent({ access: `'WRITE'` })],
  ['google_consents_expiry_near', consent({ expires_at: `now() + interval '1 day'` }), 'owner'],
  // An account goes through a connection of its own workspace, in its own environment.
  ['accounts_connection_fkey', account(`connection_id = '${IDS.theirConnection}'`)],
  ['accounts_connection_fkey', account(`connection_id = '${IDS.emulatorConnection}'`)],
]
