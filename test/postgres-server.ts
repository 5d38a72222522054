import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { asAccount } from '../src/cli/postgres-account.ts'
import { findBinaries, type PostgresBinaries, runnableBinaries } from '../src/cli/postgres-binaries.ts'
import { ensureCluster, SUPERUSER } from '../src/cli/postgres-cluster.ts'
import { choosePlace, type PostgresPlace } from '../src/cli/postgres-place.ts'
import { freePort, type PostgresProcess, spawnPostgres } from '../src/cli/postgres-process.ts'
import { waitForServer } from '../src/store/migration-server.ts'

const PASSWORD = 'of-a-test-server'
/** A killed process loses nothing that the system has; so commits are as durable here as the tests need, and fast. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'on', max_connections: '100', shared_buffers: '32MB' }
const STARTS = 20

/** A server of a test's own, to be killed and started again. */
export class PostgresServer {
  readonly url: string
  readonly #place: PostgresPlace
  readonly #binaries: PostgresBinaries
  readonly #root: string
  readonly #port: number
  #process: PostgresProcess | undefined

  private constructor(root: string, place: PostgresPlace, binaries: PostgresBinaries, port: number) {
    this.#root = root
    this.#place = place
    this.#binaries = binaries
    this.#port = port
    this.url = `postgres://${SUPERUSER}:${PASSWORD}@127.0.0.1:${port}/postgres`
  }

  static async start(): Promise<PostgresServer> {
    const server = await PostgresServer.#make()
    ensureCluster(server.#place, server.#binaries, PASSWORD, false)
    await server.start()
    return server
  }

  /** A streaming replica of `primary`, by a base backup over the low-level functions: npm brings no pg_basebackup. */
  static async startReplicaOf(primary: PostgresServer): Promise<PostgresServer> {
    const server = await PostgresServer.#make()
    const { cluster, account } = server.#place
    const client = new Client({ connectionString: primary.url })
    await client.connect()
    try {
      await client.query(`select pg_backup_start('replica', true)`)
      const copy = spawnSync('cp', ['-a', primary.#place.cluster, cluster], asAccount(account))
      if (copy.status !== 0) throw new Error(`The cluster was not copied: ${String(copy.stderr)}`)
      const { rows } = await client.query<{ labelfile: string }>(
        'select labelfile from pg_backup_stop(false)',
      )
      const { port, password, username } = new URL(primary.url)
      const files = {
        backup_label: rows[0]!.labelfile,
        'standby.signal': '',
        'postgresql.auto.conf': `primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${password}'\n`,
      }
      rmSync(join(cluster, 'postmaster.pid'))
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(cluster, name), text)
        if (account !== undefined) chownSync(join(cluster, name), account.uid, account.gid)
      }
    } finally {
      await client.end()
    }
    await server.start()
    return server
  }

  /** Starts on the files as they are, and answers when the server does. */
  async start(): Promise<void> {
    for (let start = 1; ; start += 1) {
      const process = spawnPostgres(this.#place, this.#binaries, join(this.#root, 'postgres.log'), {
        ...SETTINGS,
        port: String(this.#port),
      })
      const ended = new AbortController()
      void process.ended.then((reason) => ended.abort(new Error(reason)))
      try {
        await waitForServer(this.url, ended.signal)
        this.#process = process
        return
      } catch (error) {
        // What a killed server left behind takes a moment to end.
        if (start === STARTS) throw error
      }
    }
  }

  /** kill -9 of the postmaster. Its other processes notice and end. */
  async kill(): Promise<void> {
    const [pid] = readFileSync(join(this.#place.cluster, 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    await this.#process?.ended
  }

  async close(): Promise<void> {
    await this.#process?.stop()
    for (const path of [this.#root, this.#place.path])
      rmSync(path, { recursive: true, force: true, maxRetries: 10 })
  }

  static async #make(): Promise<PostgresServer> {
    const root = mkdtempSync(join(tmpdir(), 'gacm-test-server-'))
    chmodSync(root, 0o711)
    const place = choosePlace(root)
    const binaries = runnableBinaries(findBinaries(), place.account, place.copies)
    return new PostgresServer(root, place, binaries, await freePort(0))
  }
}
