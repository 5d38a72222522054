import { type Attack, CONTROL, insert, long } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const stop = (over: Record<string, string> = {}): string =>
  insert('spend_stops', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    acting_name: `'ann'`,
    acting_role: `'admin'`,
    acting_door: `'api'`,
    created_by: `'ann'`,
    ...over,
  })
const change = (set: string): string => `${stop()}; update spend_stops set ${set} where id = '${IDS.free}'`
const item = (over: Record<string, string> = {}): string =>
  insert('spend_stop_items', {
    workspace_id: `'${IDS.mine}'`,
    stop_id: `'${IDS.free}'`,
    campaign_id: `'${IDS.live}'`,
    account_id: `'${IDS.account}'`,
    campaign_name: `'Live'`,
    ...over,
  })
const ofItem = (set: string): string => `${stop()}; ${item()}; update spend_stop_items set ${set}`
const RESTORING = `state = 'RESTORING', restored_by = 'ann', restoring_at = now()`
/** A publication that only sends texts, and leaves the campaign paused: a stop that is on refuses it too. */
const publish = (over: Record<string, string> = {}): string =>
  insert('publications', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.draft}'`,
    account_id: `'${IDS.account}'`,
    kind: `'PUBLISH'`,
    activate: 'false',
    version: '1',
    plan_hash: `'${HEX64}'`,
    plan: `'{}'`,
    published_name: `'Draft'`,
    token: `'aaaaaaaaaaaa'`,
    created_by: `'ann'`,
    ...over,
  })

/** The kill switch: while it is on nothing begins, whoever writes it, and it does not go back. */
export const STOPS: readonly Attack[] = [
  ['spend_stops_nothing_begins', `${stop()}; ${publish()}`],
  ['spend_stops_nothing_begins', `${stop({ account_id: `'${IDS.account}'` })}; ${publish()}`],
  [
    'spend_stops_nothing_begins',
    `update publications set state = 'FAILED', finished_at = now() where id = '${IDS.attention}'; ${stop()};
     ${publish({ campaign_id: `'${IDS.paused}'`, published_name: `'Paused'`, kind: `'RESUME'`, activate: 'true', plan_hash: 'null' })}`,
  ],
  [
    'spend_stops_transition',
    change(`state = 'OVER', restored_by = 'ann', restoring_at = now(), finished_at = now()`),
  ],
  [
    'spend_stops_transition',
    `${change(RESTORING)}; update spend_stops set state = 'ON', restored_by = null, restoring_at = null`,
  ],
  ['spend_stops_pkey', `${stop()}; ${stop({ account_id: `'${IDS.account}'` })}`],
  ['spend_stops_one_per_scope', `${stop()}; ${stop({ id: `'${IDS.view}'` })}`],
  ['spend_stops_workspace_fkey', stop({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['spend_stops_account_fkey', stop({ account_id: `'${IDS.theirAccount}'` })],
  [
    'spend_stops_state_known',
    stop({ state: `'GONE'`, restored_by: `'ann'`, restoring_at: 'now()' }),
    'owner',
  ],
  ['spend_stops_restored_by_somebody', change(`state = 'RESTORING'`)],
  ['spend_stops_over_has_time', change('finished_at = now()')],
  ['spend_stops_reason_length', stop({ reason: long(501) })],
  ['spend_stops_reason_no_control', stop({ reason: CONTROL })],
  ['spend_stops_names_length', stop({ created_by: `''` })],
  ['spend_stops_acting_role_known', stop({ acting_role: `'owner'` })],
  ['spend_stops_acting_door_known', stop({ acting_door: `'window'` })],
  ['spend_stop_items_pkey', `${stop()}; ${item()}; ${item()}`],
  ['spend_stop_items_stop_fkey', item()],
  ['spend_stop_items_pause_fkey', ofItem(`state = 'OPENED', pause_id = '${IDS.free}'`)],
  [
    'spend_stop_items_restore_fkey',
    ofItem(
      `state = 'OPENED', pause_id = '${IDS.running}', restore_state = 'OPENED', restore_id = '${IDS.free}'`,
    ),
  ],
  ['spend_stop_items_state_known', ofItem(`state = 'LOST'`)],
  ['spend_stop_items_opened_has_pause', ofItem(`state = 'OPENED'`)],
  ['spend_stop_items_refused_has_message', ofItem(`state = 'REFUSED'`)],
  ['spend_stop_items_restore_known', ofItem(`restore_state = 'LOST'`)],
  ['spend_stop_items_restores_what_it_paused', ofItem(`restore_state = 'WAITING'`)],
  [
    'spend_stop_items_restore_has_publication',
    ofItem(`state = 'OPENED', pause_id = '${IDS.running}', restore_state = 'OPENED'`),
  ],
  ['spend_stop_items_left_out_has_message', ofItem(`restore_state = 'LEFT_OUT'`)],
  ['spend_stop_items_name_length', `${stop()}; ${item({ campaign_name: `''` })}`],
  ['spend_stop_items_messages_length', ofItem(`message = ''`)],
  ['spend_stop_items_amounts_array', ofItem(`amounts = '{}'`)],
]
