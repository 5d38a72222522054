import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, createPerson } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import { createLog } from '../base/log.ts'
import { KeyRing, newRingKey } from '../base/secrets.ts'
import { campaignPatchSchema } from '../contract/campaign.ts'
import type { FoundLink } from '../store/review-links.ts'
import { readApproval } from './approvals.ts'
import type { Actor } from './context.ts'
import { editCampaign } from './edit-campaigns.ts'
import { pathTo } from './review-link-tokens.ts'
import { approveReview, copyReviewLink, createReviewLink, openReview, revokeReviewLink } from './reviews.ts'

// A link opens what it was made for, exactly as it was made, and nothing else does: its rows are changed here by the database's owner.

let world: TestWorld
let owner: Client
let editor: Actor
let requestId: string
let linkId: string
let path: string

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  editor = await createPerson(world.ctx, workspaceId, 'editor')
  requestId = await asked()
  const made = await createReviewLink(world.ctx, editor, requestId, { name: 'Dora', days: 3 })
  linkId = made.link.id
  path = made.path
})

/** About revision 2 of a campaign. */
async function asked(): Promise<string> {
  const { id, version } = await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
  await editCampaign(world.ctx, editor, id, version, campaignPatchSchema.parse({ name: `Renamed ${id}` }))
  return (await ask(world.ctx, editor, id)).id
}
const tokenOf = (where: string): string => where.replace('/review#token=', '')
/** Whose name a token opens, or null. */
const opens = async (token: string, ctx = world.ctx): Promise<string | null> =>
  await openReview(ctx, token).then(
    ({ name }) => name,
    (error: Error) => {
      expect(error.message).toMatch(/^This link opens nothing/)
      return null
    },
  )
const set = async (table: string, id: string, what: string): Promise<void> => {
  const { rowCount } = await owner.query(`update ${table} set ${what} where id = $1`, [id])
  expect(rowCount).toBe(1)
}

describe('what was changed behind the program’s back opens nothing', () => {
  it.each([
    `expires_at = expires_at + interval '1 microsecond'`,
    `expires_at = expires_at + interval '80 days'`,
    `expires_at = expires_at - interval '1 day'`,
    `name = 'Eve'`,
    `created_by = 'approver@example.com'`,
  ])('the link: %s', async (what) => {
    expect(await opens(tokenOf(path))).toBe('Dora')
    await set('review_links', linkId, what)
    expect(await opens(tokenOf(path))).toBeNull()
  })

  it.each([`plan_hash = repeat('b', 64)`, 'version = 1'])('its request: %s', async (what) => {
    await set('approval_requests', requestId, what)
    expect(await opens(tokenOf(path))).toBeNull()
  })

  it('the request that it belongs to, also to one of the same plan', async () => {
    const [{ planHash }, other] = [await readApproval(world.ctx, editor, requestId), await asked()]
    await set('approval_requests', other, `plan_hash = '${planHash}'`)
    await set('review_links', linkId, `request_id = '${other}'`)
    expect(await opens(tokenOf(path))).toBeNull()
  })

  it('and what is said through it is refused as well', async () => {
    const { planHash } = await readApproval(world.ctx, editor, requestId)
    await set('review_links', linkId, `expires_at = expires_at + interval '1 day'`)
    const late = approveReview(world.ctx, tokenOf(path), planHash, null)
    expect((await refusal(late)).message).toMatch(/^This link opens nothing/)
  })
})

describe('a token that is not the one', () => {
  it('opens nothing: cut, longer, or one character another', async () => {
    const token = tokenOf(path)
    expect(token).toMatch(/^[0-9a-f]{64}[\w-]{43}$/)
    for (const wrong of [token.slice(0, -1), `${token}A`, `${token}=`, ` ${token}`, token.toUpperCase(), ''])
      expect(await opens(wrong)).toBeNull()
    // The last character holds four bits; others decode to the same bytes, and are another text.
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      if (!token.endsWith(last)) expect(await opens(`${token.slice(0, -1)}${last}`)).toBeNull()
  })

  it('opens nothing with the signature of another link, or in another workspace', async () => {
    const token = tokenOf(path)
    const other = tokenOf(
      (await createReviewLink(world.ctx, editor, requestId, { name: 'Eve', days: 3 })).path,
    )
    expect(await opens(`${token.slice(0, 64)}${other.slice(64)}`)).toBeNull()
    const copy = newId()
    await owner.query(
      `insert into review_links (workspace_id, id, request_id, name, created_by, created_at, expires_at)
       select workspace_id, $2, request_id, name, created_by, created_at, expires_at from review_links where id = $1`,
      [linkId, copy],
    )
    expect(await opens(`${token.slice(0, 32)}${copy.replaceAll('-', '')}${token.slice(64)}`)).toBeNull()
    const elsewhere = (await createTestWorkspace(world.ctx)).actor.workspaceId.replaceAll('-', '')
    expect(await opens(`${elsewhere}${token.slice(32)}`)).toBeNull()
    expect(await opens(`${token.slice(0, 32)}${newId().replaceAll('-', '')}${token.slice(64)}`)).toBeNull()
  })
})

