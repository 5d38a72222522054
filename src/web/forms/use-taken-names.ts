import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'

const SETTLE_MS = 400
const NOT_TAKEN = { taken: false }

/** The name of the document, where another campaign of its account has it at Google: asked once it has been typed. */
export function useTakenNames(
  { accountId, name }: CampaignDocument,
  campaignId: string | undefined,
): ReadonlySet<string> {
  const [settled] = useDebouncedValue(name.trim(), SETTLE_MS)
  const { data } = useQuery({
    queryKey: ['name-check', accountId, campaignId ?? null, settled],
    // Without an answer nothing is said: whoever saves next is told what is wrong, with the words kept.
    queryFn: async ({ signal }) =>
      await call('checkCampaignName', { query: { accountId, campaignId, name: settled }, signal }).catch(
        () => NOT_TAKEN,
      ),
    enabled: settled !== '' && settled.length <= 256,
  })
  return useMemo(() => new Set(data?.taken === true ? [settled] : []), [data, settled])
}
