import { resolve } from 'node:path'
import { z } from 'zod'
import { verifiedDatabaseUrl } from './database-url.ts'
import { AppError } from './errors.ts'

/** Where Google really lives. Anything else is an emulator, and the interface says so. */
export const GOOGLE_ADS_HOST = 'https://googleads.googleapis.com'
export const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token'

/**
 * Operations a day (any 24 hours) by the access level of the Cloud project; null: as many as wanted. The test level's are
 * for test accounts alone, and explorer has its own for production accounts (Google's page "Access levels", read 2026-02).
 */
export const ACCESS_LEVELS = { test: 15_000, explorer: 2_880, basic: 15_000, standard: null } as const
export type AccessLevel = keyof typeof ACCESS_LEVELS
const ACCESS_LEVEL_NAMES = Object.keys(ACCESS_LEVELS) as AccessLevel[]

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a number from 0 to 65535')
const keepMonths = z
  .string()
  .regex(/^([1-9]\d?|1[01]\d|120)$/, { error: 'must be a number of months from 1 to 120' })
  .transform(Number)
const accountsAtOnce = z
  .string()
  .regex(/^([1-9]|[1-5]\d|6[0-4])$/, { error: 'must be a number from 1 to 64' })
  .transform(Number)

const requestsPerMinute = z
  .string()
  .regex(/^[1-9]\d{1,6}$/, { error: 'must be a number from 10 to 9999999' })
  .transform(Number)
/** Of one person or key: a hundred a second is more than pages and honest programs ask for. */
export const REQUESTS_PER_MINUTE = 6_000

const ringKeys = z
  .string()
  .regex(
    /^[0-9a-f]{64}(,[0-9a-f]{64})*$/i,
    'must be 64 hex characters (openssl rand -hex 32), or several of these with commas, the current one first',
  )
  .transform((keys) => keys.split(','))

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres://', abort: true })
  .refine(
    isReadable,
    'is not a URL that can be read; in a password, signs like @ : / # are written as %40 %3A %2F %23',
  )

