import { isIP } from 'node:net'

/** What passkeys are made for: the name of the server, and the pages that may ask for one (WebAuthn's RP ID and origin). */
export interface RelyingParty {
  id: string
  origin: string
}

/** The relying party, or why there is none. */
export type RelyingPartyFound = { party: RelyingParty; reason: null } | { party: undefined; reason: string }

const SET_PUBLIC_URL =
  'Passkeys are made for one address, and this server was not told its own: whoever runs it sets PUBLIC_URL.'
const NO_HTTPS = 'Passkeys need https, or a server on the machine of the browser.'
const NO_NUMBER =
  'Passkeys need a name in the address, and this server is reached by a number: whoever runs it sets PUBLIC_URL to a name.'

/**
 * By the address that the server was told to have. Without one, by the address that was asked (`host`), and only on the machine
 * itself: there no name can be somebody else's. A number cannot have passkeys, so 127.0.0.1 has those of localhost.
 */
export function relyingPartyOf(publicUrl: string | undefined, host: string | undefined): RelyingPartyFound {
  const url = URL.parse(publicUrl ?? `http://${host ?? ''}`)
  if (url === null) return none(SET_PUBLIC_URL)
  const { protocol, hostname } = url
  if (hostname === 'localhost' || isLoopback(hostname)) {
    url.hostname = 'localhost'
    return { party: { id: 'localhost', origin: url.origin }, reason: null }
  }
  if (publicUrl === undefined) return none(SET_PUBLIC_URL)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return none(NO_NUMBER)
  if (protocol !== 'https:') return none(NO_HTTPS)
  return { party: { id: hostname, origin: url.origin }, reason: null }
}

function isLoopback(hostname: string): boolean {
  return hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
}

function none(reason: string): RelyingPartyFound {
  return { party: undefined, reason }
}
