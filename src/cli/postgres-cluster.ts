import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../base/errors.ts'
import { asAccount, type PostgresAccount } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { PostgresPlace } from './postgres-place.ts'

/** The first role of a new cluster. */
export const SUPERUSER = 'postgres'

const HALF_MADE = 'initializing-'

/**
 * Makes the cluster unless it is there. initdb works in a directory of its own that is renamed at the end, so a
 * cluster is whole or absent. Call it while holding the data directory.
 */
export function ensureCluster(
  place: PostgresPlace,
  binaries: PostgresBinaries,
  password: string,
  durable: boolean,
): void {
  for (const name of readdirSync(place.path)) {
    if (name.startsWith(HALF_MADE))
      rmSync(join(place.path, name), { recursive: true, force: true, maxRetries: 10 })
  }
  if (existsSync(place.cluster)) return assertMajor(place.cluster, binaries.major)

  const work = join(place.path, `${HALF_MADE}${randomBytes(4).toString('hex')}`)
  mkdirSync(work, { mode: 0o700 })
  const passwordFile = join(work, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  give(work, place.account)
  give(passwordFile, place.account)
  const made = join(work, 'cluster')
  // Debian, Red Hat and macOS 14 know C.UTF-8, without which pg_trgm takes no letter beyond ASCII for a letter.
  const run = initdb(binaries, place, made, passwordFile, 'C.UTF-8', durable)
  const again = run.status === 0 ? run : initdb(binaries, place, made, passwordFile, 'C', durable)
  if (again.status !== 0) {
    rmSync(work, { recursive: true, force: true })
    throw initFailed(place, again)
  }
  renameSync(made, place.cluster)
  rmSync(work, { recursive: true, force: true })
}

function initdb(
  { path }: PostgresBinaries,
  { account }: PostgresPlace,
  cluster: string,
  passwordFile: string,
  ctype: string,
  durable: boolean,
): SpawnSyncReturns<string> {
  return spawnSync(
    join(path, 'bin/initdb'),
    [
      `--pgdata=${cluster}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built into the server: sorts by code point, the same on every machine and after every system update.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...asAccount(account), env: serverEnvironment(), encoding: 'utf8' },
  )
}

/** The environment of the server's processes: none of our secrets, and no PG* variable of the user's. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }
}

function assertMajor(cluster: string, major: number): void {
  const file = join(cluster, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (found === String(major)) return
  const what =
    found === ''
      ? 'is not a PostgreSQL database'
      : `was made by PostgreSQL ${found}, and this is PostgreSQL ${major}`
  throw new AppError(
    'misconfigured',
    `${cluster} ${what}. Start the release that made it and take an export, or set GACM_DATA_DIR to a new directory.`,
  )
}

function initFailed(place: PostgresPlace, run: SpawnSyncReturns<string>): AppError {
  const lines = (run.stderr ?? '').split('\n')
  const reason =
    lines.find((line) => /error|fatal|could not/i.test(line)) ??
    run.error?.message ??
    `exit code ${run.status}`
  return new AppError(
    'misconfigured',
    `The database cannot be made in ${place.path}: ${reason.replace(/^initdb: /, '').trim()}`,
  )
}

function give(path: string, account: PostgresAccount | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid)
}
