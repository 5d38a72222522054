import type { CampaignDocument } from '../campaign.ts'
import type { AdGroup } from '../campaign-parts.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { characterCount } from '../width.ts'
import { TYPES } from './campaign-types.ts'
import { api, error } from './finding.ts'
import { notForType } from './not-for-type.ts'
import { SEARCH_THEMES } from './performance-max.ts'
import { isBlank } from './texts.ts'

/** Of an ad group as of an asset group: what is to be aimed at together is joined into one audience at Google. */
export const AUDIENCES = {
  max: 1,
  source: api('CriterionError.ONE_AUDIENCE_ALLOWED_PER_AD_GROUP, _ASSET_GROUP'),
}

/** Audiences: targets, or in Performance Max a signal. */
export function* checkAudiences(
  group: AdGroup,
  path: string,
  { campaignType }: CampaignDocument,
  { published }: PreflightContext,
): Generator<Finding> {
  const { audiences } = group
  const { name, source, group: of, audiences: taken } = TYPES[campaignType]
  if (!taken) {
    const noun = `${of.noun} of a ${name} campaign`
    if (audiences.length > 0) yield notForType(path, 'audiences', { noun, source })
    return
  }
  const { max } = AUDIENCES
  if (audiences.length > max) {
    const as = campaignType === 'PERFORMANCE_MAX' ? ' as a signal' : ''
    yield error({
      path,
      code: 'too_many_audiences',
      message: `The ${of.noun} has ${audiences.length} audiences; Google takes ${max}${as}.`,
      fix: 'Keep the one that describes your customers best. An audience can be made of several segments.',
      source: AUDIENCES.source,
    })
  }
  if (campaignType === 'DEMAND_GEN') yield* checkGrouping(group, path, published)
}

/** Whether a Demand Gen ad group takes audiences is decided when Google makes it. */
function* checkGrouping(
  { id, audiences }: AdGroup,
  path: string,
  published: PreflightContext['published'],
): Generator<Finding> {
  if (audiences.length === 0 || published?.groupsWithoutAudiences.has(id) !== true) return
  yield error({
    path,
    code: 'audiences_fixed',
    message: 'Google made this ad group without audiences, and never takes any for it.',
    fix: 'Take them out, or add another ad group with audiences and remove this one.',
    source: api('AdGroup.audience_setting.use_audience_grouped (immutable)'),
  })
}

/** What people search for, as a signal of Performance Max. */
export function* checkSearchThemes(
  { searchThemes }: AdGroup,
  path: string,
  { campaignType }: CampaignDocument,
): Generator<Finding> {
  const { name, source, group, searchThemes: taken } = TYPES[campaignType]
  if (!taken) {
    const noun = `${group.noun} of a ${name} campaign`
    if (searchThemes.length > 0) yield notForType(path, 'search themes', { noun, source })
    return
  }
  if (searchThemes.length > SEARCH_THEMES.max) {
    yield error({
      path,
      code: 'too_many_search_themes',
      message: `The asset group has ${searchThemes.length} search themes; Google allows ${SEARCH_THEMES.max}.`,
      fix: `Take out ${searchThemes.length - SEARCH_THEMES.max}.`,
      source: SEARCH_THEMES.source,
    })
  }
  const seen = new Set<string>()
  for (const [index, text] of searchThemes.entries()) {
    const place = `${path}[${index}]`
    yield* checkTheme(text, place)
    const words = text.trim().toLowerCase()
    if (seen.has(words) && !isBlank(text)) {
      yield error({
        path: place,
        code: 'search_theme_duplicate',
        message: `"${text.trim()}" is in the list twice.`,
        fix: 'Take one out.',
        source: api('MutateError.RESOURCE_ALREADY_EXISTS'),
      })
    }
    seen.add(words)
  }
}

function* checkTheme(text: string, path: string): Generator<Finding> {
  const { characters, words, source } = SEARCH_THEMES
  const length = characterCount(text)
  const count = text.trim().split(/\s+/).length
  if (isBlank(text)) {
    yield error({
      path,
      code: 'search_theme_blank',
      message: 'This search theme is empty.',
      fix: 'Write it, or take it out.',
      source,
    })
  } else if (length > characters || count > words) {
    yield error({
      path,
      code: 'search_theme_too_long',
      message: `The search theme has ${length} characters and ${count === 1 ? '1 word' : `${count} words`}; Google allows ${characters} and ${words}.`,
      fix: 'Shorten it to what people would type.',
      source,
    })
  }
}
