import { type Config, type GoogleConfig, secretKeysOf } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { createLog } from '../base/log.ts'
import { newRingKey } from '../base/secrets.ts'
import { ensureWorkspace, needsSetUp } from '../domain/workspaces.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { migrateUp } from '../store/migrate.ts'
import { assertReplica } from '../store/replica-check.ts'
import { startWorker } from '../worker/worker.ts'
import { createContext, untilSignalled } from './context.ts'
import { type DataDir, openDataDir } from './data-dir.ts'
import { reached } from './database-ready.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { emulatorAt, googleOf } from './google-connection.ts'
import { listen } from './listen.ts'
import { openEmulator } from './open-emulator.ts'
import { SECRET_KEY_FILE } from './secret-key-file.ts'

type Closer = () => Promise<void> | void

/** What `gacm start` is told beside its settings. */
export interface StartOptions {
  demo: boolean
  /** Google's own Google Ads, also where the settings name no credentials: people connect in the web interface. */
  google?: boolean
}

/** Everything in one process, until it is told to stop. What was started is stopped in the opposite order, also after a failure. */
export async function runStart(config: Config, options: StartOptions): Promise<void> {
  const closers: Closer[] = []
  const stopped = untilSignalled()
  try {
    const dataDir = openDataDir(config.dataDir)
    closers.push(() => dataDir.release())
    const starting = start(config, dataDir, options, closers)
    // Told to stop while it starts: what is up by then is closed, and what fails because of that is no news.
    starting.catch(() => {})
    const started = await Promise.race([stopped, starting])
    if (started !== undefined) await Promise.race([stopped, started.died])
  } finally {
    await closeAll(closers)
  }
}

/** Every one is closed, whatever becomes of the others: above all the database's process. */
async function closeAll(closers: readonly Closer[]): Promise<void> {
  for (const close of closers.toReversed()) {
    try {
      await close()
    } catch (error) {
      process.stderr.write(
        `gacm: while stopping: ${error instanceof Error ? error.message : String(error)}\n`,
      )
    }
  }
}

async function start(
  config: Config,
  dataDir: DataDir,
  { demo, google: isReal = false }: StartOptions,
  closers: Closer[],
): Promise<{ died: Promise<void> }> {
  const database = await openDatabase(config, dataDir, closers)
  await reached(() => migrateUp(database.url))
  if (config.databaseReplicaUrl !== undefined) await assertReplica(database.url, config.databaseReplicaUrl)
  const { google, emulatorUrl } = await connectGoogle(config, dataDir, isReal, closers)
  const secretKeys =
    config.secretKeys ?? secretKeysOf(dataDir.secret(SECRET_KEY_FILE, newRingKey).trim(), SECRET_KEY_FILE)
  const ctx = createContext({ ...config, secretKeys }, database.url, google)
  closers.push(() => ctx.db.close())
  const server = await listen(ctx, config)
  closers.push(() => server.close())
  const worker = startWorker(ctx, {
    keepMetricsMonths: config.metricsKeepMonths,
    concurrency: config.workerAccounts,
  })
  closers.push(() => worker.stop())
  dataDir.writeRunFile({
    url: server.url,
    databaseUrl: database.url,
    ...(emulatorUrl === undefined ? {} : { emulatorUrl }),
  })

  const name = emulatorUrl === undefined ? 'main' : 'demo'
  const workspace = await ensureWorkspace(ctx, name, { demo: demo && emulatorUrl !== undefined })
  if (demo && emulatorUrl !== undefined) await seedDemo(ctx, workspace.id, emulatorUrl)
  const link = (await needsSetUp(ctx, workspace.id)) ? await createSetUpLink(ctx, workspace.id) : undefined
  process.stdout.write(banner(server.url, link, emulatorUrl))
  return { died: database.died }
}

interface OpenDatabase {
  url: string
  /** Rejects when an embedded server ends by itself. */
  died: Promise<void>
}

async function openDatabase(config: Config, dataDir: DataDir, closers: Closer[]): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, died: new Promise<void>(() => {}) }
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: createLog(config.logLevel) })
  let stopping = false
  closers.push(async () => {
    stopping = true
    await postgres.stop()
  })
  const died = postgres.ended.then((reason) => {
    if (!stopping) throw new AppError('misconfigured', `The database ended: ${reason}. Start gacm again.`)
  })
  // Nobody may be listening yet when it ends.
  died.catch(() => {})
  if (!postgres.place.startsWith(dataDir.path))
    process.stdout.write(`The database's files are in ${postgres.place}\n`)
  return { url: postgres.url, died }
}

/** Google where credentials are given, or where it is asked for; the emulator of the box where nothing is. */
async function connectGoogle(
  config: Config,
  dataDir: DataDir,
  isReal: boolean,
  closers: Closer[],
): Promise<{ google: GoogleConfig; emulatorUrl?: string }> {
  const given = googleOf(config) ?? (isReal ? config.google : undefined)
  if (given !== undefined) return { google: given }
  const emulator = await openEmulator(
    { host: '127.0.0.1', port: config.emulatorPort, dataDir: `${dataDir.path}/emulator` },
    'GACM_EMULATOR_PORT',
  )
  closers.push(() => emulator.close())
  const google = emulatorAt({ ...config.google, baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` })
  return { google, emulatorUrl: emulator.url }
}

function banner(url: string, link: string | undefined, emulatorUrl: string | undefined): string {
  const lines = ['', '  Google Ads Campaign Manager', '']
  lines.push(link === undefined ? `  Open          ${url}` : `  Open          ${url}/setup#token=${link}`)
  if (link !== undefined) lines.push('                (this link makes the first administrator, once)')
  lines.push(
    emulatorUrl === undefined
      ? '  Google Ads    Google’s own: campaigns that are published spend money'
      : `  Google Ads    emulator at ${emulatorUrl}: nothing is spent`,
  )
  lines.push('  Stop          Ctrl-C', '', '')
  return lines.join('\n')
}
