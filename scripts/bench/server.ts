import { chmodSync, mkdirSync } from 'node:fs'
import { totalmem } from 'node:os'
import { resolve } from 'node:path'
import { createLog } from '../../src/base/log.ts'
import { openDataDir } from '../../src/cli/data-dir.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/cli/embedded-postgres.ts'
import { migrateUp } from '../../src/store/migrate.ts'

/** Where the data of a bench is kept unless `--data` or `--url` says otherwise. */
export const DEFAULT_DATA = 'bench-data'

/** A quarter of the memory, as on a server that is there for the database; what the program starts is made for a laptop. */
const SETTINGS = { shared_buffers: `${Math.floor(totalmem() / 4 / 2 ** 20)}MB` }

export interface BenchServer {
  /** Of the database, as its owner. */
  url: string
  stop(): Promise<void>
}

/**
 * The server of a bench, migrated: the one of `url` (a superuser's, of a database that may be filled), or one of its
 * own in `data`, whose files stay for the next run. It does not wait for the disk, and has a quarter of the memory for its
 * buffers: what is compared runs on the same settings.
 */
export async function startBenchServer({
  url,
  data = DEFAULT_DATA,
}: {
  url?: string | undefined
  data?: string | undefined
}): Promise<BenchServer> {
  if (url !== undefined) {
    await migrateUp(url)
    return { url, stop: async () => {} }
  }
  const path = resolve(data)
  mkdirSync(path, { recursive: true })
  // As root the server's account has to pass through it.
  chmodSync(path, 0o711)
  const dataDir = openDataDir(path)
  let postgres: EmbeddedPostgres | undefined
  const stop = async (): Promise<void> => {
    await postgres?.stop()
    dataDir.release()
  }
  try {
    postgres = await startEmbeddedPostgres({
      dataDir: path,
      log: createLog('warn'),
      throwaway: true,
      settings: SETTINGS,
    })
    await migrateUp(postgres.url)
    return { url: postgres.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
