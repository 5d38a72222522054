import { createHmac, timingSafeEqual } from 'node:crypto'

/** Tokens outlive a restart of the emulator, as Google's do; there is nothing here to protect with a secret. */
const KEY = 'emulator access tokens'

/** A token that carries what it says, and cannot be changed: `<payload>.<signature>`. */
export function writeToken(claims: object): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${payload}.${sign(payload)}`
}

/** What a token says; undefined where it is not one of ours. */
export function readToken(token: string): unknown {
  const [, payload = '', signature = ''] = /^([\w-]+)\.([\w-]+)$/.exec(token) ?? []
  const expected = Buffer.from(sign(payload))
  const actual = Buffer.from(signature)
  if (payload === '' || actual.length !== expected.length || !timingSafeEqual(actual, expected))
    return undefined
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown
}

function sign(payload: string): string {
  return createHmac('sha256', KEY).update(payload).digest('base64url')
}
