import type { CampaignCreate } from '../../contract/campaign.ts'
import { addDays } from '../../contract/dates.ts'

type Body = CampaignCreate & { adGroups: NonNullable<CampaignCreate['adGroups']> }
type Ad = Body['adGroups'][number]['ads'][number]

export interface FlawContext {
  today: string
  /** An image of a shape that no ad takes. */
  snapshotId: string
}

/** What is still missing or wrong in the drafts that cannot be published yet: each something else. */
const FLAWS = {
  'no EU declaration': (body) => ({ ...body, containsEuPoliticalAdvertising: null }),
  'headline too wide': (body) =>
    everyAd(body, (ad) => ({
      ...ad,
      headlines: [{ text: '週末の朝は、山の上で淹れる一杯のコーヒーから' }, ...ad.headlines],
    })),
  'image of a wrong shape': (body, { snapshotId }) =>
    everyAd(body, (ad) => ({ ...ad, marketingImages: [snapshotId] })),
  'budget not billable': (body) => ({ ...body, dailyBudgetMicros: '45005000' }),
  'budget below the minimum': (body) => ({ ...body, dailyBudgetMicros: '3500000' }),
  'no logo': (body) => everyAd(body, (ad) => ({ ...ad, logoImages: [] })),
  'end date past': (body, { today }) => ({ ...body, startDate: null, endDate: addDays(today, -3) }),
  'no landing page': (body) => everyAd(body, (ad) => ({ ...ad, finalUrl: null })),
  'no target': (body) => ({ ...body, biddingStrategy: 'TARGET_CPA', targetCpaMicros: null }),
  'only an idea': (body) => ({
    ...body,
    dailyBudgetMicros: null,
    startDate: null,
    endDate: null,
    adGroups: [],
  }),
} satisfies Record<string, (body: Body, context: FlawContext) => Body>
export type Flaw = keyof typeof FLAWS

export function withFlaw(body: Body, flaw: Flaw, context: FlawContext): Body {
  return FLAWS[flaw](body, context)
}

function everyAd(body: Body, change: (ad: Ad) => Ad): Body {
  return { ...body, adGroups: body.adGroups.map((group) => ({ ...group, ads: group.ads.map(change) })) }
}
