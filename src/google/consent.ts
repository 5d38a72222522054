import { createHash } from 'node:crypto'
import { GOOGLE_ADS_HOST, type GoogleConfig } from '../base/config.ts'
import type { GoogleError } from './answer.ts'
import { ADWORDS_SCOPE } from './credentials.ts'
import { postForm, refused } from './token-server.ts'

/** Where Google asks people, and where a token is given back. */
const GOOGLE = {
  consent: 'https://accounts.google.com/o/oauth2/v2/auth',
  revoke: 'https://oauth2.googleapis.com/revoke',
}

/** One question to a person: both of its secrets stay here. */
export interface Question {
  redirectUri: string
  /** Comes back with the answer, so that nobody can answer for somebody else. */
  state: string
  /** PKCE: 43 to 128 characters of which only the hash leaves before the code comes back. */
  verifier: string
}

export type ConsentAnswer =
  | { kind: 'agreed'; refreshToken: string }
  | { kind: 'refused' | 'unreachable'; error: GoogleError }

/** The address of the consent page; undefined where the settings name no OAuth client. */
export function consentUrl(
  config: GoogleConfig,
  { redirectUri, state, verifier }: Question,
): string | undefined {
  if (config.clientId === undefined || config.clientSecret === undefined) return undefined
  const url = new URL(urlsOf(config).consent)
  url.search = new URLSearchParams({
    client_id: config.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: ADWORDS_SCOPE,
    // Only with both does Google give a refresh token each time, also to somebody who agreed before.
    access_type: 'offline',
    prompt: 'consent',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return url.toString()
}

/** Trades the code that came back for a refresh token. A code works once. */
export async function tradeCode(
  config: GoogleConfig,
  code: string,
  { redirectUri, verifier }: Pick<Question, 'redirectUri' | 'verifier'>,
): Promise<ConsentAnswer> {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: config.clientId ?? '',
    client_secret: config.clientSecret ?? '',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
  const answer = await postForm(config.tokenUrl, form)
  if (answer.kind !== 'answered') return answer
  const { refresh_token: refreshToken, scope } = answer.body
  // People can leave single boxes of the page empty.
  if (typeof scope === 'string' && !scope.split(' ').includes(ADWORDS_SCOPE))
    return refused('oauth.scope_missing', 'Google Ads was not agreed to.')
  if (typeof refreshToken !== 'string')
    return refused('oauth.no_refresh_token', 'Google gave no refresh token.')
  return { kind: 'agreed', refreshToken }
}

/** Gives a refresh token back. True where Google knows nothing of it any more. */
export async function revokeToken(config: GoogleConfig, refreshToken: string): Promise<boolean> {
  const answer = await postForm(urlsOf(config).revoke, new URLSearchParams({ token: refreshToken }))
  return (
    answer.kind === 'answered' || (answer.kind === 'refused' && answer.error.code === 'oauth.invalid_token')
  )
}

/** Another Google Ads than Google's has these pages beside its API, as our emulator does. */
function urlsOf({ baseUrl }: GoogleConfig): typeof GOOGLE {
  return baseUrl === GOOGLE_ADS_HOST
    ? GOOGLE
    : { consent: `${baseUrl}/o/oauth2/v2/auth`, revoke: `${baseUrl}/revoke` }
}
