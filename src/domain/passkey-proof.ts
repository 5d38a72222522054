import {
  type CreationOptions,
  type NewPasskey,
  type PasskeyAnswer,
  type RequestOptions,
  TRANSPORTS,
} from '../contract/passkeys.ts'
import type { PasskeyRow } from '../store/passkeys.ts'
import type { UserRow } from '../store/users.ts'
import type { RelyingParty } from './relying-party.ts'
import { challengeOf } from './sign-in-attempts.ts'

const TIMEOUT_MS = 5 * 60_000
const SERVER_NAME = 'Ads Campaign Manager'
/** EdDSA, ES256 and RS256, as COSE numbers them. */
const ALGORITHMS = [-8, -7, -257]
const KNOWN: ReadonlySet<string> = new Set(TRANSPORTS)

/** What a device told of a passkey that it made. */
export type MadePasskey = Pick<PasskeyRow, 'credential_id' | 'public_key' | 'transports' | 'made_for'> & {
  sign_count: number
}

/** Who asks for an answer, and the token that the challenge of it was made of. */
interface Asked {
  party: RelyingParty
  token: string
}

// It takes half a second to load, which no start should wait for.
const library = async () => await import('@simplewebauthn/server')

/** What goes to `navigator.credentials.create()`: a passkey that says itself whose it is, and asks who sits there. */
export function creationOptions(
  { party, token }: Asked,
  user: UserRow,
  known: readonly PasskeyRow[],
): CreationOptions {
  return {
    challenge: challengeOf(token),
    rp: { id: party.id, name: SERVER_NAME },
    user: { id: handleOf(user.id), name: user.email, displayName: user.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    timeout: TIMEOUT_MS,
    attestation: 'none',
    excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
  }
}

/** What goes to `navigator.credentials.get()`: one of `allowed`, or whichever the person picks where that is empty. */
export function requestOptions({ party, token }: Asked, allowed: readonly PasskeyRow[]): RequestOptions {
  return {
    challenge: challengeOf(token),
    rpId: party.id,
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    allowCredentials: allowed.map(descriptorOf),
  }
}

/** The passkey that was made for this very challenge; undefined: what came is not the answer to it. */
export async function madeFor({ party, token }: Asked, made: NewPasskey): Promise<MadePasskey | undefined> {
  const { verifyRegistrationResponse } = await library()
  const { id, clientDataJSON, attestationObject } = made
  const checked = await orUndefined(
    verifyRegistrationResponse({
      response: { ...framed(id), response: { clientDataJSON, attestationObject } },
      expectedChallenge: challengeOf(token),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  )
  if (checked?.verified !== true) return undefined
  const { credential } = checked.registrationInfo
  return {
    credential_id: bytesOf(credential.id),
    public_key: Buffer.from(credential.publicKey),
    sign_count: credential.counter,
    made_for: party.id,
    transports: [...new Set(made.transports)].filter((transport) => KNOWN.has(transport)),
  }
}

/**
 * How often the device has signed, where it signed this very challenge with the key of `passkey`; undefined: it did not. Whether
 * the count went up is for the caller to see: what says it is only known to come from the device once the signature is right.
 */
export async function signedCount(
  { party, token }: Asked,
  passkey: PasskeyRow,
  { id, clientDataJSON, authenticatorData, signature, userHandle }: PasskeyAnswer,
): Promise<number | undefined> {
  if (userHandle !== null && userHandle !== handleOf(passkey.user_id)) return undefined
  const { verifyAuthenticationResponse } = await library()
  const checked = await orUndefined(
    verifyAuthenticationResponse({
      response: { ...framed(id), response: { clientDataJSON, authenticatorData, signature } },
      expectedChallenge: challengeOf(token),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id.toString('base64url'),
        publicKey: new Uint8Array(passkey.public_key),
        counter: 0,
      },
    }),
  )
  return checked?.verified === true ? checked.authenticationInfo.newCounter : undefined
}

export function bytesOf(base64url: string): Buffer {
  return Buffer.from(base64url, 'base64url')
}

/** How devices are told whose a passkey is: the person's id, which says nothing about them. */
function handleOf(userId: string): string {
  return Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url')
}

function descriptorOf({ credential_id, transports }: PasskeyRow) {
  return {
    id: credential_id.toString('base64url'),
    type: 'public-key' as const,
    transports,
  }
}

function framed(id: string) {
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
}

/** The library throws whatever does not fit, with words for programmers. */
async function orUndefined<Checked>(checked: Promise<Checked>): Promise<Checked | undefined> {
  try {
    return await checked
  } catch {
    return undefined
  }
}
