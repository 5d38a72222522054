// A worker in a process of its own, to be killed: DATABASE_URL, EMULATOR_URL and LEASE_SECONDS in the environment.
import { createLog } from '../../src/base/log.ts'
import { GoogleAds } from '../../src/google/google-ads.ts'
import { Database } from '../../src/store/db.ts'
import { startWorker } from '../../src/worker/worker.ts'

const emulator = process.env['EMULATOR_URL']!
const google = new GoogleAds({
  baseUrl: emulator,
  tokenUrl: `${emulator}/token`,
  apiVersion: 'v25',
  clientId: 'test',
  clientSecret: 'test',
  refreshToken: 'test',
  loginCustomerId: undefined,
})
startWorker(
  {
    db: new Database(process.env['DATABASE_URL']!, { max: 4 }),
    google,
    log: createLog('silent'),
    now: () => new Date(),
  },
  { leaseSeconds: Number(process.env['LEASE_SECONDS']), pollMs: 50, concurrency: 1, sync: false },
)
process.stdout.write('ready\n')
