import { describe, expect, it } from 'vitest'
import { relyingPartyOf } from './relying-party.ts'

describe('what passkeys are made for', () => {
  it.each([
    ['https://ads.example.com', 'anything', 'ads.example.com', 'https://ads.example.com'],
    ['https://ads.example.com:8443/app', undefined, 'ads.example.com', 'https://ads.example.com:8443'],
    ['http://localhost:4180', 'evil.example', 'localhost', 'http://localhost:4180'],
    // A number has no passkeys, and of this machine localhost is the name.
    ['http://127.0.0.1:4180', undefined, 'localhost', 'http://localhost:4180'],
    [undefined, '127.0.0.1:4180', 'localhost', 'http://localhost:4180'],
    [undefined, '[::1]:4180', 'localhost', 'http://localhost:4180'],
    [undefined, 'localhost:4180', 'localhost', 'http://localhost:4180'],
    [undefined, 'localhost', 'localhost', 'http://localhost'],
  ])('PUBLIC_URL %s, asked as %s', (publicUrl, host, id, origin) => {
    expect(relyingPartyOf(publicUrl, host)).toEqual({ party: { id, origin }, reason: null })
  })

  it.each([
    // Whoever makes a name lead here could else ask for passkeys in it.
    [undefined, 'ads.example.com', 'was not told its own'],
    [undefined, '127.0.0.1.evil.example', 'was not told its own'],
    [undefined, 'localhost.evil.example', 'was not told its own'],
    [undefined, '192.168.0.7:4180', 'was not told its own'],
    [undefined, 'not a host', 'was not told its own'],
    [undefined, undefined, 'was not told its own'],
    ['https://192.0.2.1', undefined, 'by a number'],
    ['https://[2001:db8::1]', undefined, 'by a number'],
    ['http://ads.example.com', 'localhost', 'need https'],
  ])('none with PUBLIC_URL %s, asked as %s', (publicUrl, host, reason) => {
    const found = relyingPartyOf(publicUrl, host)
    expect([found.party, found.reason]).toEqual([undefined, expect.stringContaining(reason)])
  })
})
