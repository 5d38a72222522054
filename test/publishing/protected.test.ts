import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src/base/errors.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Stop, StopItem } from '../../src/contract/stops.ts'
import { planBatch } from '../../src/domain/batch-plan.ts'
import { duplicateCampaign } from '../../src/domain/edit-campaigns.ts'
import { protectCampaign, unprotectCampaign } from '../../src/domain/protect-campaigns.ts'
import { createBatch, listBatchItems, readBatch } from '../../src/domain/publish-batches.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import { createStop, listStopItems, previewStop, readStop, restoreStop } from '../../src/domain/stops.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { Database } from '../../src/store/db.ts'
import { statement } from '../../src/store/statement.ts'
import { setPolicy } from '../approvals.ts'
import { refusal } from '../refusal.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

const PATIENT = { timeout: 120_000 }
const PROTECTED = { code: 'conflict', message: expect.stringContaining('protected this campaign') as string }

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
})
afterAll(async () => await world.close())

async function drafts(count: number): Promise<Campaign[]> {
  const first = await world.draft()
  const made: Campaign[] = []
  while (made.length < count) {
    const name = `${made.length} of ${first.id}`
    made.push(await world.now((await duplicateCampaign(world.ctx, world.home.actor, first.id, name)).id))
  }
  return made
}

async function published(count: number, paused: readonly number[] = []): Promise<Campaign[]> {
  const made = await drafts(count)
  const worker = world.work()
  for (const [index, { id }] of made.entries()) await world.publish(id, { activate: !paused.includes(index) })
  await worker.stop()
  return made
}

const protect = async ({ id }: Campaign): Promise<void> =>
  void (await protectCampaign(world.ctx, world.home.actor, id, { reason: 'The launch' }))
const atGoogle = async (campaigns: readonly Campaign[]): Promise<string[]> =>
  await Promise.all(campaigns.map(async ({ name }) => (await world.remote(name))[0]?.status ?? 'NONE'))

const stopAll = async (leaveProtected: boolean): Promise<Stop> => {
  const [{ name }] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as [{ name: string }]
  return await createStop(world.ctx, world.home.actor, {
    accountId: null,
    name,
    reason: null,
    leaveProtected,
  })
}
const now = async ({ id }: Stop): Promise<Stop> => await readStop(world.ctx, world.home.actor, id)
const itemOf = async ({ id }: Stop, campaign: Campaign): Promise<StopItem | undefined> => {
  const { items } = await listStopItems(world.ctx, world.home.actor, id, { limit: 200 })
  return items.find(({ campaignId }) => campaignId === campaign.id)
}
const until = async (stop: Stop, outcomes: Stop['outcomes']): Promise<void> =>
  await expect
    .poll(async () => (await now(stop)).outcomes, { timeout: 30_000, interval: 50 })
    .toEqual(outcomes)
const over = async (stop: Stop): Promise<Stop['restored']> => {
  await restoreStop(world.ctx, world.home.actor, stop.id)
  await expect.poll(async () => (await now(stop)).state, { timeout: 30_000, interval: 50 }).toBe('OVER')
  return (await now(stop)).restored
}
async function clear(): Promise<void> {
  await world.sql('delete from campaign_protections')
  await world.sql(
    `update campaigns set archived_at = now(), google_removed_at = now() where status <> 'DRAFT'`,
  )
}
afterEach(clear)

