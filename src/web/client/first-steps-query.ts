import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

const POLL_MS = 3000

/** Read anew whenever the list is shown; and while a publication is on its way, until it has arrived. */
export const firstStepsQuery = queryOptions({
  queryKey: ['first-steps'],
  queryFn: ({ signal }) => call('readFirstSteps', { signal }),
  staleTime: 0,
  refetchInterval: ({ state: { data } }) => {
    const waits = data?.items.some(({ step, done }) => step === 'PUBLISH' && !done)
    return waits === true && data?.publicationId !== null ? POLL_MS : false
  },
})
