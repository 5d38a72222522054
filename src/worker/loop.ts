import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../base/log.ts'

/** Between looks while every one fails. */
const MAX_PAUSE_MS = 5000

/** Wakes loops that pause. Rung while none does, it is heard by the next one that wants to. */
export class Bell {
  readonly #waiting = new Set<AbortController>()
  #missed = false

  ring(): void {
    this.#missed = this.#waiting.size === 0
    for (const one of this.#waiting) one.abort()
  }

  async pause(ms: number, stopping: AbortSignal): Promise<void> {
    if (this.#missed) {
      this.#missed = false
      return
    }
    const woken = new AbortController()
    this.#waiting.add(woken)
    await sleep(ms, undefined, { signal: AbortSignal.any([woken.signal, stopping]) }).catch(() => {})
    this.#waiting.delete(woken)
  }
}

/** Does rounds until it is stopped; after one with nothing to do it pauses, after failed ones longer. */
export async function runLoop(
  round: () => Promise<boolean>,
  { log, stopping, idleMs, bell }: { log: Log; stopping: AbortSignal; idleMs: number; bell: Bell },
): Promise<void> {
  let failures = 0
  while (!stopping.aborted) {
    const busy = await round().then(
      (worked) => {
        if (failures > 0) log.info({ failures }, 'Work goes on.')
        failures = 0
        return worked
      },
      (error: unknown) => {
        // Said once, not at every look while the database is away.
        if (failures === 0) log.error({ err: error }, 'A round of work failed; it is tried again.')
        failures += 1
        return false
      },
    )
    if (!busy)
      await bell.pause(
        Math.min(idleMs * 2 ** Math.min(failures, 10), Math.max(idleMs, MAX_PAUSE_MS)),
        stopping,
      )
  }
}
