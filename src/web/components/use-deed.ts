import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lineOf } from '../client/problem-words.ts'

interface Deed<Result> {
  run: () => Promise<Result>
  /** Said when it is done; nothing where the page itself shows it. */
  done?: string
  after?: (result: Result) => void
  /** Says itself why it was refused: true; false: a toast does. */
  refused?: (error: unknown) => boolean
}

/** Does something about people, keys or sessions, says how it went, and reads the lists again. */
export function useDeed() {
  const queries = useQueryClient()
  const mutation = useMutation({
    mutationFn: async ({ run, after }: Deed<unknown>) => {
      const result = await run()
      after?.(result)
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
    onSuccess: (_, { done }) => {
      if (done !== undefined) notifications.show({ message: done, color: 'green' })
    },
    onError: (error, { refused }) => {
      void queries.invalidateQueries({ queryKey: ['people'] })
      if (refused?.(error) === true) return
      notifications.show({ color: 'red', title: 'Not done', message: lineOf(error), autoClose: 9000 })
    },
  })
  return {
    isBusy: mutation.isPending,
    doIt: <Result>(deed: Deed<Result>) => mutation.mutate(deed as Deed<unknown>),
  }
}

/** Why this action is not possible; null: it is. */
export function reasonOf<Action extends string>(
  verdicts: readonly { action: Action; allowed: boolean; reason: string | null }[] | undefined,
  action: Action,
): string | null {
  const found = verdicts?.find((verdict) => verdict.action === action)
  return found === undefined || found.allowed ? null : (found.reason ?? 'Not possible now.')
}
