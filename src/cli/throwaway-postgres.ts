import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '../base/log.ts'
import { openDataDir, readRunFile } from './data-dir.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const PREFIX = 'gacm-throwaway-'
const ABANDONED_AFTER_MS = 3_600_000

/** A server in the temporary directory, for tests and tools: fast, and gone without a trace after `stop`. */
export async function startThrowawayPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  removeAbandoned()
  const path = mkdtempSync(join(tmpdir(), PREFIX))
  // As root the server's account has to pass through it.
  chmodSync(path, 0o711)
  const dataDir = openDataDir(path)
  let postgres: EmbeddedPostgres | undefined
  const remove = (): void => {
    for (const directory of [path, postgres?.place ?? path]) {
      rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
    }
  }
  // The caller may end without `stop`: then the watchdog ends the server, and this takes away its files.
  process.once('exit', remove)
  const stop = async (): Promise<void> => {
    await postgres?.stop()
    dataDir.release()
    remove()
    process.off('exit', remove)
  }
  try {
    postgres = await startEmbeddedPostgres({ dataDir: path, log: createLog('warn'), throwaway: true })
    return { url: postgres.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Of callers that were killed. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(tmpdir(), name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age < ABANDONED_AFTER_MS || readRunFile(path) !== undefined) continue
    try {
      rmSync(path, { recursive: true, force: true })
    } catch {
      // Somebody else's.
    }
  }
}
