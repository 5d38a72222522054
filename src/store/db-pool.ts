import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { PoolClient, PoolConfig, QueryConfig, QueryResult } from 'pg'
import { AppError } from '../base/errors.ts'
import { isStalePlan } from './database-errors.ts'

// Numbers that JavaScript cannot hold and dates that it would move to its own zone stay text.
const AS_TEXT = [
  pg.types.builtins.INT8,
  pg.types.builtins.DATE,
  pg.types.builtins.NUMERIC,
  pg.types.builtins.TIMESTAMPTZ,
]
for (const oid of AS_TEXT) pg.types.setTypeParser(oid, (value) => value)

export interface PoolOptions {
  /** Connections at most; ten of them are kept open. */
  max?: number
  /** How long to wait for a connection before the caller is told to come back. */
  waitMs?: number
  /** Callers that may wait at once; the next one is told to come back without waiting. */
  maxWaiting?: number
  /** How long a connection beyond the ten stays open without work. */
  idleMs?: number
  /** A connection that had no work for as long is tested before it is given out. */
  testAfterMs?: number
  /** How long an answer may take before the connection counts as lost. */
  silenceMs?: number
  onError?: (error: Error) => void
}

const KEPT = 10
/** Sixteen callers behind each connection get it within three seconds if each needs less than 190 ms. Who comes after them would wait in vain. */
const WAITING_PER_CONNECTION = 16
/** Longer than any statement may take: reached only where the server is gone without a word. */
export const SILENCE_MS = 40_000
const TEST_MS = 1_000
const PROBE_MS = 2_000

/** A server that is gone without a word does not say goodbye either. */
const GOODBYE_MS = 2_000

/**
 * How to end a pool that is new. `pool.end()` is over once the goodbyes are sent: a server that is told to throw everybody out right
 * after it still finds connections, and says so on them. This waits until the server has closed them, for so long.
 */
export function closing(pool: pg.Pool): () => Promise<void> {
  const open = new Set<PoolClient>()
  let allGone: (() => void) | undefined
  pool.on('connect', (client) => open.add(client))
  pool.on('remove', (client) => {
    open.delete(client)
    if (open.size === 0) allGone?.()
  })
  return async () => {
    await pool.end()
    if (open.size === 0) return
    const gone = new Promise<void>((resolve) => {
      allGone = resolve
    })
    await Promise.race([gone, sleep(GOODBYE_MS, undefined, { ref: false })])
  }
}

/** Connections to one server, which gives them out to one caller at a time. */
export class ConnectionPool {
  readonly #pool: pg.Pool
  readonly #maxWaiting: number
  readonly #testAfterMs: number
  /** When each connection came back from its last caller, on the process's monotonic clock. */
  readonly #lastUsed = new WeakMap<PoolClient, number>()
  readonly #farewells = new WeakMap<PoolClient, Error>()
  readonly #opened = new WeakMap<PoolClient, number>()
  /** Connections that were last used before this moment are not given out. */
  #distrusted = 0
  /** Connections that were opened before this moment are not given out: what they have prepared is of an older schema. */
  #outdated = 0
  /** For health checks: they must not queue behind the work, nor be refused with it. */
  readonly #probe: pg.Pool
  readonly #ends: readonly (() => Promise<void>)[]
  readonly #probing = new Map<string, Promise<QueryResult>>()

