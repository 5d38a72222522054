import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { CreationOptions, NewPasskey, PasskeyAnswer, RequestOptions } from '../src/contract/passkeys.ts'

// A device for passkeys in software: ES256, and no attestation. It does as it is told, so that it can also lie.

/** What an honest device and browser would say instead. */
export interface Lies {
  /** Of the page that asked. */
  origin?: string
  /** The name that the key is made for. */
  rpId?: string
  challenge?: string
  /** The device did not ask who sits there. */
  unverified?: true
  /** Nobody touched it. */
  absent?: true
  count?: number
  userHandle?: string | null
  /** Says it of another passkey. */
  id?: string
  /** One bit of the signature is another one. */
  tampered?: true
  /** webauthn.get for webauthn.create, and the other way round. */
  type?: string
}

interface Held {
  id: Buffer
  rpId: string
  userHandle: string
  privateKey: KeyObject
  count: number
}

export class Authenticator {
  readonly held: Held[] = []
  readonly #origin: string

  /** `origin` is of the page that its browser shows. */
  constructor(origin: string) {
    this.#origin = origin
  }

  /** As `navigator.credentials.create()`: makes a passkey. */
  make(options: CreationOptions, lies: Lies = {}): NewPasskey {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = publicKey.export({ format: 'jwk' })
    const id = randomBytes(32)
    const held = { id, rpId: options.rp.id, userHandle: options.user.id, privateKey, count: lies.count ?? 0 }
    this.held.push(held)
    // COSE: an elliptic curve key (2), for ES256 (-7), of P-256 (1).
    const cose = map([
      [integer(1), integer(2)],
      [integer(3), integer(-7)],
      [integer(-1), integer(1)],
      [integer(-2), bytes(Buffer.from(x!, 'base64url'))],
      [integer(-3), bytes(Buffer.from(y!, 'base64url'))],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const data = authenticatorData(held, lies, Buffer.concat([Buffer.alloc(16), length, id, cose]))
    const attestation = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(data)],
    ])
    return {
      id: id.toString('base64url'),
      clientDataJSON: this.#clientData('webauthn.create', options.challenge, lies).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal', 'hybrid'],
    }
  }

  /** As `navigator.credentials.get()`: signs with the passkey that it was told of last. */
  sign(options: RequestOptions, lies: Lies = {}, held: Held = this.held.at(-1)!): PasskeyAnswer {
    held.count = lies.count ?? (held.count === 0 ? 0 : held.count + 1)
    const data = authenticatorData(held, lies)
    const clientData = this.#clientData('webauthn.get', options.challenge, lies)
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()])
    const signature = createSign('sha256').update(signed).sign(held.privateKey)
    if (lies.tampered === true) signature[signature.length - 1]! ^= 1
    return {
      id: lies.id ?? held.id.toString('base64url'),
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: lies.userHandle === undefined ? held.userHandle : lies.userHandle,
    }
  }

  #clientData(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? this.#origin,
        crossOrigin: false,
      }),
    )
  }
}

function authenticatorData(held: Held, lies: Lies, made?: Buffer): Buffer {
  const name = createHash('sha256')
    .update(lies.rpId ?? held.rpId)
    .digest()
  const flags =
    (lies.absent === true ? 0 : 0x01) |
    (lies.unverified === true ? 0 : 0x04) |
    (made === undefined ? 0 : 0x40)
  const count = Buffer.alloc(4)
  count.writeUInt32BE(held.count)
  return Buffer.concat([name, Buffer.from([flags]), count, made ?? Buffer.alloc(0)])
}

// The few kinds of CBOR (RFC 8949) that this takes.
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}

function integer(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value)
}

function bytes(content: Buffer): Buffer {
  return Buffer.concat([head(2, content.length), content])
}

function text(content: string): Buffer {
  return Buffer.concat([head(3, content.length), Buffer.from(content)])
}

function map(entries: readonly [Buffer, Buffer][]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat()])
}
