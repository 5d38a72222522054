import { formatMoment } from '../ui/format.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { Account, Session } from '../../contract/session.ts'
import { accountsQuery, sessionQuery } from '../client/queries.ts'

/** The signed-in person. The layout's loader has fetched it, so this never waits. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

export function useAccounts(): readonly Account[] {
  return useSuspenseQuery(accountsQuery).data
}

export function useAccount(id: string | undefined): Account | undefined {
  return useAccounts().find((account) => account.id === id)
}

/** Writes moments in the time zone of the account that they belong to. */
export function useMoment(accountId: string | undefined): (timestamp: string) => string {
  const timeZone = useAccount(accountId)?.timeZone
  return (timestamp) => formatMoment(timestamp, timeZone)
}
