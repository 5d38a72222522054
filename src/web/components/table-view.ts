import type { SavedView, SavedViewDefinition } from '../../contract/saved-views.ts'
import type { CampaignFilters } from '../client/queries.ts'
import type { ColumnLayout } from '../ui/columns.ts'
import { layoutFrom } from '../ui/columns.ts'
import type { CampaignsSearch } from '../routes.tsx'

/** What the table is narrowed to and ordered by, and its columns, as a view keeps them. */
export function definitionOf(
  { sort, archived, ...filters }: CampaignFilters,
  layout: ColumnLayout,
): SavedViewDefinition {
  return {
    filters: { ...given(filters), archived: archived === true ? 'true' : 'false' },
    sort: sort ?? '-createdAt',
    columns: [...layout.shown],
    widths: { ...layout.widths },
  }
}

/** The address of a kept view. */
export function searchOf({ id, definition }: Pick<SavedView, 'id' | 'definition'>): CampaignsSearch {
  const { accountId, publicationState, archived, ...filters } = definition.filters
  return {
    ...filters,
    account: accountId,
    publication: publicationState,
    sort: definition.sort === '-createdAt' ? undefined : definition.sort,
    view: id,
    ...(archived === 'true' ? { archived: true } : {}),
  }
}

export const layoutOf = ({ columns, widths }: SavedViewDefinition): ColumnLayout =>
  layoutFrom({ shown: columns, widths })

/** Whether two views show the same, whatever the order of their parts. Columns that are not known any more do not count. */
export function isSameView(one: SavedViewDefinition, other: SavedViewDefinition): boolean {
  const parts = (view: SavedViewDefinition) => {
    const { shown, widths } = layoutOf(view)
    return JSON.stringify([sorted(given(view.filters)), view.sort, shown, sorted(widths)])
  }
  return parts(one) === parts(other)
}

const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

const sorted = (values: object) => Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
