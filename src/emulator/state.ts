import type { Journal, JournalEntry } from './journal.ts'
import type { DayNumbers, Run } from './metrics/runs.ts'
import type { Message } from './schema.ts'
import { indexKeys } from './indexes.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

export const TABLES = [
  'campaign',
  'campaign_budget',
  'campaign_criterion',
  'campaign_asset',
  'campaign_label',
  'ad_group',
  'ad_group_ad',
  'ad_group_criterion',
  'asset',
  'asset_group',
  'asset_group_asset',
  'asset_group_signal',
  'label',
  'change_event',
] as const
export type Table = (typeof TABLES)[number]

export interface Row {
  table: Table
  /** The resource name: the key. */
  name: string
  customerId: string
  data: Message
  createdAtMs: number
  /** What Google keeps of an upload beside the resource: the bytes' hash. */
  contentHash?: string
  /** When the review began, where that is not at its creation. */
  reviewedFromMs?: number
  /** When a campaign was enabled, and with what budget. */
  runs?: readonly Run[]
  /** Numbers of a campaign's days that the control API was told. */
  givenDays?: Readonly<Record<string, DayNumbers>>
}

export interface Account {
  id: string
  name: string
  currencyCode: string
  timeZone: string
  manager: boolean
  testAccount: boolean
  /** Manager accounts above it, direct parent first. */
  managerIds: string[]
  /** The signed-in user reaches it without going through a manager. */
  directAccess: boolean
  status: 'ENABLED' | 'CANCELED' | 'SUSPENDED' | 'CLOSED'
}

/** A row before and after a transaction, as far as it has come. */
export interface Change {
  before: Row | undefined
  after: Row | undefined
}

export interface CommitEntry extends JournalEntry {
  at: number
  nextId: number
  clockOffsetMs: number
  accounts?: Account[]
  settings?: Settings
  put: Row[]
  del: string[]
}

/** Ids as long as Google's: past what fits in 32 bits, so that nobody gets used to small ones. */
const FIRST_ID = 21_000_000_001
/** Commits that can be taken back for a search that lags. */
const RECENT_COMMITS = 500

/** Everything the emulator remembers. Rows change inside `transaction` only, and are never changed in place. */
export class State {
  readonly accounts = new Map<string, Account>()
  readonly #rows = new Map<string, Row>()
  readonly #tables = new Map<string, Map<string, Row>>()
  readonly #indexes = new Map<string, Set<string>>()
  /** Where each row comes in the lists of its table. */
  readonly #places = new Map<string, number>()
  #lastPlace = 0
  readonly #journal: Journal<CommitEntry> | undefined
  #undo: (() => void)[] | undefined
  /** Rows that the transaction touched, as they were before it. */
  #changed = new Map<string, Row | undefined>()
  #commits = 0
  #recent: { atMs: number; changes: Change[] }[] = []
  #nextId = FIRST_ID
  #settings: Settings = DEFAULT_SETTINGS
  clockOffsetMs = 0

  constructor(journal?: Journal<CommitEntry>) {
    this.#journal = journal
  }

  get commits(): number {
    return this.#commits
  }

  find(name: string): Row | undefined {
    return this.#rows.get(name)
  }

  list(table: Table, customerId: string): Iterable<Row> {
    return this.#tables.get(`${table}:${customerId}`)?.values() ?? []
  }

  count(table: Table, customerId: string): number {
    return this.#tables.get(`${table}:${customerId}`)?.size ?? 0
  }

  /** Rows in the order in which `list` gives them. */
  inOrder(rows: readonly Row[]): Row[] {
    const place = ({ name }: Row): number => this.#places.get(name) ?? 0
    return rows.toSorted((a, b) => place(a) - place(b))
  }

  /** Rows under a key that `indexKeys` gives. */
  lookUp(key: string): Row[] {
    return [...(this.#indexes.get(key) ?? [])].map((name) => this.#rows.get(name)!)
  }

  newId(): string {
    const id = this.#nextId
    this.#nextId += 1
    this.#undo?.push(() => {
      this.#nextId = id
    })
    return String(id)
  }

  put(row: Row): void {
    const before = this.#rows.get(row.name)
    this.#undo?.push(() => (before ? this.#set(before) : this.#unset(row.name)))
    this.#note(row.name, before)
    this.#set(row)
  }

  delete(name: string): void {
    const before = this.#rows.get(name)
    if (!before) return
    this.#undo?.push(() => this.#set(before))
    this.#note(name, before)
    this.#unset(name)
  }

