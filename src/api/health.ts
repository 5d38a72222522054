import type { FastifyInstance } from 'fastify'
import { AppError } from '../base/errors.ts'
import type { Context } from '../domain/context.ts'

const PING_MS = 2_000

/**
 * live: the process answers. ready: the database answers too. A process whose connections are all taken is busy and still
 * ready: taking it out of service would only send its work to the others. Without its replica it serves as well.
 */
export function registerHealth(app: FastifyInstance, ctx: Context): void {
  const open = { config: { rateLimit: false as const } }
  app.get(
    '/health/live',
    open,
    async (_, reply) => await reply.header('cache-control', 'no-store').send({ status: 'live' }),
  )
  app.get('/health/ready', open, async (_, reply) => {
    await pingWithin(ctx, PING_MS)
    const { load, replica } = ctx.db.standing
    const status = load.waiting > 0 ? 'busy' : 'ready'
    const answer = replica === undefined ? { status } : { status, replica: replica.state }
    return await reply.header('cache-control', 'no-store').send(answer)
  })
}

async function pingWithin(ctx: Context, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs)
  })
  try {
    await Promise.race([ctx.db.ping(), late])
  } catch (cause) {
    throw new AppError('unavailable', 'The database does not answer.', { retryAfterSeconds: 2, cause })
  } finally {
    clearTimeout(timer)
  }
}
