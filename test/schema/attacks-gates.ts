import { type Attack, insert } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const publication = (over: Record<string, string> = {}): string =>
  insert('publications', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.unasked}'`,
    account_id: `'${IDS.account}'`,
    kind: `'PUBLISH'`,
    activate: 'false',
    version: '1',
    plan_hash: `'${HEX64}'`,
    plan: `'{"operations": [], "assetIds": []}'`,
    published_name: `'Unasked'`,
    token: `'aaaaaaaaaaaa'`,
    created_by: `'ann'`,
    ...over,
  })
const step = (kind: string, over: Record<string, string> = {}): string =>
  insert('publication_steps', {
    workspace_id: `'${IDS.mine}'`,
    publication_id: `'${IDS.free}'`,
    position: '0',
    kind: `'${kind}'`,
    title: `'t'`,
    ...over,
  })
const PAUSE = { kind: `'PAUSE'`, plan_hash: 'null' }
const RESUME = { ...PAUSE, kind: `'RESUME'`, activate: 'true' }
const OPERATIONS = `'{"operations": [{"body": {"campaignBudgetOperation": {"create": {"amountMicros": "9000000000"}}}}], "assetIds": []}'`

const planned = (operations: object[]): string =>
  publication({ plan: `'${JSON.stringify({ operations, assetIds: [] })}'` })

const OWN_BUDGET = 'customers/1234567890/campaignBudgets/7'
const OTHER_BUDGET = 'customers/1234567890/campaignBudgets/8'
const OTHER_CAMPAIGN = 'customers/1234567890/campaigns/8'
const baseline = ({ budget }: { budget: string | null }): string =>
  insert('campaign_baselines', {
    workspace_id: `'${IDS.mine}'`,
    campaign_id: `'${IDS.unasked}'`,
    version: '1',
    resources: `'${JSON.stringify({ budget: { resourceName: budget } })}'`,
  })

/** A table of the session's own, empty, of the name of one that a gate asks. */
const shadow = (table: string): string =>
  `create temp table ${table} (like public.${table}); grant all on ${table} to public`
const POLICY = `insert into approval_policies (workspace_id, id, number, approvals, set_by)
  values ('${IDS.mine}', '${IDS.free}', 2, 1, 'ann')`
const STOP = `insert into spend_stops (workspace_id, id, acting_name, acting_role, acting_door, created_by)
  values ('${IDS.mine}', '${IDS.free}', 'ann', 'admin', 'api', 'ann')`
const PROTECTION = `insert into campaign_protections (workspace_id, campaign_id, protected_by)
  values ('${IDS.mine}', '${IDS.unasked}', 'ann')`
const CAP = `update spend_ledgers set day_cap_micros = 1 where workspace_id = '${IDS.mine}'`

