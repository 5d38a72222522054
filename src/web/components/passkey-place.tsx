import { Anchor, Text } from '@mantine/core'
import type { WaysIn } from '../../contract/sign-in.ts'
import { knowsPasskeys } from '../client/passkeys.ts'

type Place = WaysIn['passkeys']

/** Whether passkeys work on this very page. */
export const isPlaceOfPasskeys = ({ origin }: Place): boolean =>
  origin === window.location.origin && knowsPasskeys()

/** Why no passkey works on this page, and where one does; nothing where it works. */
export function PasskeyPlace({ place }: { place: Place }) {
  if (isPlaceOfPasskeys(place)) return null
  const { origin, reason } = place
  if (origin === null || origin === window.location.origin) {
    return (
      <Text size="sm" c="dimmed">
        {reason ?? 'This browser knows no passkeys.'}
      </Text>
    )
  }
  const { pathname, search } = window.location
  return (
    <Text size="sm" c="dimmed">
      Passkeys belong to a name, and work at{' '}
      <Anchor href={`${origin}${pathname}${search}`} inherit underline="always">
        {origin}
      </Anchor>
      .
    </Text>
  )
}
