import { timingSafeEqual } from 'node:crypto'
import { derive, newSecret, sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import {
  findReviewLink,
  findReviewLinkByHash,
  findReviewLinkKey,
  type FoundLink,
  insertReviewLinkKey,
  type LinkFacts,
} from '../store/review-links.ts'
import type { Context } from './context.ts'

/** A link that opens something, and where it does. */
export interface Opened {
  workspaceId: string
  link: FoundLink
}

/**
 * Workspace, link, signature. The workspace stands in it, so that the look-up happens inside the workspace, behind row level security;
 * the signature is made anew of what the rows say now.
 */
const TOKEN = /^([0-9a-f]{32})([0-9a-f]{32})([\w-]{43})$/
/** From before links were signed: the workspace, and 32 random bytes. */
const OLD_TOKEN = /^([0-9a-f]{32})[\w-]{43}$/
/** What a signature is compared with where there is nothing to sign, so that it takes as long to refuse. */
const NO_KEY = newSecret()

/** What a token opens; undefined: nothing, whatever the reason. In `tx`, what was taken back while it waited opens nothing. */
export async function linkOf(ctx: Context, token: string, tx?: Tx): Promise<Opened | undefined> {
  const db = tx ?? ctx.db
  // Nothing has written a hash since migration 138, and a link lives for 90 days at most: 90 days after a release with that migration
  // this way goes, with the column and `findReviewLinkByHash`.
  const old = OLD_TOKEN.exec(token)
  if (old !== null) {
    const workspaceId = uuidOf(old[1]!)
    const link = await findReviewLinkByHash(db, workspaceId, sha256(token))
    return link && { workspaceId, link }
  }
  const [, workspace = '', id = '', signature = ''] = TOKEN.exec(token) ?? []
  if (signature === '') return undefined
  const workspaceId = uuidOf(workspace)
  const link = await findReviewLink(db, workspaceId, uuidOf(id))
  const key = link === undefined ? undefined : keyOf(ctx, workspaceId, link)
  const expected = link && key ? signatureOf(key, workspaceId, link) : derive(NO_KEY, token)
  const isOurs = timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
  return link && isOurs ? { workspaceId, link } : undefined
}

/** Where a link leads. The first one of a workspace makes the key that its links are signed with. */
export async function pathTo(ctx: Context, tx: Tx, workspaceId: string, link: FoundLink): Promise<string> {
  const place = placeOf(workspaceId)
  let sealed = link.sealed_key
  if (sealed === null) {
    await insertReviewLinkKey(tx, workspaceId, ctx.secrets.seal(newSecret(), place))
    sealed = (await findReviewLinkKey(tx, workspaceId))!
  }
  const signature = signatureOf(ctx.secrets.open(sealed, place), workspaceId, link)
  return `/review#token=${hexOf(workspaceId)}${hexOf(link.id)}${signature}`
}

/** HMAC-SHA-256 as base64url. JSON keeps the parts apart, whatever is in them. */
function signatureOf(key: string, workspaceId: string, link: LinkFacts): string {
  const { id, request_id, plan_hash, version, expires_micros, name, created_by } = link
  const facts = [workspaceId, id, request_id, plan_hash, version, expires_micros, name, created_by]
  return derive(key, JSON.stringify(['review link 1', ...facts]))
}

/** The holder of a link is told nothing of our keys: it opens nothing, and the log has the reason. */
function keyOf(ctx: Context, workspaceId: string, { sealed_key: sealed }: FoundLink): string | undefined {
  if (sealed === null) return undefined
  try {
    return ctx.secrets.open(sealed, placeOf(workspaceId))
  } catch (error) {
    ctx.log.error({ err: error, workspaceId }, 'A review link was not opened: its key cannot be.')
    return undefined
  }
}

/** As in store/sealed.ts, by which it is sealed anew when the ring is turned. */
function placeOf(workspaceId: string): string {
  return `review_link_keys.sealed:${workspaceId}`
}

function hexOf(uuid: string): string {
  return uuid.replaceAll('-', '')
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
