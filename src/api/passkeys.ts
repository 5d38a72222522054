import type { FastifyRequest } from 'fastify'
import { routes } from '../contract/routes.ts'
import {
  beginPasskeyFactor,
  beginPasskeySignIn,
  finishPasskeyFactor,
  finishPasskeySignIn,
} from '../domain/passkey-sign-in.ts'
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from '../domain/passkeys.ts'
import { relyingPartyOf } from '../domain/relying-party.ts'
import { attemptCookie, passkeyCookie } from './caller.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'
import { opened, senderOf, tokenOf } from './session.ts'

export interface PasskeyOptions {
  /** The name of the session's cookie. */
  cookie: string
  publicUrl: string | undefined
}

/** Adding passkeys, and signing in by them. */
export function passkeyEndpoints({ cookie, publicUrl }: PasskeyOptions) {
  const foundFor = (request: FastifyRequest) => relyingPartyOf(publicUrl, request.headers.host)
  const challengeOf = (request: FastifyRequest) => request.cookies[passkeyCookie(cookie)]
  const attemptOf = (request: FastifyRequest) => request.cookies[attemptCookie(cookie)]
  const fromOf = (request: FastifyRequest) => ({
    ...senderOf(request, cookie),
    replaces: tokenOf(request, cookie),
    found: foundFor(request),
    challenge: challengeOf(request),
  })
  return {
    beginPasskeySignIn: endpoint(
      routes.beginPasskeySignIn,
      ({ ctx, request }) => beginPasskeySignIn(ctx, foundFor(request)),
      asked,
    ),
    finishPasskeySignIn: endpoint(
      routes.finishPasskeySignIn,
      ({ ctx, body, request }) => finishPasskeySignIn(ctx, body, fromOf(request)),
      (session) => ({ ...opened(session), passkey: null }),
    ),
    beginPasskeyFactor: endpoint(
      routes.beginPasskeyFactor,
      ({ ctx, request }) => beginPasskeyFactor(ctx, attemptOf(request), foundFor(request)),
      asked,
    ),
    finishPasskeyFactor: endpoint(
      routes.finishPasskeyFactor,
      ({ ctx, body, request }) =>
        finishPasskeyFactor(ctx, body, { ...fromOf(request), attempt: attemptOf(request) }),
      (session) => ({ ...opened(session), attempt: null, passkey: null }),
    ),
    beginPasskey: endpoint(
      routes.beginPasskey,
      ({ ctx, caller, actor, request }) => beginPasskey(ctx, { caller, actor }, foundFor(request)),
      asked,
    ),
    addPasskey: endpoint(
      routes.addPasskey,
      ({ ctx, caller, actor, body, request }) =>
        addPasskey(ctx, { caller, actor }, body, {
          found: foundFor(request),
          attempt: challengeOf(request),
          browser: senderOf(request, cookie).device.browser,
        }),
      (added) => ({ ...asJson(added), passkey: null }),
    ),
    renamePasskey: endpoint(routes.renamePasskey, ({ ctx, caller, actor, params, body }) =>
      renamePasskey(ctx, { caller, actor }, params.id, body.name),
    ),
    removePasskey: endpoint(routes.removePasskey, ({ ctx, caller, actor, params }) =>
      removePasskey(ctx, { caller, actor }, params.id),
    ),
  }
}

/** A question to the device, of which the browser keeps the token. */
function asked({ options, token }: { options: object; token: string }): Payload {
  return { ...asJson(options), passkey: token }
}
