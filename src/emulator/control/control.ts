import { readMixedMutate, runMixedMutate } from '../http/mutate-endpoints.ts'
import { type DayNumbers, runSince } from '../metrics/runs.ts'
import { readMessage } from '../request-json.ts'
import { resourceName } from '../resource-name.ts'
import { messageType } from '../schema.ts'
import { type Account, type State, type Table, TABLES } from '../state.ts'
import type { World } from '../world.ts'
import { type ActiveFault, type FaultInput, Faults } from './faults.ts'
import { changeQuota, type QuotaChange, quotaStatus, type QuotaStatus } from './quota-control.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { readStateFile, type StateFile, toStateFile } from './state-file.ts'

/** Its history is no part of what an account holds. */
const ROW_TABLES = TABLES.filter((table) => table !== 'change_event')

export interface StateSummary {
  now: string
  commits: number
  accounts: (Account & { rows: Partial<Record<Table, number>> })[]
  faults: readonly ActiveFault[]
  requests: number
  quota: QuotaStatus
  latencyMs: number
  readLagMs: number
}

/** What a test or a person does to the emulator from outside: faults, time, and edits as a user would make them. */
export class Control {
  readonly faults = new Faults()
  readonly requestLog = new RequestLog()
  readonly #world: World
  readonly #prepare: (state: State) => void

  /** `prepare` fills an empty state with what an emulator begins with. */
  constructor(world: World, prepare: (state: State) => void) {
    this.#world = world
    this.#prepare = prepare
  }

  summary(): StateSummary {
    const { state, clock } = this.#world
    const accounts = [...state.accounts.values()].map((account) => {
      const counts = ROW_TABLES.map((table) => [table, state.count(table, account.id)] as const).filter(
        ([, count]) => count > 0,
      )
      return { ...account, rows: Object.fromEntries(counts) }
    })
    const now = new Date(clock.now()).toISOString()
    return {
      now,
      commits: state.commits,
      accounts,
      faults: this.faults.list(),
      requests: this.requestLog.list().length,
      quota: quotaStatus(this.#world),
      latencyMs: state.settings.latencyMs,
      readLagMs: state.settings.readLagMs,
    }
  }

  /** The rows themselves, for tests that need a past which the API cannot make. */
  stateForTests(): State {
    return this.#world.state
  }

  injectFault(fault: FaultInput): ActiveFault {
    return this.faults.add(fault)
  }

  requests(): readonly LoggedRequest[] {
    return this.requestLog.list()
  }

  /** Back to the seed: no rows, no faults, the real time. */
  reset(): void {
    const { state, clock } = this.#world
    state.clear()
    clock.offsetMs = 0
    this.#prepare(state)
    this.faults.clear()
    this.requestLog.clear()
    this.#world.meter.clear()
    this.#world.requestIds.restart()
  }

  /** Moves the emulator's time on: reviews finish, campaigns begin and end, tokens expire. */
  advanceClock(byMs: number): string {
    const { state, clock } = this.#world
    clock.advance(byMs)
    state.setClockOffset(clock.offsetMs, clock.now())
    return new Date(clock.now()).toISOString()
  }

  /** Searches find what is created only this long after: Google promises no read of one's own writes. */
  setReadLag(ms: number): void {
    const { state, clock } = this.#world
    state.setSettings({ readLagMs: ms }, clock.now())
  }

  /** Lets every request wait so long. */
  setLatency(ms: number): void {
    const { state, clock } = this.#world
    state.setSettings({ latencyMs: ms }, clock.now())
  }

  /** Sets what may be done in a day and how fast, and answers how that stands. */
  quota(change: QuotaChange = {}): QuotaStatus {
    if (Object.keys(change).length > 0) changeQuota(this.#world, change)
    return quotaStatus(this.#world)
  }

  /** Everything, to be loaded again. */
  save(): StateFile {
    const { state, clock } = this.#world
    const now = clock.now()
    return toStateFile(state.whole(now), this.faults.list(), new Date(now).toISOString())
  }

  /** Becomes what was saved. A line says why not. */
  load(file: unknown): string | undefined {
    const read = readStateFile(file)
    if (typeof read === 'string') return read
    const { state, clock, meter, requestIds } = this.#world
    clock.offsetMs = read.state.clockOffsetMs
    state.replace(read.state, clock.now())
    this.faults.replace(read.faults)
    this.requestLog.clear()
    meter.clear()
    requestIds.restart()
    return undefined
  }

  /** Ends a refresh token and the access tokens made with it. */
  revokeToken(refreshToken: string): void {
    const { state, clock } = this.#world
    const revokedTokens = [...new Set([...state.settings.revokedTokens, refreshToken])]
    state.setSettings({ revokedTokens }, clock.now())
  }

  /** Changes what an account is, like its status. */
  changeAccount(
    id: string,
    change: Partial<Pick<Account, 'status' | 'directAccess' | 'testAccount' | 'name'>>,
  ): Account | undefined {
    const { state, clock } = this.#world
    const account = state.accounts.get(id)
    if (!account) return undefined
    const changed = { ...account, ...change }
    state.setAccounts(
      [...state.accounts.values()].map((other) => (other.id === id ? changed : other)),
      clock.now(),
    )
    return changed
  }

  /**
   * Sets what a campaign did on some days, or makes it one that has been running since a time. False: there is no such
   * campaign.
   */
  setMetrics(
    customerId: string,
    campaignId: string,
    {
      runningSinceMs,
      days,
    }: { runningSinceMs?: number | undefined; days?: Record<string, DayNumbers> | undefined },
  ): boolean {
    const { state, clock } = this.#world
    const name = resourceName(customerId, 'campaigns', campaignId)
    if (state.find(name)?.table !== 'campaign') return false
    state.transaction(clock.now(), () => {
      if (runningSinceMs !== undefined) runSince(state, state.find(name)!, runningSinceMs)
      const row = state.find(name)!
      if (days) state.put({ ...row, givenDays: { ...row.givenDays, ...days } })
      return true
    })
    return true
  }

  /** A mutate as a person would make it in Google's own interface. */
  async editAsUser(
    customerId: string,
    mutateOperations: readonly unknown[],
    userEmail = 'person@emulator.example',
  ): Promise<Record<string, unknown> | undefined> {
    const account = this.#world.state.accounts.get(customerId)
    if (!account) return undefined
    const request = readMessage({ mutateOperations }, messageType('services.MutateGoogleAdsRequest'))
    const clientType = 'GOOGLE_ADS_WEB_CLIENT'
    const caller = { account, version: 'v25', requestId: 'edit', clientType, userEmail } as const
    return runMixedMutate(this.#world, caller, readMixedMutate(request))
  }
}
