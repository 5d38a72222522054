import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AppError } from '../base/errors.ts'
import { canWriteIn, pickAccount, type PostgresAccount } from './postgres-account.ts'

/** Where the server's files are, and who owns them. */
export interface PostgresPlace {
  path: string
  cluster: string
  account: PostgresAccount | undefined
  /** Where a copy of the binaries may be kept. */
  copies: string
}

/** Says where the files are when they are not below the data directory. */
const POINTER = 'postgres-location'
/** In the place itself: whose it is. */
const OWNER = 'data-dir'
const ELSEWHERE = '/var/lib/gacm'

/**
 * The place of the server's files: `postgres` in the data directory. As root that fails where the server's account
 * cannot pass, below /root for example; then a directory of its own in /var/lib/gacm, remembered in the data directory.
 */
export function choosePlace(dataDir: string): PostgresPlace {
  const pointer = join(dataDir, POINTER)
  if (existsSync(pointer)) return remembered(dataDir, readFileSync(pointer, 'utf8').trim())

  const inside = placeAt(join(dataDir, 'postgres'), dataDir)
  const isNew = !existsSync(inside.cluster)
  if (isNew ? prepare(inside) : canWriteIn(inside.path, inside.account)) return inside
  if (!isNew || inside.account === undefined) throw closed(inside)

  rmSync(inside.path, { recursive: true, force: true })
  const name = `${basename(dataDir)}-${randomBytes(4).toString('hex')}`
  makeElsewhere()
  const outside = placeAt(join(ELSEWHERE, name), ELSEWHERE)
  if (!prepare(outside)) throw closed(outside)
  writeFileSync(join(outside.path, OWNER), dataDir)
  writeFileSync(pointer, `${outside.path}\n`)
  return outside
}

function placeAt(path: string, copies: string): PostgresPlace {
  const cluster = join(path, 'cluster')
  return { path, cluster, account: pickAccount(cluster), copies }
}

/** Makes the directory for its account; false when the account cannot use it. */
function prepare({ path, account }: PostgresPlace): boolean {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o700)
  try {
    if (account !== undefined) chownSync(path, account.uid, account.gid)
  } catch {
    // Some network file systems let nobody give files away.
    return false
  }
  return canWriteIn(path, account)
}

function makeElsewhere(): void {
  try {
    mkdirSync(ELSEWHERE, { recursive: true })
    chmodSync(ELSEWHERE, 0o755)
  } catch (error) {
    throw new AppError(
      'misconfigured',
      `${ELSEWHERE} cannot be made for the database. Set GACM_DATA_DIR to a directory outside /root.`,
      {
        cause: error,
      },
    )
  }
}

/** A copied data directory must not share the database of the original; a moved one keeps it. */
function remembered(dataDir: string, path: string): PostgresPlace {
  const place = placeAt(path, ELSEWHERE)
  if (!existsSync(place.path)) {
    throw new AppError(
      'misconfigured',
      `The database of ${dataDir} was in ${path}, which is gone. Restore it, or set GACM_DATA_DIR to a new directory.`,
    )
  }
  if (process.getuid?.() !== 0) throw closed(place)
  const owner = join(path, OWNER)
  const before = existsSync(owner) ? readFileSync(owner, 'utf8').trim() : dataDir
  if (before !== dataDir && pointsTo(before, path)) {
    throw new AppError(
      'misconfigured',
      `${dataDir} is a copy of ${before}, and both name the database in ${path}. Delete ${join(dataDir, POINTER)} to start with an empty one.`,
    )
  }
  writeFileSync(owner, dataDir)
  if (!canWriteIn(path, place.account)) throw closed(place)
  return place
}

function pointsTo(dataDir: string, path: string): boolean {
  const pointer = join(dataDir, POINTER)
  return existsSync(pointer) && readFileSync(pointer, 'utf8').trim() === path
}

function closed({ path, account }: PostgresPlace): AppError {
  const who = account?.name ?? 'this user'
  return new AppError(
    'misconfigured',
    `The database in ${path} cannot be used by ${who}: permission denied. Start as the user who made it, or set GACM_DATA_DIR to another directory.`,
  )
}