  constructor(
    url: string,
    {
      max = 30,
      waitMs = 3_000,
      maxWaiting = max * WAITING_PER_CONNECTION,
      idleMs = 30_000,
      testAfterMs = 10_000,
      silenceMs = SILENCE_MS,
      onError,
    }: PoolOptions = {},
  ) {
    const common: PoolConfig & { pipeline: boolean } = {
      connectionString: url,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'gacm',
      // A transaction's begin, context and first statements travel together: one round trip instead of three.
      pipeline: true,
    }
    this.#maxWaiting = maxWaiting
    this.#testAfterMs = testAfterMs
    this.#pool = new pg.Pool({
      ...common,
      max,
      min: Math.min(KEPT, max),
      idleTimeoutMillis: idleMs,
      connectionTimeoutMillis: waitMs,
      query_timeout: silenceMs,
    })
    this.#probe = new pg.Pool({
      ...common,
      max: 1,
      connectionTimeoutMillis: PROBE_MS,
      query_timeout: PROBE_MS,
    })
    this.#ends = [closing(this.#pool), closing(this.#probe)]
    this.#listen(onError)
  }

  /**
   * Runs `work` on a connection of its own, and rolls back what it left open when it failed. Throws `unavailable` where
   * none can be had in time.
   */
  async use<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      // A connection that cannot take back what failed on it is broken, and is not given to anybody else.
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      if (isStalePlan(error)) {
        broken ??= error as Error
        // The others may have prepared it before the migration as well, also those that are in use.
        this.#outdated = performance.now()
      }
      throw this.#farewells.get(client) ?? error
    } finally {
      this.#lastUsed.set(client, performance.now())
      client.release(broken)
    }
  }

  /** Asks the server on a connection beside the others; callers at the same time share the answer. Within four seconds. */
  async probe(sql = 'select 1'): Promise<QueryResult> {
    let asking = this.#probing.get(sql)
    if (asking === undefined) {
      asking = this.#probe.query(sql).finally(() => this.#probing.delete(sql))
      this.#probing.set(sql, asking)
    }
    return await asking
  }

  /** Connections open and idle, and callers waiting for one. */
  get load(): { total: number; idle: number; waiting: number } {
    return { total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount }
  }

  /** Once it is over, the server knows of no connection of it. */
  async close(): Promise<void> {
    await Promise.all(this.#ends.map((end) => end()))
  }

  async #connect(): Promise<PoolClient> {
    for (;;) {
      if (this.#pool.waitingCount >= this.#maxWaiting) throw busy()
      let client: PoolClient
      try {
        client = await this.#pool.connect()
      } catch (error) {
        throw this.#pool.waitingCount > 0 || isQueueTimeout(error) ? busy(error) : unanswered(error)
      }
      // Each round throws an old connection away, and new ones are trusted: so this ends.
      if (await this.#answers(client)) return client
    }
  }

  /**
   * Whether a connection can be given out. A server that restarted says so on its connections, but a firewall that
   * forgot them does not: they swallow what is sent. Where one is found dead, all that were idle as long are.
   */
  async #answers(client: PoolClient): Promise<boolean> {
    const used = this.#lastUsed.get(client)
    if (used === undefined) return true
    if (used < this.#distrusted || (this.#opened.get(client) ?? 0) < this.#outdated) {
      client.release(new Error('Another connection of its time was of no use.'))
      return false
    }
    const now = performance.now()
    if (now - used < this.#testAfterMs) return true
    try {
      // The type of a query does not know this setting; the driver reads it from each.
      const test: QueryConfig & { query_timeout: number } = { text: 'select 1', query_timeout: TEST_MS }
      await client.query(test)
      return true
    } catch (error) {
      this.#distrusted = now - this.#testAfterMs
      client.release(error as Error)
      return false
    }
  }

  /**
   * Without listeners a connection that the server closes, idle or in use, would end the whole process. Statements under
   * way on it are refused on their own; what the server said last is kept, because they are not told.
   */
  #listen(onError: PoolOptions['onError']): void {
    for (const pool of [this.#pool, this.#probe]) {
      pool.on('error', (error) => {
        // One that takes its leave may still hear that the server stops as well: no news.
        if (!pool.ending) onError?.(error)
      })
      pool.on('connect', (client) => {
        this.#opened.set(client, performance.now())
        client.on('error', (error) => {
          if (isIdleInTransaction(error)) this.#farewells.set(client, error)
        })
      })
    }
  }
}

/** 25P03: the transaction was left alone for too long, and the server ended its connection. */
function isIdleInTransaction(error: Error): boolean {
  return 'code' in error && error.code === '25P03'
}

function isQueueTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout exceeded')
}

function busy(cause?: unknown): AppError {
  return new AppError('unavailable', 'The server has more to do than it can serve. Try again in a moment.', {
    retryAfterSeconds: 2,
    ...(cause === undefined ? {} : { cause }),
  })
}

function unanswered(cause: unknown): AppError {
  return new AppError('unavailable', 'The database does not answer. Try again in a moment.', {
    retryAfterSeconds: 2,
    cause,
  })
}
