import { existsSync, readFileSync } from 'node:fs'
import type { Database } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/statement.ts'
import { callOnce } from './clients.ts'
import type { HotQuery } from './hot-queries.ts'

/** Milliseconds since some moment. */
type Clock = () => number

const PROCESS: Statement<{ pid: number }> = {
  name: 'bench_backend',
  text: 'select pg_backend_pid() as pid',
  columns: { pid: 'int4' },
}

/** What is taken off: a transaction that asks for nothing. */
export const EMPTY: HotQuery = {
  title: 'empty',
  statement: { name: 'bench_empty', text: 'select 1 as one', columns: {} },
  values: [],
}

/** How long statements take on the server, through the store on a connection of their own. */
export class ServerClock {
  readonly #db: Database
  readonly #workspaceId: string
  readonly #now: Clock
  /** Whether the time on a processor is measured; else it is the time of day. */
  readonly ofProcessor: boolean

  private constructor(db: Database, workspaceId: string, now: Clock | undefined) {
    this.#db = db
    this.#workspaceId = workspaceId
    this.#now = now ?? (() => performance.now())
    this.ofProcessor = now !== undefined
  }

  /**
   * Of the only connection of `db`. Where it can be read (Linux, this machine) it is the time that the server's process has spent on
   * a processor: everything is in memory, so it is what the statement takes, and other programs that wait for the same
   * processors do not count.
   */
  static async of(db: Database, workspaceId: string): Promise<ServerClock> {
    const { pid } = (await db.one({ workspaceId }, PROCESS))!
    return new ServerClock(db, workspaceId, processorOf(pid))
  }

  /** Half of the calls take no longer, less what an empty transaction takes, in turns. Warmed by one call. */
  async half(query: HotQuery, calls: number): Promise<number> {
    const [times, empty]: [number[], number[]] = [[], []]
    const call = async (asked: HotQuery): Promise<void> => await callOnce(this.#db, this.#workspaceId, asked)
    await call(query)
    for (let turn = 0; turn < calls; turn += 1) {
      const started = this.#now()
      await call(query)
      const between = this.#now()
      await call(EMPTY)
      times.push(between - started)
      empty.push(this.#now() - between)
    }
    return Math.max(0, middle(times) - middle(empty))
  }
}

function processorOf(pid: number): Clock | undefined {
  const file = `/proc/${pid}/schedstat`
  if (!existsSync(file) || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres'))
    return undefined
  // The first number: nanoseconds on a processor.
  return () => Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1e6
}

function middle(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}
