import { adGroupNameKey } from '../indexes.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { type Message, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkBid } from './campaign-bidding.ts'
import { characters, hasForbiddenCharacter } from './texts.ts'

const MAX_NAME = 255
/** Without a type these kinds of campaign give their ad groups one; Demand Gen ad groups have none. */
const TYPES: Readonly<Record<string, { types: readonly string[]; fallback: string | undefined }>> = {
  DEMAND_GEN: { types: [], fallback: undefined },
  SEARCH: { types: ['SEARCH_STANDARD', 'SEARCH_DYNAMIC_ADS'], fallback: 'SEARCH_STANDARD' },
  DISPLAY: { types: ['DISPLAY_STANDARD'], fallback: 'DISPLAY_STANDARD' },
}
const BIDS = [
  ['cpcBidMicros', 'cpc_bid_micros'],
  ['cpmBidMicros', 'cpm_bid_micros'],
  ['targetCpaMicros', 'target_cpa_micros'],
  ['targetCpcMicros', 'target_cpc_micros'],
] as const

export const adGroupRules: ResourceRules = {
  table: 'ad_group',
  type: 'resources.AdGroup',
  collection: 'adGroups',
  noun: 'ad_group',
  create(op, data) {
    if (!op.require(data, 'campaign', 'campaign')) return undefined
    const campaign = op.referenced(textOf(data, 'campaign'), 'campaign', 'campaign')
    if (!campaign || !checkParent(op, campaign)) return undefined
    data['status'] ??= 'ENABLED'
    checkType(op, data, campaign)
    checkAdGroup(op, data, campaign)
    const key = op.state.newId()
    return { key, data: { ...data, id: key, ...defaultsOf(campaign, data) } }
  },
  update(op, before, next) {
    const campaign = op.state.find(textOf(before.data, 'campaign'))
    if (!campaign || !checkParent(op, campaign)) return
    checkAdGroup(op, next, campaign, before)
  },
  remove(op, row) {
    op.state.put({ ...row, data: { ...row.data, status: 'REMOVED' } })
  },
}

/** Nothing is added to a campaign that is gone. */
function checkParent(op: Operation, campaign: Row): boolean {
  if (campaign.data['status'] !== 'REMOVED') return true
  op.refuse(
    'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
    'campaign',
    'The campaign is removed.',
    { trigger: campaign.name },
  )
  return false
}

function checkType(op: Operation, data: Message, campaign: Row): void {
  const channel = textOf(campaign.data, 'advertisingChannelType')
  const type = textOf(data, 'type')
  const allowed = TYPES[channel]
  if (!allowed)
    op.refuse(
      'adGroupError.CANNOT_ADD_AD_GROUP_FOR_CAMPAIGN_TYPE',
      'campaign',
      `A ${channel} campaign has no ad groups.`,
    )
  else if (type !== '' && !allowed.types.includes(type)) {
    const message = `An ad group of a ${channel} campaign cannot have the type ${type}.`
    op.refuse('adGroupError.AD_GROUP_TYPE_NOT_VALID_FOR_ADVERTISING_CHANNEL_TYPE', 'type', message, {
      trigger: type,
    })
  }
}

function checkAdGroup(op: Operation, data: Message, campaign: Row, before?: Row): void {
  if (op.require(data, 'name', 'name')) checkName(op, data, campaign, before)
  const isDemandGen = campaign.data['advertisingChannelType'] === 'DEMAND_GEN'
  for (const [json, field] of BIDS) {
    checkBid(op, data, json, field)
    if (isDemandGen && data[json] !== undefined && json.startsWith('cp')) {
      op.refuse(
        'adGroupError.BID_TYPE_AND_BIDDING_STRATEGY_MISMATCH',
        field,
        'A Demand Gen ad group does not bid by hand.',
      )
    }
  }
  const settings = subMessage(data, 'demandGenAdGroupSettings')
  if (!settings) return
  if (!isDemandGen) {
    op.refuse(
      'fieldError.VALUE_MUST_BE_UNSET',
      'demand_gen_ad_group_settings',
      'Only ad groups of Demand Gen campaigns have this setting.',
    )
    return
  }
  const selected = subMessage(subMessage(settings, 'channelControls'), 'selectedChannels')
  if (selected && !Object.values(selected).includes(true)) {
    const field = 'demand_gen_ad_group_settings.channel_controls.selected_channels'
    op.refuse('fieldError.INVALID_VALUE', field, 'Select at least one channel.')
  }
}

function checkName(op: Operation, data: Message, campaign: Row, before?: Row): void {
  const name = textOf(data, 'name')
  if (hasForbiddenCharacter(name))
    op.refuse('adGroupError.INVALID_ADGROUP_NAME', 'name', 'A name has no line breaks.', { trigger: name })
  else if (characters(name) > MAX_NAME)
    op.refuse('stringLengthError.TOO_LONG', 'name', `A name has at most ${MAX_NAME} characters.`, {
      trigger: name,
    })
  else if (op.state.lookUp(adGroupNameKey(campaign.name, name)).some((row) => row.name !== before?.name)) {
    op.refuse(
      'adGroupError.DUPLICATE_ADGROUP_NAME',
      'name',
      'Another ad group of the campaign has this name.',
      { trigger: name },
    )
  }
}

function defaultsOf(campaign: Row, data: Message): Message {
  const channel = textOf(campaign.data, 'advertisingChannelType')
  if (channel !== 'DEMAND_GEN') {
    const type = data['type'] ?? TYPES[channel]?.fallback
    return type === undefined ? {} : { type }
  }
  const settings = subMessage(data, 'demandGenAdGroupSettings') ?? {}
  const controls = subMessage(settings, 'channelControls') ?? { channelStrategy: 'ALL_CHANNELS' }
  const channelConfig = controls['selectedChannels'] === undefined ? 'CHANNEL_STRATEGY' : 'SELECTED_CHANNELS'
  return { demandGenAdGroupSettings: { ...settings, channelControls: { ...controls, channelConfig } } }
}
