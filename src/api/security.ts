import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import { constants } from 'node:zlib'

export interface SecurityOptions {
  /** The server is reached through https. */
  https: boolean
  /** So are the hosts below its own. */
  hstsSubdomains: boolean
}

/** For answers that no hook ever sees: to what is hardly a request. */
export const BARE_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const DIRECTIVES = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
}

/** For one answer with a page in it. */
export function newStyleNonce(): string {
  return randomBytes(16).toString('base64url')
}

/** As every other answer's, and styles that carry the nonce: the kit of the interface makes some as it runs. */
export function pagePolicy(nonce: string): string {
  return Object.entries(DIRECTIVES)
    .map(([name, sources]) =>
      [name, ...sources, ...(name === 'style-src' ? [`'nonce-${nonce}'`] : [])].join(' '),
    )
    .join(';')
}

/** Headers, cookies and compression. */
export async function registerSecurity(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: DIRECTIVES,
    },
    strictTransportSecurity: options.https
      ? { maxAge: 31_536_000, includeSubDomains: options.hstsSubdomains }
      : false,
    referrerPolicy: { policy: 'same-origin' },
    // Over plain http on another host than localhost, browsers only warn about this one.
    originAgentCluster: options.https,
    crossOriginOpenerPolicy: options.https ? { policy: 'same-origin' } : false,
    xFrameOptions: { action: 'deny' },
  })
  await app.register(cookie)
  await app.register(compress, {
    threshold: 1024,
    customTypes: /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript|xml)|image\/svg\+xml)/,
    encodings: ['br', 'gzip'],
    // Brotli's default is for files that are packed once; these answers are made anew each time.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
}
