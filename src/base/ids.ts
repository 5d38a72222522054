import { createHash, createHmac, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A new UUIDv7: time-ordered, so that the primary key is also the page order. */
export function newId(): string {
  return v7()
}

/** No id that was made at this moment or later sorts before it, and none that was made earlier after it. */
export function firstIdAt(milliseconds: number): string {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** 32 random bytes as base64url, for sessions, set-up links and API keys. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Hex SHA-256 of text or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** A secret of its own made of another one, as base64url: who knows one of them cannot tell the others. */
export function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url')
}
