import type { QueryPromise } from './query-catalogue.ts'

const ORDERS = {
  created: 'when they were made',
  name: 'name',
  budget: 'daily budget',
  start: 'first day',
  end: 'last day',
  updated: 'their last change',
}
const PAGE = ['campaign_protections_pkey', 'campaigns_pkey', 'publications_campaign_idx']

const EACH_COMBINATION = 'Each combination gives a page at most, and those are sorted.'
const BOUNDED = 'At most 2,000 names that the index finds are sorted.'

/** The shapes of the list, for each order and direction. */
const SHAPES: readonly {
  suffix: string
  indexes: (word: string) => string[]
  what: string
  budgetMs: number
  because?: string
}[] = [
  {
    suffix: '',
    indexes: (word) => [`campaigns_ordered_${word}_idx`],
    what: '; archived or not, not narrowed',
    budgetMs: 1,
  },
  {
    suffix: '_narrowed',
    indexes: (word) => [`campaigns_${word}_idx`],
    what: '; some status, type or publication state',
    budgetMs: 1,
    because: EACH_COMBINATION,
  },
  {
    suffix: '_of_account',
    indexes: (word) => ['campaigns_account_created_idx', `campaigns_account_ordered_${word}_idx`],
    what: ', of one account; any status, type and publication state',
    budgetMs: 1,
    because: 'At most 150 that fit a filter are sorted.',
  },
  {
    suffix: '_with_text',
    indexes: (word) => [
      `campaigns_ordered_${word}_idx`,
      'campaigns_ordered_created_idx',
      'campaigns_text_idx',
    ],
    what: ', whose names contain a text; any status, type and publication state',
    budgetMs: 5,
    because: BOUNDED,
  },
  {
    suffix: '_of_account_with_text',
    indexes: (word) => [
      `campaigns_account_ordered_${word}_idx`,
      'campaigns_ordered_created_idx',
      'campaigns_text_idx',
    ],
    what: ', of one account, whose names contain a text; any status, type and publication state',
    budgetMs: 5,
    because: BOUNDED,
  },
]

/** Every shape of the list in every order that has indexes; and what one by account is made of besides. */
export function catalogueOfLists(): [string, QueryPromise][] {
  return [...listsOfAccounts(), ...listsInOrder()]
}

function listsOfAccounts(): [string, QueryPromise][] {
  return ['asc', 'desc'].map((direction) => [
    `campaign_list_accounts_${direction}`,
    {
      purpose: `The next accounts that have campaigns, by name, ${direction === 'asc' ? 'ascending' : 'descending'}.`,
      indexes: ['accounts_customer_key', 'campaigns_account_ordered_created_idx'],
      budgetMs: 1,
      because: 'The accounts of a workspace, some tens or hundreds, are sorted by name.',
    },
  ])
}

function listsInOrder(): [string, QueryPromise][] {
  return Object.entries(ORDERS).flatMap(([word, text]) =>
    ['asc', 'desc'].flatMap((direction) =>
      SHAPES.map(({ suffix, indexes, what, budgetMs, because }): [string, QueryPromise] => [
        `campaign_list_by_${word}_${direction}${suffix}`,
        {
          purpose: `A page of campaigns by ${text}, ${direction === 'asc' ? 'ascending' : 'descending'}${what}.`,
          indexes: [...new Set([...indexes(word), ...PAGE])].sort(),
          budgetMs,
          ...(because === undefined ? {} : { because }),
        },
      ]),
    ),
  )
}
