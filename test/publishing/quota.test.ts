import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { listAudiences } from '../../src/domain/audiences.ts'
import { readDrift } from '../../src/domain/drift.ts'
import { listReachableAccounts } from '../../src/domain/reachable-accounts.ts'
import type { Context } from '../../src/domain/context.ts'
import { readPublication } from '../../src/domain/publications.ts'
import { pauseCampaign, publishCampaign } from '../../src/domain/publish-campaign.ts'
import {
  capOf,
  forgetOldQuotaUses,
  mayRead,
  meteredGoogle,
  type Purpose,
  readQuota,
  spend,
} from '../../src/domain/quota.ts'
import { syncCampaign, syncDueAccounts } from '../../src/domain/sync-campaigns.ts'
import { Database } from '../../src/store/db.ts'
import { holdQuota, spendQuota } from '../../src/store/quota.ts'
import { startWorker, type Worker } from '../../src/worker/worker.ts'
import { testGoogle } from '../workspace.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

const LIMIT = 100
const PATIENT = { timeout: 45_000 }
const CUSTOMER = { customerId: CUSTOMER_ID, loginCustomerId: null }

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld({ dailyOperations: LIMIT })
})
beforeEach(async () => {
  await world.sql('delete from google_quota_uses')
  await world.sql('delete from google_quota_holds')
  await world.sql('update google_quotas set blocked_until = null, blocked_reason = null')
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  world.emulator.control.faults.clear()
  // What a test has left waiting is no other's work.
  await world.sql(`update publications set next_attempt_at = 'infinity' where state in ('QUEUED', 'UNKNOWN')`)
})
afterAll(async () => await world.close())

/** Workers end with their test, however that ends. */
const workers: Worker[] = []
function work(ctx = world.ctx): Worker {
  const worker = startWorker(ctx, { pollMs: 20, sync: false, patience: { searchSeconds: 0.5 } })
  workers.push(worker)
  return worker
}

/** So many operations were sent a while ago. */
async function used(operations: number, hoursAgo = 1): Promise<void> {
  await world.sql(
    `insert into google_quota_uses values ('EMULATOR',
       to_timestamp(floor(extract(epoch from now() - make_interval(hours => $1)) / 300) * 300), $2)`,
    [hoursAgo, operations],
  )
}
const meter = async () => await readQuota(world.ctx)
const isWaiting = async (id: string) => {
  const publication = await readPublication(world.ctx, world.home.actor, id)
  return publication.state === 'QUEUED' && publication.message !== null
}
/** What Google's side would have counted: searches and operations of mutates. */
function countedByGoogle(): number {
  return world.emulator.control
    .requests()
    .filter(({ path }) => /:(search|searchStream|mutate|listAccessibleCustomers)$/.test(path)).length
}

