import { type HttpAnswer, plainAnswer } from '../envelope.ts'

/** Google's consent page, with everything agreed to: back to the application with a code. */
export function answerConsent(url: string): HttpAnswer {
  const asked = new URLSearchParams(url.split('?')[1] ?? '')
  const target = asked.get('redirect_uri') ?? ''
  if (!URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol))
    return plainAnswer(400, 'Error 400: redirect_uri_mismatch')
  const back = new URL(target)
  back.searchParams.set('code', '4/emulator')
  const state = asked.get('state')
  if (state !== null) back.searchParams.set('state', state)
  return { status: 302, body: {}, headers: { location: back.toString() } }
}
