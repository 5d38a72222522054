import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client/call.ts'
import { firstStepsQuery } from '../client/first-steps-query.ts'
import { lineOf } from '../client/problem-words.ts'
import { sessionQuery } from '../client/queries.ts'

/** Puts the list of first steps away for this person, or calls it back: at once here, and on every other device. */
export function usePutFirstStepsAway(): (away: boolean) => void {
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: async (away: boolean) => await call('changeFirstSteps', { body: { away } }),
    onSuccess: (steps) => {
      queries.setQueryData(firstStepsQuery.queryKey, steps)
      queries.setQueryData(
        sessionQuery.queryKey,
        (session) => session && { ...session, firstSteps: !steps.away },
      )
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Not done', message: lineOf(error), autoClose: 9000 }),
  })
  return mutate
}
