import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import type { Batch, BatchItem } from '../../src/contract/batch.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import { planBatch } from '../../src/domain/batch-plan.ts'
import { deleteCampaign, editCampaign } from '../../src/domain/edit-campaigns.ts'
import { runBatches } from '../../src/domain/publication/run-batches.ts'
import {
  cancelBatch,
  createBatch,
  listBatchItems,
  readBatch,
  resumeBatch,
  retryBatch,
} from '../../src/domain/publish-batches.ts'
import { insertAccount } from '../../src/store/accounts.ts'
import { createTestWorkspace } from '../workspace.ts'
import type { WorkerOrder } from './worker-process.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

const PATIENT = { timeout: 45_000 }
const OTHERS = ['1000000001', '1000000002']

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld({ customerIds: [CUSTOMER_ID, ...OTHERS] })
})
/** Worker processes of the test: one that a failed test leaves behind would keep the run from ending. */
const children = new Set<ChildProcess>()

afterEach(() => {
  world.emulator.control.faults.clear()
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(async () => await world.close())

const drafts = async (count: number, over?: object): Promise<Campaign[]> =>
  await Promise.all(
    Array.from({ length: count }, () => world.draft({ accountId: world.home.accountId, ...over })),
  )
const open = async (
  campaigns: readonly { id: string; planHash?: string }[],
  { staged = false, activate = true } = {},
): Promise<Batch> =>
  await createBatch(world.ctx, world.home.actor, {
    campaigns: campaigns.map(({ id, planHash }) => ({ id, planHash })),
    activate,
    staged,
  })
const now = async ({ id }: Batch): Promise<Batch> => await readBatch(world.ctx, world.home.actor, id)
const items = async ({ id }: Batch): Promise<BatchItem[]> =>
  (await listBatchItems(world.ctx, world.home.actor, id, { limit: 200 })).items
const ended = async (batch: Batch): Promise<Batch> => {
  await expect
    .poll(async () => (await now(batch)).state, { timeout: 45_000, interval: 50 })
    .not.toBe('RUNNING')
  return await now(batch)
}
/** Every campaign of the batch is at Google once, and enabled. */
const expectOnce = async (campaigns: readonly Campaign[], status = 'ENABLED'): Promise<void> => {
  for (const { id, name } of campaigns) {
    const { googleCampaignId } = await world.now(id)
    expect(await world.remote(name)).toEqual([{ id: googleCampaignId, status }])
  }
}
/** Google refuses the creates of this campaign. */
const refuse = (campaign: Campaign, count = 1): void => {
  world.emulator.control.injectFault({
    kind: 'error',
    code: 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
    count,
    match: { path: 'googleAds:mutate', body: campaign.name },
  })
}

describe('a batch', () => {
  it('publishes each of its campaigns once, and says what became of each', async () => {
    const campaigns = await drafts(7)
    const batch = await open(campaigns)
    expect(batch).toMatchObject({ state: 'RUNNING', total: 7, outcomes: { WAITING: 7 } })
    const workers = [world.work(), world.work()]
    expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 7 }, message: null })
    await Promise.all(workers.map((worker) => worker.stop()))
    await expectOnce(campaigns)
    expect((await items(batch)).map(({ campaignId }) => campaignId)).toEqual(campaigns.map(({ id }) => id))
  })

  it('goes on past what is refused here, refused by Google or deleted; the retry begins those anew and no others', async () => {
    const [good, incomplete, refusedByGoogle, deleted] = await drafts(4)
    await editCampaign(
      world.ctx,
      world.home.actor,
      incomplete!.id,
      1,
      campaignPatchSchema.parse({ dailyBudgetMicros: null }),
    )
    refuse(refusedByGoogle!)
    const batch = await open([good!, incomplete!, refusedByGoogle!, deleted!])
    await deleteCampaign(world.ctx, world.home.actor, deleted!.id, 1)
    const worker = world.work()
    expect(await ended(batch)).toMatchObject({
      state: 'FINISHED',
      outcomes: { DONE: 1, REFUSED: 2, FAILED: 1 },
    })
    const [first, second, third, fourth] = await items(batch)
    expect(first).toMatchObject({ outcome: 'DONE', findings: [], errors: [] })
    expect(second).toMatchObject({ outcome: 'REFUSED', publicationId: null })
    expect(second!.findings.map(({ path }) => path)).toContain('dailyBudgetMicros')
    expect(third).toMatchObject({ outcome: 'FAILED', message: expect.stringContaining('Google refused it') })
    expect(third!.errors[0]).toMatchObject({
      code: 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
    })
    expect(fourth).toMatchObject({ outcome: 'REFUSED', campaignName: deleted!.name })

    await editCampaign(
      world.ctx,
      world.home.actor,
      incomplete!.id,
      2,
      campaignPatchSchema.parse({ dailyBudgetMicros: '50000000' }),
    )
    await retryBatch(world.ctx, world.home.actor, batch.id, undefined)
    expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 3, REFUSED: 1 } })
    await worker.stop()
    await expectOnce([good!, incomplete!, refusedByGoogle!])
    const published = await world.sql('select from publications where campaign_id = $1', [good!.id])
    expect(published).toHaveLength(1)
  })

  it('says so where Google has a campaign already as it is here', async () => {
    const [campaign] = await drafts(1)
    const worker = world.work()
    await world.publish(campaign!.id)
    const batch = await open([campaign!])
    expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { UNCHANGED: 1 } })
    await worker.stop()
  })

  it('publishes the plans that were approved, and no others', async () => {
    const [kept, edited] = await drafts(2)
    const plan = await planBatch(world.ctx, world.home.actor, [kept!.id, edited!.id])
    const approved = plan.items.map(({ campaignId, hash }) => ({ id: campaignId, planHash: hash! }))
    const batch = await open(approved)
    await editCampaign(
      world.ctx,
      world.home.actor,
      edited!.id,
      1,
      campaignPatchSchema.parse({ dailyBudgetMicros: '900000000' }),
    )
    const worker = world.work()
    expect((await ended(batch)).outcomes).toEqual({ DONE: 1, REFUSED: 1 })
    const [, refused] = await items(batch)
    expect(refused).toMatchObject({ findings: [{ code: 'plan_changed' }] })
    expect(await world.remote(edited!.name)).toEqual([])
    // With the plan of now, approved anew.
    const again = await planBatch(world.ctx, world.home.actor, [edited!.id])
    await retryBatch(world.ctx, world.home.actor, batch.id, [
      { id: edited!.id, planHash: again.items[0]!.hash! },
    ])
    expect((await ended(batch)).outcomes).toEqual({ DONE: 2 })
    await worker.stop()
  })

  it('works on several accounts side by side, and on each one request at a time', async () => {
    const accountIds = await Promise.all(
      OTHERS.map(async (customerId) => {
        const { workspaceId } = world.home.actor
        const id = newId()
        await world.ctx.db.transaction({ workspaceId }, (tx) =>
          insertAccount(tx, workspaceId, {
            id,
            customer_id: customerId,
            login_customer_id: null,
            name: customerId,
            currency_code: 'USD',
            time_zone: 'America/New_York',
            environment: 'EMULATOR',
          }),
        )
        return id
      }),
    )
    const campaigns = [
      ...(await drafts(2, { accountId: accountIds[0] })),
      ...(await drafts(2, { accountId: accountIds[1] })),
    ]
    // Held up at Google until both accounts have a request there.
    world.emulator.control.injectFault({
      kind: 'delay',
      beforeMs: 400,
      count: 4,
      match: { path: 'googleAds:mutate', body: 'campaignBudgetOperation' },
    })
    const batch = await open(campaigns)
    const worker = world.work()
    const running = async () =>
      (await world.sql(
        `select count(*)::int as n, count(distinct account_id)::int as accounts from publications where state = 'RUNNING'`,
      )) as {
        n: number
        accounts: number
      }[]
    await expect.poll(async () => (await running())[0], PATIENT).toEqual({ n: 2, accounts: 2 })
    expect((await ended(batch)).outcomes).toEqual({ DONE: 4 })
    await worker.stop()
  })

  it('opens a few publications of an account ahead and no more, so that the rest can be stopped', async () => {
    const campaigns = await drafts(6)
    const batch = await open(campaigns)
    await runBatches(world.ctx)
    await runBatches(world.ctx)
    expect((await now(batch)).outcomes).toEqual({ PUBLISHING: 2, WAITING: 4 })
    const stopped = await cancelBatch(world.ctx, world.home.actor, batch.id)
    expect(stopped).toMatchObject({ state: 'STOPPED', outcomes: { PUBLISHING: 2, STOPPED: 4 } })
    expect(stopped.message).toMatch(/Stopped by tester@example.com before 4 campaigns had begun/)
    const worker = world.work()
    await expect.poll(async () => (await now(batch)).outcomes, PATIENT).toEqual({ DONE: 2, STOPPED: 4 })
    await expect(cancelBatch(world.ctx, world.home.actor, batch.id)).rejects.toThrow(/nothing to stop/)
    await resumeBatch(world.ctx, world.home.actor, batch.id)
    expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 6 }, message: null })
    await worker.stop()
    await expectOnce(campaigns)
  })
})

