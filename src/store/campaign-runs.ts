import { CAMPAIGN_PUBLICATION_STATES, type CampaignRunField, isRunField } from '../contract/campaign-list.ts'
import {
  type CampaignFilter,
  type CampaignPage,
  type ListedCampaign,
  listCampaigns,
} from './campaign-list.ts'
import { FIRST_ID, LAST_ID } from './campaign-order.ts'
import type { Reader } from './db.ts'
import { type Statement, statement } from './statement.ts'

/** The campaigns with one value of what a list is ordered by: they stand together, in the order in which they were made. */
export interface Run {
  key: string
  /** Of the list that has the campaigns of this run alone. */
  filter: CampaignFilter
}

type WordField = Exclude<CampaignRunField, 'account'>
type Part = Partial<Pick<CampaignFilter, 'status' | 'type' | 'publicationState'>>

/** Nothing of these publications shows in a status. */
const SETTLED = { publicationState: ['NONE', 'SUCCEEDED'] } as const

/**
 * The runs of an order, the first one first. Statuses are those that people read, in the order of the tabs: what the owner wants, then what
 * is on its way, then what somebody has to look at. Types are in the order of their names.
 */
const RUNS: Record<WordField, ReadonlyMap<string, Part>> = {
  status: new Map<string, Part>([
    ['DRAFT', { status: ['DRAFT'], ...SETTLED }],
    ['PUBLISHED', { status: ['PUBLISHED'], ...SETTLED }],
    ['PAUSED', { status: ['PAUSED'], ...SETTLED }],
    ['UNDER_WAY', { publicationState: ['QUEUED', 'RUNNING'] }],
    ['UNKNOWN', { publicationState: ['UNKNOWN'] }],
    ['NEEDS_ATTENTION', { publicationState: ['NEEDS_ATTENTION'] }],
    ['FAILED', { publicationState: ['FAILED'] }],
  ]),
  type: new Map(
    (['DEMAND_GEN', 'DISPLAY', 'PERFORMANCE_MAX', 'SEARCH'] as const).map((type) => [type, { type: [type] }]),
  ),
  lastPublication: new Map(
    CAMPAIGN_PUBLICATION_STATES.toSorted((a, b) => lateness(a) - lateness(b)).map((state) => [
      state,
      { publicationState: [state] },
    ]),
  ),
}

/** What somebody has to look at stands together, at the end. */
function lateness(state: string): number {
  return state === 'FAILED' ? 2 : state === 'NEEDS_ATTENTION' ? 1 : 0
}

/** So many accounts are looked into for one answer, where a filter is rare: the others are for the next one. */
const ACCOUNTS_AT_ONCE = 50
const AFTER_EVERY_NAME = '\u{10ffff}'.repeat(256)

const ACCOUNTS = { ascending: accountsStatement('asc', '>='), descending: accountsStatement('desc', '<=') }

/**
 * $1 workspace, $2 archived, $3 the key to begin at, $4 and $5 the first and the last id that are asked for. Between a name and an id stands a
 * tab: no name has it, and it comes before all that a longer name goes on with.
 */
function accountsStatement(direction: string, from: string): Statement<{ id: string; key: string }> {
  return statement<{ id: string; key: string }>(
    `campaign_list_accounts_${direction}`,
    `select a.id, a.key
       from (select a.id, (lower(a.name collate "C") || chr(9) || a.id::text) collate "C" as key
               from accounts a where a.workspace_id = $1 and a.id between $4 and $5 order by key ${direction} offset 0) a
      cross join lateral (
        select c.id from campaigns c
         where c.workspace_id = $1 and c.account_id = a.id and c.archived = $2 order by c.id limit 1) c
      where a.key ${from} $3
      order by a.key ${direction} limit ${ACCOUNTS_AT_ONCE}`,
    { id: 'uuid', key: 'text' },
  )
}

