import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { Readable } from 'node:stream'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { AppError } from '../base/errors.ts'
import { MAX_UPLOAD_BYTES } from '../contract/images.ts'
import { refusal } from './inspect-image.ts'

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** The answer to one request, its redirect not followed. */
export interface Hop {
  status: number
  location: string | undefined
  body: Readable
}

export type Fetch = (url: URL, signal: AbortSignal) => Promise<Hop>

// Looks at the address that the name resolves to at the moment of connecting, so a name cannot change its mind between
// a check and the connection.
const agent = new RequestFilteringHttpsAgent({ keepAlive: false })

/**
 * Fetches the bytes behind a public https URL. Addresses that are not public are never connected to, on the first hop
 * and on every redirect; time, size and the number of hops are bounded. Throws `not_allowed` on the field `path`.
 */
export async function fetchImage(address: string, path: string, fetch: Fetch = fetchHop): Promise<Buffer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  let url = publicUrl(address, undefined, path)
  try {
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const { status, location, body } = await fetch(url, signal)
      if (status === 200) return await readAll(body, path)
      body.destroy()
      if (!REDIRECTS.has(status) || location === undefined) {
        throw refusal(path, 'not_fetched', `${url.host} answered ${status} instead of the image.`)
      }
      url = publicUrl(location, url, path)
    }
  } catch (error) {
    throw error instanceof AppError ? error : unreachable(url, path, error, signal.aborted)
  }
  throw refusal(
    path,
    'too_many_redirects',
    `The URL was redirected more than ${MAX_REDIRECTS} times. Use the final address.`,
  )
}

function publicUrl(address: string, base: URL | undefined, path: string): URL {
  const url = URL.parse(address, base?.href)
  if (url === null) {
    const message = 'Must be an image of this workspace (its url or id) or a public https URL of an image.'
    throw refusal(path, 'not_a_url', message)
  }
  if (url.protocol !== 'https:') {
    const what =
      base === undefined
        ? 'The URL must start with https://'
        : `The URL was redirected to ${url.protocol}//, not https://`
    throw refusal(path, 'not_https', `${what}. Or upload the image.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal(path, 'credentials_in_url', 'The URL must not contain a user name or a password.')
  }
  return url
}

/** One GET through the filtering agent. */
export async function fetchHop(url: URL, signal: AbortSignal): Promise<Hop> {
  const headers = {
    accept: 'image/jpeg,image/png,image/gif',
    'accept-encoding': 'identity',
    'user-agent': 'gacm',
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent, headers, signal, maxHeaderSize: 16_384 }, resolve).once('error', reject).end()
  })
  return { status: response.statusCode ?? 0, location: response.headers.location, body: response }
}

async function readAll(body: Readable, path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_UPLOAD_BYTES) {
      body.destroy()
      throw refusal(path, 'image_too_large', 'The image is larger than 10 MB. Google takes at most 5,120 KB.')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function unreachable(url: URL, path: string, cause: unknown, timedOut: boolean): AppError {
  if (timedOut)
    return refusal(path, 'not_fetched', `${url.host} did not send the image within 10 seconds.`, cause)
  // The agent throws plain errors; these words are how its refusals are told from failures of the network.
  if (cause instanceof Error && cause.message.includes('is not allowed. Because')) {
    return refusal(
      path,
      'private_address',
      `${url.host} is not a public address. Upload the image instead.`,
      cause,
    )
  }
  return refusal(
    path,
    'not_fetched',
    `${url.host} cannot be reached. Check the URL, or upload the image.`,
    cause,
  )
}
