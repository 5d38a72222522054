import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, BatchItem } from '../../src/contract/batch.ts'
import { batchRequestSchema } from '../../src/contract/batch.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { duplicateCampaign } from '../../src/domain/edit-campaigns.ts'
import { protectCampaign } from '../../src/domain/protect-campaigns.ts'
import {
  cancelBatch,
  createBatch,
  listBatchItems,
  readBatch,
  resumeBatch,
  retryBatch,
} from '../../src/domain/publish-batches.ts'
import { setPolicy } from '../approvals.ts'
import { refusal } from '../refusal.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

const PATIENT = { timeout: 120_000 }

let world: PublishingWorld
beforeAll(async () => {
  world = await createPublishingWorld()
})
afterAll(async () => await world.close())

async function published(count: number): Promise<Campaign[]> {
  const first = await world.draft()
  const made: Campaign[] = []
  while (made.length < count) {
    const name = `${made.length} of ${first.id}`
    made.push(await world.now((await duplicateCampaign(world.ctx, world.home.actor, first.id, name)).id))
  }
  const worker = world.work()
  for (const { id } of made) await world.publish(id, { activate: true })
  await worker.stop()
  return made
}

const begin = async (
  kind: 'PAUSE' | 'RESUME',
  campaigns: readonly Campaign[],
  actor = world.home.actor,
): Promise<Batch> =>
  await createBatch(
    world.ctx,
    actor,
    batchRequestSchema.parse({ kind, campaigns: campaigns.map(({ id }) => ({ id })) }),
  )
const items = async ({ id }: Batch): Promise<BatchItem[]> =>
  (await listBatchItems(world.ctx, world.home.actor, id, { limit: 200 })).items
const over = async ({ id }: Batch): Promise<Batch> => {
  const now = async (): Promise<Batch> => await readBatch(world.ctx, world.home.actor, id)
  await expect.poll(async () => (await now()).state, { timeout: 45_000, interval: 50 }).not.toBe('RUNNING')
  return await now()
}
const atGoogle = async (campaigns: readonly Campaign[]): Promise<string[]> =>
  await Promise.all(campaigns.map(async ({ name }) => (await world.remote(name))[0]?.status ?? 'NONE'))

describe('a batch that pauses', () => {
  it(
    'is carried out by the workers after one request, with a verdict for each campaign',
    PATIENT,
    async () => {
      const [one, two, protectedOne, paused] = await published(4)
      const draft = await world.draft()
      const all = [one!, two!, protectedOne!, paused!, draft]
      await protectCampaign(world.ctx, world.home.actor, protectedOne!.id, { reason: 'The launch' })
      const before = world.work()
      await over(await begin('PAUSE', [paused!]))
      await before.stop()
      const batch = await begin('PAUSE', all)
      expect(batch).toMatchObject({
        kind: 'PAUSE',
        state: 'RUNNING',
        activate: false,
        outcomes: { WAITING: 5 },
      })
      // Whoever asked is gone; whatever worker comes finds it.
      const worker = world.work()
      expect(await over(batch)).toMatchObject({
        state: 'FINISHED',
        outcomes: { DONE: 2, REFUSED: 2, UNCHANGED: 1 },
      })
      const verdicts = (await items(batch)).map(({ outcome, message }) => [outcome, message])
      expect(verdicts).toEqual([
        ['DONE', null],
        ['DONE', null],
        ['REFUSED', expect.stringContaining('protected this campaign')],
        ['UNCHANGED', 'Only a published campaign can be paused.'],
        ['REFUSED', 'Only a published campaign can be paused.'],
      ])
      expect(await atGoogle(all.slice(0, 4))).toEqual(['PAUSED', 'PAUSED', 'ENABLED', 'PAUSED'])
      expect((await world.now(one!.id)).status).toBe('PAUSED')

      await world.sql('delete from campaign_protections')
      expect(
        await retryBatch(world.ctx, world.home.actor, batch.id, [{ id: protectedOne!.id }]),
      ).toMatchObject({
        state: 'RUNNING',
      })
      expect(await over(batch)).toMatchObject({ outcomes: { DONE: 3, REFUSED: 1, UNCHANGED: 1 } })
      await worker.stop()
      expect(await atGoogle([protectedOne!])).toEqual(['PAUSED'])
    },
  )

  it('can be stopped before its turn comes, and go on', PATIENT, async () => {
    const campaigns = await published(2)
    const batch = await begin('PAUSE', campaigns)
    expect(await cancelBatch(world.ctx, world.home.actor, batch.id)).toMatchObject({
      outcomes: { STOPPED: 2 },
    })
    await resumeBatch(world.ctx, world.home.actor, batch.id)
    const worker = world.work()
    expect(await over(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 2 } })
    await worker.stop()
    expect(await atGoogle(campaigns)).toEqual(['PAUSED', 'PAUSED'])
  })

  it('has no plans and no stages, and is for who may pause', async () => {
    const draft = await world.draft()
    const wrong = (more: object): boolean =>
      batchRequestSchema.safeParse({ kind: 'PAUSE', campaigns: [{ id: draft.id }], ...more }).success
    expect(wrong({})).toBe(true)
    expect(wrong({ staged: true })).toBe(false)
    expect(wrong({ campaigns: [{ id: draft.id, planHash: 'a'.repeat(64) }] })).toBe(false)
    const editor = { ...world.home.actor, role: 'editor' as const }
    expect((await refusal(begin('PAUSE', [draft], editor))).code).toBe('forbidden')
    const elsewhere = {
      ...world.home.actor,
      role: 'publisher' as const,
      accounts: { [draft.id]: 'publisher' as const },
    }
    const error = await refusal(begin('PAUSE', [draft], elsewhere))
    expect([error.code, error.message]).toEqual([
      'forbidden',
      expect.stringContaining('cannot be paused by you'),
    ])
  })
})

describe('a batch that resumes', () => {
  it('lets run again what is paused, under the approvals that a single one needs', PATIENT, async () => {
    const campaigns = await published(2)
    const worker = world.work()
    await over(await begin('PAUSE', campaigns))
    await setPolicy(world.ctx, world.home.actor, 1)
    const refused = await begin('RESUME', campaigns)
    expect(refused).toMatchObject({ kind: 'RESUME', activate: true })
    expect(await over(refused)).toMatchObject({ state: 'FINISHED', outcomes: { REFUSED: 2 } })
    expect((await items(refused))[0]!.message).toMatch(/approv/i)
    await setPolicy(world.ctx, world.home.actor, 0)
    const batch = await begin('RESUME', campaigns)
    expect(await over(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 2 } })
    await worker.stop()
    expect(await atGoogle(campaigns)).toEqual(['ENABLED', 'ENABLED'])
  })
})
