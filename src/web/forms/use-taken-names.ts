import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'

const SETTLE_MS = 400

/** The name of the document, where another campaign of its account has it at Google: asked once it has been typed. */
export function useTakenNames(
  { accountId, name }: CampaignDocument,
  campaignId: string | undefined,
): ReadonlySet<string> {
  const [settled] = useDebouncedValue(name.trim(), SETTLE_MS)
  const { data } = useQuery({
    queryKey: ['name-check', accountId, campaignId ?? null, settled],
    queryFn: async ({ signal }) =>
      await call('checkCampaignName', { query: { accountId, campaignId, name: settled }, signal }),
    enabled: settled !== '' && settled.length <= 256,
    retry: false,
  })
  return useMemo(() => new Set(data?.taken === true ? [settled] : []), [data, settled])
}
