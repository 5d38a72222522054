import type { ReviewLink } from '../contract/approvals.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** A link as its token finds it, with what it shows beside the request. */
export interface FoundLink {
  id: string
  request_id: string
  name: string
  expires_at: string
  workspace_name: string
  account_name: string
  approved_at: string | null
  /** Comments through this very link. */
  comment_ids: string[]
}

const INSERT = statement<{ json: ReviewLink }>(
  'review_link_insert',
  `insert into review_links as l (workspace_id, id, request_id, token_sha256, name, created_by, expires_at)
   values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '24 hours')
   returning json_build_object('id', l.id, 'name', l.name, 'createdBy', l.created_by, 'createdAt', l.created_at,
     'expiresAt', l.expires_at, 'revokedAt', l.revoked_at) as json`,
  { json: 'json' },
)
const FIND = statement<FoundLink>(
  'review_link_find',
  `select l.id, l.request_id, l.name, to_json(l.expires_at) #>> '{}' as expires_at, w.name as workspace_name,
          a.name as account_name,
          (select to_json(p.created_at) #>> '{}' from approvals p
            where p.workspace_id = l.workspace_id and p.request_id = l.request_id and p.review_link_id = l.id) as approved_at,
          array(select k.id::text from approval_comments k
                 where k.workspace_id = l.workspace_id and k.request_id = l.request_id and k.review_link_id = l.id) as comment_ids
     from review_links l
     join approval_requests r on r.workspace_id = l.workspace_id and r.id = l.request_id
     join accounts a on a.workspace_id = r.workspace_id and a.id = r.account_id
     join workspaces w on w.id = l.workspace_id
    where l.workspace_id = $1 and l.token_sha256 = $2 and l.revoked_at is null and l.expires_at > now()`,
  {
    id: 'uuid',
    request_id: 'uuid',
    name: 'text',
    expires_at: 'text',
    workspace_name: 'text',
    account_name: 'text',
    approved_at: 'text',
    comment_ids: 'text[]',
  },
)
const REVOKE = statement<{ request_id: string; name: string; account_id: string }>(
  'review_link_revoke',
  `update review_links l set revoked_at = now() from approval_requests r
    where l.workspace_id = $1 and l.id = $2 and l.revoked_at is null
      and r.workspace_id = l.workspace_id and r.id = l.request_id
   returning l.request_id, l.name, r.account_id`,
  { request_id: 'uuid', name: 'text', account_id: 'uuid' },
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
  link: { id: string; requestId: string; tokenSha256: string; name: string; createdBy: string; days: number },
): Promise<ReviewLink> {
  const { id, requestId, tokenSha256, name, createdBy, days } = link
  return (await tx.one(INSERT, [workspaceId, id, requestId, tokenSha256, name, createdBy, days]))!.json
}

export async function countReviewLinks(tx: Tx, workspaceId: string, requestId: string): Promise<number> {
  return (await tx.one(COUNT, [workspaceId, requestId]))!.links
}

/** The link of a token that still opens something. */
export async function findReviewLink(
  db: Database,
  workspaceId: string,
  tokenSha256: string,
): Promise<FoundLink | undefined> {
  return await db.one({ workspaceId }, FIND, [workspaceId, tokenSha256])
}

/** As `findReviewLink`, inside a transaction: what was taken back while it waited opens nothing. */
export async function findReviewLinkIn(
  tx: Tx,
  workspaceId: string,
  tokenSha256: string,
): Promise<FoundLink | undefined> {
  return await tx.one(FIND, [workspaceId, tokenSha256])
}

/** Takes a link back; undefined where there is none that opens something. */
export async function updateReviewLinkRevoked(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ request_id: string; name: string; account_id: string } | undefined> {
  return await tx.one(REVOKE, [workspaceId, id])
}
