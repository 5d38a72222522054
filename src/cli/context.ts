import type { Config, GoogleConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { createLog } from '../base/log.ts'
import { KeyRing } from '../base/secrets.ts'
import type { Context } from '../domain/context.ts'
import { IdentityProvider } from '../domain/identity-provider.ts'
import { GoogleAds } from '../google/google-ads.ts'
import { Database } from '../store/db.ts'

/** Puts together what the program works with. Close the database in the end. */
export function createContext(
  config: Config,
  databaseUrl: string,
  google: GoogleConfig = config.google,
): Context {
  const log = createLog(config.logLevel)
  const db = new Database(databaseUrl, {
    prepare: config.preparedStatements,
    replicaUrl: config.databaseReplicaUrl,
    replica: {
      onChange: (state) => log.warn({ state }, 'The replica of the database is used, or not any more.'),
    },
    onError: (error) => log.warn({ err: error }, 'A database connection was lost.'),
  })
  const secrets = new KeyRing(config.secretKeys ?? [])
  const provider = config.provider === undefined ? undefined : new IdentityProvider(config.provider)
  return { db, google: new GoogleAds(google), log, secrets, now: () => new Date(), provider }
}

/** DATABASE_URL, or a line that says that it is needed. */
export function requireDatabaseUrl(config: Config): string {
  if (config.databaseUrl !== undefined) return config.databaseUrl
  throw new AppError(
    'misconfigured',
    'DATABASE_URL is not set. This command works on a PostgreSQL server; "gacm start" brings its own.',
  )
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP. npm and a terminal may both deliver one Ctrl-C: repeats are ignored. */
export async function untilSignalled(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
