import type { Attack } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const deleteOf = (workspace: string): string => `select delete_demo_data('${workspace}', 'ann', 'web', null)`
const inWorkspace = (workspace: string): string =>
  `select set_config('app.workspace_id', '${workspace}', true)`
const marked = (workspace: string): string => `select set_config('app.deleting_demo', '${workspace}', true)`
const asDemo = (workspace: string): string => `update workspaces set demo = true where id = '${workspace}'`

/** A demo of one campaign, of which the publication is as it is said. */
export const demoOf = (state: string): string => `
insert into workspaces (id, name, demo) values ('${IDS.free}', 'demo', true);
insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
  values ('${IDS.free}', '${IDS.free}', '1234567890', 'Demo', 'USD', 'Etc/UTC', 'EMULATOR');
insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
  values ('${IDS.free}', '${IDS.free}', 1, '{}', '{}', 'Made', 'system', 'Demo data');
insert into campaigns (workspace_id, id, account_id, name, published_name)
  values ('${IDS.free}', '${IDS.free}', '${IDS.free}', 'Demo', 'Demo');
insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan,
    published_name, token, created_by, state, fence, attempts, message)
  values ('${IDS.free}', '${IDS.free}', '${IDS.free}', '${IDS.free}', 'PUBLISH', true, 1, '${HEX64}', '{}', 'Demo',
    'aaaaaaaaaaaa', 'ann', '${state}', 1, 1, 'Look.');
${inWorkspace(IDS.free)}`

/** What looks like a way to history, or to campaigns that Google has, through what deletes a demo. */
export const DEMO: readonly Attack[] = [
  ['workspaces_demo_only', deleteOf(IDS.mine)],
  // No workspace is said, though there is a demo.
  ['workspaces_demo_only', `${asDemo(IDS.mine)}; ${deleteOf(IDS.mine)}`, 'owner'],
  // The other one is the demo.
  ['workspaces_demo_only', `${asDemo(IDS.theirs)}; ${inWorkspace(IDS.mine)}; ${deleteOf(IDS.mine)}`, 'owner'],
  [
    'workspaces_demo_only',
    `${asDemo(IDS.theirs)}; set local role gacm_app; ${inWorkspace(IDS.mine)}; ${deleteOf(IDS.theirs)}`,
    'owner',
  ],
  ['workspaces_demo_at_rest', `${demoOf('NEEDS_ATTENTION')}; ${deleteOf(IDS.free)}`, 'owner'],
  ['workspaces_demo_at_rest', `${demoOf('QUEUED')}; set local role gacm_app; ${deleteOf(IDS.free)}`, 'owner'],
  // The mark alone, by whoever sets it.
  ['revisions_append_only', `${marked(IDS.mine)}; delete from revisions`, 'owner'],
  [
    'revisions_append_only',
    `${asDemo(IDS.mine)}; ${marked(IDS.mine)}; delete from revisions where workspace_id = '${IDS.theirs}'`,
    'owner',
  ],
  ['revisions_append_only', `${asDemo(IDS.mine)}; delete from revisions`, 'owner'],
  ['campaigns_delete_drafts_only', `${marked(IDS.mine)}; delete from campaigns where id = '${IDS.live}'`],
  [
    'campaigns_delete_drafts_only',
    `${asDemo(IDS.mine)}; set local role gacm_app; ${inWorkspace(IDS.mine)}; ${marked(IDS.mine)}; delete from campaigns where id = '${IDS.live}'`,
    'owner',
  ],
]
