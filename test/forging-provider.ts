import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ProviderConfig } from '../src/base/config.ts'

/** A provider that lies: what it signs, and with which key, is up to the test. */
export interface ForgingProvider {
  config: ProviderConfig
  /** What the next token says beside the honest claims, and whether it is signed with the key that it shows. */
  forge(claims: Record<string, unknown>, options?: { foreignKey?: boolean; none?: boolean }): void
  close(): Promise<void>
}

/** Hands out a token for every code; `nonce` of the token is the one that the browser was sent with. */
export async function startForgingProvider(
  returnUrl: string,
  nonceOf: () => string,
): Promise<ForgingProvider> {
  const [own, foreign] = [newKey(), newKey()]
  let forged: Record<string, unknown> = {}
  let how: { foreignKey?: boolean; none?: boolean } = {}
  const server = createServer((request, response) => {
    const answer = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      }),
      '/jwks': () => ({
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: '1', use: 'sig', alg: 'RS256' }],
      }),
      '/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: tokenOf() }),
    }[request.url ?? '']
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tokenOf = (): string => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: 'gacm', iat: now, exp: now + 60, nonce: nonceOf(), ...forged }
    return signed(claims, (how.foreignKey === true ? foreign : own).privateKey, how.none === true)
  }
  return {
    config: { issuer, clientId: 'gacm', clientSecret: 'a secret', name: 'Forger', returnUrl },
    forge: (claims, options = {}) => {
      forged = claims
      how = options
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function signed(claims: object, key: KeyObject, none: boolean): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part(none ? { alg: 'none' } : { alg: 'RS256', kid: '1' })}.${part(claims)}`
  return `${text}.${none ? '' : createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}
