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
import { attemptCookie, passkeyCookie, passkeyCookies } from './caller.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'
import { opened, senderOf, tokenOf } from './session.ts'

export interface PasskeyOptions {
  /** The name of the session's cookie. */
  cookie: string
  publicUrl: string | undefined
}

/** Of one browser at a time; the oldest one goes first. Cookies have to fit into the headers of a request. */
const MOST_QUESTIONS = 8

/** Adding passkeys, and signing in by them. */
export function passkeyEndpoints({ cookie, publicUrl }: PasskeyOptions) {
  const foundFor = (request: FastifyRequest) => relyingPartyOf(publicUrl, request.headers.host)
  const attemptOf = (request: FastifyRequest) => request.cookies[attemptCookie(cookie)]
  const questionsOf = (request: FastifyRequest) =>
    Object.keys(request.cookies).filter((name) => name.startsWith(passkeyCookies(cookie)))
  /** The cookie of the question that is answered; of an answer to none of them the last one is spent. */
  const answeredBy = (request: FastifyRequest, clientDataJSON: string): string | undefined => {
    const name = passkeyCookie(cookie, challengeIn(clientDataJSON))
    const names = questionsOf(request)
    return names.includes(name) ? name : names.at(-1)
  }
  const fromOf = (request: FastifyRequest, question: string | undefined) => ({
    ...senderOf(request, cookie),
    replaces: tokenOf(request, cookie),
    found: foundFor(request),
    challenge: question === undefined ? undefined : request.cookies[question],
  })
  /** A question to the device, of which the browser keeps the token. */
  const asked = async <Options extends { challenge: string }>(
    request: FastifyRequest,
    question: Promise<{ options: Options; token: string }>,
  ) => {
    const { options, token } = await question
    const old = questionsOf(request).slice(0, -(MOST_QUESTIONS - 1))
    const passkeys = { ...over(...old), [passkeyCookie(cookie, options.challenge)]: token }
    return { options, passkeys }
  }
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
        const from = { ...fromOf(request, name), attempt: attemptOf(request) }
        return { session: await finishPasskeyFactor(ctx, body, from), passkeys: over(name) }
      },
      ({ session, passkeys }) => ({ ...opened(session), attempt: null, passkeys }),
    ),
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
        const { found, challenge: attempt, device } = fromOf(request, name)
        const from = { found, attempt, browser: device.browser }
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

function question({ options, passkeys }: Required<Pick<Payload, 'passkeys'>> & { options: object }): Payload {
  return { ...asJson(options), passkeys }
}

/** These questions are answered, or too old. */
function over(...names: (string | undefined)[]): Record<string, null> {
  return Object.fromEntries(names.flatMap((name) => (name === undefined ? [] : [[name, null]])))
}

/** The challenge that an answer says it is to. */
function challengeIn(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown
    }
    return String(challenge)
  } catch {
    return ''
  }
}
