import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { audiencesQuery } from '../client/queries.ts'
import type { AudienceName } from '../ui/audience-words.ts'

/** Names of the account's audiences. Asked for only where an audience is shown; without an answer the ids stay. */
export function useAudienceName(accountId: string, isShown: boolean): AudienceName {
  const { data } = useQuery({ ...audiencesQuery(accountId), enabled: isShown })
  return useMemo(() => {
    const names = new Map(data?.map(({ id, name }) => [id, name]))
    return (id) => names.get(id)
  }, [data])
}
