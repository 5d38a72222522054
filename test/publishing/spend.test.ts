import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src/base/errors.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import type { SpendLedger } from '../../src/contract/spend.ts'
import { planBatch } from '../../src/domain/batch-plan.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { duplicateCampaign, editCampaign } from '../../src/domain/edit-campaigns.ts'
import { abandonPublication } from '../../src/domain/publications.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import { listSpend, recountSpend, setSpendCaps } from '../../src/domain/spend.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { Database } from '../../src/store/db.ts'
import type { Worker } from '../../src/worker/worker.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

// A budget of 50: 100 on the worst day, 1,520 in a month.
const DAY = 100_000_000n
const MONTH = 1_520_000_000n

let world: PublishingWorld
let worker: Worker | undefined

beforeAll(async () => {
  world = await createPublishingWorld()
})
afterEach(async () => {
  world.emulator.control.faults.clear()
  await worker?.stop()
  worker = undefined
  await setCap(null)
})
afterAll(async () => await world.close())

const ledgers = async (): Promise<SpendLedger[]> => (await listSpend(world.ctx, world.home.actor)).items
const account = async (): Promise<SpendLedger> =>
  (await ledgers()).find(({ accountId }) => accountId === world.home.accountId)!
const inUse = async (): Promise<bigint> => BigInt((await account()).dayMicros)

async function setCap(dayCapMicros: bigint | null, monthCapMicros: bigint | null = null): Promise<void> {
  const { scopeId, currencyCode, version } = await account()
  await setSpendCaps(world.ctx, world.home.actor, { scopeId, currencyCode }, version, {
    dayCapMicros: dayCapMicros?.toString() ?? null,
    monthCapMicros: monthCapMicros?.toString() ?? null,
  })
}

async function copies(count: number): Promise<string[]> {
  const { id } = await world.draft()
  const made: string[] = []
  while (made.length < count)
    made.push((await duplicateCampaign(world.ctx, world.home.actor, id, `${made.length} ${id}`)).id)
  return made
}

const publish = async (id: string, activate = true): Promise<string> =>
  (await publishCampaign(world.ctx, world.home.actor, id, { activate })).publicationId

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`It was not refused: ${String(error)}`)
  return error
}

/** What follows from campaigns and publications is what is noted, in the shares and in both sums. */
async function expectTrue(): Promise<void> {
  const [row] = await world.sql(
    `with f as (select * from spend_of($1, array(select id from campaigns where workspace_id = $1))),
          l as (select * from spend_ledgers where workspace_id = $1 and campaigns + day_micros + month_micros <> 0),
          s as (select a.scope, currency_code, sum(counts::int) as campaigns, sum(day_micros) as day, sum(month_micros) as month
                  from f, lateral (values (f.account_id), ('00000000-0000-0000-0000-000000000000')) a (scope) group by 1, 2
                having sum(counts::int) <> 0)
     select (select count(*)::int from l full join s on s.scope = l.scope_id and s.currency_code = l.currency_code
              where (l.campaigns, l.day_micros, l.month_micros) is distinct from (s.campaigns, s.day, s.month)) as wrong`,
    [world.home.actor.workspaceId],
  )
  expect(row).toEqual({ wrong: 0 })
  expect(await recountSpend(world.ctx, world.home.actor)).toMatchObject({ corrected: 0 })
}

async function settled(ids: readonly string[]): Promise<void> {
  for (const id of ids) await world.ended(id)
}

/** As a person in Google's interface. */
async function atGoogle(campaign: Campaign, operation: object): Promise<void> {
  await world.emulator.control.editAsUser(CUSTOMER_ID, [operation], 'ana@example.com')
  await syncCampaign(world.ctx, world.home.actor, campaign.id)
}
async function setBudgetAtGoogle(campaign: Campaign, amountMicros: string): Promise<void> {
  const [row] = await world.query<{ campaignBudget: { resourceName: string } }>(
    `SELECT campaign_budget.resource_name FROM campaign WHERE campaign.id = ${campaign.googleCampaignId}`,
  )
  const { resourceName } = row!.campaignBudget
  await atGoogle(campaign, {
    campaignBudgetOperation: { update: { resourceName, amountMicros }, updateMask: 'amountMicros' },
  })
}

