import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { refuse } from '../refusal.ts'
import type { RequestIds } from '../request-ids.ts'
import type { State } from '../state.ts'
import type { World } from '../world.ts'

const LIFETIME_S = 3599
/** Tokens outlive a restart of the emulator, as Google's do; there is nothing here to protect with a secret. */
const KEY = 'emulator access tokens'

interface Claims {
  expiresAtMs: number
  /** The refresh token behind it, so that revoking one ends the other. */
  grant: string
}

/** Issues and checks OAuth tokens. */
export class AccessTokens {
  readonly #state: State
  readonly #clock: Clock
  readonly #ids: RequestIds

  constructor({ state, clock, requestIds }: Pick<World, 'state' | 'clock' | 'requestIds'>) {
    this.#state = state
    this.#clock = clock
    this.#ids = requestIds
  }

  /** Answers a request to the token endpoint: HTTP status and body. */
  answer(form: URLSearchParams): { status: number; body: Record<string, unknown> } {
    if (!form.get('client_id') || !form.get('client_secret'))
      return oauthError(401, 'invalid_client', 'The OAuth client was not found.')
    const grantType = form.get('grant_type')
    if (grantType === 'refresh_token') {
      const refreshToken = form.get('refresh_token')
      if (!refreshToken)
        return oauthError(400, 'invalid_request', 'Missing required parameter: refresh_token')
      if (this.#isRevoked(refreshToken))
        return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.')
      return { status: 200, body: this.#issue(refreshToken) }
    }
    if (grantType === 'authorization_code') {
      const code = form.get('code')
      if (!code) return oauthError(400, 'invalid_request', 'Missing required parameter: code')
      if (this.#isRevoked(code)) return oauthError(400, 'invalid_grant', 'Bad Request')
      const refreshToken = `1//emulator-${this.#ids.next()}`
      return { status: 200, body: { ...this.#issue(refreshToken), refresh_token: refreshToken } }
    }
    return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType ?? ''}`)
  }

  /** Lets a request through, or refuses it with the code that Google has for its token. */
  check(authorization: string | undefined): void {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
    if (token === undefined)
      throw refuse('authenticationError.OAUTH_TOKEN_HEADER_INVALID', 'The request has no OAuth access token.')
    const claims = readToken(token)
    if (!claims)
      throw refuse('authenticationError.OAUTH_TOKEN_INVALID', 'The OAuth access token is not valid.')
    if (this.#isRevoked(claims.grant))
      throw refuse('authenticationError.OAUTH_TOKEN_REVOKED', 'The OAuth access token was revoked.')
    if (claims.expiresAtMs <= this.#clock.now())
      throw refuse('authenticationError.OAUTH_TOKEN_EXPIRED', 'The OAuth access token has expired.')
  }

  #isRevoked(grant: string): boolean {
    return this.#state.settings.revokedTokens.includes(grant)
  }

  #issue(grant: string): Record<string, unknown> {
    const claims: Claims = { expiresAtMs: this.#clock.now() + LIFETIME_S * 1000, grant }
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const accessToken = `ya29.${payload}.${sign(payload)}`
    return {
      access_token: accessToken,
      expires_in: LIFETIME_S,
      scope: 'https://www.googleapis.com/auth/adwords',
      token_type: 'Bearer',
    }
  }
}

function readToken(token: string): Claims | undefined {
  const [, payload = '', signature = ''] = /^ya29\.([\w-]+)\.([\w-]+)$/.exec(token) ?? []
  const expected = Buffer.from(sign(payload))
  const actual = Buffer.from(signature)
  if (payload === '' || actual.length !== expected.length || !timingSafeEqual(actual, expected))
    return undefined
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
}

function sign(payload: string): string {
  return createHmac('sha256', KEY).update(payload).digest('base64url')
}

function oauthError(
  status: number,
  error: string,
  description: string,
): { status: number; body: Record<string, unknown> } {
  return { status, body: { error, error_description: description } }
}
