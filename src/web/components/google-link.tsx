import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { Account } from '../../contract/session.ts'
import { googleCampaignUrl } from '../ui/google-address.ts'

interface Props {
  account: Account | undefined
  googleCampaignId: string | null
}

/** Leads to the campaign in Google Ads. The emulator has no pages to lead to. */
export function GoogleLink({ account, googleCampaignId }: Props) {
  if (googleCampaignId === null || account?.environment !== 'GOOGLE') return null
  return (
    <Anchor
      href={googleCampaignUrl(account.customerId, googleCampaignId)}
      target="_blank"
      rel="noreferrer"
      size="sm"
    >
      Open in Google Ads <IconExternalLink size={13} aria-hidden />
      <span className="visually-hidden">(a new window)</span>
    </Anchor>
  )
}
