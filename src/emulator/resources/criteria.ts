import { childrenKey } from '../indexes.ts'
import type { NewRow, Operation, ResourceRules } from '../mutate/operation.ts'
import { GEO_TARGETS } from '../reference/geo-targets.ts'
import { LANGUAGES } from '../reference/languages.ts'
import { keyOf } from '../resource-name.ts'
import { type Message, messageType, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { knownAudience } from './audiences.ts'
import { checkBid } from './campaign-bidding.ts'
import { characters } from './texts.ts'

const MAX_KEYWORD = 80
const MAX_KEYWORD_WORDS = 10
const KEYWORD_FORBIDDEN = /[!@%,*;^()={}<>`~|?\\]/
/** Criteria that name a resource of the account, in a field called as they are, and none of which exist here. */
const ABSENT = new Set(['userList', 'customAudience'])
/** Parts that an audience is made of. */
const SEGMENTS = new Set([
  'ageRange',
  'gender',
  'incomeRange',
  'parentalStatus',
  'userList',
  'userInterest',
  'customAudience',
  'lifeEvent',
])
/** What this server can target an ad group of a campaign type by; `location` and `language` depend on the campaign. */
const ON_AD_GROUP: Readonly<Record<string, readonly string[]>> = {
  DEMAND_GEN: [
    'location',
    'language',
    'ageRange',
    'gender',
    'incomeRange',
    'parentalStatus',
    'audience',
    'userList',
    'userInterest',
    'customAudience',
    'lifeEvent',
  ],
  SEARCH: ['keyword', 'ageRange', 'gender', 'incomeRange', 'parentalStatus', 'userList', 'userInterest'],
  DISPLAY: [
    'keyword',
    'placement',
    'topic',
    'ageRange',
    'gender',
    'incomeRange',
    'parentalStatus',
    'userList',
    'userInterest',
    'customAudience',
  ],
}
const ON_CAMPAIGN = [
  'location',
  'language',
  'keyword',
  'device',
  'adSchedule',
  'placement',
  'proximity',
  'contentLabel',
  'topic',
  'ipBlock',
  'youtubeChannel',
  'youtubeVideo',
]

/** A campaign excludes these; ad groups are targeted by them. */
const NEGATIVE_ONLY = new Set(['keyword', 'placement', 'topic', 'contentLabel', 'ipBlock'])

export const adGroupCriterionRules: ResourceRules = {
  table: 'ad_group_criterion',
  type: 'resources.AdGroupCriterion',
  collection: 'adGroupCriteria',
  noun: 'ad_group_criterion',
  composite: true,
  create(op, data) {
    if (!op.require(data, 'adGroup', 'ad_group')) return undefined
    const adGroup = op.referenced(textOf(data, 'adGroup'), 'ad_group', 'ad_group')
    if (!adGroup || !checkAlive(op, adGroup, 'ad_group')) return undefined
    const campaign = op.state.find(textOf(adGroup.data, 'campaign'))
    const kind = kindOf(op, data, 'resources.AdGroupCriterion')
    if (!kind || !campaign) return undefined
    const type = textOf(campaign.data, 'advertisingChannelType')
    if (kind === 'audience' && type !== 'DEMAND_GEN') {
      const message = 'Only ad groups of Demand Gen campaigns are aimed at an audience.'
      op.refuse('criterionError.AUDIENCE_NOT_ELIGIBLE_FOR_CAMPAIGN_TYPE', 'audience', message)
      return undefined
    }
    const allowed = ON_AD_GROUP[type] ?? []
    const needsUpgrade = kind === 'location' || kind === 'language'
    if (!allowed.includes(kind) || (needsUpgrade && !hasUpgradedTargeting(campaign))) {
      op.refuse(
        'criterionError.CANNOT_ADD_CRITERIA_TYPE',
        snake(kind),
        'An ad group of this campaign cannot be targeted so.',
        { trigger: snake(kind) },
      )
      return undefined
    }
    data['status'] ??= 'ENABLED'
    checkGrouping(op, kind, adGroup)
    checkBid(op, data, 'cpcBidMicros', 'cpc_bid_micros')
    return newCriterion(op, data, kind, adGroup)
  },
  update(op, before, next) {
    if (before.data['negative'] === true)
      op.refuse(
        'adGroupCriterionError.CANT_UPDATE_NEGATIVE',
        'negative',
        'A negative criterion cannot be changed.',
      )
    checkBid(op, next, 'cpcBidMicros', 'cpc_bid_micros')
  },
  remove(op, row) {
    op.state.delete(row.name)
  },
}

export const campaignCriterionRules: ResourceRules = {
  table: 'campaign_criterion',
  type: 'resources.CampaignCriterion',
  collection: 'campaignCriteria',
  noun: 'campaign_criterion',
  composite: true,
  create(op, data) {
    if (!op.require(data, 'campaign', 'campaign')) return undefined
    const campaign = op.referenced(textOf(data, 'campaign'), 'campaign', 'campaign')
    if (!campaign || !checkAlive(op, campaign, 'campaign')) return undefined
    const kind = kindOf(op, data, 'resources.CampaignCriterion')
    if (!kind) return undefined
    const belongsBelow = hasUpgradedTargeting(campaign) && (kind === 'location' || kind === 'language')
    const isWanted = !NEGATIVE_ONLY.has(kind) || data['negative'] === true
    if (!ON_CAMPAIGN.includes(kind) || belongsBelow || !isWanted) {
      const message = belongsBelow
        ? 'This campaign targets locations and languages on its ad groups.'
        : 'A campaign cannot be targeted so.'
      op.refuse('criterionError.CANNOT_ADD_CRITERIA_TYPE', snake(kind), message, { trigger: snake(kind) })
      return undefined
    }
    data['status'] ??= 'ENABLED'
    return newCriterion(op, data, kind, campaign)
  },
  update(op, before) {
    if (before.data['negative'] === true) {
      op.refuse(
        'campaignCriterionError.CANNOT_UPDATE_NEGATIVE_CRITERION',
        'negative',
        'A negative criterion cannot be changed.',
      )
    }
  },
  remove(op, row) {
    op.state.delete(row.name)
  },
}

/** An ad group is aimed at one audience as a whole, or at the parts of one, as it was made. */
function checkGrouping(op: Operation, kind: string, adGroup: Row): void {
  const isGrouped = subMessage(adGroup.data, 'audienceSetting')?.['useAudienceGrouped'] === true
  const refuse = (code: Parameters<Operation['refuse']>[0], message: string): void =>
    op.refuse(code, snake(kind), message)
  if (kind !== 'audience') {
    if (!isGrouped || !SEGMENTS.has(kind)) return
    refuse(
      'criterionError.CANNOT_ADD_AUDIENCE_SEGMENT_CRITERION_WHEN_AUDIENCE_GROUPED_IS_SET',
      'The ad group is aimed at an audience as a whole.',
    )
  } else if (!isGrouped) {
    refuse(
      'criterionError.AUDIENCE_NOT_ALLOWED_TO_ATTACH_WHEN_AUDIENCE_GROUPED_SET_TO_FALSE',
      'The ad group was made without audience_setting.use_audience_grouped.',
    )
  } else if (hasAudience(op, adGroup)) {
    refuse('criterionError.ONE_AUDIENCE_ALLOWED_PER_AD_GROUP', 'An ad group has one audience.')
  }
}

function hasAudience(op: Operation, adGroup: Row): boolean {
  const criteria = op.state.lookUp(childrenKey('ad_group_criterion', adGroup.name))
  return criteria.some(({ data }) => data['audience'] !== undefined)
}

/** Locations and languages of a Demand Gen campaign are set on its ad groups, unless it was made without that. */
function hasUpgradedTargeting({ data }: Row): boolean {
  return (
    data['advertisingChannelType'] === 'DEMAND_GEN' &&
    subMessage(data, 'demandGenCampaignSettings')?.['upgradedTargeting'] !== false
  )
}

function checkAlive(op: Operation, parent: Row, field: string): boolean {
  if (parent.data['status'] !== 'REMOVED') return true
  op.refuse('contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE', field, 'The resource is removed.', {
    trigger: parent.name,
  })
  return false
}

function kindOf(op: Operation, data: Message, type: string): string | undefined {
  const field = messageType(type).fields.find(
    (field) => field.oneof === 'criterion' && data[field.json] !== undefined,
  )
  if (field) return field.json
  const code =
    type === 'resources.AdGroupCriterion'
      ? 'adGroupCriterionError.CONCRETE_TYPE_REQUIRED'
      : 'campaignCriterionError.CONCRETE_TYPE_REQUIRED'
  op.refuse(code, '', 'The criterion says neither location, language nor anything else.')
  return undefined
}

function newCriterion(op: Operation, data: Message, kind: string, parent: Row): NewRow | undefined {
  const id =
    kind === 'location'
      ? locationId(op, data)
      : kind === 'language'
        ? languageId(op, data)
        : kind === 'audience'
          ? knownAudience(op, textOf(subMessage(data, 'audience'), 'audience'), 'audience.audience')
          : op.state.newId()
  if (ABSENT.has(kind)) refuseAudience(op, data, kind)
  if (kind === 'keyword') checkKeyword(op, subMessage(data, 'keyword'))
  if (id === undefined || op.failed) return undefined
  const table = parent.table === 'campaign' ? 'campaign_criterion' : 'ad_group_criterion'
  for (const other of op.state.lookUp(childrenKey(table, parent.name))) {
    if (!isSameTarget(other.data, data, kind, id)) continue
    if ((other.data['negative'] === true) === (data['negative'] === true)) {
      op.refuse('mutateError.RESOURCE_ALREADY_EXISTS', snake(kind), 'This is targeted already.', {
        trigger: other.name,
      })
    } else {
      const code =
        table === 'campaign_criterion'
          ? 'campaignCriterionError.CANNOT_TARGET_AND_EXCLUDE'
          : 'adGroupCriterionError.CANNOT_TARGET_AND_EXCLUDE'
      op.refuse(code, snake(kind), 'This is both targeted and excluded.', { trigger: other.name })
    }
    return undefined
  }
  return {
    key: `${keyOf(parent.name)}~${id}`,
    data: { ...data, criterionId: id, type: snake(kind).toUpperCase() },
  }
}

/** Lists of people are made elsewhere at Google, and none exist here: naming one is naming nothing. */
function refuseAudience(op: Operation, data: Message, kind: string): void {
  const name = textOf(subMessage(data, kind), kind)
  op.refuse(
    'mutateError.RESOURCE_NOT_FOUND',
    `${snake(kind)}.${snake(kind)}`,
    `There is no audience '${name}'.`,
    { trigger: name },
  )
}

function isSameTarget(other: Message, data: Message, kind: string, id: string): boolean {
  if (other['criterionId'] === id) return true
  if (kind === 'location' || kind === 'language' || other[kind] === undefined) return false
  if (kind === 'keyword') return keywordKey(other) === keywordKey(data)
  return JSON.stringify(other[kind]) === JSON.stringify(data[kind])
}

/** Capitals and spaces make no other keyword. */
function keywordKey(data: Message): string {
  const keyword = subMessage(data, 'keyword')
  return `${textOf(keyword, 'matchType')} ${textOf(keyword, 'text').trim().toLowerCase().replace(/\s+/g, ' ')}`
}

function locationId(op: Operation, data: Message): string | undefined {
  const name = textOf(subMessage(data, 'location'), 'geoTargetConstant')
  const id = /^geoTargetConstants\/(\d+)$/.exec(name)?.[1]
  if (id !== undefined && GEO_TARGETS.has(id)) return id
  op.refuse(
    'criterionError.INVALID_CRITERION_ID',
    'location.geo_target_constant',
    `There is no location '${name}'.`,
    { trigger: name },
  )
  return undefined
}

function languageId(op: Operation, data: Message): string | undefined {
  const name = textOf(subMessage(data, 'language'), 'languageConstant')
  const id = /^languageConstants\/(\d+)$/.exec(name)?.[1]
  if (data['negative'] === true) {
    op.refuse('criterionError.CANNOT_EXCLUDE_CRITERIA_TYPE', 'language', 'A language cannot be excluded.')
  } else if (id !== undefined && LANGUAGES.has(id)) return id
  else
    op.refuse(
      'criterionError.INVALID_CRITERION_ID',
      'language.language_constant',
      `There is no language '${name}'.`,
      { trigger: name },
    )
  return undefined
}

function checkKeyword(op: Operation, keyword: Message | undefined): void {
  const text = textOf(keyword, 'text')
  if (keyword?.['matchType'] === undefined)
    op.refuse('fieldError.REQUIRED', 'keyword.match_type', 'The required field was not present.')
  if (text.trim() === '')
    op.refuse('criterionError.INVALID_KEYWORD_TEXT', 'keyword.text', 'A keyword needs text.')
  else if (characters(text) > MAX_KEYWORD)
    op.refuse(
      'criterionError.KEYWORD_TEXT_TOO_LONG',
      'keyword.text',
      `A keyword has at most ${MAX_KEYWORD} characters.`,
      { trigger: text },
    )
  else if (text.trim().split(/\s+/).length > MAX_KEYWORD_WORDS) {
    op.refuse(
      'criterionError.KEYWORD_HAS_TOO_MANY_WORDS',
      'keyword.text',
      `A keyword has at most ${MAX_KEYWORD_WORDS} words.`,
      { trigger: text },
    )
  } else if (KEYWORD_FORBIDDEN.test(text)) {
    op.refuse(
      'criterionError.KEYWORD_HAS_INVALID_CHARS',
      'keyword.text',
      'The keyword holds a character that is not allowed.',
      { trigger: text },
    )
  }
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
