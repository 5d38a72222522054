import { useQuery } from '@tanstack/react-query'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'

const AT_ONCE = 8

/** The picked campaigns: those of the list as it shows them, the others from the server. */
export function usePickedItems(ids: readonly string[], items: readonly CampaignListItem[]) {
  return useQuery({
    queryKey: ['picked', ids],
    queryFn: async ({ signal }) => {
      const known = new Map(items.map((item) => [item.id, item]))
      const missing = ids.filter((id) => !known.has(id))
      for (let from = 0; from < missing.length; from += AT_ONCE) {
        const some = missing.slice(from, from + AT_ONCE)
        const read = await Promise.all(
          some.map(async (id) => await call('readCampaign', { params: { id }, signal })),
        )
        for (const campaign of read)
          known.set(campaign.id, {
            ...campaign,
            googleStatus: campaign.google.status,
            googlePrimaryStatus: campaign.google.primaryStatus,
          })
      }
      return ids.flatMap((id) => known.get(id) ?? [])
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
