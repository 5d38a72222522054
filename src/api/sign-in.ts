import type { FastifyRequest } from 'fastify'
import { routes } from '../contract/routes.ts'
import { setPassword } from '../domain/change-password.ts'
import { beginProviderSignIn, finishProviderSignIn } from '../domain/provider-sign-in.ts'
import {
  answerByCode,
  beginTotp,
  confirmTotp,
  readQuestion,
  removeTotp,
  renewRecoveryCodes,
} from '../domain/second-factor.ts'
import { listSignInMethods, unlinkIdentity, waysIn } from '../domain/sign-in-methods.ts'
import { relyingPartyOf } from '../domain/relying-party.ts'
import { attemptCookie } from './caller.ts'
import { asJson, endpoint } from './endpoint.ts'
import type { PasskeyOptions } from './passkeys.ts'
import { admitted, opened, senderOf, tokenOf } from './session.ts'

/** Proving who one is in other ways than by a password. */
export function signInEndpoints({ cookie, publicUrl }: PasskeyOptions) {
  const foundFor = (request: FastifyRequest) => relyingPartyOf(publicUrl, request.headers.host)
  const attemptOf = (request: FastifyRequest) => request.cookies[attemptCookie(cookie)]
  return {
    readWaysIn: endpoint(routes.readWaysIn, async ({ ctx, request }) => waysIn(ctx, foundFor(request))),
    beginProviderSignIn: endpoint(
      routes.beginProviderSignIn,
      ({ ctx }) => beginProviderSignIn(ctx),
      ({ url, attempt }) => ({ ...asJson({ url }), attempt }),
    ),
    finishProviderSignIn: endpoint(
      routes.finishProviderSignIn,
      ({ ctx, body, request }) =>
        finishProviderSignIn(ctx, body, {
          ...senderOf(request, cookie),
          requestId: request.id,
          attempt: attemptOf(request),
          replaces: tokenOf(request, cookie),
        }),
      (admission) => ({ attempt: null, ...admitted(admission) }),
    ),
    readSecondFactor: endpoint(routes.readSecondFactor, ({ ctx, request }) =>
      readQuestion(ctx, attemptOf(request), foundFor(request)),
    ),
    answerSecondFactor: endpoint(
      routes.answerSecondFactor,
      ({ ctx, body, request }) =>
        answerByCode(ctx, body.code, {
          ...senderOf(request, cookie),
          attempt: attemptOf(request),
          replaces: tokenOf(request, cookie),
        }),
      (session) => ({ ...opened(session), attempt: null }),
    ),
    beginTotp: endpoint(routes.beginTotp, ({ ctx, caller, actor }) => beginTotp(ctx, { caller, actor })),
    confirmTotp: endpoint(routes.confirmTotp, async ({ ctx, caller, actor, body, request }) => ({
      recoveryCodes: await confirmTotp(
        ctx,
        { caller, actor },
        { code: body.code, ...senderOf(request, cookie) },
      ),
    })),
    removeTotp: endpoint(routes.removeTotp, ({ ctx, caller, actor }) => removeTotp(ctx, { caller, actor })),
    renewRecoveryCodes: endpoint(routes.renewRecoveryCodes, async ({ ctx, caller, actor }) => ({
      recoveryCodes: await renewRecoveryCodes(ctx, { caller, actor }),
    })),
    listSignInMethods: endpoint(routes.listSignInMethods, ({ ctx, caller, actor, request }) =>
      listSignInMethods(ctx, { caller, actor }, foundFor(request)),
    ),
    unlinkIdentity: endpoint(routes.unlinkIdentity, ({ ctx, caller, actor, params }) =>
      unlinkIdentity(ctx, { caller, actor }, params.id),
    ),
    setPassword: endpoint(
      routes.setPassword,
      ({ ctx, caller, actor, body, request }) =>
        setPassword(ctx, { caller, actor }, body.newPassword, senderOf(request, cookie).device),
      (token) => ({ session: token }),
    ),
  }
}
