import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'

/** How long one kind of lock was held or waited for on one table, at most; by samples a few milliseconds apart. */
export interface LockTime {
  mode: string
  relation: string
  ms: number
}

/** Between two samples. */
export const EVERY_MS = 3
/** Those that stop writers, or readers and writers, of the table. */
const STOPPING = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']

/** Watches what the migration runner holds and waits for. */
export class LockWatch {
  readonly #client: Client
  readonly #running: Promise<void>
  readonly #since = new Map<string, number>()
  #held: LockTime[] = []
  #waited: LockTime[] = []
  #stopped = false

  private constructor(client: Client) {
    this.#client = client
    this.#running = this.#run()
  }

  static async start(url: string): Promise<LockWatch> {
    const client = new Client({ connectionString: url })
    await client.connect()
    return new LockWatch(client)
  }

  /** The longest since the last call. */
  take(): { held: LockTime | undefined; waited: LockTime | undefined } {
    const longest = (times: LockTime[]): LockTime | undefined => times.toSorted((a, b) => b.ms - a.ms)[0]
    const taken = { held: longest(this.#held), waited: longest(this.#waited) }
    this.#held = []
    this.#waited = []
    return taken
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
    await this.#client.end()
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#sample()
      await pause(EVERY_MS)
    }
  }

  /** Tables that a migration has just made are nobody else's yet, and are not seen from here. */
  async #sample(): Promise<void> {
    const { rows } = await this.#client.query<{
      mode: string
      relation: string
      granted: boolean
      pid: number
    }>({
      name: 'locks',
      text: `select l.mode, c.relname as relation, l.granted, l.pid from pg_locks l
               join pg_stat_activity a using (pid) join pg_class c on c.oid = l.relation
              where a.application_name = 'gacm migrate' and c.relkind in ('r', 'p') and l.mode = any ($1)
                and l.database = (select oid from pg_database where datname = current_database())
                and c.relnamespace = 'public'::regnamespace and c.relname not like 'schema\\_migration%'`,
      values: [STOPPING],
    })
    const now = performance.now()
    const seen = new Set<string>()
    for (const { mode, relation, granted, pid } of rows) {
      const key = [pid, relation, mode, granted].join(' ')
      seen.add(key)
      if (!this.#since.has(key)) this.#since.set(key, now)
      const time = { mode: mode.replace(/Lock$/, ''), relation, ms: now - this.#since.get(key)! }
      ;(granted ? this.#held : this.#waited).push(time)
    }
    for (const key of this.#since.keys()) if (!seen.has(key)) this.#since.delete(key)
  }
}
