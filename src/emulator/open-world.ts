import { createHash } from 'node:crypto'
import { Clock } from './clock.ts'
import { Journal } from './journal.ts'
import { Meter } from './quota/meter.ts'
import { RequestIds } from './request-ids.ts'
import { DEFAULT_SEED, type SeedAccount, toAccounts } from './seed.ts'
import type { AccessLevel, Settings } from './settings.ts'
import { type CommitEntry, State } from './state.ts'
import type { World } from './world.ts'

export interface WorldOptions {
  /** Where state is kept; in memory only without it. */
  dataDir: string | undefined
  /** The accounts of an empty emulator. */
  seed?: readonly SeedAccount[]
  /** Ids and request ids follow from it: two runs with the same seed and the same calls give the same answers. */
  idSeed?: string | undefined
  /** What the project may do in a day; STANDARD, without a limit, unless said otherwise. */
  accessLevel?: AccessLevel | undefined
  /** Every request waits so long. */
  latencyMs?: number | undefined
  log?: (line: string) => void
  /** The time, for tests. */
  now?: () => number
}

/** Where the ids of a seed can begin, and how many lie between. Ids stay as long as Google's. */
const SEEDS = 90_000
const IDS_PER_SEED = 1_000_000

/** Opens the state and what goes with it. `prepare` makes an empty state what an emulator begins with. */
export function openWorld(options: WorldOptions): { world: World; prepare: (state: State) => void } {
  const clock = new Clock(options.now ?? Date.now)
  const state = options.dataDir === undefined ? new State() : openState(options.dataDir)
  clock.offsetMs = state.clockOffsetMs
  const prepare = (empty: State): void => {
    if (options.idSeed !== undefined) empty.startIdsAt(offsetOf(options.idSeed))
    empty.setAccounts(toAccounts(options.seed ?? DEFAULT_SEED), clock.now())
    applySettings(empty, options, clock)
  }
  if (state.accounts.size === 0) prepare(state)
  else applySettings(state, options, clock)
  const world = {
    state,
    clock,
    meter: new Meter(state, clock),
    requestIds: new RequestIds(state),
    log: options.log ?? (() => undefined),
  }
  return { world, prepare }
}

/** What is asked for at the start holds over what was kept. */
function applySettings(state: State, options: WorldOptions, clock: Clock): void {
  const { accessLevel, latencyMs, idSeed: seed } = options
  const asked: Partial<Settings> = {
    ...(accessLevel === undefined ? {} : { accessLevel }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(seed === undefined ? {} : { seed }),
  }
  const isNew = Object.entries(asked).some(
    ([name, value]) => state.settings[name as keyof Settings] !== value,
  )
  if (isNew) state.setSettings(asked, clock.now())
}

function offsetOf(seed: string): number {
  const hash = createHash('sha256').update(seed).digest()
  return (hash.readUInt32BE(0) % SEEDS) * IDS_PER_SEED
}

function openState(dataDir: string): State {
  const { journal, snapshot, entries } = Journal.open<CommitEntry>(dataDir)
  const state = new State(journal)
  if (snapshot) state.restore(snapshot)
  for (const entry of entries) state.restore(entry)
  return state
}
