import {
  chmodSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../base/errors.ts'

/** What a running program tells about itself to `gacm` commands beside it. Readable by its owner alone. */
export interface RunInfo {
  pid: number
  startedAt: string
  /** Where the web interface and the API answer. */
  url?: string
  /** Holds a password. */
  databaseUrl?: string
  emulatorUrl?: string
}

/** A data directory that this process holds until `release`, or until it ends in whatever way. */
export interface DataDir {
  path: string
  /** Replaces the run file, whole or not at all. */
  writeRunFile(info: Omit<RunInfo, 'pid' | 'startedAt'>): void
  /** The content of a small private file, made by `make` the first time. */
  secret(name: string, make: () => string): string
  release(): void
}

const RUN_FILE = 'run.json'
const LOCK_FILE = 'lock'
/** Long enough to outlast a look by `readRunFile`, which holds the lock for an instant. */
const LOCK_WAIT_MS = 1_000
/** A lock that nobody refers to would be collected, and with it be given back. */
const locks = new Set<DatabaseSync>()

/** Makes the directory if need be and takes it for this process. Throws `misconfigured` when someone else has it. */
export function openDataDir(wanted: string): DataDir {
  const path = prepare(wanted)
  const unlock = lock(path)
  const startedAt = new Date().toISOString()
  const dataDir: DataDir = {
    path,
    writeRunFile: (info) =>
      writePrivate(join(path, RUN_FILE), JSON.stringify({ pid: process.pid, startedAt, ...info })),
    secret: (name, make) => readOrMake(join(path, name), make),
    release: () => {
      rmSync(join(path, RUN_FILE), { force: true })
      unlock()
    },
  }
  dataDir.writeRunFile({})
  return dataDir
}

/** What the program that runs on this data directory says about itself; undefined when none runs. */
export function readRunFile(dataDir: string): RunInfo | undefined {
  const info = parseRunFile(dataDir)
  return info !== undefined && isLocked(dataDir) ? info : undefined
}

function prepare(wanted: string): string {
  try {
    // As root the database runs under another account, which has to pass through (but not read) this directory.
    makeDirectory(resolve(wanted), process.getuid?.() === 0 ? 0o711 : 0o700)
    const path = realpathSync(wanted)
    const probe = join(path, `.write-test-${process.pid}`)
    writeFileSync(probe, 'x'.repeat(8192))
    rmSync(probe)
    return path
  } catch (error) {
    throw unusable(wanted, error)
  }
}

/** As `recursive` does, which in /proc and the like never ends: there a directory's parent exists and it is still ENOENT. */
function makeDirectory(path: string, mode: number): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(path) !== path) makeDirectory(dirname(path), mode)
  mkdirSync(path)
  // Whatever the umask.
  chmodSync(path, mode)
}

/**
 * The lock is SQLite's lock on an empty file: an advisory lock of the operating system, which ends with the process
 * however it ends, cannot be stale, and also works between containers that share the directory. Node has no flock.
 */
function lock(path: string): () => void {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(join(path, LOCK_FILE), { timeout: LOCK_WAIT_MS })
    file.exec('pragma journal_mode = off')
    file.exec('begin exclusive')
  } catch (error) {
    file?.close()
    throw isBusy(error) ? heldBy(path) : unusable(path, error)
  }
  const held = file
  locks.add(held)
  return () => {
    locks.delete(held)
    held.close()
  }
}

function isLocked(dataDir: string): boolean {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(join(dataDir, LOCK_FILE), { readOnly: true, timeout: 0 })
    file.exec('select count(*) from sqlite_schema')
    return false
  } catch (error) {
    return isBusy(error)
  } finally {
    file?.close()
  }
}

/** SQLITE_BUSY, in the low byte whatever the extended code. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}

function heldBy(path: string): AppError {
  const info = parseRunFile(path)
  const who =
    info === undefined ? 'another gacm' : `gacm, process ${info.pid}${info.url ? ` at ${info.url}` : ''}`
  return new AppError(
    'misconfigured',
    `The data directory ${path} is in use by ${who}. Stop it first, or set GACM_DATA_DIR to another directory.`,
  )
}

function unusable(path: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOENT: 'it cannot be made there',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'its symbolic links go in circles',
  }
  const reason = reasons[code] ?? (cause instanceof Error ? cause.message : String(cause))
  const line = `The data directory ${path} cannot be used: ${reason}. Set GACM_DATA_DIR to another directory.`
  return new AppError('misconfigured', line, { cause })
}

function parseRunFile(dataDir: string): RunInfo | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, RUN_FILE), 'utf8')) as RunInfo
  } catch {
    return undefined
  }
}

function readOrMake(file: string, make: () => string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw unusable(file, error)
  }
  const content = make()
  writePrivate(file, content)
  return content
}

/** Replaces a file that nobody else may read, whole or not at all. */
export function writePrivate(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, content, { mode: 0o600, flush: true })
  renameSync(temporary, file)
}
