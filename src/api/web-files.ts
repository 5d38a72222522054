import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { newStyleNonce, pagePolicy } from './security.ts'

/** Files whose name holds a hash of their content never change. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+(\.br|\.gz)?$/

/** Answers with the page of the interface. */
export type SendPage = (reply: FastifyReply) => Promise<FastifyReply>

/** The built web interface. Answers how its page is sent, or undefined where there is none. */
export async function registerWebFiles(
  app: FastifyInstance,
  webDir: string | undefined,
): Promise<SendPage | undefined> {
  if (webDir === undefined) return undefined
  const page = join(webDir, 'index.html')
  if (!existsSync(page)) return undefined
  await app.register(fastifyStatic, {
    root: webDir,
    wildcard: true,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const fixed = HASHED.test(path.replaceAll('\\', '/'))
      reply.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const send: SendPage = async (reply) => await sendPage(reply, await readFile(page, 'utf8'))
  for (const path of ['/', '/index.html']) app.get(path, async (_, reply) => await send(reply))
  return send
}

/** A page whose styles are let in by a nonce of this one answer, which stands in it. */
export async function sendPage(
  reply: FastifyReply,
  html: string,
  policyOf = pagePolicy,
): Promise<FastifyReply> {
  const nonce = newStyleNonce()
  return await reply
    .header('content-security-policy', policyOf(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(html.replace('%STYLE_NONCE%', nonce))
}

/** Whether an unknown path is a page of the interface, which finds its way itself; a missing file is not. */
export function isPage(method: string, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  return !/^\/(api|health|metrics|assets)(\/|$)/.test(path) && !/\.\w{1,8}$/.test(path)
}
