import type { Client } from 'pg'
import {
  CAMPAIGN_KEY_FIELDS,
  CAMPAIGN_PUBLICATION_STATES,
  type CampaignKeyField,
} from '../../src/contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../src/contract/words.ts'
import { type CampaignFilter, listCall } from '../../src/store/campaign-list.ts'
import type { ListPlace } from '../../src/store/campaign-order.ts'
import type { HotQuery } from './hot-queries.ts'
import type { ServerClock } from './server-clock.ts'

/** A list that was measured: how it was asked, and the half-way time of the statement alone, in milliseconds. */
export interface SweptList {
  title: string
  budgetMs: number
  ms: number
}

interface Case extends HotQuery {
  budgetMs: number
}

/** As a page of the web. */
const ROWS = 21
const LIST_BUDGET_MS = 1
const SEARCH_BUDGET_MS = 5
/** From all names to none, in one place of them and all over, with and without pieces for the index. */
const TEXTS = [
  'campaign',
  'garden',
  'Spring garden US',
  'Heliotrope',
  'campaign 12',
  'campaign 1234',
  'zzqy',
  'zq',
  'é',
  '1',
  '-',
]

/** Calls of each list, and how often one that seems to be too slow is looked at again, for the sake of a busy machine. */
const CALLS = 3
const ROUNDS = 4

/**
 * Every status, type, publication state and account or none, in every order, both ways, at the beginning, in the middle and
 * near the end, and some texts; through the store, one after another, once warmed. The slowest come first. `every` leaves
 * cases out.
 */
export async function sweepLists(
  client: Client,
  clock: ServerClock,
  workspaceId: string,
  { archived = [false, true], every = 1 }: { archived?: readonly boolean[]; every?: number } = {},
): Promise<SweptList[]> {
  const swept: SweptList[] = []
  const cases = await casesOf(client, workspaceId, archived)
  for (const one of cases.filter((_, index) => index % every === 0)) {
    let ms = await clock.half(one, CALLS)
    for (let round = 0; ms > one.budgetMs * 0.8 && round < ROUNDS; round += 1)
      ms = Math.min(ms, await clock.half(one, CALLS * 3))
    swept.push({ title: one.title, budgetMs: one.budgetMs, ms })
  }
  return swept.sort((a, b) => b.ms / b.budgetMs - a.ms / a.budgetMs)
}

async function casesOf(client: Client, workspaceId: string, archived: readonly boolean[]): Promise<Case[]> {
  const accounts = await accountsOf(client, workspaceId)
  const cases: Case[] = []
  for (const field of CAMPAIGN_KEY_FIELDS)
    for (const away of archived) {
      const places = await placesOf(client, workspaceId, field, away)
      for (const descending of [false, true])
        for (const [depth, after] of depthsOf(places, descending))
          for (const [words, filter] of filters(accounts)) {
            const full: CampaignFilter = { ...filter, archived: away }
            const search = filter.text !== undefined
            const title = [
              `${descending ? '-' : ''}${field}`,
              depth,
              ...words,
              ...(away ? ['archived'] : []),
            ].join(' ')
            const call = listCall(workspaceId, full, { order: { field, descending }, after, limit: ROWS })
            cases.push({ title, budgetMs: search ? SEARCH_BUDGET_MS : LIST_BUDGET_MS, ...call })
          }
    }
  return cases
}

type Filter = Omit<CampaignFilter, 'archived'>

function* filters(accounts: [string, string][]): Generator<[string[], Filter]> {
  const none: Filter = {
    status: undefined,
    type: undefined,
    publicationState: undefined,
    accountId: undefined,
    text: undefined,
  }
  const some = <Word>(word: Word | undefined): Word[] | undefined => (word === undefined ? undefined : [word])
  const words = (...list: (string | undefined)[]): string[] => list.filter((word) => word !== undefined)
  for (const [account, accountId] of [[undefined, undefined] as const, ...accounts]) {
    for (const status of [undefined, ...CAMPAIGN_STATUSES])
      for (const type of [undefined, ...CAMPAIGN_TYPES])
        for (const publicationState of [undefined, ...CAMPAIGN_PUBLICATION_STATES])
          yield [
            words(status, type, publicationState, account),
            {
              ...none,
              status: some(status),
              type: some(type),
              publicationState: some(publicationState),
              accountId,
            },
          ]
    yield [
      words('two of each', account),
      {
        ...none,
        status: ['DRAFT', 'PAUSED'],
        type: ['SEARCH', 'DISPLAY'],
        publicationState: ['NONE', 'FAILED'],
        accountId,
      },
    ]
    for (const text of TEXTS) {
      yield [words(`"${text}"`, account), { ...none, text, accountId }]
      yield [words(`"${text}"`, 'PAUSED', account), { ...none, text, status: ['PAUSED'], accountId }]
      yield [
        words(`"${text}"`, 'DISPLAY', 'FAILED', account),
        { ...none, text, type: ['DISPLAY'], publicationState: ['FAILED'], accountId },
      ]
    }
  }
}

/** More campaigns than these no account can have at Google. */
const ACCOUNT_LIMIT = 10_000

/** The account with the fewest campaigns, and the one with the most that Google allows. */
async function accountsOf(client: Client, workspaceId: string): Promise<[string, string][]> {
  const { rows } = await client.query<{ id: string; campaigns: string }>(
    `select account_id as id, count(*) as campaigns from campaigns
      where workspace_id = $1 group by 1 having count(*) <= ${ACCOUNT_LIMIT} order by 2`,
    [workspaceId],
  )
  const chosen = rows.length > 1 ? [rows[0]!, rows.at(-1)!] : rows
  return chosen.map(({ id, campaigns }) => [`account of ${campaigns}`, id])
}

const KEY: Record<CampaignKeyField, string> = {
  createdAt: 'id',
  name: 'name_key',
  dailyBudgetMicros: 'budget_key',
  startDate: `coalesce(start_date, 'infinity')`,
  endDate: 'end_key',
  updatedAt: 'updated_at',
}

/** The places at a hundredth, in the middle and at ninety-nine hundredths of a list. */
async function placesOf(
  client: Client,
  workspaceId: string,
  field: CampaignKeyField,
  archived: boolean,
): Promise<[first: ListPlace, middle: ListPlace, last: ListPlace] | undefined> {
  const key = KEY[field]
  await client.query(`set timezone = 'UTC'`)
  const { rows } = await client.query<ListPlace>(
    `select k::text as key, id
       from (select ${key} as k, id, row_number() over (order by ${key}, id) as n, count(*) over () as all
               from campaigns where workspace_id = $1 and archived = $2) c
      where n in (1 + c.all / 100, 1 + c.all / 2, c.all - c.all / 100) order by n`,
    [workspaceId, archived],
  )
  return rows.length === 3 ? (rows as [ListPlace, ListPlace, ListPlace]) : undefined
}

function depthsOf(
  places: [ListPlace, ListPlace, ListPlace] | undefined,
  descending: boolean,
): [string, ListPlace | undefined][] {
  const first: [string, undefined] = ['first page', undefined]
  if (places === undefined) return [first]
  return [first, ['in the middle', places[1]], ['near the end', descending ? places[0] : places[2]]]
}
