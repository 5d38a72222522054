import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { call } from '../client/call.ts'
import { forgetTab, maySignOut } from '../client/leaving.ts'
import { waysInQuery } from '../client/people-queries.ts'
import { rememberWorkspace } from '../client/workspace.ts'
import { useSession } from './use-session.ts'

/** Every answer in the cache belongs to one workspace: changing it starts anew. */
export function useSwitchWorkspace(): (id: string) => Promise<void> {
  const { workspace } = useSession()
  const queries = useQueryClient()
  const router = useRouter()
  return async (id) => {
    if (id === workspace.id) return
    rememberWorkspace(id)
    queries.removeQueries({ type: 'inactive' })
    await router.navigate({ to: '/campaigns' })
    // What a page shows is asked for again: clearing the cache alone would leave it on the screen.
    await queries.resetQueries()
  }
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    if (!(await maySignOut())) return
    await call('signOut').catch(() => undefined)
    rememberWorkspace(null)
    // What is not saved was asked about above.
    await navigate({ to: '/sign-in', ignoreBlocker: true })
    // Only now: a page that is still there would ask anew for what is gone, be refused, and show an error in place of itself.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== waysInQuery.queryKey[0] })
    forgetTab()
  }
}
