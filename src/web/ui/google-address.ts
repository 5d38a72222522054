/** Google Ads shows the account that it is asked for, where the person may see it. */
export function googleCampaignUrl(customerId: string, googleCampaignId: string): string {
  const query = new URLSearchParams({ campaignId: googleCampaignId, __e: customerId })
  return `https://ads.google.com/aw/overview?${query}`
}