describe('a staged batch', () => {
  it('begins with the first one alone, and with the others once it is through', async () => {
    const campaigns = await drafts(4)
    const batch = await open(campaigns, { staged: true })
    await runBatches(world.ctx)
    await runBatches(world.ctx)
    expect((await now(batch)).outcomes).toEqual({ PUBLISHING: 1, WAITING: 3 })
    const worker = world.work()
    expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 4 } })
    await worker.stop()
    await expectOnce(campaigns)
  })

  it.each([0, 2])(
    'stops at a failure (of number %i), says why, and goes on when a person says so',
    async (index) => {
      const campaigns = await drafts(6)
      const bad = campaigns[index]!
      refuse(bad)
      const batch = await open(campaigns, { staged: true })
      const worker = world.work()
      const stopped = await ended(batch)
      expect(stopped.state).toBe('STOPPED')
      expect(stopped.message).toContain(`“${bad.name}” did not get through. Google refused it`)
      expect(stopped.outcomes.STOPPED).toBeGreaterThan(0)
      expect(stopped.outcomes.FAILED).toBe(1)
      await resumeBatch(world.ctx, world.home.actor, batch.id)
      expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 5, FAILED: 1 } })
      await retryBatch(world.ctx, world.home.actor, batch.id, undefined)
      expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 6 } })
      await worker.stop()
      await expectOnce(campaigns)
    },
  )

  it('is not set going again by a retry of the failed one alone', async () => {
    const campaigns = await drafts(3)
    refuse(campaigns[0]!)
    const batch = await open(campaigns, { staged: true })
    const worker = world.work()
    await ended(batch)
    await retryBatch(world.ctx, world.home.actor, batch.id, undefined)
    const after = await ended(batch)
    expect(after).toMatchObject({ state: 'STOPPED', outcomes: { DONE: 1, STOPPED: 2 } })
    expect(after.message).toMatch(/2 campaigns/)
    await worker.stop()
  })
})

