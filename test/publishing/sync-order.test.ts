import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { editCampaigns } from '../../src/domain/campaign-edits.ts'
import { updateGoogleSides } from '../../src/store/sync.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

let world: PublishingWorld
let other: Client

beforeAll(async () => {
  world = await createPublishingWorld()
  other = new Client({ connectionString: world.databaseUrl })
  await other.connect()
})
afterAll(async () => {
  await other.end()
  await world.close()
})

/** Whether somebody waits for a lock that the other connection holds. */
async function isWaitedFor(): Promise<boolean> {
  const rows = await world.sql(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}

it('a reading that finds several campaigns changed takes them by id, as whoever edits several does', async () => {
  const { workspaceId } = world.home.actor
  const campaigns: Campaign[] = []
  const worker = world.work()
  for (let n = 0; n < 4; n += 1) {
    const { id } = await world.draft()
    await world.publish(id)
    campaigns.push(await world.now(id))
  }
  await worker.stop()
  campaigns.sort((a, b) => a.id.localeCompare(b.id))
  const sides = campaigns.toReversed().map(({ googleCampaignId }) => ({
    googleId: googleCampaignId!,
    status: 'PAUSED',
    primaryStatus: 'PAUSED',
    primaryStatusReasons: [],
    servingStatus: 'SERVING',
    dailyBudgetMicros: '50000000',
    totalBudgetMicros: null,
  }))
  await other.query('begin')
  const take = async ({ id }: Campaign): Promise<void> =>
    void (await other.query('select from campaigns where id = $1 for update', [id]))
  await take(campaigns[0]!)
  let tries = 0
  const reading = world.ctx.db.transaction({ workspaceId }, async (tx) => {
    tries += 1
    return await updateGoogleSides(tx, workspaceId, campaigns[0]!.accountId, sides)
  })
  await expect.poll(isWaitedFor, { timeout: 10_000, interval: 20 }).toBe(true)
  for (const campaign of campaigns.slice(1)) await take(campaign)
  await other.query('commit')
  expect((await reading).map(({ status }) => status)).toEqual(['PAUSED', 'PAUSED', 'PAUSED', 'PAUSED'])
  expect(tries).toBe(1)
  const [met] = (await world.sql(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  )) as [{ deadlocks: number }]
  expect(met.deadlocks).toBe(0)
})

it('a reading of Google’s side and an edit of many, in opposite orders, wait for each other and both take effect', async () => {
  const { actor } = world.home
  const worker = world.work()
  const campaigns: Campaign[] = []
  for (let n = 0; n < 3; n += 1) {
    const { id } = await world.draft()
    await world.publish(id)
    campaigns.push(await world.now(id))
  }
  await worker.stop()
  campaigns.sort((a, b) => a.id.localeCompare(b.id))
  const deadlocks = async (): Promise<unknown> =>
    (await world.sql('select deadlocks from pg_stat_database where datname = current_database()'))[0]
  const before = await deadlocks()
  for (let round = 0; round < 12; round += 1) {
    const status = round % 2 === 0 ? 'PAUSED' : 'ENABLED'
    const sides = campaigns.toReversed().map(({ googleCampaignId }) => ({
      googleId: googleCampaignId!,
      status,
      primaryStatus: status,
      primaryStatusReasons: [],
      servingStatus: 'SERVING',
      dailyBudgetMicros: String(50_000_000 + round),
      totalBudgetMicros: null,
    }))
    const edits = campaigns.map(({ id }) => ({ id, set: { campaignGoal: `Round ${round}` } }))
    let tries = 0
    const [result] = await Promise.all([
      editCampaigns(world.ctx, actor, { edits, dryRun: false, note: '' }),
      world.ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
        tries += 1
        await updateGoogleSides(tx, actor.workspaceId, campaigns[0]!.accountId, sides)
      }),
    ])
    expect([result.changed, tries]).toEqual([3, 1])
    for (const { id } of campaigns) {
      const now = await world.now(id)
      expect([now.campaignGoal, now.google.status]).toEqual([`Round ${round}`, status])
    }
  }
  expect(await deadlocks()).toEqual(before)
})