/** Ways round what publications are asked for when they are opened: approvals, caps and stops. */
export const GATES: readonly Attack[] = [
  // No approval is asked of a pause, nor does a stop or a cap hold it: it sends nothing but the status.
  ['publications_only_publish_sends', publication({ ...PAUSE, plan: OPERATIONS })],
  ['publications_only_publish_sends', publication({ ...RESUME, plan: OPERATIONS })],
  ['publications_only_publish_sends', publication({ ...PAUSE, plan: `'{"operations": null}'` })],
  ['publication_steps_fit_kind', `${publication(PAUSE)}; ${step('MUTATE')}`],
  ['publication_steps_fit_kind', `${publication(RESUME)}; ${step('MUTATE')}`],
  ['publication_steps_fit_kind', `${publication(RESUME)}; ${step('VERIFY')}`],
  [
    'publication_steps_fit_kind',
    `${publication(PAUSE)}; ${step('UPLOAD_ASSET', { asset_id: `'${IDS.image}'` })}`,
  ],
  // What is published paused counts nothing, so it does not begin to run.
  ['publication_steps_fit_kind', `${publication()}; ${step('ACTIVATE')}`],
  // What was begun was judged by the steps that it had.
  ['publication_steps_before_begin', step('ACTIVATE', { publication_id: `'${IDS.running}'`, position: '3' })],
  ['publication_steps_before_begin', step('MUTATE', { publication_id: `'${IDS.attention}'`, position: '1' })],
  // What the gates ask cannot be put aside by a temporary table, where a role may make one.
  ['publications_plan_approved', `${POLICY}; ${shadow('approval_policies')}; ${publication()}`],
  ['spend_stops_nothing_begins', `${STOP}; ${shadow('spend_stops')}; ${publication()}`],
  ['campaign_protections_hold', `${PROTECTION}; ${shadow('campaign_protections')}; ${publication()}`],
  [
    'spend_ledgers_day_cap',
    `${CAP}; ${shadow('spend_ledgers')}; ${publication({ activate: 'true', plan: OPERATIONS })}`,
  ],
  ['publication_steps_fit_kind', `${publication()}; ${shadow('publications')}; ${step('ACTIVATE')}`],
  // What somebody made it at Google is what would run.
  ...['google_daily_budget_micros = 50000001', 'google_total_budget_micros = 100000001'].map(
    (budget): Attack => [
      'publications_resume_approved',
      `update campaigns set daily_budget_micros = 20000000 where id = '${IDS.unasked}';
       update campaigns set ${budget} where id = '${IDS.unasked}';
       insert into approval_policies (workspace_id, id, number, approvals, set_by, threshold_micros, currency_code)
         values ('${IDS.mine}', '${IDS.free}', 2, 1, 'ann', 100000000, 'USD');
       ${publication(RESUME)}`,
    ],
  ),
  // Google reads these too, and caps and approvals do not.
  ...[
    { campaign_budget_operation: { create: { amountMicros: '9000000000' } } },
    { campaignBudgetOperation: { create: { amount_micros: '9000000000' } } },
    { campaignBudgetOperation: { create: { total_amount_micros: '9000000000' } } },
    { campaignOperation: { update: { status: 2 }, updateMask: 'status' } },
    { campaignOperation: { create: { status: null } } },
    { accountBudgetProposalOperation: { create: {} } },
  ].map((body): Attack => ['publications_plan_spelled', planned([{ body }])]),
  // Caps and approvals of the campaign itself say nothing about another one's budget.
  ...[
    { campaignBudgetOperation: { update: { resourceName: OTHER_BUDGET, amountMicros: '9000000000' } } },
    { campaignBudgetOperation: { update: { amountMicros: '9000000000' } } },
    { campaignBudgetOperation: { remove: OTHER_BUDGET } },
    { campaignBudgetOperation: { create: { resourceName: OTHER_BUDGET, amountMicros: '1' } } },
    { campaignOperation: { update: { resourceName: OTHER_CAMPAIGN, name: 'Mine' } } },
    { campaignOperation: { update: { name: 'Mine' } } },
    { campaignOperation: { remove: OTHER_CAMPAIGN } },
    { campaignOperation: { create: { campaignBudget: OTHER_BUDGET } } },
    { campaignOperation: { create: { campaignBudget: { $ref: 'budget' } } } },
  ].map((body): Attack => ['publications_plan_own', planned([{ body }])]),
  [
    'publications_plan_own',
    planned([{ body: {} }, { body: { campaignBudgetOperation: { remove: OTHER_BUDGET } } }]),
  ],
  // What is at Google of the campaign itself is its own; what is another one's stays another one's.
  [
    'publications_plan_own',
    `${baseline({ budget: OWN_BUDGET })}; ${planned([{ body: { campaignOperation: { create: { campaignBudget: OTHER_BUDGET } } } }])}`,
  ],
  [
    'publications_plan_own',
    `${baseline({ budget: null })}; ${planned([{ body: { campaignBudgetOperation: { remove: OTHER_BUDGET } } }])}`,
  ],
  // A second request to Google would be seen by nobody.
  ...['MUTATE', 'VERIFY'].map(
    (kind): Attack => [
      'publication_steps_one_of_a_kind',
      `${publication()}; ${step(kind)}; ${step(kind, { position: '1' })}`,
    ],
  ),
  [
    'publication_steps_one_of_a_kind',
    `${publication({ activate: 'true' })}; ${step('ACTIVATE')}; ${step('ACTIVATE', { position: '1' })}`,
  ],
  // One that cannot be read hides none.
  ['publications_plan_spelled', planned([{}, { body: {} }, { body: { campaign_operation: {} } }])],
]
