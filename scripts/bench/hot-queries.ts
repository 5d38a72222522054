import type { Client } from 'pg'
import type { CampaignKeyField } from '../../src/contract/campaign-list.ts'
import { type CampaignFilter, listCall } from '../../src/store/campaign-list.ts'
import type { ListPlace } from '../../src/store/campaign-order.ts'
import { runsOf } from '../../src/store/campaign-runs.ts'
import type { Statement } from '../../src/store/statement.ts'

/** A statement with its values. */
export interface HotCall {
  statement: Statement<unknown>
  values: unknown[]
}

/** What is called again and again. */
export interface HotQuery extends HotCall {
  title: string
  /** Before it, in the same transaction. */
  first?: HotCall
  /** A worker's, across workspaces. */
  worker?: true
  /** Rolled back, since it would find something else each time. */
  undone?: true
  /** Of one row: more clients than one would wait for each other. */
  alone?: true
  /** Where it is not the one of the catalogue. */
  budgetMs?: number
}

const NO_FILTER: CampaignFilter = {
  status: undefined,
  type: undefined,
  publicationState: undefined,
  accountId: undefined,
  text: undefined,
  archived: false,
}

interface Sample {
  workspaceId: string
  /** The campaign in the middle of the workspace. */
  middle: { id: string; name_key: string; budget_key: string; account_id: string }
  /** One that Google has, near to it. */
  published: string
  /** One with metrics of a year. */
  yearly: { id: string; account_id: string }
  /** As many as are added up for a list of the dearest. */
  dearest: { ids: string[]; accountIds: string[]; currencyCode: string }
  /** The accounts with the fewest and with the most campaigns. */
  rare: string
  large: string
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What the program asks all the time, and what is hardest, in one workspace. */
export async function hotQueries(
  client: Client,
  statements: ReadonlyMap<string, Statement<unknown>>,
  workspaceId: string,
): Promise<HotQuery[]> {
  const sample = await sampleOf(client, workspaceId)
  return [
    ...plainQueries(statements, sample),
    ...dashboards(statements, sample),
    ...besideFigures(statements, sample),
    ...listQueries(sample),
    ...runQueries(statements, sample),
  ]
}

async function sampleOf(client: Client, workspaceId: string): Promise<Sample> {
  const { rows } = await client.query<Sample['middle']>(
    `select id, name_key, budget_key, account_id from campaigns
      where workspace_id = $1 order by id offset (select count(*) / 2 from campaigns where workspace_id = $1) limit 1`,
    [workspaceId],
  )
  const published = await client.query<{ id: string }>(
    'select id from campaigns where workspace_id = $1 and google_campaign_id is not null and id >= $2 order by id limit 1',
    [workspaceId, rows[0]!.id],
  )
  const yearly = await client.query<Sample['yearly']>(
    'select campaign_id as id, account_id from campaign_metrics where workspace_id = $1 order by date limit 1',
    [workspaceId],
  )
  const accounts = await client.query<{ account_id: string }>(
    `select account_id from campaigns where workspace_id = $1 group by 1 order by count(*)`,
    [workspaceId],
  )
  const dearest = await client.query<{ campaign_id: string; account_id: string; currency_code: string }>(
    `select distinct campaign_id, account_id, currency_code from campaign_month_metrics
      where workspace_id = $1 and currency_code = (select min(currency_code) from accounts where workspace_id = $1) limit 800`,
    [workspaceId],
  )
  const ids = accounts.rows.map(({ account_id: id }) => id)
  return {
    workspaceId,
    middle: rows[0]!,
    published: published.rows[0]!.id,
    yearly: yearly.rows[0]!,
    dearest: {
      ids: dearest.rows.map(({ campaign_id: id }) => id),
      accountIds: dearest.rows.map(({ account_id: id }) => id),
      currencyCode: dearest.rows[0]?.currency_code ?? '',
    },
    rare: ids[0]!,
    large: ids.at(-1)!,
  }
}

type Plain = (title: string, name: string, values: unknown[], more?: Partial<HotQuery>) => HotQuery

function plainOf(statements: ReadonlyMap<string, Statement<unknown>>): Plain {
  return (title, name, values, more = {}) => ({ title, statement: statements.get(name)!, values, ...more })
}

function plainQueries(
  statements: ReadonlyMap<string, Statement<unknown>>,
  { workspaceId, middle, published }: Sample,
): HotQuery[] {
  const plain = plainOf(statements)
  return [
    plain('campaign with its tree', 'campaign_find_tree', [workspaceId, middle.id]),
    plain('campaigns by status', 'campaign_count_by_status', [workspaceId]),
    plain(
      'a campaign locked and paused',
      'campaign_update_status',
      [workspaceId, published, 'PAUSED', 'PAUSED'],
      {
        first: plain('lock', 'campaign_lock', [workspaceId, published]),
        alone: true,
        budgetMs: 1,
      },
    ),
    plain('the next publication claimed', 'publication_claim', [60], { worker: true, undone: true }),
    plain('publications of a campaign', 'publication_list', [workspaceId, middle.id, LAST_ID, 21]),
    plain('revisions of a campaign', 'revision_list', [workspaceId, middle.id, 2147483647, 21]),
    plain('images', 'asset_list', [workspaceId, LAST_ID, 21]),
  ]
}

function dashboards(
  statements: ReadonlyMap<string, Statement<unknown>>,
  { workspaceId, yearly }: Sample,
): HotQuery[] {
  const plain = plainOf(statements)
  const days = { budgetMs: 1 }
  const year = { budgetMs: 2 }
  const of = (account: string, id: string, from: string): unknown[] => [
    workspaceId,
    account,
    id,
    from,
    '2026-10-31',
  ]
  return [
    plain(
      'metrics of a workspace, 30 days',
      'metrics_list_of_workspace',
      [workspaceId, '2026-10-02', '2026-10-31'],
      days,
    ),
    plain(
      'metrics of a workspace, 365 days',
      'metrics_list_of_workspace',
      [workspaceId, '2025-11-01', '2026-10-31'],
      year,
    ),
    plain(
      'metrics of a campaign, 30 days',
      'metrics_list_of_campaign',
      of(yearly.account_id, yearly.id, '2026-10-02'),
      days,
    ),
    plain(
      'metrics of a campaign, 365 days',
      'metrics_list_of_campaign',
      of(yearly.account_id, yearly.id, '2025-11-01'),
      year,
    ),
    plain(
      'metrics of an account, 365 days',
      'metrics_list_of_account',
      [workspaceId, '2025-11-01', '2026-10-31', yearly.account_id],
      year,
    ),
  ]
}

/** What a dashboard shows beside its figures. */
function besideFigures(
  statements: ReadonlyMap<string, Statement<unknown>>,
  { workspaceId, dearest, large }: Sample,
): HotQuery[] {
  const plain = plainOf(statements)
  return [
    plain('the dearest of two months, of a currency', 'top_list_months_of_currency', [
      workspaceId,
      dearest.currencyCode,
      ['2026-09-01', '2026-10-01'],
      200,
    ]),
    plain('the dearest of two months, of an account', 'top_list_months_of_account', [
      workspaceId,
      large,
      ['2026-09-01', '2026-10-01'],
      200,
    ]),
    plain('800 campaigns added up, 30 days and the 30 before', 'top_list_totals', [
      workspaceId,
      dearest.ids,
      dearest.accountIds,
      [1],
      ['2026-09-01'],
      [0, 1],
      ['2026-10-02', '2026-08-03'],
      ['2026-10-31', '2026-08-31'],
    ]),
    ...['attention_list_refused_ads', 'attention_list_budget_limited'].map((name) =>
      plain(`needs somebody: ${name}`, name, [workspaceId, null, '-infinity', FIRST_ID, 21, 1001]),
    ),
    plain('needs somebody: ends soon', 'attention_list_ending_soon', [
      workspaceId,
      null,
      '-infinity',
      FIRST_ID,
      21,
      1001,
      7,
    ]),
    plain('what was published, 30 days', 'mark_list_of_workspace', [
      workspaceId,
      null,
      FIRST_ID,
      LAST_ID,
      201,
      2001,
    ]),
  ]
}

function listQueries({ workspaceId, middle, rare, large }: Sample): HotQuery[] {
  const list = (
    title: string,
    filter: Partial<CampaignFilter>,
    field: CampaignKeyField = 'createdAt',
    { descending = true, after }: { descending?: boolean; after?: ListPlace } = {},
  ): HotQuery => ({
    title: `list: ${title}`,
    ...listCall(workspaceId, { ...NO_FILTER, ...filter }, { order: { field, descending }, after, limit: 21 }),
  })
  return [
    list('newest', {}),
    list('newest, in the middle', {}, 'createdAt', { after: { key: middle.id, id: middle.id } }),
    list('drafts', { status: ['DRAFT'] }),
    list('drafts and paused ones of two types', {
      status: ['DRAFT', 'PAUSED'],
      type: ['SEARCH', 'DISPLAY'],
    }),
    list('archived', { archived: true }),
    list('oldest', {}, 'createdAt', { descending: false }),
    list('by name, in the middle', {}, 'name', {
      descending: false,
      after: { key: middle.name_key, id: middle.id },
    }),
    list('by budget, in the middle', {}, 'dailyBudgetMicros', {
      after: { key: middle.budget_key, id: middle.id },
    }),
    list('by last day', {}, 'endDate', { descending: false }),
    list('by first day', {}, 'startDate', { descending: false }),
    list('by last change', {}, 'updatedAt'),
    list('failed ones by name', { publicationState: ['FAILED'] }, 'name'),
    list(
      'nobody has it',
      { status: ['PUBLISHED'], publicationState: ['NONE'], type: ['DISPLAY'] },
      'endDate',
    ),
    list('failed ones by first day', { publicationState: ['FAILED'] }, 'startDate'),
    list('account with five', { accountId: rare }),
    list('largest account, paused, by budget', { accountId: large, status: ['PAUSED'] }, 'dailyBudgetMicros'),
    list('a rare word', { text: 'Heliotrope' }),
    list('a rare word in an account, by name', { text: 'Heliotrope', accountId: large }, 'name'),
    list('a frequent word', { text: 'garden' }),
    list('a word that all have, by name', { text: 'campaign' }, 'name'),
    list('a word that none has', { text: 'zzqy' }),
    list('two letters that none has', { text: 'zq' }),
    list('a word of which few fit the filters', {
      text: 'campaign',
      type: ['DISPLAY'],
      publicationState: ['FAILED'],
    }),
    list('words that a hundred have', { text: 'Spring garden US' }, 'name'),
  ]
}

/** What orders by status, type, account and last publication are made of: the lists of their runs, and the accounts. */
function runQueries(
  statements: ReadonlyMap<string, Statement<unknown>>,
  { workspaceId, middle }: Sample,
): HotQuery[] {
  const lists = (['status', 'type', 'lastPublication'] as const).flatMap((field) =>
    [false, true].flatMap((descending) => {
      const order = { field, descending }
      const [first] = runsOf(field, NO_FILTER, { order, after: undefined })
      const after = { key: middle.id, id: middle.id }
      const page = { order: { field: 'createdAt', descending } as const, after, limit: 21 }
      return {
        title: `list: by ${field}, in the middle of ${first!.key}`,
        ...listCall(workspaceId, first!.filter, page),
      }
    }),
  )
  const accounts = statements.get('campaign_list_accounts_asc')!
  return [
    ...lists,
    {
      title: 'list: the accounts of an order by account',
      statement: accounts,
      // Before letters and digits; pgbench takes no empty value.
      values: [workspaceId, false, '!', FIRST_ID, LAST_ID],
    },
  ]
}
