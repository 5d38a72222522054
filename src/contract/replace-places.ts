/** Where texts of a campaign can be found and replaced. Without schemas: the browser's dialog offers them. */
export const REPLACE_PLACES = ['NAMES', 'TEXTS', 'URLS', 'KEYWORDS'] as const
export type ReplacePlace = (typeof REPLACE_PLACES)[number]

/** What an edit can change beside the fields of a table: the fields of a campaign that hold the other texts. */
export const TEXT_FIELDS = [
  'adGroups',
  'brandBusinessName',
  'trackingUrlTemplate',
  'finalUrlSuffix',
  'negativeKeywords',
] as const
export type TextField = (typeof TEXT_FIELDS)[number]
