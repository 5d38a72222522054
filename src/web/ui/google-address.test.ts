import { expect, test } from 'vitest'
import { googleCampaignUrl } from './google-address.ts'

test('the address of a campaign names its account: who has several is not led to the one that is open', () => {
  const address = new URL(googleCampaignUrl('1234567890', '987'))
  expect(address.origin + address.pathname).toBe('https://ads.google.com/aw/overview')
  expect(Object.fromEntries(address.searchParams)).toEqual({ campaignId: '987', __e: '1234567890' })
})
