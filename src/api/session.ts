import type { FastifyRequest } from 'fastify'
import { routes } from '../contract/routes.ts'
import { type OpenedSession, sessionOf, signIn, signOut } from '../domain/sessions.ts'
import { setUp } from '../domain/set-up.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'
import type { SignInLimit } from './sign-in-limit.ts'

/** Setting up, signing in and out. */
export function sessionEndpoints(limit: SignInLimit, cookie: string) {
  return {
    setUp: endpoint(routes.setUp, ({ ctx, body, request }) => setUp(ctx, body, request.id), opened),
    signIn: endpoint(
      routes.signIn,
      async ({ ctx, body, request }) => {
        limit.attempt(body.email, request.ip)
        const session = await signIn(ctx, { ...body, replaces: tokenOf(request, cookie) })
        limit.succeeded(body.email, request.ip)
        return session
      },
      opened,
    ),
    readSession: endpoint(routes.readSession, async ({ ctx, caller, workspace }) =>
      sessionOf(ctx, caller, workspace),
    ),
    signOut: endpoint(
      routes.signOut,
      async ({ ctx, request }) => {
        const token = tokenOf(request, cookie)
        if (token !== undefined) await signOut(ctx, token)
      },
      () => ({ session: null }),
    ),
  }
}

function opened({ token, session }: OpenedSession): Payload {
  return { ...asJson(session), session: token, headers: { location: '/api/v1/session' } }
}

function tokenOf(request: FastifyRequest, cookie: string): string | undefined {
  return request.cookies[cookie]
}
