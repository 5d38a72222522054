import type { Ad, PinnableText } from '../../contract/campaign-parts.ts'
import type { PinnedField } from '../../contract/words.ts'

/** One way in which Google may put the parts of an ad together. */
export interface Combination {
  headline: string
  longHeadline: string
  description: string
  /** Asset ids: the image for wide places, the one for narrow places and the one for upright places. */
  wide: string | undefined
  square: string | undefined
  tall: string | undefined
  /** The id of a video at YouTube. */
  video: string | undefined
  logo: string | undefined
  landscapeLogo: string | undefined
}

/** The logos that may stand beside an ad: its own, or with brand guidelines those of the campaign. */
export interface Logos {
  logos: readonly string[]
  landscapeLogos: readonly string[]
}

const ownLogos = (ad: Ad): Logos => ({ logos: ad.logoImages, landscapeLogos: ad.landscapeLogoImages })

const written = (texts: readonly { text: string }[]): string[] =>
  texts.map(({ text }) => text).filter((text) => text.trim() !== '')

/** The entry of a list at a step, round and round. */
const at = <Entry>(list: readonly Entry[], step: number): Entry | undefined =>
  list[step % Math.max(1, list.length)]

interface Pictures {
  wide: string | undefined
  square: string | undefined
  tall: string | undefined
}

const imagesOf = (ad: Ad): Pictures[] => {
  const uprights = [...ad.tallPortraitMarketingImages, ...ad.portraitMarketingImages]
  const rows = Math.max(ad.marketingImages.length, ad.squareMarketingImages.length, uprights.length, 1)
  return Array.from({ length: rows }, (_, row) => {
    const wide = at(ad.marketingImages, row)
    const square = at(ad.squareMarketingImages, row)
    const tall = at(uprights, row)
    return { wide: wide ?? square ?? tall, square: square ?? wide ?? tall, tall: tall ?? square ?? wide }
  })
}

/** The texts of an ad: every one of them comes up in some row. */
const textsOf = (ad: Ad) => {
  const headlines = written(ad.headlines)
  const longHeadlines = written(ad.longHeadlines)
  const descriptions = written(ad.descriptions)
  const rows = Math.max(1, headlines.length, longHeadlines.length, descriptions.length)
  return { headlines, longHeadlines, descriptions, rows }
}

export function combinationCount(ad: Ad, marks: Logos = ownLogos(ad)): number {
  if (ad.adType === 'RESPONSIVE_SEARCH') return searchCount(ad)
  if (ad.adType === 'DEMAND_GEN_CAROUSEL') return Math.max(1, ad.cards.length)
  const pictures = [imagesOf(ad), ad.youtubeVideos, marks.logos, marks.landscapeLogos]
  return textsOf(ad).rows * Math.max(...pictures.map(({ length }) => length))
}

/** Texts change fastest; a description goes along with its headline, and a logo with its image. */
export function combinationAt(ad: Ad, index: number, marks: Logos = ownLogos(ad)): Combination {
  const { headlines, longHeadlines, descriptions, rows } = textsOf(ad)
  const row = index % rows
  const picture = Math.floor(index / rows)
  const images = imagesOf(ad)
  return {
    headline: at(headlines, row) ?? '',
    longHeadline: at(longHeadlines, row) ?? at(headlines, row) ?? '',
    description: at(descriptions, row) ?? '',
    ...images[picture % images.length]!,
    video: at(ad.youtubeVideos, picture),
    logo: at(marks.logos, picture),
    landscapeLogo: at(marks.landscapeLogos, picture),
  }
}

/** What a responsive search ad shows at one time: up to three headlines and two descriptions, pinned ones in their place. */
export interface SearchCombination {
  headlines: string[]
  descriptions: string[]
}

const HEADLINE_PLACES = ['HEADLINE_1', 'HEADLINE_2', 'HEADLINE_3'] as const
const DESCRIPTION_PLACES = ['DESCRIPTION_1', 'DESCRIPTION_2'] as const

interface Places {
  /** Those pinned to each place, in its order. */
  pinned: string[][]
  free: string[]
}

function placesOf(texts: readonly PinnableText[], places: readonly PinnedField[]): Places {
  const shown = texts.filter(({ text }) => text.trim() !== '')
  return {
    pinned: places.map((place) => written(shown.filter(({ pinnedField }) => pinnedField === place))),
    free: written(shown.filter(({ pinnedField }) => pinnedField === undefined)),
  }
}

/** How many steps show every text once in every place that it can have. */
const stepsOf = ({ pinned, free }: Places): number =>
  Math.max(1, free.length, ...pinned.map((texts) => texts.length))

function filled({ pinned, free }: Places, step: number): string[] {
  let used = 0
  const texts = pinned.map((own) => {
    if (own.length > 0) return at(own, step)
    if (used >= free.length) return undefined
    used += 1
    return at(free, step + used - 1)
  })
  return texts.filter((text): text is string => text !== undefined)
}

function searchCount(ad: Ad): number {
  return (
    stepsOf(placesOf(ad.headlines, HEADLINE_PLACES)) * stepsOf(placesOf(ad.descriptions, DESCRIPTION_PLACES))
  )
}

/** Headlines change fastest. */
export function searchCombinationAt(
  ad: Pick<Ad, 'headlines' | 'descriptions'>,
  index: number,
): SearchCombination {
  const headlines = placesOf(ad.headlines, HEADLINE_PLACES)
  const descriptions = placesOf(ad.descriptions, DESCRIPTION_PLACES)
  return {
    headlines: filled(headlines, index),
    descriptions: filled(descriptions, Math.floor(index / stepsOf(headlines))),
  }
}