/** Whether the text can be the key of a run. */
export function isRunKey(field: CampaignRunField, key: string): boolean {
  if (field !== 'account') return RUNS[field].has(key)
  return /^[^\p{Cc}\p{Cs}]{1,255}\t[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(key)
}

/** Before zero: the run of `a` comes first. Those of accounts go by code point, as names do. */
export function compareRuns(field: CampaignRunField, a: string, b: string): number {
  if (field === 'account') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  const keys = [...RUNS[field].keys()]
  return keys.indexOf(a) - keys.indexOf(b)
}

/**
 * One page after `page.after`, in any order. One that goes by runs is the list of each run, one after another, until the page is full:
 * each is read in the order in which its campaigns were made, by indexes that begin with what makes the run.
 */
export async function listOrdered(
  db: Reader,
  workspaceId: string,
  filter: CampaignFilter,
  page: CampaignPage,
): Promise<ListedCampaign[]> {
  const { field, descending } = page.order
  if (!isRunField(field))
    return await listCampaigns(db, workspaceId, filter, { ...page, order: { field, descending } })
  if (field !== 'account') return await listRuns(db, workspaceId, runsOf(field, filter, page), page)
  const runs = await runsOfAccounts(db, workspaceId, filter, page)
  const rows = await listRuns(db, workspaceId, runs, page)
  const isOpen = runs.length === ACCOUNTS_AT_ONCE && rows.length < page.limit && rows.at(-1)?.json !== null
  // Nothing is known of the accounts after these.
  return isOpen ? [...rows, { id: lastOf(descending), key: runs.at(-1)!.key, json: null }] : rows
}

async function listRuns(
  db: Reader,
  workspaceId: string,
  runs: readonly Run[],
  { order: { descending }, after, limit }: CampaignPage,
): Promise<ListedCampaign[]> {
  const rows: ListedCampaign[] = []
  for (const { key, filter } of runs) {
    const place = after?.key === key ? { key: after.id, id: after.id } : undefined
    const read = await listCampaigns(db, workspaceId, filter, {
      order: { field: 'createdAt', descending },
      after: place,
      limit: limit - rows.length,
    })
    rows.push(...read.map((row) => ({ ...row, key })))
    if (rows.length >= limit || rows.at(-1)?.json === null) break
  }
  return rows
}

/** The runs of an order from a place on, as far as a filter lets anything of them through. For benches too. */
export function runsOf(
  field: WordField,
  filter: CampaignFilter,
  { order: { descending }, after }: Pick<CampaignPage, 'order' | 'after'>,
): Run[] {
  const all = [...RUNS[field]]
  const runs = descending ? all.toReversed() : all
  const from = after === undefined ? 0 : runs.findIndex(([key]) => key === after.key)
  return runs.slice(from).flatMap(([key, part]) => {
    const status = meeting(filter.status, part.status)
    const type = meeting(filter.type, part.type)
    const publicationState = meeting(filter.publicationState, part.publicationState)
    const isEmpty = [status, type, publicationState].some((words) => words?.length === 0)
    return isEmpty ? [] : [{ key, filter: { ...filter, status, type, publicationState } }]
  })
}

function meeting<Word>(
  one: readonly Word[] | undefined,
  other: readonly Word[] | undefined,
): readonly Word[] | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one.filter((word) => other.includes(word))
}

/** The next accounts that have campaigns, by name. */
async function runsOfAccounts(
  db: Reader,
  workspaceId: string,
  filter: CampaignFilter,
  { order: { descending }, after }: CampaignPage,
): Promise<Run[]> {
  const from = after?.key ?? (descending ? AFTER_EVERY_NAME : '')
  const [first, last] = [filter.accountId ?? FIRST_ID, filter.accountId ?? LAST_ID]
  const asked = ACCOUNTS[descending ? 'descending' : 'ascending']
  const rows = await db.many({ workspaceId }, asked, [workspaceId, filter.archived, from, first, last])
  return rows.map(({ id, key }) => ({ key, filter: { ...filter, accountId: id } }))
}

function lastOf(descending: boolean): string {
  return descending ? FIRST_ID : LAST_ID
}
