import { describe, expect, it } from 'vitest'
import { campaignDocumentSchema } from '../campaign.ts'
import { preflight } from '../preflight.ts'
import { AD_TYPES, CAMPAIGN_TYPES } from '../words.ts'
import { sampleContext } from './sample-document.ts'
import { SAMPLES } from './sample-types.ts'

describe('the sample of each type', () => {
  it.each(Object.entries(SAMPLES))('%s is one that the schema accepts, and has no finding', (_, sample) => {
    expect(campaignDocumentSchema.parse(sample())).toEqual(sample())
    expect(preflight(sample(), sampleContext())).toEqual([])
  })

  it('is there for every type of campaign and of ad', () => {
    const all = Object.values(SAMPLES).map((sample) => sample())
    expect(new Set(all.map(({ campaignType }) => campaignType))).toEqual(new Set(CAMPAIGN_TYPES))
    const ads = all.flatMap(({ adGroups }) => adGroups.flatMap((group) => group.ads))
    expect(new Set(ads.map(({ adType }) => adType))).toEqual(new Set(AD_TYPES))
  })
})
