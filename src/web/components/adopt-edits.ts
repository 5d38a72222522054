import type { QueryClient } from '@tanstack/react-query'
import type { CampaignListItem } from '../../contract/campaign.ts'
import type { EditedItem } from '../../contract/campaign-edits.ts'
import { patchListed } from '../client/campaign-cache.ts'
import { firstStepsQuery } from '../client/first-steps-query.ts'
import { isEditable } from '../ui/cell-edit.ts'
import type { ColumnKey } from '../ui/columns.ts'

/** What became of one campaign: its cells, or its texts, of which the list shows the name. */
type Adopted = Pick<EditedItem, 'id' | 'version' | 'publishedVersion' | 'outcome'> &
  Partial<Pick<EditedItem, 'fields' | 'texts'>>

/** Puts what an edit has changed into the lists, where the rows stay in their places. */
export function adoptEdits(queries: QueryClient, items: readonly Adopted[]): void {
  const now = new Date().toISOString()
  const patches = new Map<string, Partial<CampaignListItem>>()
  for (const { id, version, publishedVersion, outcome, fields = [], texts = [] } of items) {
    if (outcome !== 'CHANGED' || version === null) continue
    const values = fields
      .filter(({ field, error }) => error === null && isEditable(field as ColumnKey))
      .map(({ field, after }) => [field, after])
    const named = texts.filter(({ path, error }) => path === 'name' && error === null)
    values.push(...named.map(({ after }) => ['name', after]))
    const edited = Object.fromEntries(values) as Partial<CampaignListItem>
    patches.set(id, { ...edited, version, publishedVersion, updatedAt: now })
  }
  patchListed(queries, patches)
  void queries.invalidateQueries({ queryKey: ['campaign'] })
  void queries.invalidateQueries({ queryKey: ['campaigns', 'totals'] })
  void queries.invalidateQueries({ queryKey: firstStepsQuery.queryKey })
}
