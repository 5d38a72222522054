import type { FastifyRequest } from 'fastify'
import { routes } from '../contract/routes.ts'
import { setPassword } from '../domain/change-password.ts'
import { beginProviderSignIn, finishProviderSignIn } from '../domain/provider-sign-in.ts'
import { listSignInMethods, unlinkIdentity, waysIn } from '../domain/sign-in-methods.ts'
import { attemptCookie } from './caller.ts'
import { asJson, endpoint } from './endpoint.ts'
import { opened, senderOf, tokenOf } from './session.ts'

/** Proving who one is in other ways than by a password. `cookie` is the session's name. */
export function signInEndpoints(cookie: string) {
  const attemptOf = (request: FastifyRequest) => request.cookies[attemptCookie(cookie)]
  return {
    readWaysIn: endpoint(routes.readWaysIn, async ({ ctx }) => waysIn(ctx)),
    beginProviderSignIn: endpoint(
      routes.beginProviderSignIn,
      ({ ctx }) => beginProviderSignIn(ctx),
      ({ url, attempt }) => ({ ...asJson({ url }), attempt }),
    ),
    finishProviderSignIn: endpoint(
      routes.finishProviderSignIn,
      ({ ctx, body, request }) =>
        finishProviderSignIn(ctx, body, {
          ...senderOf(request),
          requestId: request.id,
          attempt: attemptOf(request),
          replaces: tokenOf(request, cookie),
        }),
      (session) => ({ ...opened(session), attempt: null }),
    ),
    listSignInMethods: endpoint(routes.listSignInMethods, ({ ctx, caller, actor }) =>
      listSignInMethods(ctx, { caller, actor }),
    ),
    unlinkIdentity: endpoint(routes.unlinkIdentity, ({ ctx, caller, actor, params }) =>
      unlinkIdentity(ctx, { caller, actor }, params.id),
    ),
    setPassword: endpoint(
      routes.setPassword,
      ({ ctx, caller, actor, body, request }) =>
        setPassword(ctx, { caller, actor }, body.newPassword, senderOf(request).device),
      (token) => ({ session: token }),
    ),
  }
}
