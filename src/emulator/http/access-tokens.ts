import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { refuse } from '../refusal.ts'
import type { RequestIds } from '../request-ids.ts'
import type { State } from '../state.ts'
import type { World } from '../world.ts'
import { ADWORDS_SCOPE, type CodeClaims } from './consent.ts'
import { readToken, writeToken } from './tokens.ts'

const LIFETIME_S = 3599
const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
/** Google takes an assertion of a service account that lasts an hour at most. */
const MAX_ASSERTION_S = 3600

interface Claims {
  expiresAtMs: number
  /** The refresh token or service account behind it, so that revoking one ends the other. */
  grant: string
}

interface TokenAnswer {
  status: number
  body: Record<string, unknown>
}

/** Issues, checks and revokes OAuth tokens. */
export class AccessTokens {
  readonly #state: State
  readonly #clock: Clock
  readonly #ids: RequestIds

  constructor({ state, clock, requestIds }: Pick<World, 'state' | 'clock' | 'requestIds'>) {
    this.#state = state
    this.#clock = clock
    this.#ids = requestIds
  }

  /** Answers a request to the token endpoint. */
  answer(form: URLSearchParams): TokenAnswer {
    const grantType = form.get('grant_type')
    if (grantType === JWT_GRANT) return this.#forAssertion(form.get('assertion') ?? '')
    if (!form.get('client_id') || !form.get('client_secret'))
      return oauthError(401, 'invalid_client', 'The OAuth client was not found.')
    if (grantType === 'refresh_token') {
      const refreshToken = form.get('refresh_token')
      if (!refreshToken)
        return oauthError(400, 'invalid_request', 'Missing required parameter: refresh_token')
      if (this.#isRevoked(refreshToken))
        return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.')
      return { status: 200, body: this.#issue(refreshToken) }
    }
    if (grantType === 'authorization_code') return this.#forCode(form)
    return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType ?? ''}`)
  }

  /** Answers a request to the revocation endpoint: of a refresh token, or of the one behind an access token. */
  revoke(form: URLSearchParams): TokenAnswer {
    const token = form.get('token')
    if (!token) return oauthError(400, 'invalid_request', 'Missing required parameter: token')
    const grant = token.startsWith('ya29.') ? claimsOf(token)?.grant : token
    if (grant === undefined || this.#isRevoked(grant))
      return oauthError(400, 'invalid_token', 'Token expired or revoked')
    this.#end(grant)
    return { status: 200, body: {} }
  }

  /** Lets a request through, or refuses it with the code that Google has for its token. */
  check(authorization: string | undefined): void {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
    if (token === undefined)
      throw refuse('authenticationError.OAUTH_TOKEN_HEADER_INVALID', 'The request has no OAuth access token.')
    const claims = claimsOf(token)
    if (!claims)
      throw refuse('authenticationError.OAUTH_TOKEN_INVALID', 'The OAuth access token is not valid.')
    if (this.#isRevoked(claims.grant))
      throw refuse('authenticationError.OAUTH_TOKEN_REVOKED', 'The OAuth access token was revoked.')
    if (claims.expiresAtMs <= this.#clock.now())
      throw refuse('authenticationError.OAUTH_TOKEN_EXPIRED', 'The OAuth access token has expired.')
  }

  /** A code works once, for the application, the address and the PKCE verifier that it was asked with. */
  #forCode(form: URLSearchParams): TokenAnswer {
    const code = form.get('code')
    if (!code) return oauthError(400, 'invalid_request', 'Missing required parameter: code')
    const claims = code.startsWith('4/') ? (readToken(code.slice(2)) as CodeClaims | undefined) : undefined
    const isGood =
      claims !== undefined &&
      claims.expiresAtMs > this.#clock.now() &&
      claims.clientId === form.get('client_id') &&
      !this.#isRevoked(`code ${claims.id}`)
    if (!isGood) return oauthError(400, 'invalid_grant', 'Malformed auth code.')
    if (claims.redirectUri !== form.get('redirect_uri'))
      return oauthError(400, 'redirect_uri_mismatch', 'Bad Request')
    if (claims.challenge !== null && claims.challenge !== challengeOf(form.get('code_verifier') ?? ''))
      return oauthError(400, 'invalid_grant', 'Invalid code verifier.')
    this.#end(`code ${claims.id}`)
    const refreshToken = `1//emulator-${this.#ids.next()}`
    const tokens = this.#issue(refreshToken)
    return { status: 200, body: claims.isOffline ? { ...tokens, refresh_token: refreshToken } : tokens }
  }

  /** A service account signs for itself. Its key is not known here, so the signature is taken as good; the rest is checked. */
  #forAssertion(assertion: string): TokenAnswer {
    const [header, claims] = assertion.split('.').map(readPart)
    const { iss, scope, aud, exp, iat, sub } = claims ?? {}
    const now = this.#clock.now() / 1000
    const isGood =
      header?.['alg'] === 'RS256' &&
      typeof iss === 'string' &&
      typeof aud === 'string' &&
      typeof exp === 'number' &&
      typeof iat === 'number' &&
      exp > now - 300 &&
      exp - iat <= MAX_ASSERTION_S
    if (!isGood) return oauthError(400, 'invalid_grant', 'Invalid JWT.')
    if (!String(scope).split(' ').includes(ADWORDS_SCOPE))
      return oauthError(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.')
    const grant = `${iss} as ${typeof sub === 'string' ? sub : iss}`
    if (this.#isRevoked(iss)) return oauthError(400, 'invalid_grant', 'Invalid grant: account not found')
    return { status: 200, body: this.#issue(grant) }
  }

  #isRevoked(grant: string): boolean {
    return this.#state.settings.revokedTokens.includes(grant)
  }

  #end(grant: string): void {
    const revokedTokens = [...new Set([...this.#state.settings.revokedTokens, grant])]
    this.#state.setSettings({ revokedTokens }, this.#clock.now())
  }

  #issue(grant: string): Record<string, unknown> {
    const claims: Claims = { expiresAtMs: this.#clock.now() + LIFETIME_S * 1000, grant }
    return {
      access_token: `ya29.${writeToken(claims)}`,
      expires_in: LIFETIME_S,
      scope: ADWORDS_SCOPE,
      token_type: 'Bearer',
    }
  }
}

/** Of an access token; undefined where it is not one of ours. */
function claimsOf(token: string): Claims | undefined {
  return token.startsWith('ya29.') ? (readToken(token.slice(5)) as Claims | undefined) : undefined
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

/** One part of a JWT; undefined where it is none. */
function readPart(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    return undefined
  }
}

function oauthError(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } }
}
