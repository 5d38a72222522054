import type { Config } from '../base/config.ts'
import { startWorker } from '../worker/worker.ts'
import { createContext, requireDatabaseUrl, untilSignalled } from './context.ts'
import { assertDatabaseReady } from './database-ready.ts'
import { googleOf } from './google-connection.ts'
import { listen } from './listen.ts'

/** The API and the web interface. Several may run beside each other. */
export async function runServe(config: Config): Promise<void> {
  const databaseUrl = requireDatabaseUrl(config)
  const google = googleOf(config)
  await assertDatabaseReady(databaseUrl, config.databaseReplicaUrl)
  const ctx = createContext(config, databaseUrl, google)
  const server = await listen(ctx, config)
  process.stdout.write(`Google Ads Campaign Manager serves ${server.url}\n`)
  await untilSignalled()
  await server.close()
  await ctx.db.close()
}

/** A worker. Several may run beside each other: leases and fences keep them apart. */
export async function runWork(config: Config): Promise<void> {
  const databaseUrl = requireDatabaseUrl(config)
  const google = googleOf(config)
  await assertDatabaseReady(databaseUrl)
  // A worker decides by what it reads: always on the primary.
  const ctx = createContext({ ...config, databaseReplicaUrl: undefined }, databaseUrl, google)
  const worker = startWorker(ctx, {
    keepMetricsMonths: config.metricsKeepMonths,
    concurrency: config.workerAccounts,
  })
  process.stdout.write('The worker waits for publications.\n')
  await untilSignalled()
  await worker.stop()
  await ctx.db.close()
}
