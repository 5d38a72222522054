import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Campaign, CampaignListItem } from '../../contract/campaign.ts'

type Pages = InfiniteData<{ items: CampaignListItem[] }>

const LISTS = { queryKey: ['campaigns', 'list'] }

/** The campaign as the lists that were fetched show it. */
export function findListed(queries: QueryClient, id: string): CampaignListItem | undefined {
  for (const [, list] of queries.getQueriesData<Pages>(LISTS)) {
    for (const page of list?.pages ?? []) {
      const item = page.items.find((one) => one.id === id)
      if (item !== undefined) return item
    }
  }
  return undefined
}

/** Changes campaigns in every list that shows them. Pages without any stay as they are, and their rows with them. */
export function patchListed(
  queries: QueryClient,
  patches: ReadonlyMap<string, Partial<CampaignListItem>>,
): void {
  queries.setQueriesData<Pages>(LISTS, (list) => {
    if (list === undefined) return list
    const pages = list.pages.map((page) => {
      if (!page.items.some(({ id }) => patches.has(id))) return page
      return { ...page, items: page.items.map((item) => patched(item, patches.get(item.id))) }
    })
    return { ...list, pages }
  })
}

const patched = (item: CampaignListItem, patch: Partial<CampaignListItem> | undefined): CampaignListItem =>
  patch === undefined ? item : { ...item, ...patch }

/** What lists show of a whole campaign. */
export function listedOf(campaign: Campaign): Partial<CampaignListItem> {
  const { name, dailyBudgetMicros, totalBudgetMicros, startDate, endDate } = campaign
  const { version, publishedVersion, status, updatedAt, archivedAt, protection, lastPublication } = campaign
  const edited = { name, dailyBudgetMicros, totalBudgetMicros, startDate, endDate }
  return { ...edited, version, publishedVersion, status, updatedAt, archivedAt, protection, lastPublication }
}
