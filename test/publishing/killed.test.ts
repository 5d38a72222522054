import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { publishCampaign } from '../../src/domain/publish-campaign.ts'
import type { WorkerOrder } from './worker-process.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

const WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
const LEASE_SECONDS = 1

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
})
/** A worker that a failed test leaves behind would keep the run from ending. */
const children = new Set<ChildProcess>()

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(async () => await world.close())

async function startWorkerProcess(): Promise<ChildProcess> {
  const order: WorkerOrder = {
    databaseUrl: world.databaseUrl,
    emulatorUrl: world.emulator.url,
    leaseSeconds: LEASE_SECONDS,
  }
  const env = { ...process.env, WORKER_ORDER: JSON.stringify(order) }
  const child = spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  await once(child.stdout, 'data')
  return child
}

/** Lets a worker of its own run until `reached`, and kills it there without a warning. */
async function killAt(campaignId: string, reached: () => boolean | Promise<boolean>): Promise<string> {
  const worker = await startWorkerProcess()
  const { publicationId } = await publishCampaign(world.ctx, world.home.actor, campaignId, { activate: true })
  while (!(await reached())) await turn()
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  return publicationId
}

const isCreate = (body: string): { path: string; body: string } => ({ path: 'googleAds:mutate', body })

it.each([
  ['the request has arrived and nothing is done yet', { beforeMs: 60_000 }, 0],
  ['Google has done it and not answered yet', { afterMs: 60_000 }, 1],
])('killed after the send, while %s: one remote campaign in the end', async (_, wait, madeAtKill) => {
  const { control } = world.emulator
  const draft = await world.draft()
  control.requestLog.clear()
  control.injectFault({ kind: 'delay', ...wait, match: isCreate('campaignBudgetOperation') })
  const publicationId = await killAt(draft.id, async () => {
    const arrived = control.requests().some(({ fault }) => fault === 'delay')
    return arrived && (await world.remote(draft.name)).length === madeAtKill
  })
  const attempts = await world.sql(
    `select t.outcome from publication_attempts t join publication_steps s using (workspace_id, publication_id, position)
      where t.publication_id = $1 and s.kind = 'MUTATE'`,
    [publicationId],
  )
  expect(attempts).toEqual([{ outcome: 'UNANSWERED' }])
  expect(await world.remote(draft.name)).toHaveLength(madeAtKill)
  expect((await world.now(draft.id)).status).toBe('DRAFT')

  const worker = world.work({ leaseSeconds: LEASE_SECONDS })
  const publication = await world.ended(publicationId)
  await worker.stop()
  expect(publication.state).toBe('SUCCEEDED')
  const campaign = await world.now(draft.id)
  expect(campaign.status).toBe('PUBLISHED')
  expect(await world.remote(draft.name)).toEqual([{ id: campaign.googleCampaignId, status: 'ENABLED' }])
  const budgets = await world.query(
    `SELECT campaign_budget.id FROM campaign_budget WHERE campaign_budget.name = 'gacm ${draft.id.slice(-12)}'`,
  )
  expect(budgets).toHaveLength(1)
})
