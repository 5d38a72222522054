import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { Session } from '../../contract/session.ts'
import { call } from '../client/call.ts'
import { signInByPasskey, suggestedPasskey, suggestNoMore } from '../client/passkeys.ts'

/** The server forgets a question after five minutes. */
const ASK_AGAIN_MS = 4 * 60_000

/**
 * Signing in by a passkey: asked for with the button, or picked from what the browser suggests in the field of the e-mail
 * address. `isOffered`: passkeys work on this page.
 */
export function usePasskeySignIn(isOffered: boolean, onSignedIn: (session: Session) => Promise<void>) {
  const signIn = useMutation({
    mutationFn: async (by: () => Promise<Session>) => await by(),
    onSuccess: onSignedIn,
    // Asking with the button ended the wait for a suggestion.
    onError: () => void suggest(),
  })
  const suggest = async () => {
    const answer = await suggestedPasskey().catch(() => undefined)
    if (answer !== undefined) signIn.mutate(async () => await call('finishPasskeySignIn', { body: answer }))
  }
  const suggestNow = useEffectEvent(() => void suggest())
  useEffect(() => {
    if (!isOffered) return
    suggestNow()
    const timer = setInterval(() => suggestNow(), ASK_AGAIN_MS)
    return () => {
      clearInterval(timer)
      void suggestNoMore()
    }
  }, [isOffered])
  return {
    isBusy: signIn.isPending,
    error: signIn.error,
    forget: () => signIn.reset(),
    ask: () => signIn.mutate(signInByPasskey),
  }
}
