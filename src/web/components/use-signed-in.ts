import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { AdmissionAnswer } from '../../contract/session.ts'
import { sessionQuery } from '../client/queries.ts'
import { rememberWorkspace } from '../client/workspace.ts'
import { ownPath } from '../ui/own-path.ts'

const WAYS_IN: ReadonlySet<unknown> = new Set(['invitation', 'second-factor'])

/** Goes on as somebody who has just signed in: nothing that was read before is theirs. Or asks for their second factor. */
export function useSignedIn() {
  const router = useRouter()
  const queries = useQueryClient()
  return async (
    answer: AdmissionAnswer,
    { next, joined = false }: { next?: string | undefined; joined?: boolean },
  ) => {
    if ('secondFactor' in answer) {
      queries.removeQueries({ queryKey: ['second-factor'] })
      await router.navigate({ to: '/sign-in/code', search: next === undefined ? {} : { next } })
      return
    }
    // Who joined may be a member of other workspaces, and has come for this one.
    if (joined) rememberWorkspace(answer.workspace.id)
    // All but what the page of a way in still shows, though it opens nothing any more.
    queries.removeQueries({ predicate: ({ queryKey }) => !WAYS_IN.has(queryKey[0]) })
    queries.setQueryData(sessionQuery.queryKey, answer)
    await router.invalidate()
    router.history.push(ownPath(next, window.location.origin) ?? '/campaigns')
  }
}
