import { describe, expect, it } from 'vitest'
import { EMPTY_CAMPAIGN } from '../../contract/campaign.ts'
import { adRuleOf } from '../../contract/rules/ad-rules.ts'
import { BIDDING_OF } from '../../contract/rules/bidding-rules.ts'
import { sampleDocument } from '../../contract/rules/sample-document.ts'
import { AD_TYPES, CAMPAIGN_TYPES } from '../../contract/words.ts'
import { AD_SHAPES } from './ad-shapes.ts'
import { BIDDING_CHOICES } from './bidding-choices.ts'

/** Forms offer what preflight takes: neither a field that it refuses nor fewer than Google allows. */
describe.each(AD_TYPES)('the form of an ad of type %s', (adType) => {
  const shape = AD_SHAPES[adType]
  // The form of an asset group has name and logos, and shows them where the campaign has no brand.
  const rule = adRuleOf(adType, sampleDocument({ ...EMPTY_CAMPAIGN, brandGuidelines: false }))

  it('has the texts of the rules, as many and as wide', () => {
    type Counted = Pick<(typeof shape.texts)[number], 'property' | 'noun' | 'min' | 'max' | 'width'>
    const counts = ({ property, noun, min, max, width }: Counted): Counted => ({
      property,
      noun,
      min,
      max,
      width,
    })
    expect(shape.texts.map(counts)).toEqual(rule.texts.map(counts))
    expect(shape.texts.map(({ pins }) => pins)).toEqual(rule.texts.map(({ pins }) => pins?.places))
  })

  it('has the other fields of the rules', () => {
    expect(shape.images.map(({ field }) => field)).toEqual(Object.keys(rule.images))
    expect({
      businessName: shape.businessName,
      callToAction: shape.callToAction,
      paths: shape.paths !== null,
      videos: shape.videos,
      cards: shape.cards,
      colours: shape.colours,
      automations: shape.automations,
    }).toEqual({
      businessName: rule.businessName !== undefined,
      callToAction: rule.callToAction ?? false,
      paths: rule.paths !== undefined,
      videos: rule.videos === undefined ? null : { min: rule.videos.min, max: rule.videos.max },
      cards: rule.cards ?? false,
      colours: rule.colors !== undefined,
      automations: rule.automations ?? [],
    })
  })
})

it.each(CAMPAIGN_TYPES)(
  'a campaign of type %s is offered the strategies that Google surely takes',
  (type) => {
    const sure = Object.entries(BIDDING_OF[type].strategies)
      .filter(([, { unsure }]) => unsure === undefined)
      .map(([strategy]) => strategy)
    expect(BIDDING_CHOICES[type].map(({ strategy }) => strategy as string).toSorted()).toEqual(
      sure.toSorted(),
    )
  },
)
