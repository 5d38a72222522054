import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { placesByIdQuery } from '../client/place-queries.ts'
import { NO_PLACES, type Places, placeIdsIn } from '../ui/place-words.ts'

/** What is known of the places that something names. Asked for only where there are others than countries. */
export function usePlaces(accountId: string, named: unknown): Places {
  const ids = useMemo(() => placeIdsIn(named), [named])
  const { data } = useQuery({
    ...placesByIdQuery(accountId, ids),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })
  return useMemo(
    () => (data === undefined ? NO_PLACES : new Map(data.map((place) => [place.id, place]))),
    [data],
  )
}
