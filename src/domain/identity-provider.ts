import * as client from 'openid-client'
import type { ProviderConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'

/** What is made anew for each sign-in, and has to come back with it. */
export interface RoundTrip {
  state: string
  nonce: string
  codeVerifier: string
}

/** What the browser brought back from the provider, as the address said it. */
export interface ProviderAnswer {
  code?: string | undefined
  state?: string | undefined
  iss?: string | undefined
  error?: string | undefined
}

/** Who somebody is at the provider. */
export interface ProviderPerson {
  issuer: string
  subject: string
  /** Only where the provider says that it looked. */
  verifiedEmail: string | undefined
  name: string | undefined
}

const TIMEOUT_SECONDS = 10
const SCOPE = 'openid email profile'

/** An OpenID Connect provider, such as Google: the authorization code flow with PKCE, state and nonce. */
export class IdentityProvider {
  /** As the button calls it. */
  readonly name: string
  readonly #config: ProviderConfig
  #discovered: Promise<client.Configuration> | undefined

  constructor(config: ProviderConfig) {
    this.name = config.name
    this.#config = config
  }

  /** Whether an identity is one of this provider. */
  isIssuer(issuer: string): boolean {
    return new URL(issuer).href === new URL(this.#config.issuer).href
  }

  /** Where to send the browser. Throws `unavailable` where the provider does not answer. */
  async addressFor({ state, nonce, codeVerifier }: RoundTrip): Promise<string> {
    const url = client.buildAuthorizationUrl(await this.#discover(), {
      redirect_uri: this.#config.returnUrl,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    })
    return url.href
  }

  /**
   * Exchanges the code and checks what came: state, issuer, audience, nonce, times and signature. Throws
   * `unauthenticated` where anything does not fit.
   */
  async personOf(answer: ProviderAnswer, { state, nonce, codeVerifier }: RoundTrip): Promise<ProviderPerson> {
    const url = new URL(this.#config.returnUrl)
    for (const [key, value] of Object.entries(answer))
      if (value !== undefined) url.searchParams.set(key, value)
    const discovered = await this.#discover()
    try {
      const tokens = await client.authorizationCodeGrant(discovered, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()!
      // Some providers keep the address out of the token and give it when they are asked.
      const asked =
        claims['email'] === undefined && discovered.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(discovered, tokens.access_token, claims.sub)
          : {}
      return personIn({ ...asked, ...claims })
    } catch (error) {
      throw this.#refused(error)
    }
  }

  /** The provider's own description of itself, read once; a failure is forgotten, so that the next one tries again. */
  async #discover(): Promise<client.Configuration> {
    this.#discovered ??= this.#readDescription()
    try {
      return await this.#discovered
    } catch (cause) {
      this.#discovered = undefined
      throw this.#silent(cause)
    }
  }

  async #readDescription(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#config
    const url = new URL(issuer)
    const http = url.protocol === 'http:' ? [client.allowInsecureRequests] : []
    return await client.discovery(url, clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: [...http, client.enableNonRepudiationChecks],
    })
  }

  #refused(error: unknown): AppError {
    if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied')
      return new AppError('unauthenticated', `You did not let ${this.name} sign you in.`, { cause: error })
    if (isSilence(error)) return this.#silent(error)
    const message = `What came back from ${this.name} does not belong to a sign-in that was begun here. Begin again.`
    return new AppError('unauthenticated', message, { cause: error })
  }

  #silent(cause: unknown): AppError {
    const message = `${this.name} does not answer. Try again in a minute, or sign in in another way.`
    return new AppError('unavailable', message, { retryAfterSeconds: 60, cause })
  }
}

function personIn({ iss, sub, email, email_verified: verified, name }: client.IDToken): ProviderPerson {
  return {
    issuer: iss,
    subject: sub,
    verifiedEmail: verified === true && typeof email === 'string' ? email.trim().toLowerCase() : undefined,
    name: typeof name === 'string' ? name : undefined,
  }
}

/** Whether the provider could not be reached, rather than said something that does not fit. */
function isSilence(error: unknown): boolean {
  if (error instanceof TypeError) return error.message === 'fetch failed'
  return (
    error instanceof client.ClientError &&
    (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM')
  )
}
