import type { Account } from '../../contract/session.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { useSession } from './use-session.ts'

/** Marks one account as emulated on a server that speaks to Google; where all are, the top of the page says so. */
export function EnvironmentBadge({ account }: { account: Account | undefined }) {
  const { emulator } = useSession()
  return account?.environment === 'EMULATOR' && !emulator ? <EmulatorBadge compact /> : null
}
