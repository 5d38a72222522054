import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '../../contract/session.ts'
import { ApiError } from './call.ts'
import { sessionQuery } from './queries.ts'
import { activeWorkspace, rememberWorkspace } from './workspace.ts'

/** Reads the session. A remembered workspace that is no longer ours must not lock anybody out. */
export async function loadSession(queries: QueryClient): Promise<Session> {
  try {
    return await queries.ensureQueryData(sessionQuery)
  } catch (error) {
    const stale =
      error instanceof ApiError && (error.status === 403 || error.status === 404 || error.status === 400)
    if (!stale || activeWorkspace() === null) throw error
    rememberWorkspace(null)
    return await queries.fetchQuery(sessionQuery)
  }
}
