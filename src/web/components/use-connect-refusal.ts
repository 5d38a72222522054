import { useSuspenseQuery } from '@tanstack/react-query'
import { accountsQuery } from '../client/queries.ts'
import { reasonOf } from './use-deed.ts'

/** Why the caller may connect no more accounts; null where they may. */
export function useConnectRefusal(): string | null {
  return useSuspenseQuery({ ...accountsQuery, select: ({ actions }) => reasonOf(actions, 'connect') }).data
}
