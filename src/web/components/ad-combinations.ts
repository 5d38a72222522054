import type { Ad } from '../../contract/campaign-parts.ts'

/** One way in which Google may put the parts of an ad together. */
export interface Combination {
  headline: string
  description: string
  /** Asset ids: the image for wide places and the one for narrow places. */
  wide: string | undefined
  square: string | undefined
}

const written = (texts: Ad['headlines']): string[] =>
  texts.map(({ text }) => text).filter((text) => text.trim() !== '')

const imagesOf = (ad: Ad): [string | undefined, string | undefined][] => {
  const rows = Math.max(ad.marketingImages.length, ad.squareMarketingImages.length, 1)
  return Array.from({ length: rows }, (_, row) => {
    const wide = ad.marketingImages[row % Math.max(1, ad.marketingImages.length)]
    const square = ad.squareMarketingImages[row % Math.max(1, ad.squareMarketingImages.length)]
    const other = ad.portraitMarketingImages[0] ?? ad.tallPortraitMarketingImages[0]
    return [wide ?? square ?? other, square ?? wide ?? other]
  })
}

export function combinationCount(ad: Ad): number {
  return Math.max(1, written(ad.headlines).length) * imagesOf(ad).length
}

/** Headlines change fastest; a description goes along with its headline. */
export function combinationAt(ad: Ad, index: number): Combination {
  const headlines = written(ad.headlines)
  const descriptions = written(ad.descriptions)
  const images = imagesOf(ad)
  const row = index % Math.max(1, headlines.length)
  const [wide, square] = images[Math.floor(index / Math.max(1, headlines.length)) % images.length] ?? []
  return {
    headline: headlines[row] ?? '',
    description: descriptions[row % Math.max(1, descriptions.length)] ?? '',
    wide,
    square,
  }
}
