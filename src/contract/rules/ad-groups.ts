import type { CampaignDocument } from '../campaign.ts'
import type { AdGroup } from '../campaign-parts.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { countryByGeoTargetId, isCountryGeoTargetId } from '../reference/countries.ts'
import { languageById } from '../reference/languages.ts'
import { characterCount } from '../width.ts'
import { checkAd } from './ads.ts'
import { api, error, page, warning } from './finding.ts'
import { hasControlCharacters, isBlank } from './texts.ts'

const MAX_NAME = 255

export function* checkAdGroups(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  if (document.adGroups.length === 0) {
    yield error({
      path: 'adGroups',
      code: 'ad_group_required',
      message: 'The campaign has no ad group, so there is nothing to show.',
      fix: 'Add an ad group with an ad.',
      source: page('Demand Gen, create a campaign'),
    })
  }
  const names = new Set<string>()
  for (const [index, adGroup] of document.adGroups.entries()) {
    const path = `adGroups[${index}]`
    yield* checkName(adGroup.name, `${path}.name`, names)
    names.add(adGroup.name.trim())
    yield* checkChannels(adGroup, `${path}.selectedChannels`)
    yield* checkLocations(adGroup, `${path}.locations`)
    yield* checkLanguages(adGroup, `${path}.languages`)
    if (adGroup.ads.length === 0) {
      yield error({
        path: `${path}.ads`,
        code: 'ad_required',
        message: `The ad group "${adGroup.name.trim()}" has no ad.`,
        fix: 'Add an ad, or remove the ad group.',
        source: page('Demand Gen, create a campaign'),
      })
    }
    for (const [adIndex, ad] of adGroup.ads.entries()) yield* checkAd(ad, `${path}.ads[${adIndex}]`, context)
  }
}

function* checkName(name: string, path: string, taken: ReadonlySet<string>): Generator<Finding> {
  const source = api('AdGroup.name')
  const length = characterCount(name)
  if (isBlank(name)) {
    yield error({
      path,
      code: 'ad_group_name_required',
      message: 'The ad group has no name.',
      fix: 'Give it a name.',
      source,
    })
    return
  }
  if (length > MAX_NAME) {
    yield error({
      path,
      code: 'ad_group_name_too_long',
      message: `The name of the ad group has ${length} characters; Google allows ${MAX_NAME}.`,
      fix: `Shorten it by ${length - MAX_NAME}.`,
      source,
    })
  }
  if (hasControlCharacters(name)) {
    yield error({
      path,
      code: 'ad_group_name_control_characters',
      message: 'The name of the ad group contains a line break or another character that cannot be shown.',
      fix: 'Type the name again on one line.',
      source,
    })
  }
  if (taken.has(name.trim())) {
    yield error({
      path,
      code: 'ad_group_name_duplicate',
      message: `Another ad group of this campaign is called "${name.trim()}".`,
      fix: 'Choose another name.',
      source: api('AdGroupError.DUPLICATE_ADGROUP_NAME'),
    })
  }
}

function* checkChannels({ channelStrategy, selectedChannels }: AdGroup, path: string): Generator<Finding> {
  const source = api('AdGroup.demand_gen_ad_group_settings.channel_controls')
  if (channelStrategy === 'SELECTED_CHANNELS' && selectedChannels.length === 0) {
    yield error({
      path,
      code: 'channel_required',
      message: 'The ad group shows its ads on selected channels, and none is selected.',
      fix: 'Select at least one channel, or use all channels.',
      source,
    })
  } else if (channelStrategy !== 'SELECTED_CHANNELS' && selectedChannels.length > 0) {
    yield error({
      path,
      code: 'channels_not_used',
      message: `Channels are selected, but the ad group uses ${channelStrategy}. Google takes one or the other.`,
      fix: 'Clear the selection, or choose SELECTED_CHANNELS.',
      source,
    })
  }
}

function* checkLocations({ locations }: AdGroup, listPath: string): Generator<Finding> {
  const seen = new Map<string, boolean>()
  for (const [index, { geoTargetId, negative }] of locations.entries()) {
    const path = `${listPath}[${index}]`
    const country = countryByGeoTargetId(geoTargetId)
    const place = country?.name ?? `Place ${geoTargetId}`
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
    } else if (country === undefined && isCountryGeoTargetId(geoTargetId)) {
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

function* checkLanguages({ languages }: AdGroup, listPath: string): Generator<Finding> {
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
