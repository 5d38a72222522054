import type { PageParam } from '../client/queries.ts'

/** Where somebody was in a list when they left it, so that Back and a reload lead there. Kept for this tab. */
interface ListPlace {
  /** The entry in the history of the window that showed it. */
  entry: string
  list: string
  page: PageParam
  /** How far it was scrolled. */
  top: number
}

const KEY = 'gacm.list-place'

/** The entry in the history of the window that is shown now. */
export const entryOf = (): string => {
  const state = history.state as { __TSR_key?: string } | null
  return state?.__TSR_key ?? ''
}

export function keepPlace(place: ListPlace): void {
  sessionStorage.setItem(KEY, JSON.stringify(place))
}

/** undefined: this list is opened anew. */
export function findPlace(list: string): ListPlace | undefined {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as ListPlace | null
    return place !== null && place.list === list && place.entry === entryOf() ? place : undefined
  } catch {
    return undefined
  }
}
