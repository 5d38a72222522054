import { createSign } from 'node:crypto'
import type { GoogleConfig } from '../base/config.ts'

export const ADWORDS_SCOPE = 'https://www.googleapis.com/auth/adwords'
/** As long as Google takes (RFC 7523 names no limit; Google's page on service accounts says one hour). */
const ASSERTION_SECONDS = 3600

/** By what somebody acts at Google: a person's consent, or a robot of a Cloud project with a key of its own. */
export type Credentials =
  | { kind: 'OAUTH'; refreshToken: string }
  | {
      kind: 'SERVICE_ACCOUNT'
      clientEmail: string
      /** PKCS 8 in PEM, as in Google's key file. */
      privateKey: string
      /** The person of a Workspace domain for whom it acts; null: for itself, as a user of the Ads account. */
      impersonatedEmail: string | null
    }

/** The form that is traded for an access token; undefined where something is missing. */
export function tokenForm(
  { clientId, clientSecret, tokenUrl }: GoogleConfig,
  credentials: Credentials | undefined,
): URLSearchParams | undefined {
  if (credentials?.kind === 'SERVICE_ACCOUNT') {
    return new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertionOf(credentials, tokenUrl, Math.floor(Date.now() / 1000)),
    })
  }
  if (clientId === undefined || clientSecret === undefined || credentials === undefined) return undefined
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: credentials.refreshToken,
  })
}

/** The signed JWT by which a service account asks for a token. */
function assertionOf(
  { clientEmail, privateKey, impersonatedEmail }: Extract<Credentials, { kind: 'SERVICE_ACCOUNT' }>,
  audience: string,
  nowSeconds: number,
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: clientEmail,
    scope: ADWORDS_SCOPE,
    aud: audience,
    iat: nowSeconds,
    exp: nowSeconds + ASSERTION_SECONDS,
    ...(impersonatedEmail === null ? {} : { sub: impersonatedEmail }),
  }
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`
}
