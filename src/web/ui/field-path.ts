import type { CampaignType } from '../../contract/words.ts'

/** Paths like `adGroups[0].ads[0].headlines[1].text`, as findings and field errors name their field. */

export type PathPart = string | number

export function parsePath(path: string): PathPart[] {
  const parts: PathPart[] = []
  for (const match of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    parts.push(match[2] === undefined ? match[1]! : Number(match[2]))
  }
  return parts
}

/** The server may name a field by dots alone (`adGroups.0.name`): both forms become the one with brackets. */
export function normalizePath(path: string): string {
  return path.replace(/^(body|document)\.(?=\w)/, '').replace(/\.(\d+)(?=\.|$)/g, '[$1]')
}

/** What a document holds at a path; undefined: nothing, or no such place. */
export function valueAt(document: unknown, path: string): unknown {
  return parsePath(path).reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PathPart, unknown>)[part] : undefined,
    document,
  )
}

/** Which ad group and ad a path lies in; null where it names none. */
export function placeOf(path: string): { group: number | null; ad: number | null } {
  const match = /^adGroups(?:\[(\d+)\](?:\.ads(?:\[(\d+)\])?)?)?/.exec(path)
  return {
    group: match?.[1] === undefined ? null : Number(match[1]),
    ad: match?.[2] === undefined ? null : Number(match[2]),
  }
}

/** Whether `path` is the field or lies below it: `headlines[1].text` lies below `headlines`. */
export function isWithin(path: string, field: string): boolean {
  if (!path.startsWith(field)) return false
  const next = path.charAt(field.length)
  return next === '' || next === '.' || next === '['
}

/** The field among `fields` that a path is shown at: itself, its nearest ancestor, or else the first one below it. */
export function nearestField(fields: readonly string[], path: string): string | null {
  let nearest: string | null = null
  for (const field of fields) {
    if (isWithin(path, field) && (nearest === null || field.length > nearest.length)) nearest = field
  }
  return nearest ?? fields.find((field) => isWithin(field, path)) ?? null
}

/** What people call a property, where its name alone would not say it. */
const WORDS: Record<string, string> = {
  name: 'name',
  dailyBudgetMicros: 'daily budget',
  totalBudgetMicros: 'total budget',
  targetCpaMicros: 'target CPA',
  targetCpcMicros: 'target CPC',
  targetRoas: 'target ROAS',
  cpcBidCeilingMicros: 'highest bid per click',
  impressionShareLocation: 'place on the page',
  impressionShareFraction: 'share of impressions',
  cpcBidMicros: 'bid per click',
  cpmBidMicros: 'bid per thousand impressions',
  targetSearchNetwork: 'search partners',
  targetContentNetwork: 'Display Network',
  merchantId: 'Merchant Center account',
  brandBusinessName: 'business name of the brand',
  brandLogoImages: 'logos of the brand',
  brandLandscapeLogoImages: 'landscape logos of the brand',
  brandMainColor: 'main colour of the brand',
  brandAccentColor: 'accent colour of the brand',
  brandFontFamily: 'font of the brand',
  mainColor: 'main colour',
  accentColor: 'accent colour',
  biddingStrategy: 'bidding strategy',
  containsEuPoliticalAdvertising: 'EU political advertising',
  trackingUrlTemplate: 'tracking template',
  finalUrlSuffix: 'URL suffix',
  finalUrl: 'final URL',
  path1: 'first part of the path',
  path2: 'second part of the path',
  adType: 'type',
  campaignGoal: 'goal',
  marketingImages: 'landscape images',
  squareMarketingImages: 'square images',
  portraitMarketingImages: 'portrait images',
  tallPortraitMarketingImages: 'tall portrait images',
  logoImages: 'logos',
  landscapeLogoImages: 'landscape logos',
  marketingImage: 'landscape image',
  squareMarketingImage: 'square image',
  portraitMarketingImage: 'portrait image',
  youtubeVideos: 'videos',
  selectedChannels: 'channels',
  channelStrategy: 'channels',
  assetAutomationOptOuts: 'automation',
}

/** Names that say no more than the entry of the list that they belong to. */
const SILENT: ReadonlySet<PathPart> = new Set(['text', 'geoTargetId', 'languageId', 'audienceId'])

/** A path in words: "Ad group 1, ad 2, headline 3". An asset group of Performance Max has no ads that anybody would number. */
export function pathWords(path: string, type?: CampaignType): string {
  if (path === 'name') return 'Campaign name'
  const isAssetGroup = type === 'PERFORMANCE_MAX'
  const parts = parsePath(isAssetGroup ? path.replace(/\.ads(\[\d+\])?/, '') : path)
  const words: string[] = []
  for (const part of parts) {
    if (typeof part === 'number') words[words.length - 1] = `${singular(words.at(-1) ?? '')} ${part + 1}`
    else if (isAssetGroup && part === 'adGroups') words.push('asset groups')
    else if (!SILENT.has(part)) words.push(propertyWords(part))
  }
  const phrase = words.join(', ')
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}

/** What people call a property, as many as it is: "landscape images", "search themes". */
export function propertyWords(property: string): string {
  return WORDS[property] ?? property.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

/** "logos of the brand" is one of them: "logo of the brand". */
function singular(words: string): string {
  return words.replace(/^(.*?)s(?=$| of )/, '$1')
}
