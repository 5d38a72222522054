import { type HttpAnswer, plainAnswer } from '../envelope.ts'
import type { World } from '../world.ts'
import { writeToken } from './tokens.ts'

/** What a code was given for: it opens nothing for anybody else. */
export interface CodeClaims {
  /** So that no two codes are the same, and each works once. */
  id: string
  clientId: string
  redirectUri: string
  /** The S256 challenge of PKCE; null: the application sent none. */
  challenge: string | null
  /** A refresh token goes with it (access_type=offline). */
  isOffline: boolean
  expiresAtMs: number
}

const CODE_LIFETIME_MS = 10 * 60_000
export const ADWORDS_SCOPE = 'https://www.googleapis.com/auth/adwords'

/**
 * Google's consent page, with everything agreed to: back to the application with a code. A login_hint of "deny" is
 * somebody who does not agree.
 */
export function answerConsent(
  { clock, requestIds }: Pick<World, 'clock' | 'requestIds'>,
  url: string,
): HttpAnswer {
  const asked = new URLSearchParams(url.split('?')[1] ?? '')
  const target = asked.get('redirect_uri') ?? ''
  if (!URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol))
    return plainAnswer(400, 'Error 400: redirect_uri_mismatch')
  const clientId = asked.get('client_id') ?? ''
  if (clientId === '') return plainAnswer(401, 'Error 401: invalid_client')
  const challenge = asked.get('code_challenge')
  const isWrong =
    asked.get('response_type') !== 'code' ||
    (challenge !== null && asked.get('code_challenge_method') !== 'S256') ||
    !(asked.get('scope') ?? '').split(' ').includes(ADWORDS_SCOPE)
  if (isWrong) return plainAnswer(400, 'Error 400: invalid_request')
  const back = new URL(target)
  const state = asked.get('state')
  if (state !== null) back.searchParams.set('state', state)
  if (asked.get('login_hint') === 'deny') {
    back.searchParams.set('error', 'access_denied')
  } else {
    const claims: CodeClaims = {
      id: requestIds.next(),
      clientId,
      redirectUri: target,
      challenge,
      isOffline: asked.get('access_type') === 'offline',
      expiresAtMs: clock.now() + CODE_LIFETIME_MS,
    }
    back.searchParams.set('code', `4/${writeToken(claims)}`)
  }
  return { status: 302, body: {}, headers: { location: back.toString() } }
}
