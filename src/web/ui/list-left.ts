import type { CampaignsSearch } from './route-search.ts'

/** How the list of campaigns stood when somebody went on from it, for this tab: so that the way up leads back to it. */
interface LeftList {
  workspaceId: string
  /** Which entry in the history of the window showed it. */
  index: number
  search: CampaignsSearch
}

const KEY = 'gacm.list-left'

/** The number of the entry in the history of the window that is shown now. */
const indexNow = (): number => (history.state as { __TSR_index?: number } | null)?.__TSR_index ?? 0

export function keepList(workspaceId: string, search: CampaignsSearch): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ workspaceId, index: indexNow(), search }))
  } catch {
    // A browser that forbids storage leads to the whole list.
  }
}

/** The search of the list as it was left, and whether one step back leads to it: then it is scrolled as it was, too. */
export function leftList(workspaceId: string): { search: CampaignsSearch; isOneBack: boolean } {
  try {
    const left = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as LeftList | null
    if (left === null || left.workspaceId !== workspaceId) return { search: {}, isOneBack: false }
    return { search: left.search, isOneBack: indexNow() === left.index + 1 }
  } catch {
    return { search: {}, isOneBack: false }
  }
}
