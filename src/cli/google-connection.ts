import { type Config, GOOGLE_ADS_HOST, GOOGLE_TOKEN_URL, type GoogleConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'

/**
 * Google Ads as the settings name it; undefined where they name none. Credentials that are given in part are a mistake.
 * An emulator asks for none, and is never sent to Google for its tokens.
 */
export function googleOf({ google }: Config): GoogleConfig | undefined {
  const credentials = {
    GOOGLE_ADS_CLIENT_ID: google.clientId,
    GOOGLE_ADS_CLIENT_SECRET: google.clientSecret,
    GOOGLE_ADS_REFRESH_TOKEN: google.refreshToken,
  }
  const names = Object.entries(credentials)
  const missing = names.filter(([, value]) => value === undefined).map(([name]) => name)
  if (missing.length === 0) return google
  if (missing.length < names.length) throw incomplete(missing)
  return google.baseUrl === GOOGLE_ADS_HOST ? undefined : emulatorAt(google)
}

/** As `googleOf`, for what cannot do without. */
export function requireGoogle(config: Config): GoogleConfig {
  const google = googleOf(config)
  if (google === undefined)
    throw incomplete(['GOOGLE_ADS_CLIENT_ID', 'GOOGLE_ADS_CLIENT_SECRET', 'GOOGLE_ADS_REFRESH_TOKEN'])
  return google
}

/** The connection to an emulator, which takes any credentials. */
export function emulatorAt(google: GoogleConfig): GoogleConfig {
  return {
    ...google,
    tokenUrl: google.tokenUrl === GOOGLE_TOKEN_URL ? `${google.baseUrl}/token` : google.tokenUrl,
    clientId: 'emulator',
    clientSecret: 'emulator',
    refreshToken: 'emulator',
  }
}

function incomplete(missing: readonly string[]): AppError {
  return new AppError(
    'misconfigured',
    `${missing.join(', ')}: missing. Google Ads cannot be connected without.`,
  )
}
