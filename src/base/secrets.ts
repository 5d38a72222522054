import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { AppError } from './errors.ts'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals what has to be kept and read again (refresh tokens, keys of second factors) with AES-256-GCM. The first key seals;
 * the others only open what was sealed before the ring was turned. `place` names where the text lies, such as
 * `google_connections.secret:<id>`: a sealed text that was copied to another row does not open there.
 */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Buffer>
  readonly #current: string | undefined

  /** @param keys 64 hex characters each, the current one first. Without any, nothing can be sealed or opened. */
  constructor(keys: readonly string[]) {
    const entries = keys.map((hex) => Buffer.from(hex, 'hex')).map((key) => [idOf(key), key] as const)
    this.#keys = new Map(entries)
    this.#current = entries[0]?.[0]
  }

  /** Whether there is a key at all. */
  get isReady(): boolean {
    return this.#current !== undefined
  }

  /** `v1.<key id>.<iv, text and tag in base64url>`. Throws `misconfigured` without a key. */
  seal(text: string, place: string): string {
    const id = this.#current
    if (id === undefined) throw missingKey()
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(id)!, iv)
    cipher.setAAD(associated(id, place))
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${VERSION}.${id}.${sealed.toString('base64url')}`
  }

  /** Throws `misconfigured` where its key is gone or the text was changed or moved. */
  open(sealed: string, place: string): string {
    const [version, id = '', body = ''] = sealed.split('.')
    const key = this.#keys.get(id)
    if (version !== VERSION || key === undefined) throw this.#keys.size === 0 ? missingKey() : lostKey(id)
    const bytes = Buffer.from(body, 'base64url')
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(associated(id, place))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      const text = [decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]
      return Buffer.concat(text).toString('utf8')
    } catch (cause) {
      throw new AppError('misconfigured', `A secret in the database cannot be opened (${place}).`, { cause })
    }
  }

  /** Whether the current key sealed it; false: it is to be sealed again. */
  isCurrent(sealed: string): boolean {
    return this.#current !== undefined && sealed.startsWith(`${VERSION}.${this.#current}.`)
  }
}

/** A new key for the ring. */
export function newRingKey(): string {
  return randomBytes(32).toString('hex')
}

/** Names a key without telling anything of it that would help to guess it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('gacm ring key\n').update(key).digest('hex').slice(0, 8)
}

function associated(id: string, place: string): Buffer {
  return Buffer.from(`${VERSION}\n${id}\n${place}`)
}

function missingKey(): AppError {
  return new AppError(
    'misconfigured',
    'GACM_SECRET_KEY is not set, so no secret can be kept. Set it to 64 hex characters (openssl rand -hex 32), the same for all processes.',
  )
}

function lostKey(id: string): AppError {
  return new AppError(
    'misconfigured',
    `GACM_SECRET_KEY has no key ${id}, with which a secret in the database was sealed. Add the key that was used before, after a comma.`,
  )
}
