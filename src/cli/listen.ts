import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from '../api/server.ts'
import type { Config } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import type { Context } from '../domain/context.ts'

const WEB_DIR = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** Starts the HTTP server. A port that cannot be had is a line, not a stack. */
export async function listen(ctx: Context, config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const publicUrl = config.publicUrl
  const server = await createServer(ctx, {
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(existsSync(WEB_DIR) ? { webDir: WEB_DIR } : {}),
    ...(config.trustProxy === undefined ? {} : { trustProxy: config.trustProxy }),
    requestsPerMinute: config.requestsPerMinute,
    metricsToken: config.metricsToken,
    secureCookies: publicUrl?.startsWith('https:') ?? false,
    hstsSubdomains: config.hstsSubdomains,
  }).catch((error: unknown) => {
    throw proxyError(error, config)
  })
  try {
    await server.listen({ port: config.port, host: config.host })
  } catch (error) {
    await server.close()
    throw portError(error, config)
  }
  const [address] = server.addresses()
  const port = typeof address === 'object' ? address.port : config.port
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  const url = publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return { url, close: async () => await server.close() }
}

/** The list of proxies is read by Fastify's own parser, which throws a TypeError. */
function proxyError(error: unknown, { trustProxy }: Config): unknown {
  if (trustProxy === undefined || !(error instanceof TypeError) || !error.message.startsWith('invalid '))
    return error
  const line = 'TRUST_PROXY: must be addresses or ranges with commas between, like "loopback, 10.0.0.0/8"'
  return new AppError('misconfigured', `${line}: ${error.message}`, { cause: error })
}

function portError(error: unknown, { port, host }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const lines: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Set PORT to another one, or stop what uses it.`,
    EACCES: `Port ${port} needs more rights than this user has. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${host} is not an address of this machine.`,
  }
  const line = typeof code === 'string' ? lines[code] : undefined
  return line === undefined ? error : new AppError('misconfigured', line, { cause: error })
}
