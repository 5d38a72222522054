import { CATALOGUE_OF_BATCHES } from './query-catalogue-batches.ts'
import { CATALOGUE_OF_CAMPAIGNS } from './query-catalogue-campaigns.ts'
import { CATALOGUE_OF_METRICS } from './query-catalogue-metrics.ts'
import { CATALOGUE_OF_OTHERS } from './query-catalogue-others.ts'
import { CATALOGUE_OF_PEOPLE } from './query-catalogue-people.ts'

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
  'batch_list_running',
  'metrics_drop_month',
  'metrics_list_missing_months',
  'metrics_make_month',
  'metrics_sync_list_due',
  'publication_claim',
])

const ORDERS = {
  created: 'when they were made',
  name: 'name',
  budget: 'daily budget',
  end: 'last day',
  updated: 'their last change',
}
const PAGE = ['campaigns_pkey', 'publications_campaign_idx']

/** Every statement of the store. A test compares the names with those that are registered. */
export const QUERIES: ReadonlyMap<string, QueryPromise> = new Map([
  ...[
    ...CATALOGUE_OF_CAMPAIGNS,
    ...CATALOGUE_OF_METRICS,
    ...CATALOGUE_OF_PEOPLE,
    ...CATALOGUE_OF_BATCHES,
    ...CATALOGUE_OF_OTHERS,
  ].map(([name, budgetMs, indexes, purpose, because]): [string, QueryPromise] => [
    name,
    {
      purpose,
      indexes: indexes.split(' ').filter((index) => index !== ''),
      budgetMs,
      ...(because === undefined ? {} : { because }),
    },
  ]),
  ...lists(),
])

/** The forty shapes of the list: an order, a direction, with or without an account and a text. */
function lists(): [string, QueryPromise][] {
  return Object.entries(ORDERS).flatMap(([word, text]) =>
    ['asc', 'desc'].flatMap((direction) =>
      [false, true].flatMap((account) =>
        [false, true].map((search): [string, QueryPromise] => [
          `campaign_list_by_${word}_${direction}${account ? '_of_account' : ''}${search ? '_with_text' : ''}`,
          {
            purpose: `A page of campaigns by ${text}, ${direction === 'asc' ? 'ascending' : 'descending'}${account ? ', of one account' : ''}${search ? ', whose names contain a text' : ''}; any status, type, publication state, archived or not.`,
            indexes: [
              `campaigns_${account ? 'account_' : ''}${word}_idx`,
              ...(search ? ['campaigns_text_idx'] : []),
              ...PAGE,
            ].sort(),
            budgetMs: search ? 5 : 1,
            because: 'Each combination gives a page at most, and those are sorted.',
          },
        ]),
      ),
    ),
  )
}
