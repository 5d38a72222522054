import { geoTargetView } from '../gaql/source.ts'
import { GEO_TARGETS, type GeoTarget } from '../reference/geo-targets.ts'
import { refuse } from '../refusal.ts'
import { readRequest } from '../request-json.ts'
import { messageType, subMessage, textOf } from '../schema.ts'

const REQUEST = messageType('services.SuggestGeoTargetConstantsRequest')
const MAX_NAMES = 25
const MAX_PER_NAME = 10

/** `geoTargetConstants:suggest`: places whose name begins with, or holds, what was typed. */
export function answerGeoSuggest(body: Buffer | undefined): Record<string, unknown> {
  const request = readRequest(body, REQUEST)
  const names = (subMessage(request, 'locationNames')?.['names'] ?? []) as string[]
  const ids = (subMessage(request, 'geoTargets')?.['geoTargetConstants'] ?? []) as string[]
  const country = textOf(request, 'countryCode').toUpperCase()
  const locale = textOf(request, 'locale') || 'en'
  if (names.length + ids.length === 0) {
    throw refuse('geoTargetConstantSuggestionError.REQUEST_PARAMETERS_UNSET', 'The request names no place.')
  }
  if (names.length > MAX_NAMES)
    throw refuse(
      'geoTargetConstantSuggestionError.LOCATION_NAME_LIMIT',
      `At most ${MAX_NAMES} names at once.`,
    )
  if (country !== '' && ![...GEO_TARGETS.values()].some(({ countryCode }) => countryCode === country)) {
    throw refuse(
      'geoTargetConstantSuggestionError.INVALID_COUNTRY_CODE',
      `There is no country '${country}'.`,
      { trigger: country },
    )
  }
  const suggestions = [
    ...names.flatMap((name) => byName(name, country).map((target) => suggestion(target, locale, name))),
    ...ids.flatMap((id) => byId(id).map((target) => suggestion(target, locale, undefined))),
  ]
  return suggestions.length === 0 ? {} : { geoTargetConstantSuggestions: suggestions }
}

function byName(name: string, country: string): GeoTarget[] {
  const typed = plain(name)
  const score = (target: GeoTarget): number =>
    plain(target.name) === typed ? 2 : plain(target.name).startsWith(typed) ? 1 : 0
  return [...GEO_TARGETS.values()]
    .filter(
      (target) =>
        (country === '' || target.countryCode === country) &&
        typed !== '' &&
        plain(target.canonicalName).includes(typed),
    )
    .sort((a, b) => score(b) - score(a) || b.reach - a.reach)
    .slice(0, MAX_PER_NAME)
}

function byId(name: string): GeoTarget[] {
  const target = GEO_TARGETS.get(name.replace('geoTargetConstants/', ''))
  return target ? [target] : []
}

function suggestion(
  target: GeoTarget,
  locale: string,
  searchTerm: string | undefined,
): Record<string, unknown> {
  const parents: GeoTarget[] = []
  for (let at = GEO_TARGETS.get(target.parentId ?? ''); at; at = GEO_TARGETS.get(at.parentId ?? ''))
    parents.push(at)
  return {
    locale,
    reach: String(target.reach),
    ...(searchTerm === undefined ? {} : { searchTerm }),
    geoTargetConstant: geoTargetView(target),
    ...(parents.length === 0 ? {} : { geoTargetConstantParents: parents.map(geoTargetView) }),
  }
}

/** Without accents and capitals, so that "koln" finds Köln. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
