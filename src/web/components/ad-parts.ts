import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'

/** What a campaign lends to all its ads: with brand guidelines, name and logos are not the asset group's. */
export interface Brand {
  businessName: string | null
  logos: readonly string[]
  landscapeLogos: readonly string[]
  mainColor: string | null
  font: string | null
}

/** null where each ad has its own. */
export function brandOf(document: CampaignDocument): Brand | null {
  if (document.campaignType !== 'PERFORMANCE_MAX' || !document.brandGuidelines) return null
  return {
    businessName: document.brandBusinessName,
    logos: document.brandLogoImages,
    landscapeLogos: document.brandLandscapeLogoImages,
    mainColor: document.brandMainColor,
    font: document.brandFontFamily,
  }
}

/** What stands in every combination of an ad. */
export interface AdFacts {
  business: string
  callToAction: string
  /** The site that a click leads to, without what everybody leaves out. */
  site: string
  paths: string[]
  colour: string | null
  font: string | null
}

export function factsOf(ad: Ad, brand: Brand | null): AdFacts {
  return {
    business: (brand === null ? ad.businessName : brand.businessName) ?? 'Business name',
    callToAction: ad.callToAction === null ? 'Learn more' : CALL_TO_ACTION_TEXT[ad.callToAction],
    site: siteOf(ad.finalUrl),
    paths: [ad.path1, ad.path2].filter((path): path is string => path !== null && path.trim() !== ''),
    colour: ad.mainColor ?? brand?.mainColor ?? null,
    font: brand?.font ?? null,
  }
}

function siteOf(finalUrl: string | null): string {
  try {
    return new URL(finalUrl ?? '').hostname
  } catch {
    return 'www.example.com'
  }
}
