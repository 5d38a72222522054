import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../domain/context.ts'
import { claimNext, type Lease } from '../domain/publication/claim.ts'
import { runBatches } from '../domain/publication/run-batches.ts'
import { runStops } from '../domain/publication/run-stops.ts'
import type { RunOptions } from '../domain/publication/run.ts'
import { runPublication } from '../domain/publication/run-publication.ts'
import { forgetOldNotifications } from '../domain/notifications.ts'
import { endOutdatedRequests, remindReviewers } from '../domain/tell-approvals.ts'
import { forgetOldQuotaUses } from '../domain/quota.ts'
import { syncDueAccounts } from '../domain/sync-campaigns.ts'
import { keepMetricsMonths, syncDueMetrics } from '../domain/sync-metrics.ts'
import { Bell, runLoop } from './loop.ts'

export interface WorkerOptions extends Pick<RunOptions, 'patience' | 'onPoint'> {
  /** How long a silent worker keeps its publication. Renewed at a third of it. */
  leaseSeconds?: number
  /** How often the queue is looked at when nothing wakes the worker. */
  pollMs?: number
  /** Publications worked on side by side; each belongs to another account. */
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
const DAY_MS = 86_400_000

/** Starts taking publications from the queue, and reading Google's side of accounts once a minute. */
export function startWorker(ctx: Context, options: WorkerOptions = {}): Worker {
  const { leaseSeconds = 20, pollMs = 500, concurrency = 10, sync = true } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const publications = new Bell()
  const batches = new Bell()
  const loop = (round: () => Promise<boolean>, idleMs: number, bell: Bell = new Bell()): Promise<void> =>
    runLoop(round, { log: ctx.log, stopping: signal, idleMs, bell })
  const publish = async (): Promise<boolean> => {
    options.onPoint?.('claim:before')
    const lease = await claimNext(ctx, leaseSeconds)
    if (lease === undefined) return false
    options.onPoint?.('claim:after')
    await withLease(ctx, lease, leaseSeconds, { ...options, stopping: signal })
    // Its batch may have room for the next one.
    batches.ring()
    return true
  }
  const open = async (): Promise<boolean> => {
    // What is to stop, first.
    const { onPoint } = options
    const stopped = await runStops(ctx, { stopping: signal, onPoint })
    const opened = (await runBatches(ctx, signal)) || stopped
    if (opened) publications.ring()
    return opened
  }
  const loops = Array.from({ length: concurrency }, () => loop(publish, pollMs, publications))
  loops.push(loop(open, pollMs, batches))
  if (sync) {
    loops.push(loop(() => syncRound(ctx), 5000))
    loops.push(loop(dailyRounds(ctx, options.keepMetricsMonths, signal), 5000))
  }
  return {
    wake: () => {
      batches.ring()
      publications.ring()
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
  await endOutdatedRequests(ctx)
  await remindReviewers(ctx)
  await syncDueAccounts(ctx)
  return false
}

/** The months are looked after at the start and once a day, before anything is written into them; old counts and notifications go too. */
function dailyRounds(
  ctx: Context,
  keepMonths: number | undefined,
  stopping: AbortSignal,
): () => Promise<boolean> {
  let keptAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - keptAt >= DAY_MS) {
      await keepMetricsMonths(ctx, keepMonths)
      await forgetOldQuotaUses(ctx)
      await forgetOldNotifications(ctx)
      keptAt = performance.now()
    }
    await syncDueMetrics(ctx, stopping)
    return false
  }
}
