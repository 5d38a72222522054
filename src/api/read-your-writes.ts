import type { FastifyInstance } from 'fastify'
import type { Context } from '../domain/context.ts'

const HEADER = 'gacm-position'
/** A replica that is further behind than this is not read at all. */
const MAX_AGE_SECONDS = 60

/**
 * Lists may come from a replica of the database, and the next request may reach another process than the last one did.
 * So every answer in a workspace that was lately written in says how far a replica must be to show that: a browser sends
 * it back as a cookie; a program may, as the header Gacm-Position.
 */
export function registerReadYourWrites(app: FastifyInstance, ctx: Context, secure: boolean): void {
  const cookie = secure ? '__Host-gacm_position' : 'gacm_position'
  app.addHook('preHandler', async (request) => {
    if (request.signedIn === null) return
    const header = request.headers[HEADER]
    const seen = typeof header === 'string' ? header : request.cookies[cookie]
    if (seen !== undefined) ctx.db.seen(request.signedIn.actor.workspaceId, seen)
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.signedIn === null) return
    const position = ctx.db.positionOf(request.signedIn.actor.workspaceId)
    if (position === undefined) return
    reply.header(HEADER, position)
    if (request.signedIn.caller.apiKey) return
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: MAX_AGE_SECONDS } as const
    reply.setCookie(cookie, position, options)
  })
}
