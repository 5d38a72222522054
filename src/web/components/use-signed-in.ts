import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { Session } from '../../contract/session.ts'
import { sessionQuery } from '../client/queries.ts'
import { rememberWorkspace } from '../client/workspace.ts'
import { ownPath } from '../ui/own-path.ts'

/** Goes on as somebody who has just signed in: nothing that was read before is theirs. */
export function useSignedIn() {
  const router = useRouter()
  const queries = useQueryClient()
  return async (
    session: Session,
    { next, joined = false }: { next?: string | undefined; joined?: boolean },
  ) => {
    // Who joined may be a member of other workspaces, and has come for this one.
    if (joined) rememberWorkspace(session.workspace.id)
    // All but the invitation, which its page still shows and which opens nothing any more.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation' })
    queries.setQueryData(sessionQuery.queryKey, session)
    await router.invalidate()
    router.history.push(ownPath(next, window.location.origin) ?? '/campaigns')
  }
}
