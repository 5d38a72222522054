import type { QueryClient } from '@tanstack/react-query'
import type { SavedView } from '../contract/saved-views.ts'
import { askForList } from './ask-ahead.ts'
import { loadSession } from './client/load-session.ts'
import { sessionQuery } from './client/queries.ts'
import { layoutOf, searchOf } from './components/table-view.ts'
import { keepLayout } from './components/use-columns.ts'
import { viewsQuery } from './components/views-menu.tsx'
import type { CampaignsSearch } from './ui/route-search.ts'

/** Workspaces whose table was open since the page was loaded: from then on an address without filters means all campaigns. */
const opened = new Set<string>()

/**
 * The address of the view that the table opens with: one's own, or else the team's; undefined where it opens as it is asked
 * for. Known before the page is drawn, which else would be drawn twice. Its list is asked for, and its columns are laid out.
 */
export async function openingView(
  queries: QueryClient,
  search: CampaignsSearch,
): Promise<CampaignsSearch | undefined> {
  const known = queries.getQueryData(sessionQuery.queryKey)
  if (known !== undefined && opened.has(known.workspace.id)) return undefined
  const isAsked = Object.values(search).some((value) => value !== undefined)
  try {
    const [session, views] = await Promise.all([
      loadSession(queries),
      isAsked ? { items: [] } : queries.ensureQueryData(viewsQuery),
    ])
    const { workspace } = session
    opened.add(workspace.id)
    const view = defaultOf(views.items)
    if (view === undefined) return undefined
    keepLayout(session, layoutOf(view.definition))
    const found = searchOf(view)
    askForList(queries, found)
    return found
  } catch {
    // The page says what cannot be read, or leads to the page on which one signs in.
    return undefined
  }
}

function defaultOf(views: readonly SavedView[]): SavedView | undefined {
  const defaults = views.filter(({ isDefault }) => isDefault)
  return defaults.find(({ team }) => !team) ?? defaults[0]
}
