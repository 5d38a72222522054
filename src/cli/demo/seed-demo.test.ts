import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { createLog } from '../../base/log.ts'
import { KeyRing } from '../../base/secrets.ts'
import { type Campaign, type CampaignListItem, campaignCreateSchema } from '../../contract/campaign.ts'
import { endOfDayIn, todayIn } from '../../contract/dates.ts'
import { connectAccount, listAccounts } from '../../domain/accounts.ts'
import { listAssets } from '../../domain/assets.ts'
import { preflightCampaign } from '../../domain/campaign-plan.ts'
import type { Actor, Context } from '../../domain/context.ts'
import { deleteDemoData } from '../../domain/demo-data.ts'
import { createCampaign, deleteCampaign, duplicateCampaign } from '../../domain/edit-campaigns.ts'
import { listCampaigns } from '../../domain/list-campaigns.ts'
import { readPublication } from '../../domain/publications.ts'
import { publishCampaign } from '../../domain/publish-campaign.ts'
import { syncDueMetrics } from '../../domain/sync-metrics.ts'
import { createTemplate, readTemplate } from '../../domain/templates.ts'
import { ensureWorkspace } from '../../domain/workspaces.ts'
import { startEmulator } from '../../emulator/server.ts'
import { GoogleAds } from '../../google/google-ads.ts'
import { verifyAuditChain } from '../../store/audit.ts'
import { Database } from '../../store/db.ts'
import { statement } from '../../store/statement.ts'
import { startWorker } from '../../worker/worker.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { isComplete } from './completion-mark.ts'
import { ACCOUNTS, type DemoCampaign, type Fate } from './demo-campaign.ts'
import { PICTURES } from './pictures.ts'
import { readWhole, settled } from './publish-and-wait.ts'
import { seedDemo } from './seed-demo.ts'

const SLOW = 90_000
const MANAGER = '9876543210'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

interface Stage {
  ctx: Context
  actor: Actor
  workspaceId: string
  emulatorUrl: string
  /** Lets time pass, here and at Google. */
  skip(ms: number): void
  /** What was logged as an error. */
  errors: unknown[]
}

/** A workspace and an emulator, both empty; no worker yet. */
async function stage(): Promise<Stage> {
  const database = await createTestDatabase()
  closers.push(() => database.drop())
  const emulator = await startEmulator({ host: '127.0.0.1', port: 0, dataDir: undefined })
  closers.push(async () => await emulator.close())
  const db = new Database(database.url)
  closers.push(() => db.close())
  const credentials = { clientId: 'emulator', clientSecret: 'emulator', refreshToken: 'emulator' }
  const google = new GoogleAds({
    baseUrl: emulator.url,
    tokenUrl: `${emulator.url}/token`,
    apiVersion: 'v25',
    loginCustomerId: undefined,
    ...credentials,
  })
  const log = createLog('silent')
  const errors: unknown[] = []
  vi.spyOn(log, 'error').mockImplementation((entry: unknown) => void errors.push(entry))
  let skippedMs = 0
  const skip = (ms: number): void => {
    skippedMs += ms
    emulator.control.advanceClock(ms)
  }
  const now = () => new Date(Date.now() + skippedMs)
  const ctx: Context = { db, google, log, secrets: new KeyRing([]), now }
  const { id } = await ensureWorkspace(ctx, 'demo', { demo: true })
  const actor: Actor = {
    workspaceId: id,
    role: 'admin',
    accounts: null,
    name: 'test',
    userId: null,
    door: 'system',
    requestId: null,
  }
  return { ctx, actor, workspaceId: id, emulatorUrl: emulator.url, skip, errors }
}

function work(ctx: Context): { stop: () => Promise<void> } {
  const worker = startWorker(ctx)
  closers.push(() => worker.stop())
  return worker
}

async function everyCampaign({ ctx, actor }: Stage): Promise<Campaign[]> {
  const page = JSON.parse(await listCampaigns(ctx, actor, { archived: 'false', limit: 100 })) as {
    items: CampaignListItem[]
  }
  return await Promise.all(page.items.map(({ id }) => readWhole(ctx, actor, id)))
}