describe('a batch whose worker is killed', () => {
  it.each(['MUTATE:answered', 'MUTATE:journalled', 'claim:after', 'success:inside'])(
    'without a warning (at %s) is taken up by another one: each campaign once',
    async (point) => {
      const campaigns = await drafts(5)
      const batch = await open(campaigns)
      const order: WorkerOrder = {
        databaseUrl: world.databaseUrl,
        emulatorUrl: world.emulator.url,
        leaseSeconds: 1,
        patience: { searchSeconds: 0.5 },
        at: { point, nth: 2, signal: 'SIGKILL' },
      }
      const file = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
      const child = spawn(process.execPath, [file], {
        env: { ...process.env, WORKER_ORDER: JSON.stringify(order) },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      children.add(child)
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
      expect(signal).toBe('SIGKILL')
      const workers = [world.work({ leaseSeconds: 1 }), world.work({ leaseSeconds: 1 })]
      for (const { publicationId } of await items(batch)) {
        if (publicationId !== null) await world.ended(publicationId)
      }
      expect(await ended(batch)).toMatchObject({ state: 'FINISHED', outcomes: { DONE: 5 } })
      await Promise.all(workers.map((worker) => worker.stop()))
      await expectOnce(campaigns)
      const published = await world.sql('select from publications where campaign_id = any ($1)', [
        campaigns.map(({ id }) => id),
      ])
      expect(published).toHaveLength(5)
    },
  )
})

describe('who may', () => {
  it('publishers and administrators of the workspace, and nobody else', async () => {
    const [campaign] = await drafts(1)
    const editor = { ...world.home.actor, role: 'editor' } as const
    const request = { campaigns: [{ id: campaign!.id }], activate: true, staged: false }
    await expect(createBatch(world.ctx, editor, request)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = await createTestWorkspace(world.ctx)
    await expect(createBatch(world.ctx, stranger.actor, request)).rejects.toMatchObject({
      code: 'not_allowed',
      errors: [{ path: 'campaigns[0].id' }],
    })
    const batch = await open([campaign!])
    await expect(readBatch(world.ctx, stranger.actor, batch.id)).rejects.toMatchObject({ code: 'not_found' })
    for (const act of [cancelBatch, resumeBatch]) {
      await expect(act(world.ctx, editor, batch.id)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(act(world.ctx, stranger.actor, batch.id)).rejects.toMatchObject({ code: 'not_found' })
    }
    await cancelBatch(world.ctx, world.home.actor, batch.id)
  })
})

describe('the plan of a batch', () => {
  it('adds up by currency what can be published, and says of the others why not', async () => {
    const [first, second, incomplete] = await drafts(3)
    await editCampaign(
      world.ctx,
      world.home.actor,
      incomplete!.id,
      1,
      campaignPatchSchema.parse({ dailyBudgetMicros: null }),
    )
    const lost = newId()
    const plan = await planBatch(world.ctx, world.home.actor, [first!.id, second!.id, incomplete!.id, lost])
    expect(plan.publishable).toBe(2)
    expect(plan.exposure).toEqual([
      {
        currencyCode: 'USD',
        campaigns: 2,
        dailyBudgetMicros: '100000000',
        worstDayMicros: '200000000',
        monthMicros: '3040000000',
      },
    ])
    expect(plan.items.map(({ problem }) => problem === null)).toEqual([true, true, false, false])
    expect(plan.items[2]!.errorCount).toBeGreaterThan(0)
    expect(plan.items[3]).toMatchObject({
      name: null,
      problem: 'There is no such campaign in this workspace.',
    })
    expect(plan.quota).toMatchObject({ limit: null, fits: true })
    expect(plan.quota.operations).toBe(plan.items[0]!.quotaOperations + plan.items[1]!.quotaOperations)
  })
})
