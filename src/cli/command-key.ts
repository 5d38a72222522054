import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../base/errors.ts'
import { newSecret, sha256 } from '../base/ids.ts'
import { COMMAND_KEY, createApiKey, revokeApiKey } from '../domain/api-keys.ts'
import type { Database } from '../store/db.ts'

export interface KeptKey {
  dataDir: string
  workspaceName: string
  /** Opens the database, for the one time that a key has to be made. */
  open: () => Database
}

/** The file of a data directory that keeps the key of a workspace's commands. */
export function commandKeyFile(dataDir: string, workspaceName: string): string {
  return join(dataDir, `command-key-${sha256(workspaceName).slice(0, 16)}`)
}

/**
 * The key by which commands reach the API: made once for a data directory and a workspace and kept in a file that its
 * owner alone can read, so that commands leave no rows behind. `refused` is a key that the server did not take, because
 * it has expired, was revoked, or belongs to another database: then a new one takes its place.
 */
export async function commandKey(kept: KeptKey, refused?: string): Promise<string> {
  const file = commandKeyFile(kept.dataDir, kept.workspaceName)
  const found = readKey(file)
  if (found !== undefined && found !== refused) return found
  return await makeKey(kept, file, refused)
}

async function makeKey(
  { dataDir, workspaceName, open }: KeptKey,
  file: string,
  refused: string | undefined,
): Promise<string> {
  const db = open()
  const name = `${COMMAND_KEY} ${newSecret().slice(0, 8)}`
  try {
    const key = await createApiKey({ db }, { workspaceName, role: 'admin', name })
    const first = placeKey(dataDir, file, key, refused)
    // Another command was faster, or there is no place: this one is not needed.
    if (first !== key) await revokeApiKey({ db }, { workspaceName, name })
    if (first instanceof AppError) throw first
    return first
  } finally {
    await db.close()
  }
}

/** Puts the key into its file, unless a newer one is there. Answers which one is there now, or why none can be. */
function placeKey(
  dataDir: string,
  file: string,
  key: string,
  refused: string | undefined,
): string | AppError {
  const temporary = `${file}.${process.pid}.${newSecret().slice(0, 8)}.tmp`
  try {
    if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 })
    writeFileSync(temporary, key, { mode: 0o600, flag: 'wx', flush: true })
    const there = readKey(file)
    if (there === refused || there === undefined) rmSync(file, { force: true })
    return link(temporary, file) ? key : (readKey(file) ?? key)
  } catch (error) {
    return unkept(error)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Gives the file its name, if nobody else has taken it. Where a file system knows no links, the last one wins. */
function link(temporary: string, file: string): boolean {
  try {
    linkSync(temporary, file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return false
    renameSync(temporary, file)
  }
  return true
}

function readKey(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return text === '' ? undefined : text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw unkept(error)
  }
}

function unkept(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const message = `The key for commands cannot be kept in the data directory: ${reason}. Set GACM_DATA_DIR or GACM_API_KEY.`
  return new AppError('misconfigured', message, { cause })
}