describe('a cap', () => {
  it('holds against 200 at once, and as many as fit go through', { timeout: 120_000 }, async () => {
    const before = await inUse()
    const ids = await copies(200)
    await setCap(before + 7n * DAY + DAY / 2n)
    // Waits as long as it takes, so that each of the 200 is decided by the cap.
    const db = new Database(world.databaseUrl, { max: 20, maxWaiting: 200, waitMs: 60_000 })
    const crowd = { ...world.ctx, db }
    const outcomes = await Promise.allSettled(
      ids.map((id) => publishCampaign(crowd, world.home.actor, id, { activate: true })),
    )
    await db.close()
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as AppError] : []))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
    expect(new Set(refused.map(({ details }) => details['code']))).toEqual(new Set(['spend_cap']))
    expect(await inUse()).toBe(before + 7n * DAY)
    await expectTrue()
    worker = world.work()
    await settled(outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.publicationId] : [])))
    expect(await inUse()).toBe(before + 7n * DAY)
    await expectTrue()
  })

  it('tells its numbers and what to do, on the worst day and on the month', async () => {
    const before = await inUse()
    const [id] = await copies(1)
    await setCap(before + DAY - 1n)
    const day = await refusalOf(publish(id!))
    expect(day).toMatchObject({
      code: 'not_allowed',
      errors: [{ path: 'dailyBudgetMicros', code: 'spend_cap' }],
      details: {
        code: 'spend_cap',
        spend: {
          accountId: world.home.accountId,
          currencyCode: 'USD',
          period: 'day',
          capMicros: String(before + DAY - 1n),
          usedMicros: String(before),
          askedMicros: String(DAY),
        },
      },
    })
    expect(day.message).toMatch(
      /\$100\.00 more on the worst day.*cap of the account “Test account”.*raise the cap/,
    )
    const { monthMicros } = await account()
    await setCap(null, BigInt(monthMicros) + MONTH - 1n)
    expect((await refusalOf(publish(id!))).message).toContain('$1,520.00 more in a month')
    const workspace = (await ledgers()).find(({ accountId }) => accountId === null)!
    await setCap(null)
    const { scopeId, currencyCode, version, dayMicros } = workspace
    const caps = { dayCapMicros: dayMicros === '0' ? '1' : dayMicros }
    const set = await setSpendCaps(world.ctx, world.home.actor, { scopeId, currencyCode }, version, caps)
    expect((await refusalOf(publish(id!))).message).toContain('cap of all accounts in USD')
    await setSpendCaps(world.ctx, world.home.actor, { scopeId, currencyCode }, set.version, {
      dayCapMicros: null,
    })
  })

  it('is shown with the plan and with a batch before either begins', async () => {
    const before = await inUse()
    const ids = await copies(3)
    await setCap(before + 2n * DAY)
    const plan = await planCampaign(world.ctx, world.home.actor, ids[0]!)
    const own = { accountId: world.home.accountId, period: 'day', capMicros: String(before + 2n * DAY) }
    expect(plan.spend).toContainEqual(
      expect.objectContaining({
        ...own,
        usedMicros: String(before),
        afterMicros: String(before + DAY),
        fits: true,
      }),
    )
    const batch = await planBatch(world.ctx, world.home.actor, ids)
    expect(batch.spend).toContainEqual(
      expect.objectContaining({ ...own, afterMicros: String(before + 3n * DAY), fits: false }),
    )
  })

  it('counts a campaign that was published paused when it is enabled; a pause gives its share back', async () => {
    worker = world.work()
    const before = await inUse()
    const [id] = await copies(1)
    await setCap(before + DAY - 1n)
    await settled([await publish(id!, false)])
    expect(await inUse()).toBe(before)
    const resume = async (): Promise<string> =>
      (await resumeCampaign(world.ctx, world.home.actor, id!)).publicationId
    expect((await refusalOf(resume())).details['code']).toBe('spend_cap')
    await setCap(before + DAY)
    await settled([await resume()])
    expect(await inUse()).toBe(before + DAY)
    await settled([(await pauseCampaign(world.ctx, world.home.actor, id!)).publicationId])
    expect(await inUse()).toBe(before)
    await expectTrue()
  })

  it('counts a raised budget from when it is opened, and a lowered one once Google has it', async () => {
    worker = world.work()
    const before = await inUse()
    const [id] = await copies(1)
    await settled([await publish(id!)])
    const setBudget = async (dailyBudgetMicros: string): Promise<void> => {
      const { version } = await world.now(id!)
      const patch = campaignPatchSchema.parse({ dailyBudgetMicros })
      await editCampaign(world.ctx, world.home.actor, id!, version, patch)
    }
    await setBudget('80000000')
    expect(await inUse()).toBe(before + DAY)
    await setCap(before + DAY + 59_999_999n)
    expect((await refusalOf(publish(id!))).details['spend']).toMatchObject({ askedMicros: '60000000' })
    await setCap(before + DAY + 60_000_000n)
    const raise = await publish(id!)
    expect(await inUse()).toBe(before + DAY + 60_000_000n)
    await settled([raise])
    await setBudget('20000000')
    await worker.stop()
    const lower = await publish(id!)
    expect(await inUse()).toBe(before + DAY + 60_000_000n)
    worker = world.work()
    await settled([lower])
    await syncCampaign(world.ctx, world.home.actor, id!)
    expect(await inUse()).toBe(before + 40_000_000n)
    await expectTrue()
  })

  it('counts what somebody raises or enables at Google, and refuses only what asks for more', async () => {
    worker = world.work()
    const before = await inUse()
    const [id, other] = await copies(2)
    await settled([await publish(id!), await publish(other!, false)])
    await setCap(before + DAY)
    await setBudgetAtGoogle(await world.now(id!), '75000000')
    expect(await inUse()).toBe(before + 150_000_000n)
    const paused = await world.now(other!)
    const resourceName = `customers/${CUSTOMER_ID}/campaigns/${paused.googleCampaignId}`
    await atGoogle(paused, {
      campaignOperation: { update: { resourceName, status: 'ENABLED' }, updateMask: 'status' },
    })
    expect(await inUse()).toBe(before + 250_000_000n)
    // Over the cap by others' hands: a pause still goes.
    await settled([(await pauseCampaign(world.ctx, world.home.actor, id!)).publicationId])
    expect(await inUse()).toBe(before + DAY)
    await atGoogle(paused, { campaignOperation: { remove: resourceName } })
    expect(await inUse()).toBe(before)
    await expectTrue()
  })

  it('gets its share back once where Google refuses, and where a person closes what is unclear', async () => {
    const before = await inUse()
    const [id, unclear] = await copies(2)
    const { name } = await world.now(id!)
    const code = 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE'
    world.emulator.control.injectFault({ kind: 'error', code, count: 1, match: { body: name } })
    const refused = await publish(id!)
    expect(await inUse()).toBe(before + DAY)
    worker = world.work()
    expect((await world.ended(refused)).state).toBe('FAILED')
    await worker.stop()
    expect(await inUse()).toBe(before)
    const open = await publish(unclear!)
    expect(await inUse()).toBe(before + DAY)
    await world.sql(
      `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = now() where id = '${open}'`,
    )
    await world.sql(
      `update publications set state = 'NEEDS_ATTENTION', lease_until = null, message = 'Look.' where id = '${open}'`,
    )
    expect(await inUse()).toBe(before + DAY)
    await abandonPublication(world.ctx, world.home.actor, open)
    expect(await inUse()).toBe(before)
    await expectTrue()
  })
})

