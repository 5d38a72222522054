import type { Answer } from './answer.ts'
import type { Customer, GoogleAds } from './google-ads.ts'

/** One campaign's numbers of one day, as Google sends them: 64-bit numbers as digits, doubles as numbers. */
export interface DailyMetricsRead {
  googleCampaignId: string
  date: string
  impressions: string
  clicks: string
  costMicros: string
  conversions: number
  conversionsValue: number
}

interface Row {
  campaign?: { id?: string }
  segments?: { date?: string }
  metrics?: {
    impressions?: string
    clicks?: string
    costMicros?: string
    conversions?: number
    conversionsValue?: number
  }
}

/**
 * Reads the numbers of campaigns by day, in the account's time zone, both ends included. Days without any are not in
 * the answer: Google leaves rows out whose metrics are all zero once a segment is selected. Today is not over, and the
 * conversions of past days go on changing (google.ads.googleads.v25.common.Metrics).
 */
export async function readDailyMetrics(
  google: GoogleAds,
  customer: Customer,
  googleCampaignIds: readonly string[],
  from: string,
  to: string,
): Promise<Answer<DailyMetricsRead[]>> {
  const query = `SELECT campaign.id, segments.date, metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value FROM campaign WHERE campaign.id IN (${googleCampaignIds.join(', ')}) AND segments.date BETWEEN '${from}' AND '${to}'`
  const answer = await google.search<Row>(customer, query)
  return answer.kind === 'applied' ? { ...answer, value: answer.value.map(dayOf) } : answer
}

/** What is zero is not sent. */
function dayOf({ campaign, segments, metrics }: Row): DailyMetricsRead {
  if (campaign?.id === undefined || segments?.date === undefined) {
    throw new Error('Google sent a row of metrics without a campaign or a day.')
  }
  return {
    googleCampaignId: campaign.id,
    date: segments.date,
    impressions: metrics?.impressions ?? '0',
    clicks: metrics?.clicks ?? '0',
    costMicros: metrics?.costMicros ?? '0',
    conversions: metrics?.conversions ?? 0,
    conversionsValue: metrics?.conversionsValue ?? 0,
  }
}
