import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, createPerson } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { KeyRing, newRingKey } from '../base/secrets.ts'
import { createReviewLink, openReview } from '../domain/reviews.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
const run = promisify(execFile)
let world: TestWorld
beforeAll(async () => {
  world = await createTestWorld()
})
afterAll(async () => await world.close())

test('what review links are signed with is sealed anew when the ring is turned, and the links live on', async () => {
  const [old, current] = [newRingKey(), newRingKey()]
  const with_ = (...keys: string[]) => ({ ...world.ctx, secrets: new KeyRing(keys) })
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  const editor = await createPerson(world.ctx, workspaceId, 'editor')
  const campaign = await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
  const { id } = await ask(world.ctx, editor, campaign.id)
  const { path } = await createReviewLink(with_(old), editor, id, { name: 'Dora', days: 3 })
  const token = path.replace('/review#token=', '')
  const env = {
    ...process.env,
    DATABASE_URL: world.databaseUrl,
    GACM_SECRET_KEY: `${current},${old}`,
  }
  const { stdout } = await run(process.execPath, [LAUNCHER, 'secrets', 'rotate', '--json'], { env })
  expect(JSON.parse(stdout)).toEqual({ secrets: 1, sealedAnew: 1 })
  expect((await openReview(with_(current), token)).name).toBe('Dora')
})