describe('a campaign that is protected', () => {
  it(
    'is neither published nor paused nor resumed, alone or with others, until somebody lets go',
    PATIENT,
    async () => {
      const [live, paused, draft, free] = await published(4, [1, 2, 3])
      const [fresh] = await drafts(1)
      for (const one of [live!, paused!, draft!, fresh!]) await protect(one)
      const { ctx, home } = world
      await expect(pauseCampaign(ctx, home.actor, live!.id)).rejects.toMatchObject(PROTECTED)
      await expect(resumeCampaign(ctx, home.actor, paused!.id)).rejects.toMatchObject(PROTECTED)
      await expect(publishCampaign(ctx, home.actor, fresh!.id, { activate: true })).rejects.toMatchObject(
        PROTECTED,
      )
      const plan = await planBatch(ctx, home.actor, [fresh!.id, free!.id])
      expect(plan.items.map(({ problem }) => problem)).toEqual([PROTECTED.message, null])
      const worker = world.work()
      const batch = await createBatch(ctx, home.actor, {
        campaigns: [fresh!, free!].map(({ id }) => ({ id, planHash: undefined })),
        activate: true,
        staged: false,
      })
      await expect
        .poll(async () => (await readBatch(ctx, home.actor, batch.id)).state, { timeout: 20_000 })
        .toBe('FINISHED')
      const { items } = await listBatchItems(ctx, home.actor, batch.id, { limit: 10 })
      expect(items.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'DONE'])
      expect(items[0]!.message).toEqual(PROTECTED.message)
      await unprotectCampaign(ctx, home.actor, paused!.id)
      await world.ended((await resumeCampaign(ctx, home.actor, paused!.id)).publicationId)
      await worker.stop()
      expect(await atGoogle([live!, paused!, free!])).toEqual(['ENABLED', 'ENABLED', 'ENABLED'])
    },
  )

  it('is not protected while a publication of it is open', PATIENT, async () => {
    const [draft] = await drafts(1)
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft!.id, {
      activate: false,
    })
    const error = await refusal(protectCampaign(world.ctx, world.home.actor, draft!.id, { reason: null }))
    expect(error).toMatchObject({ code: 'conflict', details: { publicationId } })
    const worker = world.work()
    await world.ended(publicationId)
    await protect(draft!)
    await worker.stop()
  })

  it('takes over what Google says as before', PATIENT, async () => {
    const [live] = await published(1)
    await protect(live!)
    const resourceName = `customers/${CUSTOMER_ID}/campaigns/${(await world.now(live!.id)).googleCampaignId}`
    const operation = {
      campaignOperation: { update: { resourceName, status: 'PAUSED' }, updateMask: 'status' },
    }
    await world.emulator.control.editAsUser(CUSTOMER_ID, [operation], 'ana@example.com')
    await syncCampaign(world.ctx, world.home.actor, live!.id)
    expect(await world.now(live!.id)).toMatchObject({
      status: 'PUBLISHED',
      google: { status: 'PAUSED' },
      protection: { reason: 'The launch' },
    })
    await world.emulator.control.editAsUser(
      CUSTOMER_ID,
      [{ campaignOperation: { remove: resourceName } }],
      'ana@example.com',
    )
    await syncCampaign(world.ctx, world.home.actor, live!.id)
    expect((await world.now(live!.id)).google.status).toBe('REMOVED')
  })
})

describe('a stop', () => {
  it('pauses what is protected too, and its restore resumes it', PATIENT, async () => {
    const [held, free] = await published(2)
    await protect(held!)
    expect(await previewStop(world.ctx, world.home.actor)).toMatchObject({
      campaigns: 2,
      protectedCampaigns: 1,
    })
    const worker = world.work()
    const stop = await stopAll(false)
    await until(stop, { PAUSED: 2 })
    expect(await atGoogle([held!, free!])).toEqual(['PAUSED', 'PAUSED'])
    expect(await world.now(held!.id)).toMatchObject({
      status: 'PAUSED',
      protection: { reason: 'The launch' },
    })
    expect(await over(stop)).toEqual({ RESUMED: 2 })
    await worker.stop()
    expect(await atGoogle([held!, free!])).toEqual(['ENABLED', 'ENABLED'])
    expect((await world.now(held!.id)).status).toBe('PUBLISHED')
  })

  it('leaves it running where that was asked for, and the list says so', PATIENT, async () => {
    const [held, free] = await published(2)
    await protect(held!)
    const worker = world.work()
    const stop = await stopAll(true)
    expect(stop).toMatchObject({ leaveProtected: true, total: 2 })
    await until(stop, { PAUSED: 1, LEFT_RUNNING: 1 })
    expect(await itemOf(stop, held!)).toMatchObject({
      outcome: 'LEFT_RUNNING',
      message: 'It is protected, and was left running.',
    })
    expect(await atGoogle([held!, free!])).toEqual(['ENABLED', 'PAUSED'])
    expect(await over(stop)).toEqual({ RESUMED: 1, LEFT_OUT: 1 })
    await worker.stop()
    expect(await atGoogle([held!, free!])).toEqual(['ENABLED', 'ENABLED'])
  })

  it(
    'pauses what it left running once the protection is lifted, and its restore resumes that too',
    PATIENT,
    async () => {
      const [held, free] = await published(2)
      await protect(held!)
      const worker = world.work()
      const stop = await stopAll(true)
      await until(stop, { PAUSED: 1, LEFT_RUNNING: 1 })
      await setPolicy(world.ctx, world.home.actor, 1)
      await unprotectCampaign(world.ctx, world.home.actor, held!.id)
      await until(stop, { PAUSED: 2 })
      expect(await atGoogle([held!, free!])).toEqual(['PAUSED', 'PAUSED'])
      expect(await itemOf(stop, held!)).toMatchObject({ noticedAt: null })
      // It ran before: no new approval is asked for.
      expect(await over(stop)).toEqual({ RESUMED: 2 })
      await setPolicy(world.ctx, world.home.actor, 0)
      await worker.stop()
      expect(await atGoogle([held!, free!])).toEqual(['ENABLED', 'ENABLED'])
      const told = await world.sql(
        `select action, detail->'campaigns' as campaigns from audit_log where entity_id = $1 order by seq`,
        [stop.id],
      )
      expect(told).toMatchObject([
        { action: 'stop.create' },
        { action: 'stop.notice', campaigns: [{ id: held!.id, name: held!.name }] },
        { action: 'stop.restore' },
        { action: 'stop.finish' },
      ])
    },
  )

  it('leaves running what was protected before its turn came', PATIENT, async () => {
    const [held, free] = await published(2)
    const stop = await stopAll(true)
    await protect(held!)
    const worker = world.work()
    await until(stop, { PAUSED: 1, LEFT_RUNNING: 1 })
    expect((await itemOf(stop, held!))?.outcome).toBe('LEFT_RUNNING')
    expect(await over(stop)).toEqual({ RESUMED: 1, LEFT_OUT: 1 })
    await worker.stop()
    expect(await atGoogle([held!, free!])).toEqual(['ENABLED', 'ENABLED'])
  })
})

