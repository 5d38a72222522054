import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { SavedView } from '../../contract/saved-views.ts'
import { layoutOf, searchOf } from './table-view.ts'
import type { Columns } from './use-columns.ts'
import { useSession } from './use-session.ts'
import { viewsQuery } from './views-menu.tsx'

/** Workspaces whose table was open since the page was loaded: from then on an address without filters means all campaigns. */
const opened = new Set<string>()

/** Opens the table with the view that one's own table, or else the team's, opens with. True while that is not known yet. */
export function useOpeningView({ change }: Columns): boolean {
  const { workspace } = useSession()
  const search = useSearch({ from: '/app/campaigns' })
  const navigate = useNavigate({ from: '/campaigns' })
  const [isOpening, setOpening] = useState(
    () => !opened.has(workspace.id) && Object.values(search).every((value) => value === undefined),
  )
  const { data: kept, isError } = useQuery({ ...viewsQuery, enabled: isOpening })
  const views = kept?.items
  useEffect(() => {
    opened.add(workspace.id)
    if (!isOpening || (views === undefined && !isError)) return
    const open = async (view: SavedView | undefined): Promise<void> => {
      if (view !== undefined) {
        change(() => layoutOf(view.definition))
        await navigate({ search: searchOf(view), replace: true })
      }
      setOpening(false)
    }
    void open(defaultOf(views ?? []))
  }, [change, isError, isOpening, navigate, views, workspace.id])
  return isOpening
}

function defaultOf(views: readonly SavedView[]): SavedView | undefined {
  const defaults = views.filter(({ isDefault }) => isDefault)
  return defaults.find(({ team }) => !team) ?? defaults[0]
}
