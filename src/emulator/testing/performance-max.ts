import { CUSTOMER, type TestClient } from './client.ts'

const root = `customers/${CUSTOMER}`

export interface Change {
  campaign?: Record<string, unknown>
  assetGroup?: Record<string, unknown>
  /** Links by field type, instead of those that are there otherwise; none leaves the type out. */
  texts?: Record<string, readonly string[]>
  images?: Record<string, readonly string[]>
  /** On the campaign, as with brand guidelines. */
  brandOn?: 'campaign' | 'asset group'
}

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  HEADLINE: ['Dry tents', 'Tents for rain', 'Made to last'],
  LONG_HEADLINE: ['Tents that keep you dry in any weather'],
  DESCRIPTION: ['Dry nights since 1987.', 'Free returns for a year.'],
  BUSINESS_NAME: ['Acme'],
}

/** Uploads the images that an asset group needs: field type to resource names. */
export async function uploadImages(client: TestClient): Promise<Record<string, string[]>> {
  return {
    MARKETING_IMAGE: [await client.image(1200, 628)],
    SQUARE_MARKETING_IMAGE: [await client.image(300, 300)],
    LOGO: [await client.image(128, 128)],
  }
}

/** A whole Performance Max campaign: budget, campaign, asset group, assets, links, in one request. */
export function performanceMax(images: Record<string, readonly string[]>, change: Change = {}): unknown[] {
  const { brandOn = 'campaign' } = change
  const texts = { ...TEXTS, ...change.texts }
  const assets = new Map<string, string>()
  for (const text of Object.values(texts).flat())
    if (!assets.has(text)) assets.set(text, `${root}/assets/${-100 - assets.size}`)
  const links = [
    ...Object.entries(texts).flatMap(([fieldType, list]) =>
      list.map((text) => ({ fieldType, asset: assets.get(text) })),
    ),
    ...Object.entries({ ...images, ...change.images }).flatMap(([fieldType, list]) =>
      list.map((asset) => ({ fieldType, asset })),
    ),
  ]
  const isBrand = ({ fieldType }: { fieldType: string }): boolean =>
    brandOn === 'campaign' && ['BUSINESS_NAME', 'LOGO', 'LANDSCAPE_LOGO'].includes(fieldType)
  return [
    ...parents(change),
    ...[...assets].map(([text, resourceName]) => ({
      assetOperation: { create: { resourceName, textAsset: { text } } },
    })),
    ...links.filter(isBrand).map((link) => ({
      campaignAssetOperation: { create: { campaign: `${root}/campaigns/-2`, ...link } },
    })),
    ...links
      .filter((link) => !isBrand(link))
      .map((link) => ({
        assetGroupAssetOperation: { create: { assetGroup: `${root}/assetGroups/-3`, ...link } },
      })),
  ]
}

function parents({ brandOn = 'campaign', ...change }: Change): unknown[] {
  const budget = {
    resourceName: `${root}/campaignBudgets/-1`,
    name: 'Budget',
    amountMicros: '50000000',
    explicitlyShared: false,
  }
  const campaign = {
    resourceName: `${root}/campaigns/-2`,
    name: 'Everywhere',
    status: 'PAUSED',
    advertisingChannelType: 'PERFORMANCE_MAX',
    campaignBudget: `${root}/campaignBudgets/-1`,
    maximizeConversionValue: { targetRoas: 2.5 },
    brandGuidelinesEnabled: brandOn === 'campaign',
    containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
    ...change.campaign,
  }
  const assetGroup = {
    resourceName: `${root}/assetGroups/-3`,
    campaign: `${root}/campaigns/-2`,
    name: 'Tents',
    finalUrls: ['https://example.com/tents'],
    ...change.assetGroup,
  }
  return [
    { campaignBudgetOperation: { create: budget } },
    { campaignOperation: { create: campaign } },
    { assetGroupOperation: { create: assetGroup } },
  ]
}
