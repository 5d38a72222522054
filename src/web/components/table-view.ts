import type { SavedView, SavedViewDefinition } from '../../contract/saved-views.ts'
import type { CampaignFilters } from '../client/queries.ts'
import type { ColumnLayout } from '../ui/columns.ts'
import { layoutFrom } from '../ui/columns.ts'
import { joined } from '../ui/filters.ts'
import type { CampaignsSearch } from '../ui/route-search.ts'

/** What the table is narrowed to and ordered by, and its columns, as a view keeps them. */
export function definitionOf(
  { sort, archived, status, type, accountId, publicationState, ...others }: CampaignFilters,
  layout: ColumnLayout,
): SavedViewDefinition {
  const filters = {
    status: keptOf(status),
    type: keptOf(type),
    accountId: keptOf(accountId),
    publicationState: keptOf(publicationState),
    ...others,
  }
  return {
    filters: { ...given(filters), archived: archived === true ? 'true' : 'false' },
    sort: sort ?? '-createdAt',
    columns: [...layout.shown],
    widths: { ...layout.widths },
  }
}

/** The address of a kept view. */
export function searchOf({ id, definition }: Pick<SavedView, 'id' | 'definition'>): CampaignsSearch {
  const { status, type, accountId, publicationState, q, match, archived } = definition.filters
  return {
    status: joined(listOf(status)),
    type: joined(listOf(type)),
    account: joined(listOf(accountId)),
    publication: joined(listOf(publicationState)),
    q,
    match: match === 'any' ? match : undefined,
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
    const { match, ...filters } = given(view.filters)
    const values = sorted(filters).map(([key, value]) => [key, listOf(value).toSorted()])
    return JSON.stringify([values, match ?? 'all', view.sort, shown, sorted(widths)])
  }
  return parts(one) === parts(other)
}

/** One value stands by itself in a kept view, several are a list. */
const keptOf = <Value>(values: Value[] | undefined): Value | Value[] | undefined =>
  values?.length === 1 ? values[0] : values
const listOf = <Value extends string>(kept: Value | Value[] | undefined): Value[] =>
  kept === undefined ? [] : Array.isArray(kept) ? kept : [kept]

const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

const sorted = <Value>(values: Record<string, Value>) =>
  Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
