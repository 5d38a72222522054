import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { pino } from 'pino'
import { Database } from '../../src/store/db.ts'
import { migrateDown, migrateUp } from '../../src/store/migrate.ts'
import { MIGRATIONS_DIR, readMigrations } from '../../src/store/migration-files.ts'
import { Clients, type Tally } from './clients.ts'
import { FILL_REVISIONS, load, LOAD_VERSION, wrongBooks } from './load.ts'
import { type LockTime, LockWatch } from './locks.ts'
import type { Loaded } from './requests.ts'
import { createDatabase, firstVersions, requestVersions } from './versions.ts'

export interface ProofOptions {
  campaigns: number
  clients: number
  /** Of the quiet time that the waits are compared with. */
  seconds: number
  downTo: number
  /** Between two migrations, so that each meets clients that are well under way. */
  betweenMs: number
  onStep?: (line: string) => void
}

/** One migration in one direction, under the traffic. */
export interface ProofStep {
  name: string
  ms: number
  /** How often it gave way to a lock and tried again. */
  gaveWay: number
  held: LockTime | undefined
  waited: LockTime | undefined
  /** The longest request that was under way while it ran; undefined: none over 20 ms. */
  longest: { kind: string; ms: number } | undefined
}

export interface Proof {
  steps: ProofStep[]
  quiet: Map<string, Tally>
  migrating: Map<string, Tally>
  /** From which version on each kind of request can run. */
  needs: Map<string, number>
  /** Statements of the catalogue by the first version that accepts them. */
  first: Map<string, number>
  failures: string[]
  wrong: string[]
}

