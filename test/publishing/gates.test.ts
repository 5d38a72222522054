import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalStanding } from '../../src/contract/approvals.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { findApprovalStanding } from '../../src/store/approvals.ts'
import { claimPublication } from '../../src/store/publications.ts'
import { ask, setPolicy } from '../approvals.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

// What raw SQL of the application's role cannot get past, where it takes more than one transaction or a worker;
// test/schema/attacks-gates.ts has the rest.

let world: PublishingWorld
let app: Client
let other: Client

beforeAll(async () => {
  world = await createPublishingWorld()
  app = new Client({ connectionString: world.databaseUrl })
  other = new Client({ connectionString: world.databaseUrl })
  await Promise.all([app.connect(), other.connect()])
})
afterAll(async () => {
  await Promise.all([app.end(), other.end()])
  await world.close()
})

/** The name of what refuses it; undefined: nothing does. */
async function refusal(
  client: Client,
  role: string,
  sql: string,
  isolation = 'read committed',
): Promise<string | undefined> {
  try {
    await client.query(`begin isolation level ${isolation}`)
    await client.query(`set local role ${role}`)
    await client.query(`select set_config('app.workspace_id', $1, true)`, [world.home.actor.workspaceId])
    await client.query(sql)
    await client.query('commit')
    return undefined
  } catch (error) {
    await client.query('rollback')
    if (!(error instanceof DatabaseError)) throw error
    return error.constraint ?? error.code
  }
}
const addStep = (publicationId: string, kind: string, position: number): string =>
  `insert into publication_steps (workspace_id, publication_id, position, kind, title)
   values ('${world.home.actor.workspaceId}', '${publicationId}', ${position}, '${kind}', 't')`

it.each(['repeatable read', 'serializable'])('nothing is opened in a snapshot: %s', async (isolation) => {
  const { id } = await world.draft()
  const open = `
    insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan, published_name, token, created_by)
    select workspace_id, gen_random_uuid(), id, account_id, 'PUBLISH', false, version, repeat('a', 64), '{}', name, 'aaaaaaaaaaaa', 'eve'
      from campaigns where id = '${id}'`
  expect(await refusal(app, 'gacm_app', open, isolation)).toBe('publications_read_committed')
  // Nor is a pause, which comes past every other gate.
  const pause = open.replace(`'PUBLISH'`, `'PAUSE'`).replace(`repeat('a', 64)`, 'null')
  expect(await refusal(app, 'gacm_app', pause, isolation)).toBe('publications_read_committed')
})

it('a resume needs the approvals for the budget that stands at Google', async () => {
  const { ctx, home } = world
  const { id } = await world.draft({ dailyBudgetMicros: '20000000' })
  await setPolicy(ctx, home.actor, 1, { thresholdMicros: '100000000', currencyCode: 'USD' })
  const worker = world.work()
  await world.publish(id)
  await world.ended((await pauseCampaign(ctx, home.actor, id)).publicationId)
  const standing = async (): Promise<ApprovalStanding['resume'] | undefined> =>
    (await findApprovalStanding(ctx.db, home.actor.workspaceId, id, 'nobody'))?.resume
  expect(await standing()).toMatchObject({ needed: 0 })
  await world.ended((await resumeCampaign(ctx, home.actor, id)).publicationId)
  await world.ended((await pauseCampaign(ctx, home.actor, id)).publicationId)
  const [row] = await world.query<{ campaign: { campaignBudget: string } }>(
    `SELECT campaign.campaign_budget FROM campaign WHERE campaign.id = ${(await world.now(id)).googleCampaignId}`,
  )
  const update = { resourceName: row!.campaign.campaignBudget, amountMicros: '5000000000' }
  await world.emulator.control.editAsUser(
    CUSTOMER_ID,
    [{ campaignBudgetOperation: { update, updateMask: 'amountMicros' } }],
    'ana@example.com',
  )
  await syncCampaign(ctx, home.actor, id)
  expect(await standing()).toMatchObject({ needed: 1 })
  await expect(resumeCampaign(ctx, home.actor, id)).rejects.toMatchObject({
    code: 'conflict',
    details: { code: 'approval_needed', needed: 1, given: 0 },
  })
  await worker.stop()
  await setPolicy(ctx, home.actor, 0)
})

it('what was asked for is void once Google has the campaign for the first time', async () => {
  const { ctx, home } = world
  const { id } = await world.draft()
  const request = await ask(ctx, home.actor, id)
  const has = `insert into campaign_baselines (workspace_id, campaign_id, version, resources)
    values ('${home.actor.workspaceId}', '${id}', 1, '{}')`
  expect(await refusal(app, 'gacm_app', has)).toBeUndefined()
  expect(
    await world.sql('select state, void_cause from approval_requests where id = $1', [request.id]),
  ).toEqual([{ state: 'VOID', void_cause: 'GOOGLE' }])
})

