import { type Attack, insert, long } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

/** The scope of all accounts. */
const ALL = '00000000-0000-0000-0000-000000000000'
const W = `workspace_id = '${IDS.mine}'`
const ledger = (set: string, scope: string = IDS.account): string =>
  `update spend_ledgers set ${set} where ${W} and scope_id = '${scope}' and currency_code = 'USD'`
const newLedger = (over: Record<string, string>): string =>
  insert('spend_ledgers', { workspace_id: `'${IDS.mine}'`, currency_code: `'GBP'`, ...over })
const share = (over: Record<string, string>): string =>
  insert('spend_shares', {
    workspace_id: `'${IDS.mine}'`,
    campaign_id: `'${IDS.draft}'`,
    account_id: `'${IDS.account}'`,
    currency_code: `'USD'`,
    counts: 'true',
    day_micros: '1',
    month_micros: '1',
    ...over,
  })
const publication = (plan: object, over: Record<string, string> = {}): string =>
  insert('publications', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.draft}'`,
    account_id: `'${IDS.account}'`,
    kind: `'PUBLISH'`,
    activate: 'true',
    version: '1',
    plan_hash: `'${HEX64}'`,
    plan: `'${JSON.stringify(plan)}'`,
    published_name: `'Draft'`,
    token: `'aaaaaaaaaaaa'`,
    created_by: `'ann'`,
    ...over,
  })
/** A budget of 60 units: 120 on the worst day, 1,824 in a month. */
const operations = (operation: object): object => ({ operations: [{ body: operation }] })
const CREATE = operations({ campaignBudgetOperation: { create: { amountMicros: '60000000' } } })
const RAISE = operations({
  campaignBudgetOperation: { update: { amountMicros: '60000000' }, updateMask: 'amountMicros' },
})
const TOTAL = operations({ campaignBudgetOperation: { create: { totalAmountMicros: '120000000' } } })
const TWO = {
  operations: ['30000000', '30000000'].map((amountMicros) => ({
    body: { campaignBudgetOperation: { create: { amountMicros } } },
  })),
}
const under = (cap: string, sql: string, scope?: string): string => `${ledger(cap, scope)}; ${sql}`
const DAY = 'day_cap_micros = 119999999'
/** Ends what is open of the live campaign, as whoever holds the fence does. */
const END = `update publications set state = 'FAILED', lease_until = null, message = 'x', finished_at = now() where id = '${IDS.running}'`
const ofLive = { campaign_id: `'${IDS.live}'`, published_name: `'Live'` }

/** Caps and shares. Whatever writes a publication: past a cap it does not come. */
export const SPEND: readonly Attack[] = [
  ['spend_ledgers_day_cap', under(DAY, publication(CREATE))],
  ['spend_ledgers_day_cap', under(DAY, publication(CREATE), ALL)],
  ['spend_ledgers_day_cap', under(DAY, publication(TOTAL))],
  ['spend_ledgers_day_cap', under(DAY, publication(TWO))],
  ['spend_ledgers_month_cap', under('month_cap_micros = 1823999999', publication(CREATE))],
  // The budget of the plan, and not what the campaign's row is made to say.
  [
    'spend_ledgers_day_cap',
    under(
      DAY,
      `update campaigns set daily_budget_micros = 1 where id = '${IDS.draft}'; ${publication(CREATE)}`,
    ),
  ],
  // A live campaign: its changes are live at once, whether or not it is to be enabled.
  ['spend_ledgers_day_cap', under(DAY, `${END}; ${publication(RAISE, { ...ofLive, activate: 'false' })}`)],
  // Published paused it counts nothing; enabled, it does.
  [
    'spend_ledgers_day_cap',
    under(
      'day_cap_micros = 1',
      `update publications set state = 'FAILED', finished_at = now() where id = '${IDS.attention}';
       update campaigns set google_daily_budget_micros = 60000000 where id = '${IDS.paused}';
       ${publication(CREATE, { campaign_id: `'${IDS.paused}'`, published_name: `'Paused'`, kind: `'RESUME'`, plan_hash: 'null', plan: `'{}'` })}`,
    ),
  ],
  [
    'publications_plan_enables_nothing',
    publication(operations({ campaignOperation: { create: { status: 'ENABLED' } } })),
  ],
  [
    'publications_plan_enables_nothing',
    publication(operations({ campaignOperation: { update: { status: 'ENABLED' }, updateMask: 'status' } }), {
      activate: 'false',
    }),
  ],
  ['spend_ledgers_pkey', newLedger({ currency_code: `'USD'` }), 'owner'],
  ['spend_ledgers_workspace_fkey', newLedger({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['spend_ledgers_account_fkey', newLedger({ account_id: `'${IDS.theirAccount}'` }), 'owner'],
  ['spend_ledgers_currency_code', newLedger({ currency_code: `'gbp'` }), 'owner'],
  ['spend_ledgers_caps_positive', ledger('day_cap_micros = 0')],
  ['spend_ledgers_caps_positive', ledger('month_cap_micros = -1')],
  ['spend_ledgers_sums_not_negative', ledger('day_micros = -1'), 'owner'],
  ['spend_ledgers_version_positive', ledger('version = 0')],
  ['spend_ledgers_updated_by_length', ledger(`updated_by = ${long(256)}`)],
  ['spend_shares_pkey', share({ campaign_id: `'${IDS.live}'` }), 'owner'],
  ['spend_shares_campaign_fkey', share({ account_id: `'${IDS.otherAccount}'` }), 'owner'],
  ['spend_shares_campaign_fkey', share({ campaign_id: `'${IDS.theirCampaign}'` }), 'owner'],
  ['spend_shares_amounts_not_negative', share({ day_micros: '-1' }), 'owner'],
  ['spend_shares_nothing_if_idle', share({ counts: 'false' }), 'owner'],
]
