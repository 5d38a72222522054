import type { GoogleConfig } from '../base/config.ts'
import type { GoogleError } from './answer.ts'
import { type Credentials, tokenForm } from './credentials.ts'
import { postForm, refused } from './token-server.ts'

/** Renewed this long before its end, so that a request never starts with a token about to die. */
const EARLY_MS = 5 * 60_000

export type TokenAnswer =
  | { kind: 'token'; token: string }
  | { kind: 'refused'; error: GoogleError }
  | { kind: 'unreachable'; error: GoogleError }

/** Trades credentials for access tokens, one request at a time, and keeps the current one. */
export class AccessToken {
  readonly #config: GoogleConfig
  readonly #credentials: Credentials | undefined
  #current: { token: string; renewAt: number } | undefined
  #pending: Promise<TokenAnswer> | undefined

  constructor(config: GoogleConfig, credentials: Credentials | undefined) {
    this.#config = config
    this.#credentials = credentials
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
    const form = tokenForm(this.#config, this.#credentials)
    if (form === undefined) {
      return refused(
        'oauth.not_connected',
        'Google Ads is not connected: the OAuth client or the refresh token is missing.',
      )
    }
    const answer = await postForm(this.#config.tokenUrl, form)
    if (answer.kind !== 'answered') return answer
    const { access_token: token, expires_in: lifeSeconds } = answer.body
    if (typeof token !== 'string') return refused('oauth.200', 'The token server answered without a token.')
    const lifeMs = (typeof lifeSeconds === 'number' ? lifeSeconds : 3600) * 1000
    this.#current = { token, renewAt: Date.now() + Math.max(lifeMs - EARLY_MS, lifeMs / 2) }
    return { kind: 'token', token }
  }
}
