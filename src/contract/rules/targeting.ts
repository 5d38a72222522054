import type { CampaignDocument } from '../campaign.ts'
import type { AdGroup } from '../campaign-parts.ts'
import { countryPlace, placeWords } from '../place-words.ts'
import type { Place } from '../places.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { isCountryGeoTargetId } from '../reference/countries.ts'
import { languageById } from '../reference/languages.ts'
import { TYPES } from './campaign-types.ts'
import { api, error, page, warning } from './finding.ts'
import { notForType } from './not-for-type.ts'

type Targets = Pick<AdGroup, 'locations' | 'languages'>
type Typed = Pick<CampaignDocument, 'campaignType'>

/** Places and languages of the campaign: Demand Gen has them on its ad groups instead. */
export function* checkCampaignTargets(
  document: Targets & Typed,
  context: PreflightContext,
): Generator<Finding> {
  yield* checkTargets(document, '', document, 'campaign', context)
}

/** Places and languages of an ad group. */
export function* checkGroupTargets(
  group: Targets,
  path: string,
  document: Typed,
  context: PreflightContext,
): Generator<Finding> {
  yield* checkTargets(group, `${path}.`, document, 'group', context)
}

function* checkTargets(
  targets: Targets,
  base: string,
  { campaignType }: Typed,
  level: 'campaign' | 'group',
  context: PreflightContext,
): Generator<Finding> {
  const rule = TYPES[campaignType]
  if (rule.targets === level) {
    yield* checkLocations(targets, `${base}locations`, context)
    yield* checkLanguages(targets, `${base}languages`)
    return
  }
  const noun =
    level === 'campaign' ? `${rule.name} campaign` : `${rule.group.noun} of a ${rule.name} campaign`
  const fix = level === 'campaign' ? 'Move them to each ad group.' : 'Move them to the campaign.'
  const source = api('CriterionError.CANNOT_ADD_CRITERIA_TYPE')
  for (const [property, what] of [
    ['locations', 'locations of its own'],
    ['languages', 'languages of its own'],
  ] as const) {
    if (targets[property].length > 0) yield notForType(`${base}${property}`, what, { noun, source }, fix)
  }
}

function* checkLocations(
  { locations }: Targets,
  listPath: string,
  { places }: PreflightContext,
): Generator<Finding> {
  const seen = new Map<string, boolean>()
  for (const [index, { geoTargetId, negative }] of locations.entries()) {
    const path = `${listPath}[${index}]`
    const known = countryPlace(geoTargetId) ?? places.get(geoTargetId)
    const place = known === undefined ? `Place ${geoTargetId}` : placeWords(known)
    const before = seen.get(geoTargetId)
    if (before === negative) {
      yield error({
        path,
        code: 'location_duplicate',
        message: `${place} is in the list twice.`,
        fix: 'Take one out.',
        source: api('CriterionError, duplicate criterion'),
      })
    } else if (before !== undefined) {
      yield error({
        path,
        code: 'location_contradiction',
        message: `${place} is both included and excluded.`,
        fix: 'Keep one of the two.',
        source: api('CriterionError, the same place as positive and negative'),
      })
    } else if (known !== undefined) {
      yield* checkStanding(path, known)
    } else if (isCountryGeoTargetId(geoTargetId)) {
      yield warning({
        path,
        code: 'location_unknown',
        message: `${geoTargetId} has the form of a country, but is none that Google Ads is known to serve.`,
        fix: 'Check the number: a country is 2000 plus its ISO number.',
        source: page('geo target constants'),
      })
    }
    if (before === undefined) seen.set(geoTargetId, negative)
  }
}

/** Whether Google has the place, and will have it. */
function* checkStanding(path: string, place: Place): Generator<Finding> {
  if (place.status === 'NOT_FOUND') {
    yield error({
      path,
      code: 'location_not_found',
      message:
        place.name === ''
          ? `Google Ads has no place by the id ${place.id}.`
          : `Google Ads no longer has the place ${placeWords(place)} (${place.id}).`,
      fix: 'Take it out, and choose a place by its name instead.',
      source: api('a geo target constant that does not exist'),
    })
  } else if (place.status === 'REMOVAL_PLANNED') {
    yield warning({
      path,
      code: 'location_removal_planned',
      message: `Google Ads is going to remove the place ${placeWords(place)}.`,
      fix: 'Choose the place that takes over, or the one it lies in, before it is gone.',
      source: api('GeoTargetConstantStatus.REMOVAL_PLANNED'),
    })
  }
}

function* checkLanguages({ languages }: Targets, listPath: string): Generator<Finding> {
  const seen = new Set<string>()
  for (const [index, { languageId }] of languages.entries()) {
    const path = `${listPath}[${index}]`
    const language = languageById(languageId)
    if (seen.has(languageId)) {
      yield error({
        path,
        code: 'language_duplicate',
        message: `${language?.name ?? `Language ${languageId}`} is in the list twice.`,
        fix: 'Take one out.',
        source: api('CriterionError, duplicate criterion'),
      })
    } else if (language === undefined) {
      yield warning({
        path,
        code: 'language_unknown',
        message: `${languageId} is no language that Google Ads is known to target.`,
        fix: 'Choose a language from the list.',
        source: page('language constants'),
      })
    }
    seen.add(languageId)
  }
}
