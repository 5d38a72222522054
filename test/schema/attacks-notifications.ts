import { type Attack, insert, long } from './attack-sql.ts'
import { IDS } from './world.ts'

const notification = (over: Record<string, string>): string =>
  insert('notifications', {
    workspace_id: `'${IDS.mine}'`,
    user_id: `'${IDS.user}'`,
    id: `'${IDS.free}'`,
    kind: `'MEMBER_JOINED'`,
    ...over,
  })
const preference = (over: Record<string, string>): string =>
  insert('notification_preferences', {
    workspace_id: `'${IDS.mine}'`,
    user_id: `'${IDS.user}'`,
    muted: `'{}'`,
    ...over,
  })

/** What people are told, and what they do not want to be. */
export const NOTIFICATIONS: readonly Attack[] = [
  ['notifications_pkey', notification({ id: `'${IDS.notification}'` })],
  ['notifications_workspace_fkey', notification({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['notifications_kind_known', notification({ kind: `'HELLO'` })],
  ['notifications_target_kind_known', notification({ target_kind: `'USER'`, target_id: `'${IDS.user}'` })],
  ['notifications_target_whole', notification({ target_kind: `'CAMPAIGN'` })],
  ['notifications_target_whole', notification({ target_id: `'${IDS.live}'` })],
  ['notifications_facts_object', notification({ facts: `'[]'` })],
  ['notifications_facts_size', notification({ facts: `jsonb_build_object('x', ${long(8200)})` })],
  ['notification_preferences_pkey', preference({})],
  ['notification_preferences_member_fkey', preference({ user_id: `'${IDS.free}'` })],
  ['notification_preferences_muted_known', preference({ muted: `'{HELLO}'` })],
]
