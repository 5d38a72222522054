import type {
  AdType,
  CampaignAssetAutomation,
  CampaignType,
  ImpressionShareLocation,
  MatchType,
  PinnedField,
} from '../../contract/words.ts'

/** Words for the parts of campaigns that the editor and the views of a campaign name; labels.ts has what every page needs. */

/** What stands in a campaign where the types differ. */
export function groupNoun(type: CampaignType | undefined): 'ad group' | 'asset group' {
  return type === 'PERFORMANCE_MAX' ? 'asset group' : 'ad group'
}

export const TYPE_CHOICES: Record<CampaignType, { purpose: string; needs: string }> = {
  DEMAND_GEN: {
    purpose: 'Reach people on YouTube, Discover, Gmail and Maps before they search.',
    needs: 'Needs images, videos or products, a logo and a few short texts.',
  },
  SEARCH: {
    purpose: 'Text ads for people who search Google for what you offer.',
    needs: 'Needs keywords, 3 headlines and 2 descriptions.',
  },
  PERFORMANCE_MAX: {
    purpose: 'One campaign on all of Google’s channels, led by your conversion goals.',
    needs: 'Needs conversion tracking, texts, landscape and square images, and a logo.',
  },
  DISPLAY: {
    purpose: 'Banners on websites and in apps of the Display Network.',
    needs: 'Needs a landscape and a square image, a long headline and a few texts.',
  },
}

export const AD_TYPE_LABELS: Record<AdType, { label: string; hint: string }> = {
  DEMAND_GEN_MULTI_ASSET: { label: 'Image ad', hint: 'Images, headlines and descriptions in combination.' },
  DEMAND_GEN_CAROUSEL: { label: 'Carousel ad', hint: '2 to 10 cards that people swipe through.' },
  DEMAND_GEN_VIDEO_RESPONSIVE: { label: 'Video ad', hint: 'Up to 5 videos that stand at YouTube.' },
  DEMAND_GEN_PRODUCT: { label: 'Product ad', hint: 'Products of your Merchant Center account.' },
  RESPONSIVE_SEARCH: { label: 'Responsive search ad', hint: 'Headlines and descriptions in combination.' },
  RESPONSIVE_DISPLAY: { label: 'Responsive display ad', hint: 'Texts and images for every banner.' },
  ASSET_GROUP: { label: 'Assets', hint: 'What Google makes ads from.' },
}

export const MATCH_TYPE_LABELS: Record<MatchType, string> = {
  BROAD: 'Broad',
  PHRASE: 'Phrase',
  EXACT: 'Exact',
}

export const PIN_LABELS: Record<PinnedField, string> = {
  HEADLINE_1: 'Position 1',
  HEADLINE_2: 'Position 2',
  HEADLINE_3: 'Position 3',
  DESCRIPTION_1: 'Position 1',
  DESCRIPTION_2: 'Position 2',
}

export const IMPRESSION_SHARE_LABELS: Record<ImpressionShareLocation, string> = {
  ANYWHERE_ON_PAGE: 'Anywhere on the page of results',
  TOP_OF_PAGE: 'Above the results',
  ABSOLUTE_TOP_OF_PAGE: 'At the very top',
}

export const CAMPAIGN_AUTOMATION_LABELS: Record<CampaignAssetAutomation, { label: string; hint: string }> = {
  TEXT_ASSET_AUTOMATION: {
    label: 'Generated texts',
    hint: 'Google may write headlines and descriptions from your page and your texts.',
  },
  FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION: {
    label: 'Final URL expansion',
    hint: 'Google may lead to another page of your site that fits the search better.',
  },
  GENERATE_ENHANCED_YOUTUBE_VIDEOS: {
    label: 'Enhanced videos',
    hint: 'Google may make videos, and other shapes of yours.',
  },
  GENERATE_IMAGE_ENHANCEMENT: {
    label: 'Enhanced images',
    hint: 'Google may crop and touch up your images.',
  },
}
