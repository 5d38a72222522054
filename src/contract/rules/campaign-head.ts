import type { CampaignDocument } from '../campaign.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { countryByCode, countryByGeoTargetId, isCountryGeoTargetId } from '../reference/countries.ts'
import { characterCount } from '../width.ts'
import { TYPES } from './campaign-types.ts'
import { api, error, page, warning } from './finding.ts'
import { hasControlCharacters } from './texts.ts'

const MAX_NAME = 256
const NAME_SOURCE = api('Campaign.name and the system limits')

/** The kind of the campaign, which decides which other rules apply. */
export function* checkType(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const { published } = context
  if (published !== null && published.campaignType !== document.campaignType) {
    yield error({
      path: 'campaignType',
      code: 'campaign_type_fixed',
      message: `The campaign is a ${published.campaignType} campaign at Google, and a campaign's type never changes.`,
      fix: 'Set the type back, or duplicate the campaign and publish the copy with the new type.',
      source: api('Campaign.advertising_channel_type (immutable)'),
    })
  }
}

export function* checkName(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const path = 'name'
  const { name } = document
  const length = characterCount(name)
  if (name.trim() === '') {
    yield error({
      path,
      code: 'name_required',
      message: 'The campaign has no name.',
      fix: 'Give it a name.',
      source: NAME_SOURCE,
    })
    return
  }
  if (length > MAX_NAME) {
    yield error({
      path,
      code: 'name_too_long',
      message: `The name has ${length} characters; Google allows ${MAX_NAME}.`,
      fix: `Shorten it by ${length - MAX_NAME}.`,
      source: NAME_SOURCE,
    })
  }
  if (hasControlCharacters(name)) {
    yield error({
      path,
      code: 'name_control_characters',
      message: 'The name contains a line break or another character that cannot be shown.',
      fix: 'Type the name again on one line.',
      source: NAME_SOURCE,
    })
  }
  if (context.takenNames.has(name) || context.takenNames.has(name.trim())) {
    yield error({
      path,
      code: 'name_taken',
      message: `Another live campaign of this account is called "${name.trim()}".`,
      fix: 'Choose another name, or remove the other campaign at Google.',
      source: api('CampaignError.DUPLICATE_CAMPAIGN_NAME'),
    })
  }
}

/** Whether an ad of this campaign could be shown in the European Union. A place of which nothing is known might be there. */
function mayReachEu(document: CampaignDocument, { places }: PreflightContext): boolean {
  const { adGroups, campaignType } = document
  const aimed = TYPES[campaignType].targets === 'campaign' ? [document] : adGroups
  if (aimed.length === 0) return true
  return aimed.some(({ locations }) => {
    const wanted = locations.filter(({ negative }) => !negative)
    if (wanted.length === 0) return true
    return wanted.some(({ geoTargetId }) => {
      const code = places.get(geoTargetId)?.countryCode
      const country = countryByGeoTargetId(geoTargetId) ?? (code == null ? undefined : countryByCode(code))
      return country?.eu ?? !isCountryGeoTargetId(geoTargetId)
    })
  })
}

/** A legal statement of the advertiser: asked for, never filled in. */
export function* checkEuDeclaration(
  document: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  const path = 'containsEuPoliticalAdvertising'
  const source = api('Campaign.contains_eu_political_advertising')
  if (document.containsEuPoliticalAdvertising === null) {
    yield error({
      path,
      code: 'eu_declaration_required',
      message:
        'Nobody has declared yet whether this campaign contains political advertising in the European Union.',
      fix: 'Answer yes or no. It is a legal declaration of the advertiser, so it is never answered for you.',
      source,
    })
  } else if (document.containsEuPoliticalAdvertising && mayReachEu(document, context)) {
    yield warning({
      path,
      code: 'eu_political_not_served',
      message: 'Declared as EU political advertising: Google will not show these ads in the European Union.',
      fix: 'Nothing, if that is right. Otherwise correct the declaration.',
      source,
    })
  }
}

/** Placeholders that stand for the landing page. */
const LANDING_PAGE = /\{(?:unescaped|escaped)?lpurl(?:\+[23])?\}/i
const MAX_URL_BYTES = 2084

export function* checkTrackingTemplate(document: CampaignDocument): Generator<Finding> {
  const template = document.trackingUrlTemplate
  if (template === null || template === '') return
  const path = 'trackingUrlTemplate'
  const source = page('tracking template; UrlFieldError in API v25')
  if (!LANDING_PAGE.test(template)) {
    yield error({
      path,
      code: 'tracking_template_without_landing_page',
      message:
        'The tracking template has no placeholder for the landing page, so a click could not reach it.',
      fix: 'Put {lpurl} where the landing page belongs, like https://track.example.com/?url={lpurl}.',
      source,
    })
  }
  if (!/^(?:https?:\/\/[^\s/?#]|\{[^{}\s]+\})\S*$/i.test(template)) {
    yield error({
      path,
      code: 'tracking_template_invalid',
      message:
        'The tracking template is not an address: it must start with https://, http:// or {lpurl} and have no spaces.',
      fix: 'Correct the address, like https://track.example.com/?url={lpurl}.',
      source,
    })
  }
  const bytes = new TextEncoder().encode(template).length
  if (bytes > MAX_URL_BYTES) {
    yield error({
      path,
      code: 'tracking_template_too_long',
      message: `The tracking template is ${bytes} bytes long; Google allows ${MAX_URL_BYTES} for an address.`,
      fix: 'Shorten it. Letters outside ASCII count two to four bytes.',
      source,
    })
  }
}

export function* checkFinalUrlSuffix(document: CampaignDocument): Generator<Finding> {
  const suffix = document.finalUrlSuffix
  if (suffix === null || suffix === '') return
  const path = 'finalUrlSuffix'
  const source = page('final URL suffix; UrlFieldError in API v25')
  if (/^[?&#]/.test(suffix)) {
    yield error({
      path,
      code: 'final_url_suffix_leading_mark',
      message: `The final URL suffix starts with "${suffix[0]}"; Google puts that in itself.`,
      fix: 'Start with the first parameter, like utm_source=google&utm_medium=cpc.',
      source,
    })
  } else if (/\s/.test(suffix) || /^[a-z][a-z\d+.-]*:\/\//i.test(suffix) || LANDING_PAGE.test(suffix)) {
    yield error({
      path,
      code: 'final_url_suffix_invalid',
      message:
        'The final URL suffix is not a list of parameters: it has spaces, a whole address or {lpurl} in it.',
      fix: 'Write parameters only, like utm_source=google&utm_medium=cpc, with spaces as %20.',
      source,
    })
  }
}
