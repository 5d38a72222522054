import type { GoogleError } from './answer.ts'

const TIMEOUT_MS = 15_000

/** What the OAuth server answered to a form. */
export type TokenServerAnswer =
  | { kind: 'answered'; body: Record<string, unknown> }
  | { kind: 'refused'; error: GoogleError }
  | { kind: 'unreachable'; error: GoogleError }

/** Posts a form to the OAuth server. Nothing of the form is in an error: it holds secrets. */
export async function postForm(url: string, form: URLSearchParams): Promise<TokenServerAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
    if (response.ok) return { kind: 'answered', body }
    const { error } = body
    if (response.status >= 500 || response.status === 429)
      return unreachable(`The token server answered ${response.status}.`)
    return refused(
      `oauth.${typeof error === 'string' ? error : response.status}`,
      `The token server answered ${response.status}.`,
    )
  } catch (error) {
    return unreachable(`The token server does not answer: ${String(error)}`)
  }
}

export function refused(code: string, message: string): { kind: 'refused'; error: GoogleError } {
  return { kind: 'refused', error: oauthError(code, message) }
}

function unreachable(message: string): { kind: 'unreachable'; error: GoogleError } {
  return { kind: 'unreachable', error: oauthError('oauth.unreachable', message) }
}

function oauthError(code: string, message: string): GoogleError {
  return { code, message, operationIndex: null, field: null, trigger: null, details: {} }
}
