/** What Google grants to the Cloud project that calls. */
export const ACCESS_LEVELS = ['TEST', 'EXPLORER', 'BASIC', 'STANDARD'] as const
export type AccessLevel = (typeof ACCESS_LEVELS)[number]

/** Limits of speed; absent ones are off. */
export interface Rates {
  customerQps?: number
  projectQps?: number
  operationsPerMinute?: number
}

/** How the emulator behaves as a whole. Kept with its rows. */
export interface Settings {
  accessLevel: AccessLevel
  /** Instead of what the level has: for tests that would otherwise need thousands of operations. */
  dailyOperations?: number
  rates: Rates
  /** Every request waits so long. */
  latencyMs: number
  /** What was created less than this ago is not found by searches yet. */
  readLagMs: number
  /** Refresh tokens that are at an end. */
  revokedTokens: readonly string[]
  /** Ids and request ids follow from it; without one, request ids are random. */
  seed?: string
}

/** As the emulator is before anybody says anything. */
export const DEFAULT_SETTINGS: Settings = {
  accessLevel: 'STANDARD',
  rates: {},
  latencyMs: 0,
  readLagMs: 0,
  revokedTokens: ['revoked'],
}
