import { SILENCE_MS } from './db-pool.ts'
import type { Scope } from './db-transaction.ts'

const POSITION = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i

/** So long a position is kept after the replica has reached it, for answers that carry it to another process. */
const KEPT_MS = 10_000

interface Needed {
  position: bigint
  /** When it was noted, on the process's monotonic clock. */
  at: number
}

/**
 * How far a replica must have come before a workspace may read there: past everything that this process wrote in the
 * workspace, and past what callers say that they have seen. Kept for the workspace and not for the person, so that
 * people of a team see each other's edits too.
 */
export class WalPositions {
  readonly #needed = new Map<string, Needed>()
  #replayed = 0n
  /** Since when a commit's fate is unknown. Until its position is known, nobody reads on the replica. */
  #uncertainSince: number | undefined
  #floor = 0n

  /** A transaction in `scope` has been committed at or before this position of the log; undefined: nobody knows where. */
  wrote(scope: Scope, position: string | undefined): void {
    if (position === undefined) this.#uncertainSince = performance.now()
    else if (typeof scope !== 'string' && 'workspaceId' in scope) this.#need(scope.workspaceId, position)
  }

  /** A caller has seen this position. Anything else than a position is ignored. */
  seen(workspaceId: string, position: string): void {
    if (POSITION.test(position)) this.#need(workspaceId, position)
  }

  /** The position that the next reader of a workspace has to carry to another process. */
  of(workspaceId: string): string | undefined {
    // The other process will find out where the primary is.
    if (this.#uncertainSince !== undefined) return 'FFFFFFFF/FFFFFFFF'
    const needed = this.#needed.get(workspaceId)
    return needed === undefined ? undefined : format(needed.position)
  }

  /** What a replica must have replayed to answer; undefined where the primary has to. */
  neededBy(scope: Scope): bigint | undefined {
    if (this.#uncertainSince !== undefined) return undefined
    const own =
      typeof scope !== 'string' && 'workspaceId' in scope
        ? (this.#needed.get(scope.workspaceId)?.position ?? 0n)
        : 0n
    const needed = own > this.#floor ? own : this.#floor
    // Known to be too far: asking the replica would cost a round trip for nothing. It is looked at again soon.
    return needed > this.#replayed ? undefined : needed
  }

  /** `at`: before the primary was asked. */
  primaryWasAt(position: bigint, at: number): void {
    // A caller may claim any position, and after a failover the log may have gone back: no truth lies beyond the primary.
    for (const needed of this.#needed.values()) {
      if (needed.at < at && needed.position > position) needed.position = position
    }
    // By now the server has carried the commit out, or has given it up.
    if (this.#uncertainSince !== undefined && at - this.#uncertainSince > SILENCE_MS) {
      this.#floor = position
      this.#uncertainSince = undefined
    }
    if (this.#floor > position) this.#floor = position
  }

  replicaIsAt(replayed: bigint): void {
    this.#replayed = replayed
    const old = performance.now() - KEPT_MS
    for (const [workspaceId, { position, at }] of this.#needed) {
      if (position <= replayed && at < old) this.#needed.delete(workspaceId)
    }
  }

  #need(workspaceId: string, text: string): void {
    const position = positionOf(text)
    const known = this.#needed.get(workspaceId)
    if (known !== undefined && known.position > position) return
    this.#needed.set(workspaceId, { position, at: performance.now() })
  }
}

/** A position of the log as PostgreSQL writes it, such as 16/B374D848, as a number; null, as no position, is 0. */
export function positionOf(text: string | null): bigint {
  const parts = POSITION.exec(text ?? '')
  return parts === null ? 0n : (BigInt(`0x${parts[1]!}`) << 32n) | BigInt(`0x${parts[2]!}`)
}

function format(position: bigint): string {
  return `${(position >> 32n).toString(16)}/${(position & 0xffffffffn).toString(16)}`.toUpperCase()
}
