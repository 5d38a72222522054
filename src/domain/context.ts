import type { Log } from '../base/log.ts'
import type { KeyRing } from '../base/secrets.ts'
import type { Rights } from '../contract/actions.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import type { Database } from '../store/db.ts'
import type { IdentityProvider } from './identity-provider.ts'

/** What the program is made of; put together once, in `cli`. */
export interface Context {
  readonly db: Database
  readonly google: GoogleAds
  readonly log: Log
  /** Seals the secrets that lie in the database. */
  readonly secrets: KeyRing
  /** Wall clock, for dates in an account's time zone. Leases and order use the database's clock instead. */
  readonly now: () => Date
  /** Where people may sign in instead of by a password; undefined where none is set up. */
  readonly provider?: IdentityProvider | undefined
}

export type Door = 'web' | 'api' | 'cli' | 'system'

/**
 * Who acts, in which workspace, through which door. Every domain function takes one. Their rights are those of the moment in
 * which the request came: role, and the accounts that they are limited to.
 */
export interface Actor extends Rights {
  readonly workspaceId: string
  /** As history shows it: an e-mail address, or the name of an API key. */
  readonly name: string
  readonly userId: string | null
  readonly door: Door
  readonly requestId: string | null
}
