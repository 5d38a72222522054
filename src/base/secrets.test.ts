import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyRing, newRingKey } from './secrets.ts'

const place = 'google_connections.secret:1'
const [old, current] = [newRingKey(), newRingKey()]

describe('the key ring', () => {
  test('whatever is sealed opens again at its place, and never looks the same twice', () => {
    const ring = new KeyRing([current])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [first, second] = [ring.seal(text, place), ring.seal(text, place)]
        expect(ring.open(first, place)).toBe(text)
        expect(second).not.toBe(first)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  test('a text that was moved to another row does not open', () => {
    const ring = new KeyRing([current])
    expect(() => ring.open(ring.seal('token', place), 'google_connections.secret:2')).toThrow(
      /cannot be opened/,
    )
  })

  test('no changed character opens, and no shortened text', () => {
    const ring = new KeyRing([current])
    const sealed = ring.seal('a refresh token', place)
    const body = sealed.lastIndexOf('.') + 1
    for (let at = body; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      expect(() => ring.open(sealed.slice(0, at) + other + sealed.slice(at + 1), place)).toThrow(
        /cannot be opened/,
      )
      expect(() => ring.open(sealed.slice(0, at), place)).toThrow(/cannot be opened/)
    }
  })

  test('turning: what an older key sealed still opens, and is known to be older', () => {
    const sealed = new KeyRing([old]).seal('token', place)
    const turned = new KeyRing([current, old])
    expect(turned.open(sealed, place)).toBe('token')
    expect(turned.isCurrent(sealed)).toBe(false)
    const again = turned.seal('token', place)
    expect(turned.isCurrent(again)).toBe(true)
    expect(new KeyRing([current]).open(again, place)).toBe('token')
  })

  test('a key that is gone or was never there is said in words', () => {
    const sealed = new KeyRing([old]).seal('token', place)
    expect(() => new KeyRing([current]).open(sealed, place)).toThrow(/has no key [0-9a-f]{8}/)
    expect(() => new KeyRing([]).seal('token', place)).toThrow(/GACM_SECRET_KEY is not set/)
    expect(() => new KeyRing([]).open(sealed, place)).toThrow(/GACM_SECRET_KEY is not set/)
    expect(new KeyRing([]).isReady).toBe(false)
  })
})
