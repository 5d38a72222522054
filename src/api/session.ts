import type { FastifyRequest } from 'fastify'
import { routes } from '../contract/routes.ts'
import { changePassword } from '../domain/change-password.ts'
import { changeFirstSteps, readFirstSteps } from '../domain/first-steps.ts'
import { deviceOf } from '../domain/device.ts'
import {
  type Admission,
  endOtherSessions,
  endSession,
  listSessions,
  type OpenedSession,
  sessionOf,
  type SignIn,
  signIn,
  signOut,
} from '../domain/sessions.ts'
import { setUp } from '../domain/set-up.ts'
import { browserCookie } from './caller.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'

/** Setting up, signing in and out, and what a person may do about their own sessions. `cookie` is the session's name. */
export function sessionEndpoints(cookie: string) {
  return {
    setUp: endpoint(
      routes.setUp,
      ({ ctx, body, request }) =>
        setUp(ctx, body, {
          ...senderOf(request, cookie),
          requestId: request.id,
          replaces: tokenOf(request, cookie),
        }),
      admitted,
    ),
    signIn: endpoint(
      routes.signIn,
      ({ ctx, body, request }) =>
        signIn(ctx, { ...body, ...senderOf(request, cookie), replaces: tokenOf(request, cookie) }),
      admitted,
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
    readFirstSteps: endpoint(routes.readFirstSteps, ({ ctx, actor }) => readFirstSteps(ctx, actor)),
    changeFirstSteps: endpoint(routes.changeFirstSteps, ({ ctx, actor, body }) =>
      changeFirstSteps(ctx, actor, body.away),
    ),
    listSessions: endpoint(routes.listSessions, async ({ ctx, caller }) => ({
      items: await listSessions(ctx, caller),
    })),
    endSession: endpoint(routes.endSession, ({ ctx, caller, params }) => endSession(ctx, caller, params.id)),
    endOtherSessions: endpoint(routes.endOtherSessions, ({ ctx, caller }) => endOtherSessions(ctx, caller)),
    changePassword: endpoint(
      routes.changePassword,
      ({ ctx, caller, actor, body, request }) =>
        changePassword(ctx, { caller, actor }, { ...body, ...senderOf(request, cookie) }),
      (token) => ({ session: token }),
    ),
  }
}

/** A session that begins: its token goes into the cookie. */
export function opened({ token, session }: OpenedSession): Payload {
  return {
    ...asJson(session),
    session: token,
    ...(session.email === null ? {} : { signedIn: session.email }),
    headers: { location: '/api/v1/session' },
  }
}

/** A session, or the question for a second factor, of which the browser keeps the token. */
export function admitted(admission: Admission): Payload {
  if (!('attempt' in admission)) return opened(admission)
  return { ...asJson({ secondFactor: true }), attempt: admission.attempt }
}

/** Where a request comes from. */
export function senderOf(
  request: FastifyRequest,
  session: string,
): Pick<SignIn, 'ip' | 'browser' | 'device'> {
  return {
    ip: request.ip,
    browser: request.cookies[browserCookie(session)],
    device: deviceOf(request.headers['user-agent'], request.ip),
  }
}

/** The token of the session that the browser has. */
export function tokenOf(request: FastifyRequest, cookie: string): string | undefined {
  return request.cookies[cookie]
}
