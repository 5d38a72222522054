import type { Database } from './db.ts'
import { type KeptSummary, SUMMARY } from './approvals.ts'
import { statement } from './statement.ts'

/** UUIDs grow with time, so this one is after every page. */
const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Until when an answer is wanted; what may be answered no matter when comes last. approval_requests_inbox_idx has the same. */
const DUE = `coalesce(r.due_at, 'infinity')`

/** What somebody can still answer, of the workspace $1. */
const waitsFor = (its: Record<'rules' | 'name' | 'userId' | 'accountIds', string>): string =>
  `r.workspace_id = $1 and r.state = 'REQUESTED' and r.rule_pack_version = ${its.rules} and ${its.name} <> all (r.authors)
        and (r.reviewers = '{}' or ${its.userId}::uuid = any (r.reviewers))
        and (${its.accountIds}::uuid[] is null or r.account_id = any (${its.accountIds}))
        and not exists (
          select from approvals a where a.workspace_id = $1 and a.request_id = r.id and a.user_id = ${its.userId})`
const WAITS = waitsFor({ rules: '$5', name: '$6', userId: '$7', accountIds: '$8' })

// Due ascending and id descending is no row comparison: those due at the same moment and those due later are a list each, merged.
const LIST_WAITING = statement<{ json: KeptSummary }>(
  'approval_request_list_waiting',
  `select json_build_object(${SUMMARY}) as json
     from ((select r.*, ${DUE} as due from approval_requests r
             where ${WAITS} and ${DUE} = $2::timestamptz and r.id < $3 order by ${DUE}, r.id desc limit $4)
           union all
           (select r.*, ${DUE} as due from approval_requests r
             where ${WAITS} and ${DUE} > $2::timestamptz order by ${DUE}, r.id desc limit $4)) r
    order by r.due, r.id desc limit $4`,
  { json: 'json' },
)
const COUNT_WAITING = statement<{ waiting: number }>(
  'approval_request_count_waiting',
  `select count(*)::int as waiting from (
     select from approval_requests r
      where ${waitsFor({ rules: '$2', name: '$3', userId: '$4', accountIds: '$5' })} limit 100) few`,
  { waiting: 'int4' },
)
const LIST_MINE = statement<{ json: KeptSummary }>(
  'approval_request_list_mine',
  `select json_build_object(${SUMMARY}) as json from approval_requests r
    where r.workspace_id = $1 and r.created_by = $4 and r.id < $2 order by r.id desc limit $3`,
  { json: 'json' },
)
const LIST_READY = statement<{ json: KeptSummary }>(
  'approval_request_list_ready',
  `select json_build_object(${SUMMARY}) as json from approval_requests r
    where r.workspace_id = $1 and r.state = 'APPROVED' and r.id < $2 and r.rule_pack_version = $4
    order by r.id desc limit $3`,
  { json: 'json' },
)
const LIST_DONE = statement<{ json: KeptSummary }>(
  'approval_request_list_done',
  `select json_build_object(${SUMMARY}) as json from approval_requests r
    where r.workspace_id = $1 and r.state not in ('REQUESTED', 'APPROVED') and r.id < $2 order by r.id desc limit $3`,
  { json: 'json' },
)

export interface ListPage {
  before: string | undefined
  limit: number
}
/** Who looks; `userId` null: an API key, whom nothing waits for. */
export interface Looking {
  name: string
  userId: string | null
  /** Where they may approve; null: everywhere. */
  accountIds: readonly string[] | null
  rulePackVersion: string
}

/** The last request of the page before: until when it is due, null where no matter when, and its id. */
export interface InboxPlace {
  due: string | null
  id: string
}
const BEFORE_EVERYTHING: InboxPlace = { due: '-infinity', id: AFTER_EVERY_ID }

/** What waits for this person: overdue and due soonest first, what is never due last, the newest of those first. */
export async function listWaiting(
  db: Database,
  workspaceId: string,
  { after = BEFORE_EVERYTHING, limit }: { after: InboxPlace | undefined; limit: number },
  { name, userId, accountIds, rulePackVersion }: Looking,
): Promise<KeptSummary[]> {
  const place = [after.due ?? 'infinity', after.id, limit]
  const values = [workspaceId, ...place, rulePackVersion, name, userId, accountIds]
  return (await db.many({ workspaceId }, LIST_WAITING, values)).map(({ json }) => json)
}

/** How much waits for this person, up to 100. */
export async function countWaiting(
  db: Database,
  workspaceId: string,
  { name, userId, accountIds, rulePackVersion }: Looking,
): Promise<number> {
  const values = [workspaceId, rulePackVersion, name, userId, accountIds]
  return (await db.one({ workspaceId }, COUNT_WAITING, values))!.waiting
}

/** What this person asked for. */
export async function listMine(
  db: Database,
  workspaceId: string,
  { before = AFTER_EVERY_ID, limit }: ListPage,
  { name }: Looking,
): Promise<KeptSummary[]> {
  return (await db.many({ workspaceId }, LIST_MINE, [workspaceId, before, limit, name])).map(
    ({ json }) => json,
  )
}

/** What is approved and not published. */
export async function listReady(
  db: Database,
  workspaceId: string,
  { before = AFTER_EVERY_ID, limit }: ListPage,
  { rulePackVersion }: Looking,
): Promise<KeptSummary[]> {
  const values = [workspaceId, before, limit, rulePackVersion]
  return (await db.many({ workspaceId }, LIST_READY, values)).map(({ json }) => json)
}

/** What has ended. */
export async function listDone(
  db: Database,
  workspaceId: string,
  { before = AFTER_EVERY_ID, limit }: ListPage,
): Promise<KeptSummary[]> {
  return (await db.many({ workspaceId }, LIST_DONE, [workspaceId, before, limit])).map(({ json }) => json)
}
