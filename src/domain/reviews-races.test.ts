import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, createPerson } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { untilSomebodyWaits } from '../../test/schema/waiting.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { readApproval } from './approvals.ts'
import { approveReview, commentOnReview, createReviewLink } from './reviews.ts'

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
