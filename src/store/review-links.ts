import type { ReviewLink } from '../contract/approvals.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What a link was made for, which its signature is over. */
export interface LinkFacts {
  id: string
  request_id: string
  plan_hash: string
  /** The revision of the campaign. */
  version: number
  /** Microseconds since 1970, exactly as kept. */
  expires_micros: string
  name: string
  created_by: string
}

/** A link that opens something, with what it shows beside the request. */
export interface FoundLink extends LinkFacts {
  expires_at: string
  /** What links of the workspace are signed with, sealed; null: no link was signed yet. */
  sealed_key: string | null
  workspace_name: string
  account_name: string
  approved_at: string | null
  /** Comments through this very link. */
  comment_ids: string[]
}

const INSERT = statement<{ json: ReviewLink }>(
  'review_link_insert',
  `insert into review_links as l (workspace_id, id, request_id, name, created_by, expires_at)
   values ($1, $2, $3, $4, $5, now() + $6 * interval '24 hours')
   returning json_build_object('id', l.id, 'name', l.name, 'createdBy', l.created_by, 'createdAt', l.created_at,
     'expiresAt', l.expires_at, 'revokedAt', l.revoked_at) as json`,
  { json: 'json' },
)
/** Links that neither expired nor were taken back. */
const LIVING = `select l.id, l.request_id, r.plan_hash, r.version,
          ((extract(epoch from l.expires_at) * 1000000)::bigint)::text as expires_micros, l.name, l.created_by,
          to_json(l.expires_at) #>> '{}' as expires_at,
          (select k.sealed from review_link_keys k where k.workspace_id = l.workspace_id) as sealed_key,
          w.name as workspace_name, a.name as account_name,
          (select to_json(p.created_at) #>> '{}' from approvals p
            where p.workspace_id = l.workspace_id and p.request_id = l.request_id and p.review_link_id = l.id) as approved_at,
          array(select k.id::text from approval_comments k
                 where k.workspace_id = l.workspace_id and k.request_id = l.request_id and k.review_link_id = l.id) as comment_ids
     from review_links l
     join approval_requests r on r.workspace_id = l.workspace_id and r.id = l.request_id
     join accounts a on a.workspace_id = r.workspace_id and a.id = r.account_id
     join workspaces w on w.id = l.workspace_id
    where l.workspace_id = $1 and l.revoked_at is null and l.expires_at > now()`
const FOUND = {
  id: 'uuid',
  request_id: 'uuid',
  plan_hash: 'text',
  version: 'int4',
  expires_micros: 'text',
  name: 'text',
  created_by: 'text',
  expires_at: 'text',
  sealed_key: 'text',
  workspace_name: 'text',
  account_name: 'text',
  approved_at: 'text',
  comment_ids: 'text[]',
} as const
const FIND = statement<FoundLink>('review_link_find', `${LIVING} and l.id = $2`, FOUND)
const FIND_BY_HASH = statement<FoundLink>(
  'review_link_find_by_hash',
  `${LIVING} and l.token_sha256 = $2`,
  FOUND,
)
const REVOKE = statement<{ request_id: string; name: string; account_id: string }>(
  'review_link_revoke',
  `update review_links l set revoked_at = now() from approval_requests r
    where l.workspace_id = $1 and l.id = $2 and l.revoked_at is null
      and r.workspace_id = l.workspace_id and r.id = l.request_id
   returning l.request_id, l.name, r.account_id`,
  { request_id: 'uuid', name: 'text', account_id: 'uuid' },
)
const FIND_KEY = statement<{ sealed: string }>(
  'review_link_key_find',
  'select sealed from review_link_keys where workspace_id = $1',
  { sealed: 'text' },
)
const INSERT_KEY = statement(
  'review_link_key_insert',
  'insert into review_link_keys (workspace_id, sealed) values ($1, $2) on conflict (workspace_id) do nothing',
)
const COUNT = statement<{ links: number }>(
  'review_link_count',
  `select count(*)::int as links from review_links where workspace_id = $1 and request_id = $2`,
  { links: 'int4' },
)

/** Makes a link to one request. */
export async function insertReviewLink(
  tx: Tx,
  workspaceId: string,
  link: { id: string; requestId: string; name: string; createdBy: string; days: number },
): Promise<ReviewLink> {
  const { id, requestId, name, createdBy, days } = link
  return (await tx.one(INSERT, [workspaceId, id, requestId, name, createdBy, days]))!.json
}

export async function countReviewLinks(tx: Tx, workspaceId: string, requestId: string): Promise<number> {
  return (await tx.one(COUNT, [workspaceId, requestId]))!.links
}

/** The link of this id, while it opens something. In a transaction, what was taken back while it waited opens nothing. */
export async function findReviewLink(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<FoundLink | undefined> {
  const values = [workspaceId, id]
  return 'close' in db ? await db.one({ workspaceId }, FIND, values) : await db.one(FIND, values)
}

/** As `findReviewLink`, by the token of a link from the time before links were signed. */
export async function findReviewLinkByHash(
  db: Database | Tx,
  workspaceId: string,
  tokenSha256: string,
): Promise<FoundLink | undefined> {
  const values = [workspaceId, tokenSha256]
  return 'close' in db
    ? await db.one({ workspaceId }, FIND_BY_HASH, values)
    : await db.one(FIND_BY_HASH, values)
}

/** What the links of a workspace are signed with, sealed; undefined: none was signed yet. */
export async function findReviewLinkKey(tx: Tx, workspaceId: string): Promise<string | undefined> {
  return (await tx.one(FIND_KEY, [workspaceId]))?.sealed
}

/** Keeps a key for the workspace, where nobody else does at the same moment: whoever comes second waits, and writes nothing. */
export async function insertReviewLinkKey(tx: Tx, workspaceId: string, sealed: string): Promise<void> {
  await tx.run(INSERT_KEY, [workspaceId, sealed])
}

/** Takes a link back; undefined where there is none that opens something. */
export async function updateReviewLinkRevoked(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ request_id: string; name: string; account_id: string } | undefined> {
  return await tx.one(REVOKE, [workspaceId, id])
}
