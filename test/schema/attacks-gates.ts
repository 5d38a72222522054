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
]
