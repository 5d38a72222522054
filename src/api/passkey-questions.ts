import type { FastifyRequest } from 'fastify'
import { passkeyCookie, passkeyCookies } from './caller.ts'
import { asJson, type Payload } from './endpoint.ts'

/** Of one browser at a time; the oldest one goes first. Cookies have to fit into the headers of a request. */
const MOST_QUESTIONS = 8

type Kept = Required<Pick<Payload, 'passkeys'>>

/** The cookies by which a browser keeps its questions to devices. `session` is the name of the session's. */
export function questionCookies(session: string) {
  const questionsOf = (request: FastifyRequest) =>
    Object.keys(request.cookies).filter((name) => name.startsWith(passkeyCookies(session)))
  return {
    /** A question to the device, of which the browser keeps the token. */
    asked: async <Options extends { challenge: string }>(
      request: FastifyRequest,
      begun: Promise<{ options: Options; token: string }>,
    ): Promise<Kept & { options: Options }> => {
      const { options, token } = await begun
      const old = questionsOf(request).slice(0, -(MOST_QUESTIONS - 1))
      return { options, passkeys: { ...over(...old), [passkeyCookie(session, options.challenge)]: token } }
    },
    /** The cookie of the question that is answered; of an answer to none of them the last one is spent. */
    answeredBy: (request: FastifyRequest, clientDataJSON: string): string | undefined => {
      const name = passkeyCookie(session, challengeIn(clientDataJSON))
      const names = questionsOf(request)
      return names.includes(name) ? name : names.at(-1)
    },
  }
}

export function question({ options, passkeys }: Kept & { options: object }): Payload {
  return { ...asJson(options), passkeys }
}

/** These questions are answered, or too old. */
export function over(...names: (string | undefined)[]): Record<string, null> {
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