const RAW_PUBLICATION = statement(
  'test_publish_past_the_program',
  `insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan, published_name, token, created_by)
   select workspace_id, gen_random_uuid(), id, account_id, 'PUBLISH', false, version, repeat('a', 64), '{}', name, 'aaaaaaaaaaaa', 'nobody'
     from campaigns where workspace_id = $1 and id = $2`,
)

describe('protecting and publishing at the same moment', () => {
  it.each([
    [
      'through the program',
      async (db: Database, id: string) =>
        void (await publishCampaign({ ...world.ctx, db }, world.home.actor, id, { activate: false })),
    ],
    [
      'past it',
      async (db: Database, id: string) => {
        const { workspaceId } = world.home.actor
        await db.transaction({ workspaceId }, (tx) => tx.run(RAW_PUBLICATION, [workspaceId, id]))
      },
    ],
  ])('%s: one of the two wins', PATIENT, async (_, publish) => {
    const db = new Database(world.databaseUrl, { max: 12, maxWaiting: 200, waitMs: 60_000 })
    const made = await drafts(40)
    const conflict = (error: unknown): boolean => {
      expect(error).toMatchObject({ code: 'conflict' })
      return !(error instanceof AppError)
    }
    const outcomes = await Promise.all(
      made.map(async ({ id }, index) => {
        const protecting = async (): Promise<boolean> =>
          await protectCampaign({ ...world.ctx, db }, world.home.actor, id, { reason: null }).then(
            () => true,
            conflict,
          )
        const publishing = async (): Promise<boolean> => await publish(db, id).then(() => true, conflict)
        const both = index % 2 === 0 ? [protecting(), publishing()] : [publishing(), protecting()]
        const [first, second] = (await Promise.all(both)) as [boolean, boolean]
        return index % 2 === 0 ? [first, second] : [second, first]
      }),
    )
    await db.close()
    // Never both, and never neither.
    for (const [isProtected, isPublished] of outcomes) expect(isProtected).toBe(!isPublished)
    const rows = (await world.sql(
      `select c.id, p.campaign_id is not null as held, b.id is not null as opened
         from unnest($1::uuid[]) as c(id) left join campaign_protections p on p.campaign_id = c.id
         left join publications b on b.campaign_id = c.id`,
      [made.map(({ id }) => id)],
    )) as { held: boolean; opened: boolean }[]
    expect(rows).toHaveLength(40)
    for (const { held, opened } of rows) expect(held).toBe(!opened)
    expect(new Set(outcomes.map(([isProtected]) => isProtected)).size).toBe(2)
  })
})
