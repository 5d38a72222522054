import { Secret, TOTP } from 'otpauth'
import { randomBytes } from 'node:crypto'

const PERIOD_SECONDS = 30
const SECRET_BYTES = 20
/** A telephone's clock may be half a minute off. */
const WINDOW = 1

/** A new secret as apps take it, in base32. */
export function newTotpSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32
}

/** What the QR code says: the secret, and how the app is to call it. */
export function totpUri(secret: string, label: string, issuer: string): string {
  return of(secret, label, issuer).toString()
}

/** The 30 seconds, counted from 1970, that this is the code of; undefined: it is not one of now. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const delta = of(secret).validate({ token: code, window: WINDOW, timestamp: now.getTime() })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

function of(secret: string, label = '', issuer = ''): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), label, issuer, digits: 6, period: PERIOD_SECONDS })
}
