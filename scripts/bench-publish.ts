// Measures how fast campaigns are published to an emulator that answers slowly: on one account, and over ten.
// node scripts/bench-publish.ts [--latency 200] [--one 100] [--ten 1000] [--minutes 20]
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { newId } from '../src/base/ids.ts'
import { createLog } from '../src/base/log.ts'
import { KeyRing } from '../src/base/secrets.ts'
import { MAX_BATCH } from '../src/contract/limits.ts'
import type { Actor, Context } from '../src/domain/context.ts'
import { createBatch, readBatch } from '../src/domain/publish-batches.ts'
import { readQuota } from '../src/domain/quota.ts'
import { ensureWorkspace } from '../src/domain/workspaces.ts'
import { startEmulator } from '../src/emulator/server.ts'
import { insertAccount } from '../src/store/accounts.ts'
import { Database } from '../src/store/db.ts'
import { startWorker } from '../src/worker/worker.ts'
import { completeBody, createCampaignOf } from '../test/campaigns.ts'
import { testGoogle } from '../test/workspace.ts'
import { startProofDatabase } from './prove-publish/database.ts'

const { values: options } = parseArgs({
  options: {
    latency: { type: 'string', default: '200' },
    one: { type: 'string', default: '100' },
    ten: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '20' },
  },
})
const latencyMs = Number(options.latency)
const deadline = Date.now() + Number(options.minutes) * 60_000
/** What cannot be sent before the answer to the one before is there: the change, its reading back, the enabling. */
const LEAST_PER_CAMPAIGN = 3
/** And once an account, its two images. */
const LEAST_PER_ACCOUNT = 2
const IMPORTED_AT_ONCE = 8

interface Measured {
  accounts: number
  campaigns: number
  seconds: number
  leastSeconds: number
  /** Of this process, in which worker and emulator are: without the database. */
  cpuSeconds: number
  /** Of Google's meter: a search is one, a change its number of operations. */
  operations: number
}

const database = await startProofDatabase()
try {
  const rows = [await measure(1, Number(options.one)), await measure(10, Number(options.ten))]
  const table = new Table({
    head: [
      'accounts',
      'campaigns',
      'took',
      'a second',
      'least possible',
      'ratio',
      'CPU per campaign',
      'operations per campaign',
    ],
    style: { head: [], border: [], compact: true },
  })
  for (const { accounts, campaigns, seconds, leastSeconds, cpuSeconds, operations } of rows) {
    table.push([
      accounts,
      campaigns,
      `${seconds.toFixed(1)} s`,
      (campaigns / seconds).toFixed(2),
      `${leastSeconds.toFixed(1)} s`,
      (seconds / leastSeconds).toFixed(2),
      `${Math.round((cpuSeconds / campaigns) * 1000)} ms`,
      (operations / campaigns).toFixed(1),
    ])
  }
  console.log(`Every answer of the emulator takes ${latencyMs} ms; an account gets one change at a time.`)
  console.log(table.toString())
} finally {
  await database.stop()
}

async function measure(accounts: number, campaigns: number): Promise<Measured> {
  const customerIds = Array.from({ length: accounts }, (_, index) => String(2_000_000_000 + index))
  const seed = customerIds.map((id) => ({
    id,
    name: `Account ${id}`,
    currencyCode: 'USD',
    timeZone: 'America/New_York',
    directAccess: true,
  }))
  const emulator = await startEmulator({ host: '127.0.0.1', port: 0, dataDir: undefined, seed })
  const db = new Database(database.url)
  try {
    const google = testGoogle({ baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` }, 60_000)
    const ctx: Context = {
      db,
      google,
      log: createLog('warn'),
      secrets: new KeyRing([]),
      now: () => new Date(),
    }
    const { actor, accountIds } = await workspaceOf(ctx, customerIds)
    const ids = await drafts(ctx, actor, accountIds, campaigns)
    emulator.control.requestLog.clear()
    emulator.control.injectFault({
      kind: 'delay',
      beforeMs: latencyMs,
      count: 1_000_000,
      match: { path: '/customers/' },
    })
    const before = (await readQuota(ctx)).used
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    const worker = startWorker(ctx, { concurrency: 10, sync: false })
    const batches: string[] = []
    for (let from = 0; from < ids.length; from += MAX_BATCH) {
      const part = ids.slice(from, from + MAX_BATCH).map((id) => ({ id }))
      batches.push((await createBatch(ctx, actor, { campaigns: part, activate: true, staged: false })).id)
    }
    await finished(ctx, actor, batches)
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const cpuSeconds = (user + system) / 1e6
    await worker.stop()
    const used = (await readQuota(ctx)).used - before
    const perAccount = (campaigns / accounts) * LEAST_PER_CAMPAIGN + LEAST_PER_ACCOUNT
    return {
      accounts,
      campaigns,
      seconds,
      leastSeconds: (perAccount * latencyMs) / 1000,
      cpuSeconds,
      operations: used,
    }
  } finally {
    await db.close()
    await emulator.close()
  }
}

async function workspaceOf(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ actor: Actor; accountIds: string[] }> {
  const { id: workspaceId } = await ensureWorkspace(ctx, `bench ${newId()}`)
  const accountIds = customerIds.map(() => newId())
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    for (const [index, customerId] of customerIds.entries()) {
      await insertAccount(tx, workspaceId, {
        id: accountIds[index]!,
        customer_id: customerId,
        login_customer_id: null,
        name: `Account ${customerId}`,
        currency_code: 'USD',
        time_zone: 'America/New_York',
        environment: 'EMULATOR',
      })
    }
  })
  const actor: Actor = {
    workspaceId,
    role: 'admin',
    accounts: null,
    name: 'bench',
    userId: null,
    door: 'system',
    requestId: null,
  }
  return { actor, accountIds }
}

/** Complete drafts, spread over the accounts in turn. */
async function drafts(
  ctx: Context,
  actor: Actor,
  accountIds: readonly string[],
  count: number,
): Promise<string[]> {
  const body = await completeBody(ctx, actor)
  const ids: string[] = []
  const queue = Array.from({ length: count }, (_, index) => index).values()
  const writers = Array.from({ length: IMPORTED_AT_ONCE }, async () => {
    for (const index of queue) {
      const over = { name: `Campaign ${index}`, accountId: accountIds[index % accountIds.length]! }
      ids[index] = (await createCampaignOf(ctx, actor, { ...body, ...over })).id
    }
  })
  await Promise.all(writers)
  return ids
}

async function finished(ctx: Context, actor: Actor, batches: readonly string[]): Promise<void> {
  for (const id of batches) {
    for (;;) {
      const { state, outcomes, total } = await readBatch(ctx, actor, id)
      if (state === 'FINISHED' && outcomes.DONE === total) break
      if (state !== 'RUNNING' || Date.now() > deadline) {
        throw new Error(`It did not end well or in time: ${state}, ${JSON.stringify(outcomes)}`)
      }
      if (process.stderr.isTTY) process.stderr.write(`\r${outcomes.DONE ?? 0} of ${total}   `)
      await sleep(500)
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\n')
}
