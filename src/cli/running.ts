import type { Config } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { COMMAND_KEY, createApiKey, revokeApiKey } from '../domain/api-keys.ts'
import { Database } from '../store/db.ts'
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
  /** Ends a key that was made for this one command. */
  close(): Promise<void>
}

/**
 * How a command reaches the API: GACM_URL and GACM_API_KEY, or the program that runs on this data directory, whose owner
 * may make a key: one that lives as long as the command does.
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
  if (given !== undefined && given !== '') return { url, apiKey: given, close: async () => {} }
  const workspaceName = workspace ?? DEFAULT_WORKSPACE
  const db = new Database(databaseUrlOf(config), { max: 1 })
  const name = `${COMMAND_KEY} ${process.pid} ${Date.now()}`
  try {
    const apiKey = await createApiKey({ db }, { workspaceName, role: 'admin', name })
    return {
      url,
      apiKey,
      close: async () => {
        await revokeApiKey({ db }, { workspaceName, name })
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

function serverUrl(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined
  if (/^https?:\/\//.test(given) && URL.canParse(given)) return given.replace(/\/+$/, '')
  throw new AppError('misconfigured', 'GACM_URL: must be an http or https URL')
}
