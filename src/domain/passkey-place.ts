import type { PasskeyRow } from '../store/passkeys.ts'
import type { RelyingPartyFound } from './relying-party.ts'

/** The other name that a passkey was made for, at which alone it signs in; null: it works here, as far as is known. */
export function elsewhere({ made_for: madeFor }: PasskeyRow, { party }: RelyingPartyFound): string | null {
  return madeFor === party?.id ? null : madeFor
}
