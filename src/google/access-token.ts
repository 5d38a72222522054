import type { GoogleConfig } from '../base/config.ts'
import type { GoogleError } from './answer.ts'

/** Renewed this long before its end, so that a request never starts with a token about to die. */
const EARLY_MS = 5 * 60_000
const TOKEN_TIMEOUT_MS = 15_000

export type TokenAnswer =
  | { kind: 'token'; token: string }
  | { kind: 'refused'; error: GoogleError }
  | { kind: 'unreachable'; error: GoogleError }

/** Trades the refresh token for access tokens, one request at a time, and keeps the current one. */
export class AccessToken {
  readonly #config: GoogleConfig
  #current: { token: string; renewAt: number } | undefined
  #pending: Promise<TokenAnswer> | undefined

  constructor(config: GoogleConfig) {
    this.#config = config
  }

  async get(): Promise<TokenAnswer> {
    if (this.#current !== undefined && Date.now() < this.#current.renewAt) {
      return { kind: 'token', token: this.#current.token }
    }
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined
    })
    return await this.#pending
  }

  /** Google said that the token is no longer good. */
  drop(): void {
    this.#current = undefined
  }

  async #renew(): Promise<TokenAnswer> {
    const { clientId, clientSecret, refreshToken, tokenUrl } = this.#config
    if (clientId === undefined || clientSecret === undefined || refreshToken === undefined) {
      return refused(
        'oauth.not_connected',
        'Google Ads is not connected: the OAuth client or the refresh token is missing.',
      )
    }
    try {
      const response = await fetch(tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
      })
      const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
      return this.#read(response.status, body)
    } catch (error) {
      return {
        kind: 'unreachable',
        error: oauthError('oauth.unreachable', `The token server does not answer: ${String(error)}`),
      }
    }
  }

  #read(status: number, body: Record<string, unknown>): TokenAnswer {
    const { access_token: token, expires_in: lifeSeconds, error } = body
    if (status === 200 && typeof token === 'string') {
      const lifeMs = (typeof lifeSeconds === 'number' ? lifeSeconds : 3600) * 1000
      this.#current = { token, renewAt: Date.now() + Math.max(lifeMs - EARLY_MS, lifeMs / 2) }
      return { kind: 'token', token }
    }
    if (status >= 500 || status === 429) {
      return {
        kind: 'unreachable',
        error: oauthError('oauth.unreachable', `The token server answered ${status}.`),
      }
    }
    return refused(
      `oauth.${typeof error === 'string' ? error : status}`,
      `The token server answered ${status}.`,
    )
  }
}

function refused(code: string, message: string): TokenAnswer {
  return { kind: 'refused', error: oauthError(code, message) }
}

function oauthError(code: string, message: string): GoogleError {
  return { code, message, operationIndex: null, field: null, trigger: null, details: {} }
}