describe('the meter', () => {
  it('gives 200 who ask at once no more than there is', async () => {
    const db = new Database(world.databaseUrl, { max: 20, maxWaiting: 400, waitMs: 60_000 })
    const asks = Array.from({ length: 200 }, async (_, index) => {
      const request = { environment: 'EMULATOR', publicationId: newId(), operations: 7, cap: LIMIT } as const
      return await db.transaction('system', async (tx) =>
        index % 2 === 0
          ? await holdQuota(tx, request)
          : await spendQuota(tx, { ...request, publicationId: null }),
      )
    })
    const given = (await Promise.all(asks)).filter(({ fits }) => fits)
    await db.close()
    expect(given).toHaveLength(Math.floor(LIMIT / 7))
    const { used: sent, held } = await meter()
    expect(sent + held).toBe(Math.floor(LIMIT / 7) * 7)
  })

  it('takes what is sent from what was kept for it, and asks again only for more', async () => {
    const request = { environment: 'EMULATOR', publicationId: newId(), operations: 10, cap: LIMIT } as const
    await world.ctx.db.transaction('system', (tx) => holdQuota(tx, request))
    await used(LIMIT - 10)
    const sent = await world.ctx.db.transaction('system', (tx) =>
      spendQuota(tx, { ...request, operations: 9 }),
    )
    expect(sent.fits).toBe(true)
    expect(await meter()).toMatchObject({ used: LIMIT - 1, held: 1, left: 0 })
    const more = await world.ctx.db.transaction('system', (tx) =>
      spendQuota(tx, { ...request, operations: 2 }),
    )
    expect(more.fits).toBe(false)
    expect(await meter()).toMatchObject({ used: LIMIT - 1, held: 1 })
  })

  it('counts an operation until it is a day old, and says when the next ones are free', async () => {
    await used(30, 23)
    await used(50, 25)
    const { used: counted, resetsAt } = await meter()
    expect(counted).toBe(30)
    const hours = (Date.parse(resetsAt!) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(0.9)
    expect(hours).toBeLessThan(1.2)
    await used(1, 49)
    await forgetOldQuotaUses(world.ctx)
    expect(await world.sql('select from google_quota_uses')).toHaveLength(2)
  })

  it('counts each search once, whatever it answers, and nothing that never left', async () => {
    await meteredGoogle(world.ctx, 'read').search(CUSTOMER, 'SELECT campaign.id FROM campaign')
    await meteredGoogle(world.ctx, 'read').search(CUSTOMER, 'SELECT nonsense FROM campaign')
    expect((await meter()).used).toBe(2)
    const away: Context = {
      ...world.ctx,
      google: testGoogle({ baseUrl: 'http://127.0.0.1:65530', tokenUrl: `${world.emulator.url}/token` }),
    }
    const answer = await meteredGoogle(away, 'read').search(CUSTOMER, 'SELECT campaign.id FROM campaign')
    expect(answer.kind).toBe('not_applied')
    expect((await meter()).used).toBe(2)
  })

  it('assumes no limit where no access level is told, and counts all the same', async () => {
    const google = testGoogle({ baseUrl: world.emulator.url, tokenUrl: `${world.emulator.url}/token` })
    await used(1_000_000)
    const refused = await world.ctx.db.transaction('system', (tx) => spend(tx, google, 'begin', null, 5000))
    expect(refused).toBeUndefined()
    expect(await readQuota({ ...world.ctx, google })).toMatchObject({
      limit: null,
      left: null,
      used: 1_005_000,
    })
  })
})

it('the words of a wait are kept as text, so their counts are grouped by no country’s way', async () => {
  const at = { baseUrl: world.emulator.url, tokenUrl: `${world.emulator.url}/token` }
  const google = testGoogle(at, undefined, 15_000)
  await used(14_990)
  const refused = await world.ctx.db.transaction('system', (tx) => spend(tx, google, 'begin', null, 1234))
  expect(refused?.errors[0]?.message).toContain('this needs 1234 operations, 14990 of 15000 were used')
})

describe('a publication that the day has too few operations for', () => {
  it('waits in words and until a time, sends nothing, and goes on when older ones are over', async () => {
    const draft = await world.draft()
    await used(LIMIT - 10)
    const plan = await planCampaign(world.ctx, world.home.actor, draft.id)
    expect(plan.quota).toMatchObject({ used: LIMIT - 10, limit: LIMIT, left: 10, fits: false })
    const before = countedByGoogle()
    work()
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    await expect.poll(() => isWaiting(publicationId), PATIENT).toBe(true)
    const waiting = await readPublication(world.ctx, world.home.actor, publicationId)
    expect(waiting.message).toMatch(
      /Waits for Google’s quota: this needs \d+ operations, 90 of 100 were used/,
    )
    const hours = (Date.parse(waiting.nextAttemptAt!) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(22.9)
    expect(hours).toBeLessThan(23.2)
    expect(countedByGoogle()).toBe(before)
    expect(await world.sql('select from google_quota_holds')).toHaveLength(0)
    await world.sql('delete from google_quota_uses')
    expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
    const { used: sent, held } = await meter()
    expect(held).toBe(0)
    expect(sent).toBeLessThanOrEqual(plan.quota.operations + 1)
    // Waiting is no try.
    const [row] = (await world.sql('select attempts, quota_waits from publications where id = $1', [
      publicationId,
    ])) as {
      attempts: number
      quota_waits: number
    }[]
    expect(row!.quota_waits).toBeGreaterThan(0)
    expect(row!.attempts - row!.quota_waits).toBe(1)
  })

  it('is begun only where it can be finished: of several at once one gets through whole, and the others send nothing', async () => {
    const drafts = await Promise.all(Array.from({ length: 3 }, () => world.draft()))
    const { quota } = await planCampaign(world.ctx, world.home.actor, drafts[0]!.id)
    // Room for one, and for most of another.
    await used(capOf(world.ctx.google, 'begin')! - quota.operations - 20)
    const opened = await Promise.all(
      drafts.map(({ id }) => publishCampaign(world.ctx, world.home.actor, id, { activate: true })),
    )
    const both = [work(), work()]
    const states = async () =>
      await Promise.all(
        opened.map(
          async ({ publicationId }) => await readPublication(world.ctx, world.home.actor, publicationId),
        ),
      )
    const isOver = async () =>
      (await states()).every(
        ({ state, message }) => state === 'SUCCEEDED' || (state === 'QUEUED' && message !== null),
      )
    await expect.poll(isOver, PATIENT).toBe(true)
    await Promise.all(both.map((worker) => worker.stop()))
    const ended = await states()
    expect(ended.filter(({ state }) => state === 'SUCCEEDED')).toHaveLength(1)
    const waiting = ended.filter(({ state }) => state === 'QUEUED')
    expect(waiting.flatMap(({ steps }) => steps.flatMap(({ attempts }) => attempts))).toEqual([])
    const { used: sent, held } = await meter()
    expect(held).toBe(0)
    expect(sent).toBeLessThanOrEqual(LIMIT)
  }, 60_000)

  it('is for a person where no day is long enough for it', async () => {
    const small = {
      ...world.ctx,
      google: testGoogle({ baseUrl: world.emulator.url, tokenUrl: `${world.emulator.url}/token` }, 5000, 10),
    }
    const draft = await world.draft()
    const { publicationId } = await publishCampaign(small, world.home.actor, draft.id, { activate: true })
    work(small)
    await expect
      .poll(async () => (await readPublication(small, world.home.actor, publicationId)).state, PATIENT)
      .toBe('NEEDS_ATTENTION')
    expect((await readPublication(small, world.home.actor, publicationId)).message).toMatch(
      /leaves at most 9 in 24 hours/,
    )
  })

  it('does not hold up a pause', async () => {
    const draft = await world.draft()
    work()
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
    await world.sql('delete from google_quota_uses')
    await used(capOf(world.ctx.google, 'begin')!)
    const { publicationId } = await pauseCampaign(world.ctx, world.home.actor, draft.id)
    expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
  })
})

describe('Google saying that the day is used up', () => {
  it('stops all sending of the project until then, of other accounts and of reading too', async () => {
    const [first, second] = [await world.draft(), await world.draft()]
    const fault = {
      kind: 'error',
      code: 'quotaError.RESOURCE_EXHAUSTED',
      retryDelay: '3600s',
      count: 1,
    } as const
    world.emulator.control.injectFault({ ...fault, match: { path: 'googleAds:mutate' } })
    work()
    const one = await publishCampaign(world.ctx, world.home.actor, first.id, { activate: true })
    await expect.poll(() => isWaiting(one.publicationId), PATIENT).toBe(true)
    const { blockedUntil } = await meter()
    expect((Date.parse(blockedUntil!) - Date.now()) / 1000).toBeGreaterThan(3500)
    const before = countedByGoogle()
    const other = await publishCampaign(world.ctx, world.home.actor, second.id, { activate: true })
    await expect.poll(() => isWaiting(other.publicationId), PATIENT).toBe(true)
    const { message, nextAttemptAt } = await readPublication(world.ctx, world.home.actor, other.publicationId)
    expect(message).toMatch(/Google says that the day’s operations of the Cloud project are used up/)
    expect(Date.parse(nextAttemptAt!)).toBeGreaterThan(Date.now() + 3_500_000)
    expect(await syncDueAccounts(world.ctx)).toBe(0)
    expect(countedByGoogle()).toBe(before)
    for (const { publicationId } of [one, other]) {
      expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
    }
  })
})

describe('the last part of a day', () => {
  const asked = async (purpose: Purpose): Promise<boolean> =>
    (await world.ctx.db.transaction('system', (tx) => spend(tx, world.ctx.google, purpose, null, 1))) ===
    undefined

  it('is for pauses alone: nothing that is read, begun or finished takes of it', async () => {
    const draft = await world.draft()
    work()
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
    await world.sql('delete from google_quota_uses')
    await used(LIMIT - 3)
    while (await asked('finish'));
    for (const purpose of ['look', 'read', 'begin', 'finish'] as const)
      expect(await asked(purpose)).toBe(false)
    await expect(listReachableAccounts(world.ctx, world.home.actor)).rejects.toThrow(
      /Waits for Google’s quota/,
    )
    await world.sql('delete from google_quota_uses')
    await used(LIMIT - 3)
    const { publicationId } = await pauseCampaign(world.ctx, world.home.actor, draft.id)
    expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
    expect((await world.remote(draft.name)).map(({ status }) => status)).toEqual(['PAUSED'])
  })

  it('and what members look at leaves the readings of every account their share', async () => {
    const draft = await world.draft()
    work()
    await world.publish(draft.id)
    await world.sql('delete from google_quota_uses')
    await used(capOf(world.ctx.google, 'look')!)
    const waits = /Waits for Google’s quota/
    const { id, accountId } = await world.now(draft.id)
    await expect(syncCampaign(world.ctx, world.home.actor, id)).rejects.toThrow(waits)
    await expect(readDrift(world.ctx, world.home.actor, id)).rejects.toThrow(waits)
    await expect(listAudiences(world.ctx, world.home.actor, accountId)).rejects.toThrow(waits)
    expect(await asked('read')).toBe(true)
    expect(await mayRead(world.ctx)).toBe(true)
  })
})

describe('reading Google’s side', () => {
  it('is deferred before any publication is', async () => {
    const draft = await world.draft()
    work()
    await world.publish(draft.id)
    await world.sql('delete from google_quota_uses')
    await used(capOf(world.ctx.google, 'read')!)
    expect(await mayRead(world.ctx)).toBe(false)
    await world.sql('update accounts set synced_at = null')
    expect(await syncDueAccounts(world.ctx)).toBe(0)
    await expect(syncCampaign(world.ctx, world.home.actor, draft.id)).rejects.toThrow(
      /Waits for Google’s quota/,
    )
    expect((await meter()).used).toBe(capOf(world.ctx.google, 'read')!)
  })

  it('is so seldom that a day lasts', async () => {
    await world.sql(`update accounts set synced_at = now() - interval '10 minutes'`)
    // 30 operations a day for two searches each: an account is due every 96 minutes.
    expect(await syncDueAccounts(world.ctx)).toBe(0)
    await world.sql(`update accounts set synced_at = now() - interval '100 minutes'`)
    expect(await syncDueAccounts(world.ctx)).toBeGreaterThan(0)
  })
})
