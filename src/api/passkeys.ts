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
import { attemptCookie } from './caller.ts'
import { asJson, endpoint } from './endpoint.ts'
import { over, question, questionCookies } from './passkey-questions.ts'
import { opened, senderOf, tokenOf } from './session.ts'

export interface PasskeyOptions {
  /** The name of the session's cookie. */
  cookie: string
  publicUrl: string | undefined
}

/** Adding passkeys, and signing in by them. */
export function passkeyEndpoints(options: PasskeyOptions) {
  return { ...signInEndpoints(options), ...keepingEndpoints(options) }
}

function signInEndpoints(options: PasskeyOptions) {
  const { foundFor, attemptOf, asked, answeredBy, fromOf } = readersOf(options)
  return {
    beginPasskeySignIn: endpoint(
      routes.beginPasskeySignIn,
      ({ ctx, request }) => asked(request, beginPasskeySignIn(ctx, foundFor(request))),
      question,
    ),
    finishPasskeySignIn: endpoint(
      routes.finishPasskeySignIn,
      async ({ ctx, body, request }) => {
        const name = answeredBy(request, body.clientDataJSON)
        return { session: await finishPasskeySignIn(ctx, body, fromOf(request, name)), passkeys: over(name) }
      },
      ({ session, passkeys }) => ({ ...opened(session), passkeys }),
    ),
    beginPasskeyFactor: endpoint(
      routes.beginPasskeyFactor,
      ({ ctx, request }) => asked(request, beginPasskeyFactor(ctx, attemptOf(request), foundFor(request))),
      question,
    ),
    finishPasskeyFactor: endpoint(
      routes.finishPasskeyFactor,
      async ({ ctx, body, request }) => {
        const name = answeredBy(request, body.clientDataJSON)
        return { session: await finishPasskeyFactor(ctx, body, fromOf(request, name)), passkeys: over(name) }
      },
      ({ session, passkeys }) => ({ ...opened(session), attempt: null, passkeys }),
    ),
  }
}

function keepingEndpoints(options: PasskeyOptions) {
  const { foundFor, asked, answeredBy, fromOf } = readersOf(options)
  return {
    beginPasskey: endpoint(
      routes.beginPasskey,
      ({ ctx, caller, actor, request }) =>
        asked(request, beginPasskey(ctx, { caller, actor }, foundFor(request))),
      question,
    ),
    addPasskey: endpoint(
      routes.addPasskey,
      async ({ ctx, caller, actor, body, request }) => {
        const name = answeredBy(request, body.clientDataJSON)
        const { found, challenge, device } = fromOf(request, name)
        const from = { found, attempt: challenge, browser: device.browser }
        return { added: await addPasskey(ctx, { caller, actor }, body, from), passkeys: over(name) }
      },
      ({ added, passkeys }) => ({ ...asJson(added), passkeys }),
    ),
    renamePasskey: endpoint(routes.renamePasskey, ({ ctx, caller, actor, params, body }) =>
      renamePasskey(ctx, { caller, actor }, params.id, body.name),
    ),
    removePasskey: endpoint(routes.removePasskey, ({ ctx, caller, actor, params, request }) =>
      removePasskey(ctx, { caller, actor }, params.id, foundFor(request)),
    ),
  }
}

/** What is told by a request. */
function readersOf({ cookie, publicUrl }: PasskeyOptions) {
  const foundFor = (request: FastifyRequest) => relyingPartyOf(publicUrl, request.headers.host)
  const attemptOf = (request: FastifyRequest) => request.cookies[attemptCookie(cookie)]
  const { asked, answeredBy } = questionCookies(cookie)
  const fromOf = (request: FastifyRequest, name: string | undefined) => ({
    ...senderOf(request, cookie),
    replaces: tokenOf(request, cookie),
    found: foundFor(request),
    attempt: attemptOf(request),
    challenge: name === undefined ? undefined : request.cookies[name],
  })
  return { foundFor, attemptOf, asked, answeredBy, fromOf }
}