/** A database to which something happens before each transaction after so many. */
function after(transactions: number, db: Database, happens: () => void): Database {
  let left = transactions
  return new Proxy(db, {
    get(target, property) {
      if (property === 'transaction') {
        left -= 1
        if (left < 0) happens()
      }
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function once(act: () => void): { (): void; done: boolean } {
  const first = (): void => {
    if (first.done) return
    first.done = true
    act()
  }
  first.done = false
  return first
}

const die = (): never => {
  throw new Error('killed')
}

/** What has become of a campaign, as the product shows it. */
function fateOf({ status, google, lastPublication, version, publishedVersion }: Campaign): Fate | 'unknown' {
  if (google.removedAt !== null) return 'removed'
  if (status === 'DRAFT')
    return lastPublication === null ? 'draft' : lastPublication.state === 'FAILED' ? 'clash' : 'unknown'
  if (lastPublication?.state !== 'SUCCEEDED') return 'unknown'
  if (status === 'PAUSED') return lastPublication.kind === 'PAUSE' ? 'paused' : 'on-hold'
  return version === publishedVersion ? 'live' : 'edited'
}

function byName(entries: readonly (readonly [string, string])[]): [string, string][] {
  return entries.map(([name, fate]): [string, string] => [name, fate]).sort(([a], [b]) => (a < b ? -1 : 1))
}

async function expectPromisedMix(on: Stage): Promise<void> {
  const campaigns = await everyCampaign(on)
  const wanted = CAMPAIGNS.map(({ name, fate }) => [name, fate] as const)
  expect(byName(campaigns.map((campaign) => [campaign.name, fateOf(campaign)]))).toEqual(byName(wanted))
  const images = JSON.parse(await listAssets(on.ctx, on.actor, { limit: 100 })) as {
    items: { name: string }[]
  }
  const names = PICTURES.map(({ name }) => name as string)
  expect(images.items.map(({ name }) => name).sort()).toEqual(names.sort())
}

/** Every published campaign is at Google once; beside them there is only the other person's. */
async function expectNoDoubleAtGoogle({ ctx }: Stage): Promise<void> {
  const names: string[] = []
  for (const customerId of Object.values(ACCOUNTS)) {
    const query =
      "SELECT campaign.name FROM campaign WHERE campaign.status IN ('ENABLED', 'PAUSED', 'REMOVED')"
    const answer = await ctx.google.search<{ campaign: { name: string } }>(
      { customerId, loginCustomerId: MANAGER },
      query,
    )
    if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer.errors))
    names.push(...answer.value.map(({ campaign }) => campaign.name))
  }
  expect(names.sort()).toEqual(
    CAMPAIGNS.filter(({ fate }) => fate !== 'draft')
      .map(({ name }) => name)
      .sort(),
  )
}

const LEFT = statement<{ revisions: number; publications: number; sums: number }>(
  'test_demo_left',
  `select (select count(*)::int from revisions where workspace_id = $1) as revisions,
          (select count(*)::int from publications where workspace_id = $1) as publications,
          (select count(*)::int from account_metrics where workspace_id = $1)
            + (select count(*)::int from campaign_month_metrics where workspace_id = $1) as sums`,
  { revisions: 'int4', publications: 'int4', sums: 'int4' },
)
const LAST_AUDIT = statement<{ actor: string; action: string; detail: unknown }>(
  'test_demo_last_audit',
  'select actor, action, detail from audit_log where workspace_id = $1 order by seq desc limit 1',
  { actor: 'text', action: 'text', detail: 'jsonb' },
)
const METRICS_DUE = statement(
  'test_metrics_due',
  'update metrics_syncs set next_at = now() where workspace_id = $1',
)

/** Whether the row is a draft with images in which nothing is left to settle. */
const isReady = ({ fate, flaw, type }: DemoCampaign): boolean =>
  fate === 'draft' && flaw === undefined && type === undefined

describe('seedDemo', () => {
  it(
    'fills the workspace with campaigns in every state, and does nothing the second time',
    async () => {
      const on = await stage()
      work(on.ctx)
      await seedDemo(on.ctx, on.workspaceId, on.emulatorUrl, { foregroundMs: SLOW })
      expect(on.errors.map((entry) => inspect(entry))).toEqual([])
      await expectPromisedMix(on)
      await expectNoDoubleAtGoogle(on)

      const before = await everyCampaign(on)
      const published = before.filter(({ googleCampaignId }) => googleCampaignId !== null)
      expect(published.filter(({ google }) => google.primaryStatus === null)).toEqual([])
      const clash = before.find((campaign) => fateOf(campaign) === 'clash')!
      const refused = await readPublication(on.ctx, on.actor, clash.lastPublication!.id)
      expect(refused.errors[0]?.code).toBe('campaignError.DUPLICATE_CAMPAIGN_NAME')
      for (const row of CAMPAIGNS.filter(({ fate }) => fate === 'draft')) {
        const { id } = before.find(({ name }) => name === row.name)!
        const errors = (await preflightCampaign(on.ctx, on.actor, id)).filter(
          ({ severity }) => severity === 'error',
        )
        expect(errors.length > 0, row.name).toBe(row.flaw !== undefined)
      }

      const draft = before.find((campaign) => fateOf(campaign) === 'draft')!
      await deleteCampaign(on.ctx, on.actor, draft.id, draft.version)
      await seedDemo(on.ctx, on.workspaceId, on.emulatorUrl)
      const { items } = JSON.parse(
        await listCampaigns(on.ctx, on.actor, { archived: 'false', limit: 100 }),
      ) as { items: CampaignListItem[] }
      const left = before.filter(({ id }) => id !== draft.id)
      expect(items.map(({ id, version }) => `${id} ${version}`)).toEqual(
        left.map(({ id, version }) => `${id} ${version}`),
      )
    },
    SLOW,
  )

  it.each([
    ['while campaigns are made', 65, (made: number) => made > 0 && made < CAMPAIGNS.length],
    ['while they are published', 100, (made: number) => made === CAMPAIGNS.length],
  ] as const)(
    'goes on where it was killed %s, in the background and without doubles',
    async (_, transactions, made) => {
      const on = await stage()
      const worker = work(on.ctx)
      const dying = { ...on.ctx, db: after(transactions, on.ctx.db, die) }
      await seedDemo(dying, on.workspaceId, on.emulatorUrl, { foregroundMs: SLOW })
      await worker.stop()
      expect(on.errors).toMatchObject([{ err: { message: 'killed' } }])
      expect(await everyCampaign(on)).toSatisfy((all: unknown[]) => made(all.length))

      work(on.ctx)
      await seedDemo(on.ctx, on.workspaceId, on.emulatorUrl, { foregroundMs: 1 })
      expect(await isComplete(on.ctx, on.workspaceId)).toBe(false)
      const complete = async (): Promise<void> => expect(await isComplete(on.ctx, on.workspaceId)).toBe(true)
      await vi.waitFor(complete, { timeout: SLOW, interval: 200 })
      expect(on.errors).toHaveLength(1)
      await expectPromisedMix(on)
      await expectNoDoubleAtGoogle(on)
    },
    SLOW,
  )

  it.each([
    ['they are made', 65],
    ['they are published', 110],
  ])(
    'campaigns begin on their day although midnight passes in Tokyo while %s',
    async (_, transactions) => {
      const on = await stage()
      const hour = 3_600_000
      const midnight = endOfDayIn('Asia/Tokyo', todayIn('Asia/Tokyo')).getTime()
      on.skip(midnight - hour - Date.now())
      work(on.ctx)
      const passMidnight = once(() => on.skip(2 * hour))
      const ctx = { ...on.ctx, db: after(transactions, on.ctx.db, passMidnight) }
      await seedDemo(ctx, on.workspaceId, on.emulatorUrl, { foregroundMs: SLOW })
      expect(passMidnight.done).toBe(true)
      expect(on.errors.map((entry) => inspect(entry))).toEqual([])
      await expectPromisedMix(on)
      await expectNoDoubleAtGoogle(on)
      expect(await isComplete(on.ctx, on.workspaceId)).toBe(true)
    },
    SLOW,
  )

  it(
    'can be deleted again: what the demo made goes for good, what people made stays, and the log says who it was',
    async () => {
      const on = await stage()
      const worker = work(on.ctx)
      await seedDemo(on.ctx, on.workspaceId, on.emulatorUrl, { foregroundMs: SLOW })
      const made = await everyCampaign(on)
      const person: Actor = { ...on.actor, name: 'ann@example.com', door: 'web' }
      const ready = made.find(({ name }) => CAMPAIGNS.some((row) => row.name === name && isReady(row)))!
      const copy = await duplicateCampaign(on.ctx, person, ready.id, 'Made by Ann')
      const other = made.find(({ campaignType }) => campaignType === 'PERFORMANCE_MAX')!
      const kept = { campaignId: other.id, name: 'Kept by Ann', description: null }
      const template = await createTemplate(on.ctx, person, kept)
      await expect(deleteDemoData(on.ctx, { ...person, role: 'publisher' }, 'demo')).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(deleteDemoData(on.ctx, person, 'Demo')).rejects.toMatchObject({ code: 'not_allowed' })
      await worker.stop()
      await publishCampaign(on.ctx, person, ready.id, { activate: true })
      await expect(deleteDemoData(on.ctx, person, 'demo')).rejects.toMatchObject({ code: 'conflict' })
      expect(await everyCampaign(on)).toHaveLength(made.length + 1)
      work(on.ctx)
      await settled(on.ctx, on.actor, ready.id, Date.now() + SLOW)
      await on.ctx.db.run({ workspaceId: on.workspaceId }, METRICS_DUE, [on.workspaceId])
      await syncDueMetrics(on.ctx)
      const left = async () => await on.ctx.db.one({ workspaceId: on.workspaceId }, LEFT, [on.workspaceId])
      expect((await left())!.sums, 'numbers that have to go').toBeGreaterThan(0)

      const deleted = await deleteDemoData(on.ctx, person, 'demo')
      expect(deleted.campaigns).toBe(CAMPAIGNS.length)
      expect((await everyCampaign(on)).map(({ id, name }) => [id, name])).toEqual([[copy.id, 'Made by Ann']])
      const { items } = JSON.parse(await listAssets(on.ctx, on.actor, { limit: 100 })) as {
        items: { id: string }[]
      }
      // Of the images only those stay that the copy and the template show.
      const { content } = await readTemplate(on.ctx, on.actor, template.id)
      const used = JSON.stringify([await readWhole(on.ctx, on.actor, copy.id), content])
      expect(items.filter(({ id }) => !used.includes(id))).toEqual([])
      expect(items.length).toBeGreaterThan(0)
      expect(deleted.images).toBe(PICTURES.length - items.length)
      expect((await listAccounts(on.ctx, on.actor)).items).toHaveLength(3)
      expect(await left()).toEqual({ revisions: 1, publications: 0, sums: 0 })
      expect((await verifyAuditChain(on.ctx.db, on.workspaceId)).broken).toBeNull()
      const last = await on.ctx.db.one({ workspaceId: on.workspaceId }, LAST_AUDIT, [on.workspaceId])
      expect(last).toEqual({ actor: 'ann@example.com', action: 'demo.delete', detail: deleted })

      await expect(deleteDemoData(on.ctx, person, 'demo')).rejects.toMatchObject({ code: 'conflict' })
      await seedDemo(on.ctx, on.workspaceId, on.emulatorUrl, { foregroundMs: SLOW })
      expect(await everyCampaign(on)).toHaveLength(1)
      expect(on.errors.map((entry) => inspect(entry))).toEqual([])
    },
    SLOW,
  )

  it('leaves a workspace alone that has campaigns of its own', async () => {
    const on = await stage()
    const account = await connectAccount(on.ctx, on.actor, { customerId: ACCOUNTS.us, loginCustomerId: null })
    await createCampaign(
      on.ctx,
      on.actor,
      campaignCreateSchema.parse({ accountId: account.id, name: 'Mine' }),
    )
    await seedDemo(on.ctx, on.workspaceId, on.emulatorUrl)
    expect(on.errors.map((entry) => inspect(entry))).toEqual([])
    expect((await everyCampaign(on)).map(({ name }) => name)).toEqual(['Mine'])
  })
})
