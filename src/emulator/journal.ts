import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { lockFolder } from './folder-lock.ts'

export interface JournalEntry {
  /** Counts commits: an entry at or below the snapshot's is already in it. */
  n: number
}

/** A journal longer than this is folded into the snapshot. */
const COMPACT_AT_BYTES = 16 * 1024 * 1024

/**
 * Commits on disk: a snapshot and, behind it, one line per commit. A line is on the disk before `append` returns, so an
 * answered commit survives kill -9; a line that was cut short was never answered and is dropped at the next start.
 */
export class Journal<Entry extends JournalEntry> {
  readonly #folder: string
  readonly #file: number
  readonly #unlock: () => void
  #length: number
  #compactAt: number

  private constructor(folder: string, unlock: () => void, file: number, length: number, compactAt: number) {
    this.#folder = folder
    this.#unlock = unlock
    this.#file = file
    this.#length = length
    this.#compactAt = compactAt
  }

  static open<Entry extends JournalEntry>(
    folder: string,
    { compactAtBytes = COMPACT_AT_BYTES }: { compactAtBytes?: number } = {},
  ): { journal: Journal<Entry>; snapshot: Entry | undefined; entries: Entry[] } {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unlock = lockFolder(folder)
    const snapshot = readSnapshot(folder) as Entry | undefined
    const path = join(folder, 'journal.log')
    const { entries, length } = existsSync(path)
      ? readEntries(readFileSync(path), path)
      : { entries: [], length: 0 }
    const file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600)
    ftruncateSync(file, length)
    fsyncSync(file)
    syncFolder(folder)
    const journal = new Journal<Entry>(folder, unlock, file, length, compactAtBytes)
    return {
      journal,
      snapshot,
      entries: (entries as Entry[]).filter((entry) => entry.n > (snapshot?.n ?? 0)),
    }
  }

  /** Returns when the entry would survive a power cut. Throws, with the file as it was, where it would not. */
  append(entry: Entry): void {
    const line = toLine(entry)
    try {
      let written = 0
      while (written < line.length) {
        written += writeSync(this.#file, line, written, line.length - written, this.#length + written)
      }
      fsyncSync(this.#file)
      this.#length += line.length
    } catch (cause) {
      ftruncateSync(this.#file, this.#length)
      throw new Error(`The emulator cannot write its journal in ${this.#folder}.`, { cause })
    }
  }

  get isLong(): boolean {
    return this.#length > this.#compactAt
  }

  /** Replaces everything so far with one entry. A crash between the two steps leaves entries that the snapshot's number skips. */
  compact(whole: Entry): void {
    const temporary = join(this.#folder, 'snapshot.tmp')
    const file = openSync(temporary, 'w', 0o600)
    try {
      const line = toLine(whole)
      let written = 0
      while (written < line.length) written += writeSync(file, line, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, join(this.#folder, 'snapshot.json'))
    syncFolder(this.#folder)
    ftruncateSync(this.#file, 0)
    fsyncSync(this.#file)
    this.#length = 0
  }

  close(): void {
    closeSync(this.#file)
    this.#unlock()
  }
}

function toLine(entry: unknown): Buffer {
  const text = JSON.stringify(entry)
  return Buffer.from(`${crc32(text).toString(16).padStart(8, '0')} ${text}\n`)
}

function fromLine(line: string): unknown {
  const text = line.slice(9)
  if (line[8] !== ' ' || Number.parseInt(line.slice(0, 8), 16) !== crc32(text)) return undefined
  return JSON.parse(text)
}

function readSnapshot(folder: string): unknown {
  const leftover = join(folder, 'snapshot.tmp')
  if (existsSync(leftover)) unlinkSync(leftover)
  const path = join(folder, 'snapshot.json')
  if (!existsSync(path)) return undefined
  const snapshot = fromLine(readFileSync(path, 'utf8').trimEnd())
  if (snapshot === undefined)
    throw new Error(`The emulator's snapshot ${path} is damaged. Move it away to start empty.`)
  return snapshot
}

function readEntries(content: Buffer, path: string): { entries: unknown[]; length: number } {
  const entries: unknown[] = []
  let start = 0
  while (start < content.length) {
    const end = content.indexOf(0x0a, start)
    const entry = end === -1 ? undefined : fromLine(content.toString('utf8', start, end))
    if (entry === undefined) {
      // Only the last line can be torn. Damage before it means lost commits, and hiding that would be a lie.
      const isLast = end === -1 || end === content.length - 1
      if (!isLast)
        throw new Error(
          `The emulator's journal ${path} is damaged at byte ${start}. Move it away to start empty.`,
        )
      return { entries, length: start }
    }
    entries.push(entry)
    start = end + 1
  }
  return { entries, length: start }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
