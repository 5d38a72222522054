import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Campaign, CampaignListItem } from '../../contract/campaign.ts'
import { ApiError, call } from '../client/call.ts'
import { dropPicked } from '../ui/picked.ts'
import { useSession } from './use-session.ts'

const AT_ONCE = 8

/** The picked campaigns: those of the list as it shows them, the others from the server. What is no more is dropped, and said. */
export function usePickedItems(ids: readonly string[], items: readonly CampaignListItem[]) {
  const workspaceId = useSession().workspace.id
  const picked = useQuery({
    queryKey: ['picked', ids],
    queryFn: async ({ signal }) => {
      const known = new Map(items.map((item) => [item.id, item]))
      const missing = ids.filter((id) => !known.has(id))
      for (let from = 0; from < missing.length; from += AT_ONCE) {
        const some = missing.slice(from, from + AT_ONCE)
        for (const campaign of await Promise.all(some.map(async (id) => await readIfThere(id, signal))))
          if (campaign !== null)
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
  const there = picked.data
  useEffect(() => {
    if (there === undefined || there.length === ids.length) return
    const gone = ids.filter((id) => !there.some((item) => item.id === id))
    dropPicked(workspaceId, gone)
    const words = gone.length === 1 ? 'One picked campaign is' : `${gone.length} picked campaigns are`
    notifications.show({ id: 'picked-gone', message: `${words} gone from this workspace, and dropped.` })
  }, [ids, there, workspaceId])
  return picked
}

/** null: somebody has deleted it. */
async function readIfThere(id: string, signal: AbortSignal): Promise<Campaign | null> {
  try {
    return await call('readCampaign', { params: { id }, signal })
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}
