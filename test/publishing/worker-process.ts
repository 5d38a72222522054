// A worker in a process of its own, to be killed or stopped. Its order is one line of JSON: the environment variable
// WORKER_ORDER, or the first line of the standard input.
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createLog } from '../../src/base/log.ts'
import { KeyRing } from '../../src/base/secrets.ts'
import type { Patience } from '../../src/domain/publication/run.ts'
import { Database } from '../../src/store/db.ts'
import { startWorker } from '../../src/worker/worker.ts'
import { CrippledGoogle, type Handicap } from './crippled-google.ts'

export interface WorkerOrder {
  databaseUrl: string
  emulatorUrl: string
  leaseSeconds: number
  timeoutMs?: number
  patience?: Partial<Patience>
  handicap?: Handicap
  /** Where this process ends (SIGKILL) or stops (SIGSTOP) itself: the nth time that it passes the place. */
  at?: { point: string; nth: number; signal: 'SIGKILL' | 'SIGSTOP' }
}

const order = JSON.parse(process.env['WORKER_ORDER'] ?? (await firstLine())) as WorkerOrder
const google = new CrippledGoogle(
  {
    baseUrl: order.emulatorUrl,
    tokenUrl: `${order.emulatorUrl}/token`,
    apiVersion: 'v25',
    clientId: 'test',
    clientSecret: 'test',
    refreshToken: 'test',
    loginCustomerId: undefined,
  },
  { timeoutMs: order.timeoutMs ?? 60_000, handicap: order.handicap ?? 'none' },
)
let passed = 0
startWorker(
  {
    db: new Database(order.databaseUrl, { max: 4 }),
    google,
    log: createLog('silent'),
    secrets: new KeyRing([]),
    now: () => new Date(),
  },
  {
    leaseSeconds: order.leaseSeconds,
    pollMs: 30,
    concurrency: 1,
    sync: false,
    ...(order.patience === undefined ? {} : { patience: order.patience }),
    onPoint: (name) => {
      if (name !== order.at?.point) return
      passed += 1
      if (passed !== order.at.nth) return
      writeSync(1, `reached ${name}\n`)
      process.kill(process.pid, order.at.signal)
    },
  },
)
process.stdout.write('ready\n')

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  const [line] = (await once(lines, 'line')) as [string]
  lines.close()
  return line
}
