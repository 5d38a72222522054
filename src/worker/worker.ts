import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../domain/context.ts'
import { claimNext, type Lease } from '../domain/publication/claim.ts'
import type { RunOptions } from '../domain/publication/run.ts'
import { runPublication } from '../domain/publication/run-publication.ts'
import { syncDueAccounts } from '../domain/sync-campaigns.ts'
import { keepMetricsMonths, syncDueMetrics } from '../domain/sync-metrics.ts'

export interface WorkerOptions extends Pick<RunOptions, 'patience' | 'onPoint'> {
  /** How long a silent worker keeps its publication. Renewed at a third of it. */
  leaseSeconds?: number
  /** How often the queue is looked at when nothing wakes the worker. */
  pollMs?: number
  /** Publications worked on at once; each belongs to another account. */
  concurrency?: number
  /** Whether Google's side is read in the background. */
  sync?: boolean
  /** Whole months of metrics that are kept beside the current one. */
  keepMetricsMonths?: number
}

export interface Worker {
  /** Looks at the queue now. */
  wake(): void
  /** Ends after the requests under way, or after five seconds. What is left is in the journal. */
  stop(): Promise<void>
}

/** A request to Google may take a minute; nobody waits that long for Ctrl-C, and the next worker goes on from the journal. */
const STOP_MS = 5000
/** Between looks while every one fails. */
const MAX_PAUSE_MS = 5000
const DAY_MS = 86_400_000

/** Starts taking publications from the queue, and reading Google's side of accounts once a minute. */
export function startWorker(ctx: Context, options: WorkerOptions = {}): Worker {
  const { leaseSeconds = 20, pollMs = 500, concurrency = 4, sync = true } = options
  const stopping = new AbortController()
  const wakers = new Set<() => void>()
  const pause = async (ms: number): Promise<void> => {
    const woken = new AbortController()
    const wake = (): void => woken.abort()
    wakers.add(wake)
    await sleep(ms, undefined, { signal: AbortSignal.any([woken.signal, stopping.signal]) }).catch(() => {})
    wakers.delete(wake)
  }
  const loop = async (round: () => Promise<boolean>, idleMs: number): Promise<void> => {
    let failures = 0
    while (!stopping.signal.aborted) {
      const busy = await round().then(
        (worked) => {
          if (failures > 0) ctx.log.info({ failures }, 'Work goes on.')
          failures = 0
          return worked
        },
        (error: unknown) => {
          // Said once, not at every look while the database is away.
          if (failures === 0) ctx.log.error({ err: error }, 'A round of work failed; it is tried again.')
          failures += 1
          return false
        },
      )
      if (!busy) await pause(Math.min(idleMs * 2 ** Math.min(failures, 10), Math.max(idleMs, MAX_PAUSE_MS)))
    }
  }
  const publish = async (): Promise<boolean> => {
    options.onPoint?.('claim:before')
    const lease = await claimNext(ctx, leaseSeconds)
    if (lease === undefined) return false
    options.onPoint?.('claim:after')
    await withLease(ctx, lease, leaseSeconds, { ...options, stopping: stopping.signal })
    return true
  }
  const loops = Array.from({ length: concurrency }, () => loop(publish, pollMs))
  if (sync) {
    loops.push(loop(() => syncRound(ctx), 5000))
    loops.push(loop(metricsRounds(ctx, options.keepMetricsMonths, stopping.signal), 5000))
  }
  return {
    wake: () => {
      for (const wake of wakers) wake()
    },
    stop: async () => {
      stopping.abort()
      await Promise.race([Promise.all(loops), sleep(STOP_MS, undefined, { ref: false })])
    },
  }
}

async function withLease(
  ctx: Context,
  lease: Lease,
  leaseSeconds: number,
  { patience, onPoint, stopping }: Omit<RunOptions, 'mayAct'>,
): Promise<void> {
  const renewal = setInterval(
    () => {
      // A lease that cannot be renewed ends by itself; nothing is sent after that, and the fence refuses our writes.
      lease.renew().catch((error: unknown) => ctx.log.warn({ err: error }, 'A lease was not renewed.'))
    },
    (leaseSeconds * 1000) / 3,
  )
  const options: RunOptions = {
    mayAct: () => lease.holds(),
    ...(patience === undefined ? {} : { patience }),
    ...(onPoint === undefined ? {} : { onPoint }),
    ...(stopping === undefined ? {} : { stopping }),
  }
  try {
    await runPublication(ctx, lease.claim, options)
  } finally {
    clearInterval(renewal)
  }
}

async function syncRound(ctx: Context): Promise<boolean> {
  await syncDueAccounts(ctx)
  return false
}

/** The months are looked after at the start and once a day, before anything is written into them. */
function metricsRounds(
  ctx: Context,
  keepMonths: number | undefined,
  stopping: AbortSignal,
): () => Promise<boolean> {
  let keptAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - keptAt >= DAY_MS) {
      await keepMetricsMonths(ctx, keepMonths)
      keptAt = performance.now()
    }
    await syncDueMetrics(ctx, stopping)
    return false
  }
}
