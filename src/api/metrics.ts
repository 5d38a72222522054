import type { FastifyInstance, FastifyRequest } from 'fastify'
import { timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'
import type { Context } from '../domain/context.ts'
import { readQuota } from '../domain/quota.ts'

/** For so long one answer serves all who ask: Prometheus asks every fifteen seconds or more. */
const FRESH_MS = 3_000

export interface MetricsReaders {
  /** What they have to send; undefined: they are on this machine, and nothing stands in front of it. */
  token: string | undefined
  /** Behind a proxy everybody seems to be on this machine. */
  isBehindProxy: boolean
}

/** /metrics for Prometheus: requests by route, the pool, the process. Nothing in it names a workspace or a person. */
export function registerMetrics(app: FastifyInstance, ctx: Context, readers: MetricsReaders): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'gacm_http_request_seconds',
    help: 'Time from request to answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const pool = new Gauge({
    name: 'gacm_database_connections',
    help: 'Connections of the pool by state; waiting counts callers without one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(ctx.db.load)) pool.set({ state }, count)
    },
  })
  registerQuota(registry, ctx)
  if (ctx.db.standing.replica !== undefined) registerReplica(registry, ctx)
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) }
    durations.observe(labels, reply.elapsedTime / 1000)
  })
  let made: { at: number; text: Promise<string> } | undefined
  app.get('/metrics', async (request, reply) => {
    assertReader(request, readers)
    const now = performance.now()
    if (made === undefined || now - made.at > FRESH_MS) made = { at: now, text: registry.metrics() }
    return await reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await made.text)
  })
}

function assertReader({ headers, socket }: FastifyRequest, { token, isBehindProxy }: MetricsReaders): void {
  if (token !== undefined) {
    const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
    if (timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)))) return
    throw new AppError('unauthenticated', 'Send Authorization: Bearer with what GACM_METRICS_TOKEN says.')
  }
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => name in headers)
  const isHere = /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '')
  if (isHere && !isForwarded && !isBehindProxy) return
  throw new AppError('forbidden', 'Only this machine reads these. Set GACM_METRICS_TOKEN for others.')
}

/** Google's meter, as every process of the installation sees it. Without the database it has no numbers. */
function registerQuota(registry: Registry, ctx: Context): void {
  const registers = [registry]
  const operations = new Gauge({
    name: 'gacm_google_quota_operations',
    help: 'Google Ads API operations: used in the last 24 hours, held for publications under way, and the limit where one is known.',
    labelNames: ['kind'],
    registers,
    // The first that is asked fills in both.
    async collect() {
      const quota = await readQuota(ctx).catch(() => undefined)
      operations.reset()
      blocked.reset()
      if (quota === undefined) return
      const { used, held, limit, blockedUntil } = quota
      for (const [kind, count] of Object.entries({ used, held, limit })) {
        if (count !== null) operations.set({ kind }, count)
      }
      blocked.set(
        blockedUntil === null ? 0 : Math.max(0, (Date.parse(blockedUntil) - ctx.now().getTime()) / 1000),
      )
    },
  })
  const blocked = new Gauge({
    name: 'gacm_google_quota_blocked_seconds',
    help: 'How long nothing is sent, because Google said that the day is used up.',
    registers,
  })
}

function registerReplica(registry: Registry, ctx: Context): void {
  const registers = [registry]
  const connections = new Gauge({
    name: 'gacm_replica_connections',
    help: 'Connections of the pool to the replica by state; waiting counts callers without one.',
    labelNames: ['state'],
    registers,
    // The first that is asked fills in all of them.
    collect() {
      const replica = ctx.db.standing.replica!
      for (const [state, count] of Object.entries(replica.load)) connections.set({ state }, count)
      for (const [server, count] of Object.entries(replica.reads)) reads.set({ answered_by: server }, count)
      used.set(replica.state === 'used' ? 1 : 0)
      lag.set(replica.lagMs / 1000)
    },
  })
  const used = new Gauge({
    name: 'gacm_replica_used',
    help: '1 while reads go to the replica.',
    registers,
  })
  const lag = new Gauge({
    name: 'gacm_replica_lag_seconds',
    help: 'Time since the replica was last seen to have everything.',
    registers,
  })
  const reads = new Gauge({
    name: 'gacm_replica_reads',
    help: 'Reads since the start that the replica answered, and those that went to the primary instead.',
    labelNames: ['answered_by'],
    registers,
  })
}
