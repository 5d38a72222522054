import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'
import { networkOf } from '../domain/device.ts'

/** What the limits on how often somebody may ask are counted by, beyond those of single routes. */
export interface RequestLimits {
  /** Counts a request whose credential turned out to be nobody's. */
  stranger(request: FastifyRequest): Promise<void>
  /** Counts a request of the person or key that was found. Throws `rate_limited` beyond the limit. */
  known(request: FastifyRequest): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    requestLimits: RequestLimits
  }
}

const MINUTE = { timeWindow: 60_000 }

/**
 * Until somebody is known by a credential that was verified, the network that they come from is what counts: a made-up key or cookie
 * begins no count of its own. After that it is the person or the key, wherever they are, and not their network: an office behind one
 * address is many people.
 */
export async function registerRequestLimits(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    ...MINUTE,
    skipOnError: true,
    errorResponseBuilder: (_, { ttl }) => tooMany(ttl),
  })
  const settings = { ...MINUTE, max: perMinute, skipOnError: true }
  const ofNetwork = app.createRateLimit({ ...settings, keyGenerator: ({ ip }) => networkOf(ip) })
  const ofCaller = app.createRateLimit({ ...settings, keyGenerator: whose })
  app.decorate('requestLimits', {
    stranger: async (request) => void (await ofNetwork(request)),
    known: async (request) => {
      const found = await ofCaller(request)
      if (!found.isAllowed && found.isExceeded) throw tooMany(found.ttl)
    },
  })
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.rateLimit === false) return
    const increment = !isToBeVerified(request)
    const found = await ofNetwork(request, { increment })
    if (found.isAllowed) return
    if (increment ? found.isExceeded : found.remaining === 0) throw tooMany(found.ttl)
  })
}

/** Whether the request brings a credential to a route that looks at it. */
function isToBeVerified({ routeOptions, headers }: FastifyRequest): boolean {
  const needsOne = typeof routeOptions.config.access === 'object'
  return needsOne && (headers.authorization !== undefined || headers.cookie !== undefined)
}

/** Living keys of a workspace have names of their own. */
function whose({ signedIn, ip }: FastifyRequest): string {
  if (signedIn === null) return networkOf(ip)
  const { caller, workspace } = signedIn
  return caller.userId ?? `${workspace.id} ${caller.name}`
}

function tooMany(ttlMs: number): AppError {
  const seconds = Math.ceil(ttlMs / 1000)
  return new AppError('rate_limited', `Too many requests. Try again in ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  })
}