const environment = z.object({
  PORT: port.prefault('4180'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  GACM_HSTS_SUBDOMAINS: z.enum(['on', 'off'], 'must be one of: on, off').default('on'),
  TRUST_PROXY: z.string().min(1).optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_REPLICA_URL: databaseUrl.optional(),
  DATABASE_TLS: z.enum(['verified', 'any'], 'must be one of: verified, any').default('verified'),
  DATABASE_PREPARED_STATEMENTS: z.enum(['on', 'off'], 'must be one of: on, off').default('on'),
  GACM_DATA_DIR: z.string().min(1).default('data'),
  GACM_SECRET_KEY: ringKeys.optional(),
  GACM_EMULATOR_PORT: port.prefault('0'),
  GACM_METRICS_KEEP_MONTHS: keepMonths.prefault('37'),
  GACM_WORKER_ACCOUNTS: accountsAtOnce.prefault('10'),
  GACM_REQUESTS_PER_MINUTE: requestsPerMinute.prefault(String(REQUESTS_PER_MINUTE)),
  GACM_METRICS_TOKEN: z.string().min(16, 'must have 16 characters at least').optional(),
  GACM_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of: ${LOG_LEVELS.join(', ')}`).default('warn'),
  GOOGLE_ADS_BASE_URL: httpUrl.default(GOOGLE_ADS_HOST),
  GOOGLE_OAUTH_TOKEN_URL: httpUrl.default(GOOGLE_TOKEN_URL),
  GOOGLE_ADS_API_VERSION: z
    .string()
    .regex(/^v\d+$/, 'must look like v25')
    .default('v25'),
  GOOGLE_ADS_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_ADS_CLIENT_SECRET: z.string().min(1).optional(),
  GOOGLE_ADS_REFRESH_TOKEN: z.string().min(1).optional(),
  GOOGLE_ADS_LOGIN_CUSTOMER_ID: z
    .string()
    .regex(/^\d{10}$/, 'must be 10 digits without dashes')
    .optional(),
  GOOGLE_ADS_WORKSPACE: z.string().min(1).max(100, 'must be 100 characters at most').optional(),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().max(40, 'must be 40 characters at most').default('Google'),
  GOOGLE_ADS_ACCESS_LEVEL: z
    .enum(ACCESS_LEVEL_NAMES, `must be one of: ${ACCESS_LEVEL_NAMES.join(', ')}`)
    .optional(),
})

/** How this process was set up. Parsed once at the start, then passed along and never changed. */
export interface Config {
  port: number
  host: string
  publicUrl: string | undefined
  /** Browsers are told to reach the hosts below that of `publicUrl` by https alone too. */
  hstsSubdomains: boolean
  /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
  trustProxy: string | undefined
  databaseUrl: string | undefined
  /** A streaming replica of that server, for lists, search and counts. */
  databaseReplicaUrl: string | undefined
  /** false behind PgBouncer in transaction mode: its connections do not keep statements under their names. */
  preparedStatements: boolean
  dataDir: string
  /** What secrets in the database are sealed with, the current one first; undefined: none was given. */
  secretKeys: readonly string[] | undefined
  emulatorPort: number
  /** Whole months of daily metrics that are kept beside the current one. */
  metricsKeepMonths: number
  /** How many accounts one worker process publishes to side by side; each gets one request at a time. */
  workerAccounts: number
  /** How often a person, a key, or a network of strangers may ask. */
  requestsPerMinute: number
  /** Who reads /metrics has this; without it they are on this machine. */
  metricsToken: string | undefined
  logLevel: (typeof LOG_LEVELS)[number]
  google: GoogleConfig
  /** Where people may sign in instead of by a password. */
  provider: ProviderConfig | undefined
}

export interface ProviderConfig {
  issuer: string
  clientId: string
  clientSecret: string
  /** As the button calls it. */
  name: string
  /** Where it sends people back to. */
  returnUrl: string
}

export interface GoogleConfig {
  baseUrl: string
  tokenUrl: string
  apiVersion: string
  clientId: string | undefined
  clientSecret: string | undefined
  refreshToken: string | undefined
  loginCustomerId: string | undefined
  /** The name of the workspace that these credentials serve; undefined: the first that is no demo. */
  workspace?: string | undefined
  /** Of the Cloud project; undefined: not told, so no limit is assumed until Google names one. */
  accessLevel?: AccessLevel | undefined
}

/**
 * Reads the environment. Blank means unset. Throws `misconfigured` with one line per mistake.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new AppError('misconfigured', lines.join('\n'))
  }
  const values = parsed.data
  if (values.DATABASE_REPLICA_URL !== undefined && values.DATABASE_URL === undefined)
    throw new AppError('misconfigured', 'DATABASE_REPLICA_URL: needs DATABASE_URL, whose replica it is')
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    hstsSubdomains: values.GACM_HSTS_SUBDOMAINS === 'on',
    trustProxy: values.TRUST_PROXY,
    databaseUrl: databaseUrlOf('DATABASE_URL', values),
    databaseReplicaUrl: databaseUrlOf('DATABASE_REPLICA_URL', values),
    preparedStatements: values.DATABASE_PREPARED_STATEMENTS === 'on',
    dataDir: resolve(values.GACM_DATA_DIR),
    secretKeys: values.GACM_SECRET_KEY,
    emulatorPort: values.GACM_EMULATOR_PORT,
    metricsKeepMonths: values.GACM_METRICS_KEEP_MONTHS,
    workerAccounts: values.GACM_WORKER_ACCOUNTS,
    requestsPerMinute: values.GACM_REQUESTS_PER_MINUTE,
    metricsToken: values.GACM_METRICS_TOKEN,
    logLevel: values.GACM_LOG_LEVEL,
    provider: providerOf(values),
    google: Object.freeze({
      baseUrl: values.GOOGLE_ADS_BASE_URL.replace(/\/+$/, ''),
      tokenUrl: values.GOOGLE_OAUTH_TOKEN_URL,
      apiVersion: values.GOOGLE_ADS_API_VERSION,
      clientId: values.GOOGLE_ADS_CLIENT_ID,
      clientSecret: values.GOOGLE_ADS_CLIENT_SECRET,
      refreshToken: values.GOOGLE_ADS_REFRESH_TOKEN,
      loginCustomerId: values.GOOGLE_ADS_LOGIN_CUSTOMER_ID,
      workspace: values.GOOGLE_ADS_WORKSPACE,
      accessLevel: values.GOOGLE_ADS_ACCESS_LEVEL,
    }),
  })
}

function databaseUrlOf(
  name: 'DATABASE_URL' | 'DATABASE_REPLICA_URL',
  values: z.output<typeof environment>,
): string | undefined {
  const url = values[name]
  return url === undefined || values.DATABASE_TLS === 'any' ? url : verifiedDatabaseUrl(name, url)
}

/** All of it or nothing: half a provider would only fail when somebody signs in. */
function providerOf(values: z.output<typeof environment>): ProviderConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  const needed = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new AppError('misconfigured', `${missing[0]}: is needed to sign in with a provider`)
  if (values.PUBLIC_URL === undefined)
    throw new AppError(
      'misconfigured',
      'PUBLIC_URL: is needed with OIDC_ISSUER, which sends people back to it',
    )
  const { protocol, hostname } = new URL(issuer)
  if (protocol !== 'https:' && !isLoopback(hostname))
    throw new AppError('misconfigured', 'OIDC_ISSUER: must be an https URL')
  const returnUrl = `${values.PUBLIC_URL.replace(/\/+$/, '')}/sign-in/return`
  return Object.freeze({ issuer, clientId, clientSecret, name: values.OIDC_NAME, returnUrl })
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** Keys for secrets as GACM_SECRET_KEY or a file has them. Throws `misconfigured` naming `where`, and no key. */
export function secretKeysOf(text: string, where: string): readonly string[] {
  const parsed = ringKeys.safeParse(text)
  if (parsed.success) return parsed.data
  throw new AppError('misconfigured', `${where}: ${parsed.error.issues[0]!.message}`)
}

/** As the driver reads it: with `?host=/a/socket`, a user without a host is fine too. */
function isReadable(url: string): boolean {
  return URL.canParse(url) || URL.canParse(url.replace('@/', '@localhost/'))
}
