import type { CampaignType } from '../../src/contract/words.ts'
import type { Random } from './campaigns.ts'

/** Asset ids of images by their shape. */
export interface Pictures {
  landscape: string
  square: string
  logo: string
}

const texts = (...all: string[]): object[] => all.map((text) => ({ text }))

/** What a campaign of the type has besides the fields that all have: two groups, with something of everything in them. */
export function typedParts(type: CampaignType, pictures: Pictures, random: Random): object {
  const targets = {
    locations: [{ geoTargetId: '2840' }, { geoTargetId: '2124', negative: true }],
    languages: [{ languageId: '1000' }],
  }
  const groups = ['Gardeners', 'Balconies'].map((name) => groupOf(type, name, pictures, random))
  switch (type) {
    case 'SEARCH':
      return { ...targets, negativeKeywords: [{ text: 'free', matchType: 'EXACT' }], adGroups: groups }
    case 'DISPLAY':
      return { ...targets, adGroups: groups }
    case 'PERFORMANCE_MAX':
      return {
        ...targets,
        brandBusinessName: 'Acme Garden',
        brandLogoImages: [pictures.logo],
        adGroups: groups,
      }
    case 'DEMAND_GEN':
      throw new Error('Demand Gen has drafts of its own.')
  }
}

function groupOf(type: CampaignType, name: string, pictures: Pictures, random: Random): object {
  const ad = typedAd(type, name, pictures)
  if (type === 'SEARCH') {
    const keywords = [
      { text: `${name} shop ${random.below(1000)}`, matchType: 'PHRASE' },
      { text: `${name} rental`, matchType: 'EXACT', negative: true },
    ]
    return { name, keywords, ads: [ad] }
  }
  return { name, ...(type === 'PERFORMANCE_MAX' ? { searchThemes: [`${name} herbs`] } : {}), ads: [ad] }
}

/** One ad, or the content of one asset group. */
export function typedAd(type: CampaignType, name: string, { landscape, square }: Pictures): object {
  const words = {
    finalUrl: 'https://www.example.com/spring',
    headlines: texts(`${name} now`, 'Plants that arrive alive', 'Grown nearby'),
    descriptions: texts('Herbs, flowers and trees, delivered within two days.', 'Made to last.'),
  }
  const images = { marketingImages: [landscape], squareMarketingImages: [square] }
  if (type === 'SEARCH') return { ...words, path1: 'spring' }
  const shown = { ...words, ...images, longHeadlines: texts(`${name}: spring starts on your own balcony`) }
  if (type === 'DISPLAY') return { ...shown, businessName: 'Acme Garden' }
  return { ...shown, youtubeVideos: ['dQw4w9WgXcQ'], callToAction: 'SHOP_NOW' }
}
