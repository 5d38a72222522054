import { call } from './call.ts'

const KEPT = 'gacm-sign-in'

/** What was meant when the browser was sent to the identity provider. */
export interface Kept {
  next?: string | undefined
  invitation?: string | undefined
}

/** Sends the browser to the identity provider; it comes back to /sign-in/return, in this tab. */
export async function goToProvider(kept: Kept): Promise<void> {
  const { url } = await call('beginProviderSignIn')
  sessionStorage.setItem(KEPT, JSON.stringify(kept))
  window.location.assign(url)
}

/** What was kept when the browser left, and forgets it. */
export function takeKept(): Kept {
  const text = sessionStorage.getItem(KEPT)
  sessionStorage.removeItem(KEPT)
  return text === null ? {} : (JSON.parse(text) as Kept)
}
