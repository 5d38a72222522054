import type { Finding } from '../publication.ts'
import { OUR_ADVICE, api, error, page, warning } from './finding.ts'

/** The protocol included. Bytes, not characters. */
const MAX_BYTES = 2084

/** Addresses of private networks; a URL's host is in its canonical form by now. */
const PRIVATE_IPV4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
const PRIVATE_IPV6 = /^\[(?:::1?\]|::ffff:|f[cd]|fe[89ab])/
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|test|invalid|lan|home\.arpa)\.?$/

/** Whether people on the internet could open a page on this host, as far as its name tells. */
export function looksPublic(host: string): boolean {
  if (host.startsWith('[')) return !PRIVATE_IPV6.test(host)
  if (/^[\d.]+$/.test(host)) return !PRIVATE_IPV4.test(host)
  return host.includes('.') && !PRIVATE_NAME.test(host)
}

function parse(url: string): URL | null {
  try {
    return new URL(url)
  } catch {
    return null
  }
}

export function* checkFinalUrl(url: string | null, path: string, noun: string): Generator<Finding> {
  const source = api('Ad.final_urls')
  if (url === null || url.trim() === '') {
    yield error({
      path,
      code: 'final_url_required',
      message: `The ${noun} has no final URL, so a click leads nowhere.`,
      fix: 'Set the address of the landing page, like https://www.example.com/.',
      source,
    })
    return
  }
  const bytes = new TextEncoder().encode(url).length
  if (bytes > MAX_BYTES) {
    yield error({
      path,
      code: 'final_url_too_long',
      message: `The final URL is ${bytes} bytes long; Google allows ${MAX_BYTES}. Letters outside ASCII count two to four.`,
      fix: `Shorten it by ${bytes - MAX_BYTES} bytes.`,
      source: page('system limits of the Google Ads API'),
    })
  }
  if (/\s/.test(url)) {
    yield error({
      path,
      code: 'final_url_has_spaces',
      message: 'The final URL has a space in it.',
      fix: 'Take it out, or write it as %20.',
      source,
    })
    return
  }
  const parsed = /^https?:\/\/[^/?#\\]/i.test(url) ? parse(url) : null
  if (parsed === null) {
    yield error({
      path,
      code: 'final_url_invalid',
      message: 'The final URL is not a web address that starts with https:// or http://.',
      fix: 'Write the whole address, like https://www.example.com/.',
      source,
    })
  } else if (!looksPublic(parsed.hostname)) {
    yield warning({
      path,
      code: 'final_url_not_public',
      message: `People outside your network could hardly open ${parsed.hostname}, and neither can Google, which checks the page before it shows the ad.`,
      fix: 'Use the public address of the page.',
      source: OUR_ADVICE,
    })
  }
}