describe('a step that comes later', () => {
  it('waits for the claim that is under way, and is refused', async () => {
    const { id } = await world.draft()
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, id, { activate: true })
    await other.query('begin')
    await other.query('set local role gacm_worker')
    await other.query(
      `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = clock_timestamp() where id = $1`,
      [publicationId],
    )
    const { pid } = (await app.query('select pg_backend_pid() as pid')).rows[0] as { pid: number }
    const adding = refusal(app, 'gacm_app', addStep(publicationId, 'ACTIVATE', 9))
    await expect
      .poll(
        async () => await world.sql(`select wait_event_type from pg_stat_activity where pid = $1`, [pid]),
        {
          timeout: 10_000,
          interval: 20,
        },
      )
      .toEqual([{ wait_event_type: 'Lock' }])
    await other.query('commit')
    expect(await adding).toBe('publication_steps_before_begin')
    const worker = world.work()
    expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
    await worker.stop()
  })

  it('keeps a claim from passing it by', async () => {
    const { id } = await world.draft()
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, id, { activate: true })
    await app.query('begin')
    const upload = `insert into publication_steps (workspace_id, publication_id, position, kind, title, asset_id)
      select workspace_id, '${publicationId}', 9, 'UPLOAD_ASSET', 't', id from assets limit 1`
    expect((await app.query(upload)).rowCount).toBe(1)
    // Left out, not waited for: workers take what is free.
    expect(await claimPublication(world.ctx.db, 60)).toBeUndefined()
    await app.query('rollback')
    const worker = world.work()
    expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
    await worker.stop()
  })
})

describe('what is in the journal all the same', () => {
  /** Past every trigger, as by whoever owns the database; the checks of the table are put aside. */
  async function forge(sql: string): Promise<void> {
    await world.sql(`begin; set local session_replication_role = 'replica'; ${sql}; commit`)
  }

  it('is not sent: a step that is not of the publication’s kind', async () => {
    const { id, name } = await world.draft()
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, id, { activate: false })
    await forge(addStep(publicationId, 'ACTIVATE', 9))
    const worker = world.work()
    const ended = await world.ended(publicationId)
    await worker.stop()
    expect(ended).toMatchObject({ state: 'NEEDS_ATTENTION', message: expect.stringContaining('ACTIVATE') })
    expect(await world.remote(name)).toEqual([])
  })

  it('is not sent: a second request of changes', async () => {
    const { id, name } = await world.draft()
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, id, { activate: false })
    await forge(addStep(publicationId, 'MUTATE', 9))
    const worker = world.work()
    const ended = await world.ended(publicationId)
    await worker.stop()
    expect(ended).toMatchObject({ state: 'NEEDS_ATTENTION', message: expect.stringContaining('MUTATE') })
    expect(await world.remote(name)).toEqual([])
  })

  it.each([
    { campaign_budget_operation: {} },
    { campaignBudgetOperation: { create: { amount_micros: '1' } } },
    { campaignOperation: { create: { status: 2 } } },
  ])('is not sent: a change in another spelling, $0', async (body) => {
    const { id, name } = await world.draft()
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, id, { activate: false })
    const plan = JSON.stringify({ operations: [{ body }], assetIds: [] })
    await forge(`update publications set plan = '${plan}' where id = '${publicationId}'`)
    const worker = world.work()
    const ended = await world.ended(publicationId)
    await worker.stop()
    expect(ended).toMatchObject({ state: 'NEEDS_ATTENTION', message: expect.stringContaining('spelled') })
    expect(await world.remote(name)).toEqual([])
  })

  it('is not sent: a change in a pause', async () => {
    const { id, name } = await world.draft()
    const worker = world.work()
    await world.publish(id)
    await worker.stop()
    const { publicationId } = await pauseCampaign(world.ctx, world.home.actor, id)
    await forge(`alter table publications drop constraint publications_only_publish_sends;
      update publications set plan = '{"operations": [{"body": {}}], "assetIds": []}' where id = '${publicationId}'`)
    const second = world.work()
    const ended = await world.ended(publicationId)
    await second.stop()
    expect(ended).toMatchObject({ state: 'NEEDS_ATTENTION', message: expect.stringContaining('changes') })
    expect(await world.remote(name)).toMatchObject([{ status: 'ENABLED' }])
    await world.sql(`update publications set plan = '{}' where id = $1`, [publicationId])
    await world.sql(`alter table publications add constraint publications_only_publish_sends
      check (kind = 'PUBLISH' or coalesce(plan -> 'operations', '[]') = '[]')`)
  })
})