/** Migrates a loaded database up, down and up again while clients read and write in it. */
export async function prove(serverUrl: string, options: ProofOptions): Promise<Proof> {
  // A copy: the files must stay as they are while it runs, and it runs for minutes.
  const dir = mkdtempSync(join(tmpdir(), 'gacm-proof-migrations-'))
  cpSync(MIGRATIONS_DIR, dir, { recursive: true })
  try {
    const first = await firstVersions(serverUrl, dir)
    const url = await createDatabase(serverUrl, 'gacm_proof')
    return await proveOn(url, dir, { first, needs: await needsOf(serverUrl, dir, first) }, options)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

async function proveOn(
  url: string,
  dir: string,
  versions: Pick<Proof, 'first' | 'needs'>,
  options: ProofOptions,
): Promise<Proof> {
  const tell = options.onStep ?? ((): void => {})
  const newest = readMigrations(dir).length
  await migrateUp(url, { to: LOAD_VERSION, dir })
  const owner = new Client({ connectionString: url })
  await owner.connect()
  await load(owner, options.campaigns)
  await grantBelowRights(owner)
  tell(`${options.campaigns} campaigns are loaded at version ${LOAD_VERSION}.`)
  const db = new Database(url, { max: options.clients + 2 })
  const watch = await LockWatch.start(url)
  const clients = new Clients(db, await listTargets(owner), options.clients)
  try {
    const stage = new Stage({
      url,
      dir,
      owner,
      clients,
      watch,
      needs: versions.needs,
      options,
      version: LOAD_VERSION,
    })
    await stage.to(newest)
    const before = clients.take()
    tell(`Quiet for ${options.seconds} s.`)
    await pause(options.seconds * 1_000)
    const quiet = clients.take()
    await stage.to(options.downTo)
    await stage.to(newest)
    await clients.asked([...versions.needs.keys()])
    const migrating = merge(before, clients.take())
    await clients.stop()
    const wrong = await wrongBooks(owner)
    return { ...versions, steps: stage.steps, quiet, migrating, failures: clients.failures, wrong }
  } finally {
    await clients.stop()
    await watch.stop()
    await db.close()
    await owner.end()
  }
}

/**
 * The program's roles get their rights with version 6. Below it nobody could ask anything as they do, so for this proof
 * they may read and write all tables from the start; row level security still holds them from 6 on.
 */
async function grantBelowRights(owner: Client): Promise<void> {
  await owner.query('grant pg_read_all_data, pg_write_all_data to gacm_app, gacm_worker')
}

async function listTargets(owner: Client): Promise<Loaded[]> {
  const { rows } = await owner.query<Loaded>(
    `select workspace_id as "workspaceId", id, google_campaign_id is not null as live from campaigns
      order by hashtext(id::text) limit 5000`,
  )
  return rows
}

/** Asked in a small database of its own at the newest version, before any client starts. */
async function needsOf(
  serverUrl: string,
  dir: string,
  first: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const url = await createDatabase(serverUrl, 'gacm_proof_needs')
  await migrateUp(url, { to: LOAD_VERSION, dir })
  const owner = new Client({ connectionString: url })
  await owner.connect()
  await load(owner, 100)
  await migrateUp(url, { dir })
  const db = new Database(url, { max: 2 })
  try {
    return await requestVersions(db, await listTargets(owner), first)
  } finally {
    await db.close()
    await owner.end()
  }
}

interface StageParts {
  url: string
  dir: string
  owner: Client
  clients: Clients
  watch: LockWatch
  needs: ReadonlyMap<string, number>
  options: ProofOptions
  version: number
}

class Stage {
  readonly steps: ProofStep[] = []
  readonly #names: { up: string; down: string }[]
  readonly #parts: StageParts
  #version: number

  constructor(parts: StageParts) {
    this.#parts = parts
    this.#names = readMigrations(parts.dir).map(({ up, down }) => ({ up: up.file, down: down.file }))
    this.#version = parts.version
  }

  /** Migration by migration: what needs the version that goes is stopped before, what needs one that came starts after. */
  async to(version: number): Promise<void> {
    await this.#allow(this.#version)
    while (this.#version !== version) {
      await pause(this.#parts.options.betweenMs)
      await this.#step(this.#version < version ? 'up' : 'down')
    }
  }

  async #step(direction: 'up' | 'down'): Promise<void> {
    const { url, dir, owner, clients, watch, options } = this.#parts
    const next = this.#version + (direction === 'up' ? 1 : -1)
    if (direction === 'down') await this.#allow(next)
    watch.take()
    let gaveWay = 0
    const log = pino({ level: 'warn' }, { write: () => (gaveWay += 1) })
    const from = performance.now()
    await (direction === 'up'
      ? migrateUp(url, { to: next, log, dir })
      : migrateDown(url, { to: next, log, dir }))
    const to = performance.now()
    await pause(20)
    const longest = clients.slow
      .filter((one) => one.to > from && one.from < to)
      .map(({ kind, ...one }) => ({ kind, ms: one.to - one.from }))
      .toSorted((a, b) => b.ms - a.ms)[0]
    const name = this.#names[Math.max(next, this.#version) - 1]![direction]
    this.steps.push({ name, ms: to - from, gaveWay, ...watch.take(), longest })
    options.onStep?.(`${name}: ${Math.round(to - from)} ms`)
    this.#version = next
    if (direction === 'up' && next === 4) await owner.query(FILL_REVISIONS)
    await this.#allow(next)
  }

  async #allow(version: number): Promise<void> {
    const { clients, needs } = this.#parts
    await clients.allow([...needs].filter(([, first]) => first <= version).map(([kind]) => kind))
  }
}

function merge(a: Map<string, Tally>, b: Map<string, Tally>): Map<string, Tally> {
  const kinds = new Set([...a.keys(), ...b.keys()])
  const none: Tally = { requests: 0, longestMs: 0, durations: [] }
  return new Map(
    [...kinds].map((kind) => {
      const [one, two] = [a.get(kind) ?? none, b.get(kind) ?? none]
      return [
        kind,
        {
          requests: one.requests + two.requests,
          longestMs: Math.max(one.longestMs, two.longestMs),
          durations: [...one.durations, ...two.durations],
        },
      ]
    }),
  )
}
