import type { CampaignDocument } from '../campaign.ts'
import type { AdGroup } from '../campaign-parts.ts'
import { EMPTY_AD_GROUP } from '../empty-campaign.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { characterCount } from '../width.ts'
import { checkAd } from './ads.ts'
import { BIDDING_OF } from './bidding-rules.ts'
import { type TypeRule, TYPES } from './campaign-types.ts'
import { api, error } from './finding.ts'
import { checkKeywords } from './keywords.ts'
import { checkAmount } from './money-step.ts'
import { notForType } from './not-for-type.ts'
import { checkAudiences, checkSearchThemes } from './signals.ts'
import { checkGroupTargets } from './targeting.ts'
import { hasControlCharacters, isBlank } from './texts.ts'

/** The ad groups of a campaign, or its asset groups, with everything in them. */
export function* checkAdGroups(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const rule = TYPES[document.campaignType]
  const { noun } = rule.group
  if (document.adGroups.length === 0) {
    yield error({
      path: 'adGroups',
      code: 'ad_group_required',
      message: `The campaign has no ${noun}, so there is nothing to show.`,
      fix: noun === 'ad group' ? 'Add an ad group with an ad.' : 'Add an asset group with its assets.',
      source: rule.source,
    })
  }
  const names = new Set<string>()
  for (const [index, adGroup] of document.adGroups.entries()) {
    const path = `adGroups[${index}]`
    yield* checkName(adGroup.name, `${path}.name`, names, rule.group)
    names.add(adGroup.name.trim())
    yield* checkChannels(adGroup, path, rule)
    if (!rule.optimizedTargeting && adGroup.optimizedTargeting !== EMPTY_AD_GROUP.optimizedTargeting) {
      const where = {
        noun: `${noun} of a ${rule.name} campaign`,
        source: api('AdGroup.optimized_targeting_enabled'),
      }
      yield notForType(
        `${path}.optimizedTargeting`,
        'a choice of optimized targeting',
        where,
        'Turn it on again: it changes nothing here.',
      )
    }
    yield* checkBids(adGroup, path, document, context)
    yield* checkGroupTargets(adGroup, path, document, context)
    yield* checkKeywords(adGroup, `${path}.keywords`, document, context)
    yield* checkAudiences(adGroup, `${path}.audiences`, document, context)
    yield* checkSearchThemes(adGroup, `${path}.searchThemes`, document)
    yield* checkAds(adGroup, `${path}.ads`, document, context)
  }
}

function* checkAds(
  { name, ads }: AdGroup,
  path: string,
  document: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  const { group, ads: limit, source } = TYPES[document.campaignType]
  const isAssetGroup = group.noun === 'asset group'
  if (ads.length === 0) {
    yield error({
      path,
      code: 'ad_required',
      message: isAssetGroup
        ? `The asset group "${name.trim()}" has no assets.`
        : `The ad group "${name.trim()}" has no ad.`,
      fix: isAssetGroup ? 'Add its assets, or remove the asset group.' : 'Add an ad, or remove the ad group.',
      source,
    })
  } else if (ads.length > limit.max) {
    yield error({
      path,
      code: 'too_many_ads',
      message: isAssetGroup
        ? `The asset group "${name.trim()}" has ${ads.length} sets of assets; it has exactly one.`
        : `The ad group "${name.trim()}" has ${ads.length} ads; Google allows ${limit.max} that are enabled.`,
      fix: isAssetGroup
        ? 'Move the others to asset groups of their own.'
        : `Take out ${ads.length - limit.max}.`,
      source: limit.source,
    })
  }
  for (const [index, ad] of ads.entries())
    yield* checkAd(ad, { path: `${path}[${index}]`, index }, document, context)
}

/** Bids by hand, which the campaign's way of bidding asks for or has no use for. */
function* checkBids(
  group: AdGroup,
  groupPath: string,
  { biddingStrategy, campaignType }: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  const { strategies } = BIDDING_OF[campaignType]
  const wanted = strategies[biddingStrategy]?.bid
  const positive = group.keywords.filter(({ negative }) => !negative)
  const eachHasItsOwn = positive.length > 0 && positive.every(({ cpcBidMicros }) => cpcBidMicros !== null)
  for (const [field, code, noun, strategy] of [
    ['cpcBidMicros', 'cpc_bid', 'bid per click', 'MANUAL_CPC'],
    ['cpmBidMicros', 'cpm_bid', 'bid per thousand impressions', 'MANUAL_CPM'],
  ] as const) {
    const path = `${groupPath}.${field}`
    const bid = group[field]
    if (wanted === field) {
      if (bid !== null) yield* checkAmount(bid, path, { code, noun }, context)
      else if (field === 'cpmBidMicros' || !eachHasItsOwn) {
        yield error({
          path,
          code: `${code}_required`,
          message: `${biddingStrategy} takes a ${noun} from each ad group, and this one has none.`,
          fix: `Set the ${noun}.`,
          source: api(`AdGroup.${code}_micros`),
        })
      }
    } else if (bid !== null) {
      yield error({
        path,
        code: `${code}_not_used`,
        message: `The ad group has a ${noun}, but ${biddingStrategy} takes none, so Google would never hear of it.`,
        fix: strategies[strategy] === undefined ? 'Clear the bid.' : `Clear the bid, or choose ${strategy}.`,
        source: api('AdGroupError.BID_TYPE_AND_BIDDING_STRATEGY_MISMATCH'),
      })
    }
  }
}

function* checkName(
  name: string,
  path: string,
  taken: ReadonlySet<string>,
  { noun, nameLength, nameSource: source, duplicateSource }: TypeRule['group'],
): Generator<Finding> {
  const length = characterCount(name)
  if (isBlank(name)) {
    yield error({
      path,
      code: 'ad_group_name_required',
      message: `The ${noun} has no name.`,
      fix: 'Give it a name.',
      source,
    })
    return
  }
  if (length > nameLength) {
    yield error({
      path,
      code: 'ad_group_name_too_long',
      message: `The name of the ${noun} has ${length} characters; Google allows ${nameLength}.`,
      fix: `Shorten it by ${length - nameLength}.`,
      source,
    })
  }
  if (hasControlCharacters(name)) {
    yield error({
      path,
      code: 'ad_group_name_control_characters',
      message: `The name of the ${noun} contains a line break or another character that cannot be shown.`,
      fix: 'Type the name again on one line.',
      source,
    })
  }
  if (taken.has(name.trim())) {
    yield error({
      path,
      code: 'ad_group_name_duplicate',
      message: `Another ${noun} of this campaign is called "${name.trim()}".`,
      fix: 'Choose another name.',
      source: duplicateSource,
    })
  }
}

function* checkChannels(
  { channelStrategy, selectedChannels }: AdGroup,
  groupPath: string,
  { channels, group, name }: TypeRule,
): Generator<Finding> {
  const source = api('AdGroup.demand_gen_ad_group_settings.channel_controls')
  const path = `${groupPath}.selectedChannels`
  if (!channels) {
    const where = { noun: `${group.noun} of a ${name} campaign`, source }
    if (channelStrategy !== EMPTY_AD_GROUP.channelStrategy)
      yield notForType(
        `${groupPath}.channelStrategy`,
        'a choice of channels',
        where,
        'Set it to ALL_CHANNELS.',
      )
    if (selectedChannels.length > 0) yield notForType(path, 'selected channels', where)
  } else if (channelStrategy === 'SELECTED_CHANNELS' && selectedChannels.length === 0) {
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
