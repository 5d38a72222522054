import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEditingWorld, type EditingWorld } from '../../test/campaign-edits.ts'
import { refusal } from '../../test/refusal.ts'
import { unarchiveCampaign } from './edit-campaigns.ts'

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

it('what is archived comes back as it was, for whoever may archive it, and the log says so', async () => {
  const [id] = (await world.drafts(1)) as [string]
  const { ctx, home } = world
  expect(await refusal(unarchiveCampaign(ctx, home.actor, id))).toMatchObject({
    code: 'conflict',
    message: 'The campaign is not archived.',
  })
  await world.owner.query('update campaigns set archived_at = now() where id = $1', [id])
  const editor = { ...home.actor, role: 'editor' as const }
  expect((await refusal(unarchiveCampaign(ctx, editor, id))).code).toBe('forbidden')
  expect((await refusal(unarchiveCampaign(ctx, home.actor, id, 7))).code).toBe('stale')
  const { json } = await unarchiveCampaign(ctx, home.actor, id)
  expect(JSON.parse(json)).toMatchObject({ id, name: 'Draft 0', version: 1, archivedAt: null })
  const { rows } = await world.owner.query(
    'select action from audit_log where entity_id = $1 order by seq desc limit 1',
    [id],
  )
  expect(rows).toEqual([{ action: 'campaign.unarchive' }])
})