  /** Runs `work` and keeps what it did if it returns true. Kept means on disk, where there is one. */
  transaction(atMs: number, work: () => boolean): void {
    const undo: (() => void)[] = []
    this.#undo = undo
    this.#changed = new Map()
    let kept = false
    try {
      kept = work()
      if (kept) this.#commit(atMs)
    } catch (error) {
      kept = false
      throw error
    } finally {
      if (!kept) rollBack(undo, 0)
      this.#undo = undefined
    }
    if (this.#journal?.isLong) this.#journal.compact(this.whole(atMs))
  }

  /** Inside a transaction: takes back what `work` did if it returns false. */
  savepoint(work: () => boolean): void {
    const undo = this.#undo ?? []
    const start = undo.length
    if (!work()) rollBack(undo, start)
  }

  /** What the running transaction has changed so far. */
  changes(): Change[] {
    return [...this.#changed]
      .map(([name, before]) => ({ before, after: this.#rows.get(name) }))
      .filter(({ before, after }) => before !== after)
  }

  setAccounts(accounts: readonly Account[], atMs: number): void {
    this.accounts.clear()
    for (const account of accounts) this.accounts.set(account.id, account)
    this.#append(atMs, { accounts: [...accounts] })
  }

  get settings(): Settings {
    return this.#settings
  }

  /** Changes some settings; undefined ends one. */
  setSettings(change: { [Name in keyof Settings]?: Settings[Name] | undefined }, atMs: number): void {
    const settings = { ...this.#settings, ...change }
    for (const [name, value] of Object.entries(settings))
      if (value === undefined) delete (settings as Record<string, unknown>)[name]
    this.#settings = settings as Settings
    this.#append(atMs, { settings: this.#settings })
  }

  setClockOffset(offsetMs: number, atMs: number): void {
    this.clockOffsetMs = offsetMs
    this.#append(atMs, {})
  }

  /** The rows as they were then, to be read only: what a search shows that has not caught up. */
  asOf(atMs: number): State {
    const past = new State()
    past.restore({ ...this.whole(atMs), del: [] })
    for (const { changes } of this.#recent.filter((commit) => commit.atMs > atMs).toReversed()) {
      for (const { before, after } of changes) {
        if (before) past.#set(before)
        else if (after) past.#unset(after.name)
      }
    }
    return past
  }

  /** Forgets every row and account. */
  clear(): void {
    this.#recent = []
    this.#rows.clear()
    this.#places.clear()
    this.#tables.clear()
    this.#indexes.clear()
    this.accounts.clear()
    this.#nextId = FIRST_ID
    this.#settings = DEFAULT_SETTINGS
    this.clockOffsetMs = 0
    this.#commits += 1
    this.#journal?.compact(this.whole(0))
  }

  /** Lets ids begin where a seed has them. Only for a state that has given none out yet. */
  startIdsAt(offset: number): void {
    this.#nextId = FIRST_ID + offset
  }

  /** Becomes another state as a whole, on disk as well. */
  replace(entry: CommitEntry, atMs: number): void {
    const commits = this.#commits + 1
    this.clear()
    this.restore({ ...entry, n: Math.max(commits, entry.n) })
    this.#journal?.compact(this.whole(atMs))
  }

  /** Takes over what a journal holds, before the first transaction. */
  restore(entry: CommitEntry): void {
    if (entry.accounts) {
      this.accounts.clear()
      for (const account of entry.accounts) this.accounts.set(account.id, account)
    }
    if (entry.settings) this.#settings = { ...DEFAULT_SETTINGS, ...entry.settings }
    for (const row of entry.put) this.#set(row)
    for (const name of entry.del) this.#unset(name)
    this.#nextId = entry.nextId
    this.clockOffsetMs = entry.clockOffsetMs
    this.#commits = entry.n
  }

  close(): void {
    this.#journal?.close()
  }

  #commit(atMs: number): void {
    const changes = this.changes()
    if (changes.length === 0) return
    const put = changes.flatMap(({ after }) => (after ? [after] : []))
    const del = changes.flatMap(({ before, after }) => (before && !after ? [before.name] : []))
    this.#append(atMs, { put, del })
    this.#recent.push({ atMs, changes })
    if (this.#recent.length > RECENT_COMMITS) this.#recent.shift()
  }

  #append(atMs: number, entry: Partial<CommitEntry>): void {
    const n = this.#commits + 1
    this.#journal?.append({
      put: [],
      del: [],
      ...entry,
      n,
      at: atMs,
      nextId: this.#nextId,
      clockOffsetMs: this.clockOffsetMs,
    })
    this.#commits = n
  }

  /** Everything, as one entry that a journal can begin with. */
  whole(atMs: number): CommitEntry {
    return {
      n: this.#commits,
      at: atMs,
      nextId: this.#nextId,
      clockOffsetMs: this.clockOffsetMs,
      accounts: [...this.accounts.values()],
      settings: this.#settings,
      put: [...this.#rows.values()],
      del: [],
    }
  }

  #note(name: string, before: Row | undefined): void {
    if (!this.#changed.has(name)) this.#changed.set(name, before)
  }

  #set(row: Row): void {
    this.#unindex(row.name)
    if (!this.#rows.has(row.name)) {
      this.#lastPlace += 1
      this.#places.set(row.name, this.#lastPlace)
    }
    this.#rows.set(row.name, row)
    const key = `${row.table}:${row.customerId}`
    const table = this.#tables.get(key) ?? new Map<string, Row>()
    this.#tables.set(key, table.set(row.name, row))
    for (const index of indexKeys(row))
      this.#indexes.set(index, (this.#indexes.get(index) ?? new Set()).add(row.name))
  }

  #unset(name: string): void {
    this.#unindex(name)
    const row = this.#rows.get(name)
    if (!row) return
    this.#rows.delete(name)
    this.#places.delete(name)
    this.#tables.get(`${row.table}:${row.customerId}`)?.delete(name)
  }

  #unindex(name: string): void {
    const row = this.#rows.get(name)
    if (!row) return
    for (const index of indexKeys(row)) {
      const names = this.#indexes.get(index)
      names?.delete(name)
      if (names?.size === 0) this.#indexes.delete(index)
    }
  }
}

function rollBack(undo: (() => void)[], to: number): void {
  while (undo.length > to) undo.pop()?.()
}