it('caps that are set are in the audit log, with what was there before', async () => {
  const [{ detail }] = (await world.sql(
    `select detail from audit_log where workspace_id = $1 and action = 'spend.set_caps' order by seq desc limit 1`,
    [world.home.actor.workspaceId],
  )) as [{ detail: object }]
  expect(detail).toMatchObject({ currencyCode: 'USD', before: {}, after: { dayCapMicros: null } })
})

it('the sums are those of the campaigns after anything in any order', { timeout: 120_000 }, async () => {
  const ids = await copies(4)
  const facts = [
    `status = case when status = 'DRAFT' then status else 'PUBLISHED' end`,
    `status = case when status = 'DRAFT' then status else 'PAUSED' end`,
    `google_status = case when status = 'DRAFT' then null else 'ENABLED' end`,
    `google_status = case when status = 'DRAFT' then null else 'PAUSED' end`,
    `google_serving_status = case when status = 'DRAFT' then null else 'ENDED' end`,
    `google_serving_status = null`,
    `google_removed_at = case when status = 'DRAFT' then null else now() end`,
    `google_removed_at = null`,
    `google_daily_budget_micros = 70000000`,
    `google_daily_budget_micros = null`,
    `daily_budget_micros = 30000000`,
    `daily_budget_micros = null`,
  ]
  const ends = ['SUCCEEDED', 'FAILED']
  const step = fc.record({
    campaign: fc.nat(3),
    act: fc.oneof(
      fc.constantFrom(...facts).map((set) => ({ kind: 'fact' as const, set })),
      fc
        .record({
          kind: fc.constantFrom('PUBLISH', 'PAUSE', 'RESUME'),
          activate: fc.boolean(),
          budget: fc.nat(90),
        })
        .map((open) => ({ kind: 'open' as const, open })),
      fc.constantFrom(...ends).map((state) => ({ kind: 'end' as const, state })),
      fc.nat(90).map((budget) => ({ kind: 'baseline' as const, budget })),
    ),
  })
  // Google's ids first, so that every fact can be written.
  for (const [index, id] of ids.entries()) {
    if (index === 0) continue
    await world.sql(
      `update campaigns set status = 'PAUSED', google_campaign_id = ${900_000 + index}, published_name = name,
         published_version = 1 where id = '${id}'`,
    )
  }
  const W = `'${world.home.actor.workspaceId}'`
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const { campaign, act } of steps) {
        const id = ids[campaign]!
        if (act.kind === 'fact') await world.sql(`update campaigns set ${act.set} where id = '${id}'`)
        if (act.kind === 'baseline')
          await world.sql(
            `insert into campaign_baselines (workspace_id, campaign_id, version, resources)
             values (${W}, '${id}', 1, '{"budget":{"fields":{"amountMicros":"${act.budget}000000"}}}')
             on conflict (workspace_id, campaign_id) do update set resources = excluded.resources`,
          )
        if (act.kind === 'end') {
          await world.sql(
            `update publications set state = 'RUNNING', fence = 1, lease_until = now() where campaign_id = '${id}' and state = 'QUEUED'`,
          )
          await world.sql(
            `update publications set state = '${act.state}', message = 'x', lease_until = null, finished_at = now()
              where campaign_id = '${id}' and state = 'RUNNING'`,
          )
        }
        if (act.kind === 'open') {
          const { kind, budget } = act.open
          const activate = kind === 'PUBLISH' ? act.open.activate : kind === 'RESUME'
          const plan = `{"operations":[{"body":{"campaignBudgetOperation":{"create":{"amountMicros":"${budget}000000"}}}}]}`
          await world.sql(
            `insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan,
               published_name, token, created_by)
             select ${W}, gen_random_uuid(), '${id}', '${world.home.accountId}', '${kind}', ${activate}, 1,
                    ${kind === 'PUBLISH' ? `repeat('a', 64)` : 'null'}, '${kind === 'PUBLISH' ? plan : '{}'}', 'n', 'aaaaaaaaaaaa', 'ann'
              where not exists (select from publications where campaign_id = '${id}' and finished_at is null)`,
          )
        }
      }
      await expectTrue()
    }),
    { seed: 20261126, numRuns: 25, endOnFailure: true },
  )
})
