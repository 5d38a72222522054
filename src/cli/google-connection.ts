import { type Config, GOOGLE_ADS_HOST, GOOGLE_TOKEN_URL, type GoogleConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'

/**
 * Google Ads as the settings name it; undefined where they name none. An OAuth client alone is enough: people connect in
 * the web interface, and a refresh token is only for what has no connection of its own. Credentials that are given in
 * part are a mistake. An emulator asks for none, and is never sent to Google for its tokens.
 */
export function googleOf({ google }: Config): GoogleConfig | undefined {
  const { clientId, clientSecret, refreshToken } = google
  if (clientId === undefined && clientSecret === undefined && refreshToken === undefined)
    return google.baseUrl === GOOGLE_ADS_HOST ? undefined : emulatorAt(google)
  const missing = [
    ...(clientId === undefined ? ['GOOGLE_ADS_CLIENT_ID'] : []),
    ...(clientSecret === undefined ? ['GOOGLE_ADS_CLIENT_SECRET'] : []),
  ]
  if (missing.length === 0) return google
  throw new AppError(
    'misconfigured',
    `${missing.join(', ')}: missing. Google Ads cannot be connected without.`,
  )
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
