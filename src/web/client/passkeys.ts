import type { AuthenticationResponseJSON } from '@simplewebauthn/browser'
import type { PasskeyAnswer, RequestOptions } from '../../contract/passkeys.ts'
import type { Session } from '../../contract/session.ts'
import type { CallOutput, routes } from '../../contract/routes.ts'
import { call } from './call.ts'
import { loadPart } from './load-part.ts'
import { PasskeyError } from './passkey-error.ts'

const library = async () => await loadPart(() => import('@simplewebauthn/browser'))

/** Whether this browser knows passkeys at all: not in a window over plain http, but for this machine's own. */
export const knowsPasskeys = (): boolean => 'PublicKeyCredential' in window

/** Has the device make a passkey, and adds it. An empty `name`: it is called after the browser. */
export async function addPasskey(name: string): Promise<CallOutput<(typeof routes)['addPasskey']>> {
  const { startRegistration } = await library()
  const optionsJSON = await call('beginPasskey')
  const made = await fromDevice(async () => await startRegistration({ optionsJSON }))
  const { clientDataJSON, attestationObject, transports = [] } = made.response
  return await call('addPasskey', {
    body: {
      ...(name.trim() === '' ? {} : { name }),
      id: made.id,
      clientDataJSON,
      attestationObject,
      transports,
    },
  })
}

/** Signs in by a passkey that the person picks. */
export async function signInByPasskey(): Promise<Session> {
  const answer = await ask(await call('beginPasskeySignIn'))
  return await call('finishPasskeySignIn', { body: answer })
}

/** The second half of a sign-in. */
export async function answerByPasskey(): Promise<Session> {
  const answer = await ask(await call('beginPasskeyFactor'))
  return await call('finishPasskeyFactor', { body: answer })
}

/**
 * Waits for a passkey that is picked from what the browser suggests in the field of the e-mail address. undefined: the browser
 * suggests none, or the wait was ended, as by another question to the device.
 */
export async function suggestedPasskey(): Promise<PasskeyAnswer | undefined> {
  const { browserSupportsWebAuthnAutofill, startAuthentication } = await library()
  if (!(await browserSupportsWebAuthnAutofill())) return undefined
  const optionsJSON = await call('beginPasskeySignIn')
  try {
    return answerOf(await startAuthentication({ optionsJSON, useBrowserAutofill: true }))
  } catch {
    return undefined
  }
}

/** Ends the wait of `suggestedPasskey`. */
export async function suggestNoMore(): Promise<void> {
  const { WebAuthnAbortService } = await library()
  WebAuthnAbortService.cancelCeremony()
}

async function ask(optionsJSON: RequestOptions): Promise<PasskeyAnswer> {
  const { startAuthentication } = await library()
  return answerOf(await fromDevice(async () => await startAuthentication({ optionsJSON })))
}

function answerOf({ id, response }: AuthenticationResponseJSON): PasskeyAnswer {
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response
  return { id, clientDataJSON, authenticatorData, signature, userHandle }
}

/** Browsers do not tell apart who said no, was too slow, or has no such passkey, and are not to. */
async function fromDevice<Answered>(run: () => Promise<Answered>): Promise<Answered> {
  try {
    return await run()
  } catch (cause) {
    const name = nameOf(cause)
    if (name === 'InvalidStateError')
      throw new PasskeyError('This device has a passkey of yours already.', { cause })
    if (name === 'NotAllowedError' || name === 'AbortError')
      throw new PasskeyError('No passkey answered: it was cancelled, or it took too long.', { cause })
    throw new PasskeyError('This device or browser cannot do it. Try another one.', { cause })
  }
}

/** The library wraps what the browser threw. */
function nameOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return error.cause instanceof Error ? error.cause.name : error.name
}
