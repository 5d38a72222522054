import type { Config } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { Database } from '../store/db.ts'
import { commandKey, type KeptKey } from './command-key.ts'
import { readRunFile } from './data-dir.ts'

const DEFAULT_WORKSPACE = 'demo'

/** DATABASE_URL, or the database of the `gacm start` that runs on this data directory. */
export function databaseUrlOf(config: Config): string {
  const url = config.databaseUrl ?? readRunFile(config.dataDir)?.databaseUrl
  if (url !== undefined) return url
  throw new AppError(
    'misconfigured',
    `No gacm runs on ${config.dataDir}, and DATABASE_URL is not set. Start one ("npm start"), or set GACM_DATA_DIR or DATABASE_URL.`,
  )
}

export interface ApiAccess {
  url: string
  apiKey: string
  /** A key in the place of one that the server refused; null where the key was given and is not ours to replace. */
  renew: ((refused: string) => Promise<string>) | null
}

/**
 * How a command reaches the API: GACM_URL and GACM_API_KEY, or the program that runs on this data directory, whose owner
 * may have a key: made by the first command, kept there, and sent to no other address.
 */
export async function accessApi(
  config: Config,
  env: NodeJS.ProcessEnv,
  workspace: string | undefined,
): Promise<ApiAccess> {
  const running = readRunFile(config.dataDir)
  const url = serverUrl(env['GACM_URL']) ?? running?.url
  if (url === undefined) {
    throw new AppError(
      'misconfigured',
      `No gacm runs on ${config.dataDir}. Start one ("npm start"), or set GACM_URL and GACM_API_KEY.`,
    )
  }
  const given = env['GACM_API_KEY']
  if (given !== undefined && given !== '') return { url, apiKey: given, renew: null }
  // The key kept beside the data opens everything: it is for the program that runs on them, whatever a .env names.
  if (url !== running?.url) throw new AppError('misconfigured', needsKey(url))
  const kept: KeptKey = {
    dataDir: config.dataDir,
    workspaceName: workspace ?? DEFAULT_WORKSPACE,
    open: () => new Database(databaseUrlOf(config), { max: 1, prepare: config.preparedStatements }),
  }
  return { url, apiKey: await commandKey(kept), renew: (refused) => commandKey(kept, refused) }
}

function needsKey(url: string): string {
  return `GACM_API_KEY: is needed for ${url} (GACM_URL). The key kept in the data directory is only for the program that runs on it. Make one in the interface, or on that server with "gacm api-key create".`
}

function serverUrl(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined
  if (/^https?:\/\//.test(given) && URL.canParse(given)) return given.replace(/\/+$/, '')
  throw new AppError('misconfigured', 'GACM_URL: must be an http or https URL')
}
