import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, createPerson } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { untilSomebodyWaits } from '../../test/schema/waiting.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { readApproval } from './approvals.ts'
import { newSecret } from '../base/ids.ts'
import { approveReview, commentOnReview, createReviewLink, openReview } from './reviews.ts'

let world: TestWorld
let owner: Client

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

it.each(['comment', 'changes', 'approval'] as const)(
  'nothing is said through a link that is taken back at that moment: %s',
  async (what) => {
    const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
    const editor = await createPerson(world.ctx, workspaceId, 'editor')
    const campaign = await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
    const request = await ask(world.ctx, editor, campaign.id)
    const { link, path } = await createReviewLink(world.ctx, editor, request.id, { name: 'Dora', days: 3 })
    const token = path.replace('/review#token=', '')
    const holder = new Client({ connectionString: world.databaseUrl })
    await holder.connect()
    try {
      await holder.query('begin')
      await holder.query('update review_links set revoked_at = now() where id = $1', [link.id])
      const saying =
        what === 'approval'
          ? approveReview(world.ctx, token, request.planHash, null)
          : commentOnReview(
              world.ctx,
              token,
              { path: '', body: 'No.', wantsChanges: what === 'changes' },
              null,
            )
      const said = saying.then(
        () => 'said',
        (error: unknown) => (error instanceof Error ? error.message : error),
      )
      await untilSomebodyWaits(owner)
      await holder.query('commit')
      expect(await said).toMatch(/^This link opens nothing/)
    } finally {
      await holder.end()
    }
    const { state, comments, approvals } = await readApproval(world.ctx, editor, request.id)
    expect({ state, comments, approvals }).toEqual({ state: 'REQUESTED', comments: [], approvals: [] })
  },
)

it('of two who make the first link of a workspace at once, the second signs with the key of the first', async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  const editor = await createPerson(world.ctx, workspaceId, 'editor')
  const campaign = await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
  const request = await ask(world.ctx, editor, campaign.id)
  const sealed = world.ctx.secrets.seal(newSecret(), `review_link_keys.sealed:${workspaceId}`)
  const holder = new Client({ connectionString: world.databaseUrl })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query('insert into review_link_keys (workspace_id, sealed) values ($1, $2)', [
      workspaceId,
      sealed,
    ])
    const making = createReviewLink(world.ctx, editor, request.id, { name: 'Dora', days: 3 })
    await Promise.race([making, untilSomebodyWaits(owner)])
    await holder.query('commit')
    const { path } = await making
    expect((await openReview(world.ctx, path.replace('/review#token=', ''))).name).toBe('Dora')
  } finally {
    await holder.end()
  }
  const { rows } = await owner.query('select sealed from review_link_keys where workspace_id = $1', [
    workspaceId,
  ])
  expect(rows).toEqual([{ sealed }])
})

it('twelve first links at once are all signed with one key', async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  const editor = await createPerson(world.ctx, workspaceId, 'editor')
  const requests = []
  for (let n = 0; n < 12; n += 1) {
    const campaign = await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
    requests.push(await ask(world.ctx, editor, campaign.id))
  }
  const made = await Promise.all(
    requests.map(({ id }) => createReviewLink(world.ctx, editor, id, { name: 'Dora', days: 3 })),
  )
  for (const { path } of made)
    expect((await openReview(world.ctx, path.replace('/review#token=', ''))).name).toBe('Dora')
})
