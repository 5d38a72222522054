import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Files whose name holds a hash of their content never change. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+(\.br|\.gz)?$/

/** The built web interface. Answers whether there is one. */
export async function registerWebFiles(app: FastifyInstance, webDir: string | undefined): Promise<boolean> {
  if (webDir === undefined || !existsSync(join(webDir, 'index.html'))) return false
  await app.register(fastifyStatic, {
    root: webDir,
    wildcard: true,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const fixed = HASHED.test(path.replaceAll('\\', '/'))
      reply.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return true
}

/** Whether an unknown path is a page of the interface, which finds its way itself; a missing file is not. */
export function isPage(method: string, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  return !/^\/(api|health|metrics|assets)(\/|$)/.test(path) && !/\.\w{1,8}$/.test(path)
}
