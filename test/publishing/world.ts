import { setTimeout as sleep } from 'node:timers/promises'
import { startEmulator } from '../../src/emulator/server.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Publication } from '../../src/contract/publication.ts'
import type { Context } from '../../src/domain/context.ts'
import { readPublication } from '../../src/domain/publications.ts'
import { publishCampaign } from '../../src/domain/publish-campaign.ts'
import { startWorker, type Worker, type WorkerOptions } from '../../src/worker/worker.ts'
import { campaignNow, completeBody, createCampaignOf } from '../campaigns.ts'
import { openOwnerPool } from '../database.ts'
import { createTestWorkspace, createTestWorld, testGoogle, type TestWorkspace } from '../workspace.ts'

export const CUSTOMER_ID = '1234567890'
const ENDED = ['SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION']
const DEADLINE_MS = 15_000
const LOOK_MS = 10

export type Emulator = Awaited<ReturnType<typeof startEmulator>>

/** A database, an emulator and a workspace whose account lives in it. */
export interface PublishingWorld {
  ctx: Context
  databaseUrl: string
  emulator: Emulator
  home: TestWorkspace
  draft(over?: object): Promise<Campaign>
  /** Publishes and answers the publication as it ended, whoever works on it. */
  publish(id: string, request?: { activate?: boolean }): Promise<Publication>
  /** Waits until the publication has ended. Waiting times of retries are skipped. */
  ended(publicationId: string): Promise<Publication>
  now(id: string): Promise<Campaign>
  /** Everything that the emulator has of this name. */
  remote(name: string): Promise<{ id: string; status: string }[]>
  query<Row>(query: string): Promise<Row[]>
  work(options?: WorkerOptions): Worker
  sql(text: string, values?: unknown[]): Promise<unknown[]>
  close(): Promise<void>
}

/** `timeoutMs` is how long the client waits for Google, `dailyOperations` what Google allows in 24 hours. */
export async function createPublishingWorld({
  timeoutMs = 5000,
  dailyOperations,
  customerIds = [CUSTOMER_ID],
}: {
  timeoutMs?: number
  dailyOperations?: number
  customerIds?: string[]
} = {}): Promise<PublishingWorld> {
  const seed = customerIds.map((id) => ({
    id,
    name: `Account ${id}`,
    currencyCode: 'USD',
    timeZone: 'America/New_York',
    directAccess: true,
  }))
  const emulator = await startEmulator({ host: '127.0.0.1', port: 0, dataDir: undefined, seed })
  const google = { baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` }
  const world = await createTestWorld(google, { timeoutMs, dailyOperations })
  const { ctx } = world
  const home = await createTestWorkspace(ctx)
  const owner = openOwnerPool(world.databaseUrl)
  const workers: Worker[] = []
  const reader = testGoogle(google)
  const query = async <Row>(gaql: string): Promise<Row[]> => {
    const answer = await reader.search<Row>({ customerId: CUSTOMER_ID, loginCustomerId: null }, gaql)
    if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer))
    return answer.value
  }
  const ended = async (publicationId: string): Promise<Publication> => {
    for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; ) {
      const publication = await readPublication(ctx, home.actor, publicationId)
      if (ENDED.includes(publication.state)) return publication
      await owner.query(
        `update publications set next_attempt_at = now() where id = $1 and state in ('QUEUED', 'UNKNOWN')`,
        [publicationId],
      )
      await owner.query(
        'update google_quotas set blocked_until = null, blocked_reason = null where blocked_until is not null',
      )
      // The worker has the same processor: looks without a pause keep it from its work.
      await sleep(LOOK_MS)
    }
    throw new Error(
      `It did not end: ${JSON.stringify(await readPublication(ctx, home.actor, publicationId))}`,
    )
  }
  return {
    ctx,
    databaseUrl: world.databaseUrl,
    emulator,
    home,
    draft: async (over) => await createCampaignOf(ctx, home.actor, await completeBody(ctx, home.actor, over)),
    publish: async (id, { activate = true } = {}) => {
      const { publicationId } = await publishCampaign(ctx, home.actor, id, { activate })
      return await ended(publicationId)
    },
    ended,
    now: async (id) => await campaignNow(ctx, home.actor, id),
    remote: async (name) => {
      const rows = await query<{ campaign: { id: string; status: string } }>(
        `SELECT campaign.id, campaign.status FROM campaign WHERE campaign.name = '${name}'`,
      )
      return rows.map(({ campaign: { id, status } }) => ({ id, status }))
    },
    query,
    work: (options) => {
      const worker = startWorker(ctx, {
        pollMs: 20,
        // One for each account of a test: whoever has nothing to do asks the database all the same.
        concurrency: 3,
        sync: false,
        patience: { searchSeconds: 0.5 },
        ...options,
      })
      workers.push(worker)
      return worker
    },
    sql: async (text, values) => (await owner.query(text, values)).rows as unknown[],
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
      await owner.close()
      await world.close()
      await emulator.close()
    },
  }
}
