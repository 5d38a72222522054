import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { ensureDatabase, waitForServer } from '../store/migration-server.ts'
import { findBinaries, runnableBinaries } from './postgres-binaries.ts'
import { ensureCluster, SUPERUSER } from './postgres-cluster.ts'
import { clearOrphans } from './postgres-orphans.ts'
import { choosePlace, type PostgresPlace } from './postgres-place.ts'
import { freePort, type PostgresProcess, spawnPostgres, THROWAWAY_SETTINGS } from './postgres-process.ts'

export interface EmbeddedPostgres {
  /** Of the database, as its owner. Holds the password. */
  url: string
  /** The directory of the server's files, to tell the user. */
  place: string
  /** Settles when the server has ended, however, with the reason that it gave. */
  ended: Promise<string>
  /** Ends the server in order. Harmless when it has ended. */
  stop: () => Promise<void>
}

const DATABASE = 'gacm'
const STARTS = 3
/** After a crash the server first replays its log; more than this is a fault. */
const READY_MS = 300_000

/**
 * Starts the PostgreSQL that npm brought, on files in the data directory, which the caller holds (openDataDir).
 * `throwaway` gives up durability for speed: for tests. `settings` of the server come on top of ours.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  log: Log
  throwaway?: boolean
  settings?: Record<string, string>
}): Promise<EmbeddedPostgres> {
  const dataDir = realpathSync(options.dataDir)
  const place = choosePlace(dataDir)
  const binaries = runnableBinaries(findBinaries(), place.account, place.copies)
  const password = passwordOf(dataDir, place)
  ensureCluster(place, binaries, password, options.throwaway !== true)
  await clearOrphans(place.cluster)
  options.log.info({ place: place.path, account: place.account?.name }, 'database files')

  const portFile = join(dataDir, 'postgres-port')
  for (let start = 1; ; start += 1) {
    const port = await freePort(start === 1 ? readPort(portFile) : 0)
    const settings = {
      ...(options.throwaway ? THROWAWAY_SETTINGS : {}),
      ...options.settings,
      port: String(port),
    }
    const server = spawnPostgres(place, binaries, join(dataDir, 'postgres.log'), settings)
    const address = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}`
    const reason = await ready(server, `${address}/postgres`)
    if (reason === undefined) {
      writeFileSync(portFile, String(port))
      await ensureDatabase(`${address}/postgres`, DATABASE)
      return { url: `${address}/${DATABASE}`, place: place.path, ended: server.ended, stop: server.stop }
    }
    // Somebody took the port in between.
    if (start < STARTS && /could not create any TCP\/IP sockets/.test(reason)) continue
    throw new AppError(
      'misconfigured',
      `The database in ${place.path} does not start: ${reason}. See ${join(dataDir, 'postgres.log')}.`,
    )
  }
}

/** Undefined when the server answers, else why it does not; then it is not running any more. */
async function ready(server: PostgresProcess, url: string): Promise<string | undefined> {
  const givingUp = new AbortController()
  const timer = setTimeout(() => givingUp.abort(new Error('it did not answer in time')), READY_MS)
  void server.ended.then((reason) => givingUp.abort(new Error(reason)))
  try {
    await waitForServer(url, givingUp.signal)
    return undefined
  } catch (error) {
    await server.stop()
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
}

/** The superuser's password: made before the first start, and from then on needed to get in. */
function passwordOf(dataDir: string, place: PostgresPlace): string {
  const file = join(dataDir, 'postgres-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (existsSync(place.cluster)) {
    throw new AppError(
      'misconfigured',
      `The password of the database in ${place.path} is missing. Restore ${file} from a backup.`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, password, { mode: 0o600, flush: true })
  return password
}

function readPort(file: string): number {
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
}
