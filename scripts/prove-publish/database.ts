import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { createLog } from '../../src/base/log.ts'
import { openDataDir } from '../../src/cli/data-dir.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/cli/embedded-postgres.ts'
import { migrateUp } from '../../src/store/migrate.ts'

export interface ProofDatabase {
  url: string
  /** Ends the server at once, without a checkpoint, and starts it on the same port. */
  restart: () => Promise<void>
  stop(): Promise<void>
}

/** A migrated server in the temporary directory that can be crashed. */
export async function startProofDatabase(): Promise<ProofDatabase> {
  const path = mkdtempSync(join(tmpdir(), 'gacm-proof-'))
  // As root the server's account has to pass through it.
  chmodSync(path, 0o711)
  const dataDir = openDataDir(path)
  const start = async (): Promise<EmbeddedPostgres> =>
    await startEmbeddedPostgres({ dataDir: path, log: createLog('warn'), throwaway: true })
  let postgres = await start()
  const { url } = postgres
  await migrateUp(url)
  const client = new Client({ connectionString: url })
  await client.connect()
  // A crash of the server must lose nothing that it has confirmed, or the proof would be about the server.
  await client.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = on`)
  await client.end()
  return {
    url,
    restart: async () => {
      const pid = Number(
        readFileSync(join(postgres.place, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
      )
      process.kill(pid, 'SIGQUIT')
      await postgres.ended
      postgres = await start()
      if (postgres.url !== url) throw new Error('The server came back on another port.')
    },
    stop: async () => {
      await postgres.stop()
      dataDir.release()
      for (const directory of [path, postgres.place])
        rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
