import type { Device } from '../store/sessions.ts'

export type { Device } from '../store/sessions.ts'

/** By what a browser calls itself, the most particular first: nearly all of them also call themselves Chrome or Safari. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** What a list of sessions says of a browser: enough to know it again, and no more than that is kept. */
export function deviceOf(userAgent: string | undefined, ip: string): Device {
  return { browser: browserWords(userAgent ?? ''), address: shortAddress(ip) }
}

/** The network that an attempt comes from: an IPv4 address, or the 64 bits of IPv6 that one customer has for itself. */
export function networkOf(ip: string): string {
  const address = plain(ip)
  return address.includes(':') ? groupsOf(address).slice(0, 4).join(':') : address
}

function browserWords(userAgent: string): string {
  const nameIn = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = nameIn(BROWSERS) ?? 'An unknown browser'
  const system = nameIn(SYSTEMS)
  return system === undefined ? browser : `${browser} on ${system}`
}

function shortAddress(ip: string): string {
  const address = plain(ip)
  if (address === '::1' || address.startsWith('127.')) return 'this server'
  if (address.includes(':')) return `${groupsOf(address).slice(0, 3).join(':')}:*`
  const parts = address.split('.')
  return parts.length === 4 ? `${parts.slice(0, 3).join('.')}.*` : 'an unknown address'
}

/** Without what says that an IPv4 address came over IPv6, and without a zone. */
function plain(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [before = '', after] = address.toLowerCase().split('::')
  const split = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [split(before), split(after ?? '')]
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail]
  return groups.map((group) => group.replace(/^0+(?=.)/, ''))
}
