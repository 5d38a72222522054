import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkerOrder } from '../../test/publishing/worker-process.ts'

const WORKER = fileURLToPath(new URL('../../test/publishing/worker-process.ts', import.meta.url))

/** A worker process that waits for its order, so that its start costs no time when it is needed. */
export class Victim {
  readonly #child: ChildProcess
  #output = ''
  #ended = false

  constructor() {
    this.#child = spawn(process.execPath, [WORKER], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#child.stdout!.on('data', (data: Buffer) => {
      this.#output += data.toString()
    })
    this.#child.once('exit', () => {
      this.#ended = true
    })
    this.#child.stdin!.on('error', () => {})
  }

  go(order: WorkerOrder): void {
    this.#child.stdin!.write(`${JSON.stringify(order)}\n`)
  }

  /** Whether the place of its order was reached; for a kill, the process is gone then. */
  async reached(signal: 'SIGKILL' | 'SIGSTOP', deadlineMs: number): Promise<boolean> {
    for (const end = Date.now() + deadlineMs; Date.now() < end; await sleep(5)) {
      if (this.#output.includes('reached ') && (signal === 'SIGSTOP' || this.#ended)) return true
      if (this.#ended) return false
    }
    return false
  }

  stop(): void {
    this.#child.kill('SIGSTOP')
  }

  resume(): void {
    this.#child.kill('SIGCONT')
  }

  async kill(): Promise<void> {
    if (this.#ended) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }
}

/** Keeps one victim ready ahead. */
export class Victims {
  #next = new Victim()
  readonly #taken: Victim[] = []

  take(): Victim {
    const victim = this.#next
    this.#taken.push(victim)
    this.#next = new Victim()
    return victim
  }

  /** Ends those that were taken. */
  async clear(): Promise<void> {
    await Promise.all(this.#taken.splice(0).map((victim) => victim.kill()))
  }

  async close(): Promise<void> {
    await Promise.all([this.clear(), this.#next.kill()])
  }
}
