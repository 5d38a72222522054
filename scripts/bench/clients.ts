import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Database, Scope, Tx } from '../../src/store/db.ts'
import type { HotQuery } from './hot-queries.ts'

/** How long calls took, in milliseconds. */
export interface Latency {
  p50: number
  p99: number
  perSecond: number
}

/** `none`: the owner's, whom row level security does not look at, to compare with. */
export type Role = 'program' | 'none'

function latencyOf(times: number[], seconds: number): Latency {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), perSecond: times.length / seconds }
}

class Undone extends Error {
  override readonly name = 'Undone'
}

/** One call of it, through the store. */
export async function callOnce(
  db: Database,
  workspaceId: string,
  { statement, values, first, worker, undone }: HotQuery,
): Promise<void> {
  const scope: Scope = worker === true ? 'worker' : { workspaceId }
  if (first === undefined && undone === undefined) {
    await db.many(scope, statement, values)
    return
  }
  const work = async (tx: Tx): Promise<void> => {
    await Promise.all([
      ...(first === undefined ? [] : [tx.many(first.statement, first.values)]),
      tx.many(statement, values),
    ])
    if (undone === true) throw new Undone()
  }
  try {
    await db.transaction(scope, work)
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
}

/** Calls through the store: named, in a transaction of its own, under the role and row level security. */
export async function callThroughStore(
  db: Database,
  workspaceId: string,
  query: HotQuery,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<Latency> {
  const call = async (): Promise<void> => await callOnce(db, workspaceId, query)
  // Long enough for each connection to have settled on its plan, and for what is read to be in memory.
  for (let turn = 0; turn < 8; turn += 1) await Promise.all(Array.from({ length: clients }, call))
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const started = performance.now()
        await call()
        times.push(performance.now() - started)
      }
    }),
  )
  return latencyOf(times, seconds)
}

/** Where pgbench is, or undefined. */
export function findPgbench(): string | undefined {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
    : []
  return [...debian.toReversed(), ...(process.env['PATH'] ?? '').split(':')]
    .map((directory) => join(directory, 'pgbench'))
    .find((path) => existsSync(path))
}

const ENTER = `select set_config('role', :role, true), set_config('app.workspace_id', :workspace, true), set_config('app.user_id', '', true), set_config('TimeZone', 'UTC', true), set_config('statement_timeout', '30s', true), set_config('lock_timeout', '10s', true), set_config('idle_in_transaction_session_timeout', '30s', true), set_config('plan_cache_mode', 'force_generic_plan', true);`

/** The same statements in the same transaction, in one round trip as well, sent by pgbench. */
export async function callThroughPgbench(
  pgbench: string,
  url: string,
  workspaceId: string,
  query: HotQuery,
  { clients, seconds, role = 'program' }: { clients: number; seconds: number; role?: Role },
): Promise<Latency> {
  const directory = mkdtempSync(join(tmpdir(), 'gacm-pgbench-'))
  try {
    const script = join(directory, 'script.sql')
    const calls = [...(query.first === undefined ? [] : [query.first]), query]
    const lines = calls.map(({ statement, values }, place) => sqlOf(statement.text, values, place))
    const end = query.undone === true ? 'rollback' : 'commit'
    const enter = query.worker === true ? ENTER.replace(':workspace', `''`) : ENTER
    writeFileSync(script, `\\startpipeline\nbegin;\n${enter}\n${lines.join('\n')}\n${end};\n\\endpipeline\n`)
    const given = [
      ...calls.flatMap(({ values }, place) =>
        values.flatMap((value, index) =>
          value === null ? [] : ['-D', `v${place}_${index + 1}=${literal(value)}`],
        ),
      ),
      '-D',
      `role=${roleOf(query, role)}`,
      '-D',
      `workspace=${workspaceId}`,
    ]
    const args = [
      '-n',
      '-M',
      'prepared',
      '-f',
      script,
      '-c',
      String(clients),
      '-j',
      '1',
      '-T',
      String(seconds),
    ]
    const log = ['-l', `--log-prefix=${join(directory, 'log')}`]
    await promisify(execFile)(pgbench, [...args, ...log, ...given, url], { timeout: (seconds + 60) * 1000 })
    const logged = readdirSync(directory)
      .filter((name) => name.startsWith('log'))
      .flatMap((name) => readFileSync(join(directory, name), 'utf8').trim().split('\n'))
    // Nothing is logged where no call came to its end in time.
    const timed = logged
      .filter((line) => line !== '')
      .map((line) => line.split(' ').map(Number) as [client: number, call: number, micros: number])
    // Each client's first calls make its plan, unless they are all that there was time for.
    const settled = timed.filter(([, call]) => call > 8)
    const counted = settled.length > 0 ? settled : timed
    return latencyOf(
      counted.map(([, , micros]) => micros / 1000),
      seconds,
    )
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** pgbench has variables for texts alone, so a null stands in the statement itself. */
function sqlOf(text: string, values: readonly unknown[], place: number): string {
  const bound = text.replaceAll(/\$(\d+)/g, (_, number: string) =>
    values[Number(number) - 1] === null ? 'null' : `:v${place}_${number}`,
  )
  return `${bound.replaceAll(/\s+/g, ' ')};`
}

function roleOf({ worker }: HotQuery, role: Role): string {
  if (role === 'none') return 'none'
  return worker === true ? 'gacm_worker' : 'gacm_app'
}

function literal(value: unknown): string {
  return Array.isArray(value) ? `{${value.join(',')}}` : String(value)
}