describe('the key', () => {
  it('lies sealed for its workspace: a copy in another one opens nothing, and the log says why', async () => {
    const { rows } = await owner.query<{ sealed: string }>(
      'select sealed from review_link_keys where workspace_id = $1',
      [editor.workspaceId],
    )
    expect(rows[0]!.sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{95}$/)
    const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
    const stranger = await createPerson(world.ctx, workspaceId, 'editor')
    const campaign = await createCampaignOf(world.ctx, stranger, await completeBody(world.ctx, stranger))
    const request = await ask(world.ctx, stranger, campaign.id)
    const made = await createReviewLink(world.ctx, stranger, request.id, { name: 'Eve', days: 3 })
    expect(await opens(tokenOf(made.path))).toBe('Eve')
    await owner.query('update review_link_keys set sealed = $2 where workspace_id = $1', [
      workspaceId,
      rows[0]!.sealed,
    ])
    const lines: string[] = []
    const ctx = { ...world.ctx, log: createLog('warn', { write: (line) => void lines.push(line) }) }
    expect(await opens(tokenOf(made.path), ctx)).toBeNull()
    expect(lines).toEqual([expect.stringContaining('A review link was not opened: its key cannot be.')])
  })

  it('is opened by the ring alone: with another one no link opens, and none is made', async () => {
    const ctx = { ...world.ctx, secrets: new KeyRing([newRingKey()]) }
    expect(await opens(tokenOf(path), ctx)).toBeNull()
    const made = createReviewLink(ctx, editor, requestId, { name: 'Eve', days: 3 })
    expect((await refusal(made)).code).toBe('misconfigured')
    expect((await readApproval(world.ctx, editor, requestId)).links).toHaveLength(1)
    expect(await opens(tokenOf(path))).toBe('Dora')
  })
})

describe('a link is copied again', () => {
  it('word for word, as long as it opens something', async () => {
    expect(await copyReviewLink(world.ctx, editor, linkId)).toEqual({ path })
    const { rows } = await owner.query(
      `select actor, entity_id, detail ->> 'link' as link from audit_log where action = 'approval.copy_link' and workspace_id = $1`,
      [editor.workspaceId],
    )
    expect(rows).toEqual([{ actor: editor.name, entity_id: requestId, link: linkId }])
    await revokeReviewLink(world.ctx, editor, linkId)
    expect((await refusal(copyReviewLink(world.ctx, editor, linkId))).code).toBe('not_found')
    expect(await opens(tokenOf(path))).toBeNull()
  })

  it('not once it has expired, and opens nothing then, however it is signed', async () => {
    await set(
      'review_links',
      linkId,
      `created_at = now() - interval '2 days', expires_at = now() - interval '1 minute'`,
    )
    // Signed as it stands, so that its signature is right.
    const { rows } = await owner.query<FoundLink>(
      `select l.*, r.plan_hash, r.version, ((extract(epoch from l.expires_at) * 1000000)::bigint)::text as expires_micros,
              k.sealed as sealed_key
         from review_links l join approval_requests r on r.id = l.request_id
         join review_link_keys k on k.workspace_id = l.workspace_id where l.id = $1`,
      [linkId],
    )
    const { workspaceId } = editor
    const signed = await world.ctx.db.transaction({ workspaceId }, (tx) =>
      pathTo(world.ctx, tx, workspaceId, rows[0]!),
    )
    expect(tokenOf(signed).slice(0, 64)).toBe(tokenOf(path).slice(0, 64))
    expect(await opens(tokenOf(signed))).toBeNull()
    expect((await refusal(copyReviewLink(world.ctx, editor, linkId))).code).toBe('not_found')
    const [link] = (await readApproval(world.ctx, editor, requestId)).links
    expect(link!.actions).toEqual([{ action: 'copy', allowed: false, reason: 'It opens nothing any more.' }])
  })

  it('by its maker or who may approve: an author gets no link by which somebody else’s approval would be theirs', async () => {
    const { workspaceId } = editor
    const approver = await createPerson(world.ctx, workspaceId, 'approver')
    const other = await createPerson(world.ctx, workspaceId, 'editor')
    const key: Actor = { ...approver, role: 'admin', userId: null, name: 'ci' }
    const made = await createReviewLink(world.ctx, approver, requestId, { name: 'Client', days: 3 })
    for (const who of [editor, other, key]) {
      const refused = await refusal(copyReviewLink(world.ctx, who, made.link.id))
      expect([refused.code, refused.message]).toEqual([
        'forbidden',
        expect.stringContaining('Make a link of your own.'),
      ])
      const { links } = await readApproval(world.ctx, who, requestId)
      const told = links.find(({ id }) => id === made.link.id)!.actions
      expect(told).toEqual([{ action: 'copy', allowed: false, reason: refused.message }])
    }
    for (const id of [made.link.id, linkId])
      expect((await copyReviewLink(world.ctx, approver, id)).path).toMatch(/^\/review#token=/)
  })
})

describe('a link from before links were signed', () => {
  async function oldLink(lives: string): Promise<string> {
    const token = `${editor.workspaceId.replaceAll('-', '')}${newSecret()}`
    await owner.query(
      `insert into review_links (workspace_id, id, request_id, token_sha256, name, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, 'Old', $5, now() - interval '1 day', now() + $6::interval)`,
      [editor.workspaceId, newId(), requestId, sha256(token), editor.name, lives],
    )
    return token
  }

  it('lives until it expires or is taken back, and can be copied as a signed one', async () => {
    const token = await oldLink('1 hour')
    expect(await opens(token)).toBe('Old')
    expect(await opens(await oldLink('-1 hour'))).toBeNull()
    expect(await opens(token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBeNull()
    const { links } = await readApproval(world.ctx, editor, requestId)
    const { id } = links.find(({ name, expiresAt }) => name === 'Old' && Date.parse(expiresAt) > Date.now())!
    const again = await copyReviewLink(world.ctx, editor, id)
    expect(await opens(tokenOf(again.path))).toBe('Old')
    await revokeReviewLink(world.ctx, editor, id)
    expect([await opens(token), await opens(tokenOf(again.path))]).toEqual([null, null])
  })

  it('is none of those that are made now', async () => {
    const { rows } = await owner.query('select token_sha256 from review_links where id = $1', [linkId])
    expect(rows).toEqual([{ token_sha256: null }])
  })
})
