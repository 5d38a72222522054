import { CATALOGUE_OF_APPROVALS } from './query-catalogue-approvals.ts'
import { CATALOGUE_OF_BATCHES } from './query-catalogue-batches.ts'
import { CATALOGUE_OF_CAMPAIGNS } from './query-catalogue-campaigns.ts'
import { CATALOGUE_OF_CONNECTIONS } from './query-catalogue-connections.ts'
import { CATALOGUE_OF_EDITS } from './query-catalogue-edits.ts'
import { catalogueOfLists } from './query-catalogue-lists.ts'
import { CATALOGUE_OF_METRICS } from './query-catalogue-metrics.ts'
import { CATALOGUE_OF_NOTIFICATIONS } from './query-catalogue-notifications.ts'
import { CATALOGUE_OF_OTHERS } from './query-catalogue-others.ts'
import { CATALOGUE_OF_PEOPLE } from './query-catalogue-people.ts'
import { CATALOGUE_OF_TEMPLATES } from './query-catalogue-templates.ts'
import { CATALOGUE_OF_SPEND } from './query-catalogue-spend.ts'
import { CATALOGUE_OF_VIEWS } from './query-catalogue-views.ts'

/** What is promised about a statement. */
export interface QueryPromise {
  purpose: string
  /** The indexes that it reads, in order of name, once its tables have grown. */
  indexes: readonly string[]
  /** Server time at 1,000,000 campaigns in the largest workspace: half of the calls take no longer. */
  budgetMs: number
  /** Why it may read an index without naming the workspace, or sort more than a page. */
  because?: string
}

export type Row = readonly [
  name: string,
  budgetMs: number,
  indexes: string,
  purpose: string,
  because?: string,
]

/** Statements that a worker runs under its own role, across workspaces. */
export const FOR_WORKERS: ReadonlySet<string> = new Set([
  'account_count',
  'account_list_due',
  'approval_list_due',
  'approval_list_outdated',
  'batch_list_running',
  'metrics_drop_month',
  'metrics_list_missing_months',
  'metrics_make_month',
  'metrics_sync_list_due',
  'notification_delete_old',
  'publication_claim',
  'stop_list_active',
])

/** Every statement of the store. A test compares the names with those that are registered. */
export const QUERIES: ReadonlyMap<string, QueryPromise> = new Map([
  ...[
    ...CATALOGUE_OF_CAMPAIGNS,
    ...CATALOGUE_OF_EDITS,
    ...CATALOGUE_OF_METRICS,
    ...CATALOGUE_OF_PEOPLE,
    ...CATALOGUE_OF_BATCHES,
    ...CATALOGUE_OF_CONNECTIONS,
    ...CATALOGUE_OF_OTHERS,
    ...CATALOGUE_OF_SPEND,
    ...CATALOGUE_OF_VIEWS,
    ...CATALOGUE_OF_NOTIFICATIONS,
    ...CATALOGUE_OF_TEMPLATES,
    ...CATALOGUE_OF_APPROVALS,
  ].map(([name, budgetMs, indexes, purpose, because]): [string, QueryPromise] => [
    name,
    {
      purpose,
      indexes: indexes.split(' ').filter((index) => index !== ''),
      budgetMs,
      ...(because === undefined ? {} : { because }),
    },
  ]),
  ...catalogueOfLists(),
])
