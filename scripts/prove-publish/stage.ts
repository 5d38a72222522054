import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { newId } from '../../src/base/ids.ts'
import { createLog } from '../../src/base/log.ts'
import { KeyRing } from '../../src/base/secrets.ts'
import type { Publication } from '../../src/contract/publication.ts'
import type { Actor, Context } from '../../src/domain/context.ts'
import type { Patience } from '../../src/domain/publication/run.ts'
import { readPublication } from '../../src/domain/publications.ts'
import { ensureWorkspace } from '../../src/domain/workspaces.ts'
import type { SeedAccount } from '../../src/emulator/seed.ts'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { insertAccount } from '../../src/store/accounts.ts'
import { Database } from '../../src/store/db.ts'
import { startWorker } from '../../src/worker/worker.ts'
import { CrippledGoogle, type Handicap } from '../../test/publishing/crippled-google.ts'
import type { WorkerOrder } from '../../test/publishing/worker-process.ts'
import { Victims } from './victim.ts'

export const TIMEOUT_MS = 800
export const LEASE_SECONDS = 1
export const PATIENCE: Partial<Patience> = { searchSeconds: 2.5, unclearSeconds: 8 }
const ENDED = new Set(['SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION'])
const NUDGE_MS = 100
const ACCOUNTS = 5000

export interface Place {
  accountId: string
  customerId: string
}

/** What the cases are played on: a database, an emulator, a workspace, workers. */
export interface Stage {
  ctx: Context
  actor: Actor
  emulator: Emulator
  victims: Victims
  handicap: Handicap
  /** What a worker process has to know. */
  order(over?: Partial<WorkerOrder>): WorkerOrder
  /** A Google Ads account of its own for every case, so that every row in it is this case's. */
  newPlace(): Promise<Place>
  /** Works the queue in this process while `work` runs. */
  working<Result>(work: () => Promise<Result>, patience?: Partial<Patience>): Promise<Result>
  /** Waits until the publication has ended. Pauses before retries are cut short. */
  ended(publicationId: string): Promise<Publication>
  /** Cuts short what the publication waits for. */
  readonly nudge: (publicationId: string) => Promise<void>
  readonly sql: <Row>(text: string, values?: unknown[]) => Promise<Row[]>
  /** Stops the server at once and starts it again; only where the stage has a server of its own. */
  restartDatabase: (() => Promise<void>) | undefined
  close(): Promise<void>
}

/** `restartDatabase` where the server is the stage's own; `handicap` takes something away from every worker. */
export async function createStage({
  databaseUrl,
  restartDatabase,
  handicap = 'none',
}: {
  databaseUrl: string
  restartDatabase?: () => Promise<void>
  handicap?: Handicap
}): Promise<Stage> {
  const places = Array.from({ length: ACCOUNTS }, (_, index) => String(2_000_000_000 + index))
  const emulator = await startEmulator({ port: 0, dataDir: undefined, seed: places.map(seedOf) })
  const ctx = contextOf(databaseUrl, emulator.url, handicap)
  const { id: workspaceId } = await ensureWorkspace(ctx, `proof ${newId()}`)
  const actor = actorOf(workspaceId)
  const owner = new Pool({ connectionString: databaseUrl, max: 2 })
  owner.on('error', () => {})
  const sql = async <Row>(text: string, values?: unknown[]): Promise<Row[]> =>
    (await owner.query(text, values)).rows as Row[]
  const victims = new Victims()
  const knowledge = { databaseUrl, emulatorUrl: emulator.url, handicap }
  const nudge = nudger(sql)
  return {
    ctx,
    actor,
    emulator,
    victims,
    handicap,
    restartDatabase,
    sql,
    nudge,
    order: (over) => ({
      ...knowledge,
      leaseSeconds: LEASE_SECONDS,
      timeoutMs: TIMEOUT_MS,
      patience: PATIENCE,
      ...over,
    }),
    newPlace: async () => await insertPlace(ctx, workspaceId, places.pop()!),
    working: async (work, patience) => {
      const options = { leaseSeconds: LEASE_SECONDS, pollMs: 25, concurrency: 2, sync: false }
      const worker = startWorker(ctx, { ...options, patience: { ...PATIENCE, ...patience } })
      try {
        return await work()
      } finally {
        await worker.stop()
      }
    },
    ended: async (id) => await waitForEnd(ctx, actor, id, nudge),
    close: async () => {
      await victims.close()
      await owner.end()
      await ctx.db.close()
      await emulator.close()
    },
  }
}

function seedOf(id: string): SeedAccount {
  return { id, name: `Case ${id}`, currencyCode: 'USD', timeZone: 'America/New_York', directAccess: true }
}

function contextOf(databaseUrl: string, emulatorUrl: string, handicap: Handicap): Context {
  const config = {
    baseUrl: emulatorUrl,
    tokenUrl: `${emulatorUrl}/token`,
    apiVersion: 'v25',
    clientId: 'test',
    clientSecret: 'test',
    refreshToken: 'test',
    loginCustomerId: undefined,
  }
  const google = new CrippledGoogle(config, { timeoutMs: TIMEOUT_MS, handicap })
  return {
    db: new Database(databaseUrl, { max: 12 }),
    google,
    log: createLog('silent'),
    secrets: new KeyRing([]),
    now: () => new Date(),
  }
}

function actorOf(workspaceId: string): Actor {
  const name = 'prover@example.com'
  return { workspaceId, role: 'admin', accounts: null, name, userId: null, door: 'api', requestId: null }
}

async function insertPlace({ db }: Context, workspaceId: string, customerId: string): Promise<Place> {
  const accountId = newId()
  await db.transaction({ workspaceId }, (tx) =>
    insertAccount(tx, workspaceId, {
      id: accountId,
      customer_id: customerId,
      login_customer_id: null,
      name: `Account ${customerId}`,
      currency_code: 'USD',
      time_zone: 'America/New_York',
      environment: 'EMULATOR',
    }),
  )
  return { accountId, customerId }
}

function nudger(sql: Stage['sql']): Stage['nudge'] {
  return async (id) => {
    await sql(
      `update publications set next_attempt_at = now()
        where id = $1 and state in ('QUEUED', 'UNKNOWN') and next_attempt_at > now()`,
      [id],
    ).catch(() => {})
    // And what Google's own word about its quota stops.
    await sql(
      'update google_quotas set blocked_until = null, blocked_reason = null where blocked_until > now()',
    ).catch(() => {})
  }
}

async function waitForEnd(
  ctx: Context,
  actor: Actor,
  id: string,
  nudge: Stage['nudge'],
): Promise<Publication> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(NUDGE_MS)) {
    const publication = await readPublication(ctx, actor, id).catch(() => undefined)
    if (publication !== undefined && ENDED.has(publication.state)) return publication
    await nudge(id)
  }
  const { state, message, steps } = await readPublication(ctx, actor, id)
  const short = steps.map(({ kind, state: own, attempts }) => `${kind} ${own} ${attempts.length}`).join(', ')
  throw new Error(`It did not end: ${state}, ${message}; ${short}`)
}
