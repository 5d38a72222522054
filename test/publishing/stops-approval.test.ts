import { Client, DatabaseError } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Stop, StopItem } from '../../src/contract/stops.ts'
import { duplicateCampaign } from '../../src/domain/edit-campaigns.ts'
import { pauseCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import { createStop, listStopItems, readStop, restoreStop } from '../../src/domain/stops.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { setPolicy } from '../approvals.ts'
import { refusal } from '../refusal.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

const PATIENT = { timeout: 120_000 }
const REFUSED = 'publications_resume_approved'

let world: PublishingWorld
let app: Client

beforeAll(async () => {
  world = await createPublishingWorld()
  app = new Client({ connectionString: world.databaseUrl })
  await app.connect()
})
afterEach(async () => {
  await setPolicy(world.ctx, world.home.actor, 0)
  await world.sql(
    `update campaigns set archived_at = now(), google_removed_at = now() where status <> 'DRAFT'`,
  )
})
afterAll(async () => {
  await app.end()
  await world.close()
})

/** Published under no policy; those whose index is named stay paused. Then one approval is asked for. */
async function published(count: number, paused: readonly number[] = []): Promise<Campaign[]> {
  const first = await world.draft()
  const worker = world.work()
  const made: Campaign[] = []
  for (let n = 0; n < count; n += 1) {
    const { id } = await duplicateCampaign(world.ctx, world.home.actor, first.id, `${n} of ${first.id}`)
    await world.publish(id, { activate: !paused.includes(n) })
    made.push(await world.now(id))
  }
  await worker.stop()
  await setPolicy(world.ctx, world.home.actor, 1)
  return made
}

async function stopped(): Promise<Stop> {
  const [{ name }] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as [{ name: string }]
  const stop = await createStop(world.ctx, world.home.actor, {
    accountId: null,
    name,
    reason: null,
    leaveProtected: false,
  })
  const worker = world.work()
  await expect
    .poll(async () => Object.keys((await now(stop)).outcomes), { timeout: 60_000, interval: 50 })
    .toEqual(['PAUSED'])
  await worker.stop()
  return stop
}
const now = async ({ id }: Stop): Promise<Stop> => await readStop(world.ctx, world.home.actor, id)
const restoring = async ({ id }: Stop): Promise<Stop> => await restoreStop(world.ctx, world.home.actor, id)
async function over(stop: Stop): Promise<Map<string, StopItem>> {
  const worker = world.work()
  await expect.poll(async () => (await now(stop)).state, { timeout: 60_000, interval: 50 }).toBe('OVER')
  await worker.stop()
  const { items } = await listStopItems(world.ctx, world.home.actor, stop.id, { limit: 200 })
  return new Map(items.map((item) => [item.campaignId, item]))
}
async function editAtGoogle(campaign: Campaign, operation: (name: string) => object): Promise<void> {
  const resourceName = `customers/${CUSTOMER_ID}/campaigns/${campaign.googleCampaignId}`
  await world.emulator.control.editAsUser(CUSTOMER_ID, [operation(resourceName)], 'ana@example.com')
  await syncCampaign(world.ctx, world.home.actor, campaign.id)
}

/**
 * What refuses these statements of the application's own role, after what the owner did before; undefined: nothing does. All
 * of it is taken back.
 */
async function attempt(sql: string, before = 'select 1'): Promise<string | undefined> {
  await app.query('begin')
  try {
    await app.query(before)
    await app.query('set local role gacm_app')
    await app.query(`select set_config('app.workspace_id', $1, true)`, [world.home.actor.workspaceId])
    await app.query(sql)
    return undefined
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return error.constraint ?? error.code
  } finally {
    await app.query('rollback')
  }
}
const resume = ({ id }: Campaign): string => `
  insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan, published_name, token, created_by)
  select workspace_id, '${newId()}', id, account_id, 'RESUME', true, version, '{}', name, 'aaaaaaaaaaaa', 'eve'
    from campaigns where id = '${id}'`
/** A stop of one's own making, with a campaign in it that names this pause as its own. */
function forged({ id, accountId, name }: Campaign, pauseId: string): string {
  const stop = newId()
  return `
  update spend_stops set state = 'OVER', finished_at = now() where state = 'RESTORING';
  insert into spend_stops (workspace_id, id, acting_name, acting_role, acting_door, created_by)
    values ('${world.home.actor.workspaceId}', '${stop}', 'eve', 'admin', 'api', 'eve');
  insert into spend_stop_items (workspace_id, stop_id, campaign_id, account_id, campaign_name)
    values ('${world.home.actor.workspaceId}', '${stop}', '${id}', '${accountId}', '${name}');
  update spend_stop_items set state = 'OPENED', pause_id = '${pauseId}', restore_state = 'WAITING' where stop_id = '${stop}';
  update spend_stops set state = 'RESTORING', restored_by = 'eve', restoring_at = clock_timestamp() where id = '${stop}'`
}
const pauseOf = async ({ id }: Campaign): Promise<string> =>
  (
    (await world.sql(
      `select id from publications where campaign_id = $1 and kind = 'PAUSE' order by id desc limit 1`,
      [id],
    )) as [{ id: string }]
  )[0].id

describe('the restore of a stop', () => {
  it('resumes what ran without a new approval, under a policy that is younger', PATIENT, async () => {
    const [runs, enabledThere] = await published(2, [1])
    await editAtGoogle(enabledThere!, (resourceName) => ({
      campaignOperation: { update: { resourceName, status: 'ENABLED' }, updateMask: 'status' },
    }))
    const stop = await stopped()
    expect(stop.total).toBe(2)
    await restoring(stop)
    const items = await over(stop)
    expect(items.get(runs!.id)).toMatchObject({ restored: 'RESUMED' })
    expect((await world.now(runs!.id)).status).toBe('PUBLISHED')
    // Somebody at Google had enabled it: nobody here agreed to that, neither then nor now.
    expect(items.get(enabledThere!.id)).toMatchObject({
      restored: 'LEFT_OUT',
      message: expect.stringContaining('published without the one approval') as string,
    })
  })

  it('asks for it where the budget was raised at Google meanwhile: that is new spend', PATIENT, async () => {
    const [raised, same] = await published(2)
    const stop = await stopped()
    const [row] = await world.query<{ campaign: { campaignBudget: string } }>(
      `SELECT campaign.campaign_budget FROM campaign WHERE campaign.id = ${raised!.googleCampaignId}`,
    )
    await editAtGoogle(raised!, () => ({
      campaignBudgetOperation: {
        update: { resourceName: row!.campaign.campaignBudget, amountMicros: '900000000' },
        updateMask: 'amountMicros',
      },
    }))
    await restoring(stop)
    const items = await over(stop)
    expect(items.get(raised!.id)).toMatchObject({ restored: 'LEFT_OUT' })
    expect(items.get(same!.id)).toMatchObject({ restored: 'RESUMED' })
  })
})

describe('no statement of the application’s role makes more of it', () => {
  it('only what ran, only by its own pause, and only while it is restored', PATIENT, async () => {
    const [runs, byHand] = await published(2)
    const worker = world.work()
    await world.ended((await pauseCampaign(world.ctx, world.home.actor, byHand!.id)).publicationId)
    await worker.stop()
    expect((await refusal(resumeCampaign(world.ctx, world.home.actor, byHand!.id))).details['code']).toBe(
      'approval_needed',
    )
    expect(await attempt(resume(byHand!))).toBe(REFUSED)

    const stop = await stopped()
    expect(await attempt(resume(runs!))).toBe(REFUSED)
    await restoring(stop)
    expect(await attempt(resume(runs!))).toBeUndefined()
    expect(await attempt(resume(byHand!))).toBe(REFUSED)

    // What was paused before, put into a stop afterwards: with its own pause, and with that of another campaign.
    expect(await attempt(`${forged(byHand!, await pauseOf(byHand!))};${resume(byHand!)}`)).toBe(REFUSED)
    expect(await attempt(`${forged(byHand!, await pauseOf(runs!))};${resume(byHand!)}`)).toBe(REFUSED)
    const item = (set: string): string =>
      `update spend_stop_items set ${set} where stop_id = '${stop.id}' and campaign_id = '${runs!.id}'`
    expect(await attempt(`${item(`pause_id = '${await pauseOf(byHand!)}'`)};${resume(runs!)}`)).toBe(REFUSED)
    expect(
      await attempt(`${item(`restore_state = 'LEFT_OUT', restore_message = 'No.'`)};${resume(runs!)}`),
    ).toBe(REFUSED)
    // That it ran is nobody's to say.
    expect(await attempt(item('ran_micros = 5'))).toBe('42501')
    expect(
      await attempt(`insert into spend_stop_items (workspace_id, stop_id, campaign_id, account_id, campaign_name, ran_micros)
        values ('${world.home.actor.workspaceId}', '${stop.id}', '${byHand!.id}', '${byHand!.accountId}', 'x', 5)`),
    ).toBe('42501')
    // Whatever was done to it since ends it, and so does the end of the stop.
    const ofIt = `update publications set %, where campaign_id = '${runs!.id}' and state in ('QUEUED', 'RUNNING')`
    const since = [
      resume(runs!).replace(`'RESUME', true`, `'PAUSE', false`),
      ofIt.replace('%,', `state = 'RUNNING', fence = 1, attempts = 1, lease_until = now()`),
      ofIt.replace('%,', `state = 'FAILED', message = 'No.', lease_until = null, finished_at = now()`),
    ].join(';')
    expect(await attempt(resume(runs!), since)).toBe(REFUSED)

    await over(stop)
    const again = world.work()
    await world.ended((await pauseCampaign(world.ctx, world.home.actor, runs!.id)).publicationId)
    await again.stop()
    expect(await attempt(resume(runs!))).toBe(REFUSED)
    expect(await attempt(`${item(`restore_state = 'WAITING'`)};${resume(runs!)}`)).toBe(REFUSED)
  })
})
