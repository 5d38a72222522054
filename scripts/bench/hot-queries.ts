import type { Client } from 'pg'
import type { CampaignSortField } from '../../src/contract/campaign-list.ts'
import { type CampaignFilter, listCall } from '../../src/store/campaign-list.ts'
import type { ListPlace } from '../../src/store/campaign-order.ts'
import type { Statement } from '../../src/store/statement.ts'

/** A statement with the values of one call. */
export interface HotQuery {
  title: string
  statement: Statement<unknown>
  values: unknown[]
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
  /** The accounts with the fewest and with the most campaigns. */
  rare: string
  large: string
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What the program asks all the time, and what is hardest, in one workspace. */
export async function hotQueries(
  client: Client,
  statements: ReadonlyMap<string, Statement<unknown>>,
  workspaceId: string,
): Promise<HotQuery[]> {
  const sample = await sampleOf(client, workspaceId)
  return [...plainQueries(statements, sample), ...listQueries(sample)]
}

async function sampleOf(client: Client, workspaceId: string): Promise<Sample> {
  const { rows } = await client.query<Sample['middle']>(
    `select id, name_key, budget_key, account_id from campaigns
      where workspace_id = $1 order by id offset (select count(*) / 2 from campaigns where workspace_id = $1) limit 1`,
    [workspaceId],
  )
  const accounts = await client.query<{ account_id: string }>(
    `select account_id from campaigns where workspace_id = $1 group by 1 order by count(*)`,
    [workspaceId],
  )
  const ids = accounts.rows.map(({ account_id: id }) => id)
  return { workspaceId, middle: rows[0]!, rare: ids[0]!, large: ids.at(-1)! }
}

function plainQueries(
  statements: ReadonlyMap<string, Statement<unknown>>,
  { workspaceId, middle }: Sample,
): HotQuery[] {
  const plain = (title: string, name: string, values: unknown[]): HotQuery => ({
    title,
    statement: statements.get(name)!,
    values,
  })
  return [
    plain('campaign with its tree', 'campaign_find_tree', [workspaceId, middle.id]),
    plain('campaigns by status', 'campaign_count_by_status', [workspaceId]),
    plain('publications of a campaign', 'publication_list', [workspaceId, middle.id, LAST_ID, 21]),
    plain('revisions of a campaign', 'revision_list', [workspaceId, middle.id, 2147483647, 21]),
    plain('images', 'asset_list', [workspaceId, LAST_ID, 21]),
    plain('metrics of a workspace, 30 days', 'metrics_list_of_workspace', [
      workspaceId,
      '2026-10-02',
      '2026-10-31',
    ]),
    plain('metrics of a campaign, 30 days', 'metrics_list_of_campaign', [
      workspaceId,
      middle.account_id,
      middle.id,
      '2026-10-02',
      '2026-10-31',
    ]),
  ]
}

function listQueries({ workspaceId, middle, rare, large }: Sample): HotQuery[] {
  const list = (
    title: string,
    filter: Partial<CampaignFilter>,
    field: CampaignSortField = 'createdAt',
    { descending = true, after }: { descending?: boolean; after?: ListPlace } = {},
  ): HotQuery => ({
    title: `list: ${title}`,
    ...listCall(workspaceId, { ...NO_FILTER, ...filter }, { order: { field, descending }, after, limit: 21 }),
  })
  return [
    list('newest', {}),
    list('newest, in the middle', {}, 'createdAt', { after: { key: middle.id, id: middle.id } }),
    list('drafts', { status: 'DRAFT' }),
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
    list('by last change', {}, 'updatedAt'),
    list('failed ones by name', { publicationState: 'FAILED' }, 'name'),
    list('nobody has it', { status: 'PUBLISHED', publicationState: 'NONE', type: 'DISPLAY' }, 'endDate'),
    list('account with five', { accountId: rare }),
    list('largest account, paused, by budget', { accountId: large, status: 'PAUSED' }, 'dailyBudgetMicros'),
    list('a rare word', { text: 'Heliotrope' }),
    list('a rare word in an account, by name', { text: 'Heliotrope', accountId: large }, 'name'),
    list('a frequent word', { text: 'garden' }),
    list('a word that all have, by name', { text: 'campaign' }, 'name'),
    list('a word that none has', { text: 'zzqy' }),
  ]
}
