import { type Config, type GoogleConfig, parseConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { type Account, accountConnectSchema } from '../contract/session.ts'
import { connectAccount } from '../domain/accounts.ts'
import { ownerOf } from '../domain/owner.ts'
import type { Customer } from '../google/google-ads.ts'
import { createContext } from './context.ts'
import { readRunFile } from './data-dir.ts'
import { emulatorAt, googleOf } from './google-connection.ts'
import { databaseUrlOf } from './running.ts'

/**
 * Connects an account that the credentials of the settings reach to any workspace: for whoever has the settings and the database,
 * who may do everything anyway.
 */
export async function assignAccount(workspaceName: string, wanted: Customer): Promise<Account> {
  const config = parseConfig(process.env)
  const customer = accountConnectSchema.safeParse(wanted)
  if (!customer.success) {
    const errors = customer.error.issues.map(({ path, message }) => ({
      path: path.join('.'),
      code: 'invalid',
      message,
    }))
    throw new AppError('invalid_request', 'This is no account.', { errors })
  }
  const ctx = createContext(config, databaseUrlOf(config), settingsOf(config))
  try {
    const owner = await ownerOf(ctx, workspaceName, 'gacm account connect')
    return await connectAccount(ctx, owner, customer.data, { asOwner: true })
  } finally {
    await ctx.db.close()
  }
}

/** Google as the program that runs here reaches it. */
function settingsOf(config: Config): GoogleConfig {
  const given = googleOf(config)
  if (given !== undefined) return given
  const baseUrl = readRunFile(config.dataDir)?.emulatorUrl
  if (baseUrl !== undefined) return emulatorAt({ ...config.google, baseUrl, tokenUrl: `${baseUrl}/token` })
  throw new AppError(
    'misconfigured',
    'The settings name no Google Ads: GOOGLE_ADS_CLIENT_ID, GOOGLE_ADS_CLIENT_SECRET and GOOGLE_ADS_REFRESH_TOKEN are not set.',
  )
}
