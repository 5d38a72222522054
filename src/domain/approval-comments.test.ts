import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, createPerson } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { commentOnApproval } from './approvals.ts'
import { commentOnReview, createReviewLink } from './reviews.ts'

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

it('comments have an end for the team and for each link, and neither takes the other’s', async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  const editor = await createPerson(world.ctx, workspaceId, 'editor')
  const campaign = await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
  const { id } = await ask(world.ctx, editor, campaign.id)
  const linked = async () => {
    const { link, path } = await createReviewLink(world.ctx, editor, id, { name: 'Dora', days: 3 })
    return { linkId: link.id, token: path.replace('/review#token=', '') }
  }
  const fill = async (linkId: string | null) =>
    await owner.query(
      `insert into approval_comments (workspace_id, id, request_id, body, created_by, review_link_id)
       select workspace_id, gen_random_uuid(), id, 'x', 'y', $2 from approval_requests, generate_series(1, 200) where id = $1`,
      [id, linkId],
    )
  const team = async () => await commentOnApproval(world.ctx, editor, id, { path: '', body: 'Why?' })
  const client = async (token: string) =>
    await commentOnReview(world.ctx, token, { path: '', body: 'Why?', wantsChanges: false }, null)
  const [first, second] = [await linked(), await linked()]
  await fill(null)
  expect((await refusal(team())).errors[0]).toMatchObject({ path: 'body', code: 'too_many_comments' })
  await client(first.token)
  await fill(first.linkId)
  expect((await refusal(client(first.token))).errors[0]?.code).toBe('too_many_comments')
  await client(second.token)
})
