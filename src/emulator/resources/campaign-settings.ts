import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, subMessage, textOf } from '../schema.ts'
import { checkAutomation } from './asset-automation.ts'
import { checkBrandGuidelines, checkTextGuidelines } from './brand-guidelines.ts'
import { checkTrackingTemplate } from './urls.ts'

/** Settings that belong to some kinds of campaigns only. */
const SETTINGS_OF: Readonly<Record<string, readonly [field: string, channels: readonly string[]]>> = {
  demandGenCampaignSettings: ['demand_gen_campaign_settings', ['DEMAND_GEN']],
  networkSettings: ['network_settings', ['SEARCH', 'DISPLAY']],
  shoppingSetting: ['shopping_setting', ['DEMAND_GEN', 'PERFORMANCE_MAX']],
  assetAutomationSettings: ['asset_automation_settings', ['PERFORMANCE_MAX', 'SEARCH']],
  textGuidelines: ['text_guidelines', ['PERFORMANCE_MAX', 'SEARCH']],
  aiMaxSetting: ['ai_max_setting', ['SEARCH']],
}
const MAX_FEED_LABEL = 20

/** Refuses settings that a campaign of this kind does not have, and those that contradict each other. */
export function checkSettings(op: Operation, data: Message): void {
  const channel = textOf(data, 'advertisingChannelType')
  for (const [json, [field, channels]] of Object.entries(SETTINGS_OF)) {
    if (data[json] === undefined || channels.includes(channel)) continue
    const message = `A ${channel} campaign does not have this setting.`
    op.refuse('campaignError.INCOMPATIBLE_CAMPAIGN_FIELD', field, message, { trigger: channel })
  }
  if (op.failed) return
  checkNetworks(op, data, channel)
  checkShopping(op, subMessage(data, 'shoppingSetting'))
  checkAutomation(op, listOf(data, 'assetAutomationSettings'), channel)
  checkBrandGuidelines(op, data, channel)
  checkTextGuidelines(op, subMessage(data, 'textGuidelines'))
  checkTrackingTemplate(op, textOf(data, 'trackingUrlTemplate'), 'tracking_url_template')
}

function checkNetworks(op: Operation, data: Message, channel: string): void {
  const network = subMessage(data, 'networkSettings')
  if (!network) return
  const refuse = (code: Parameters<Operation['refuse']>[0], field: string, message: string): void =>
    op.refuse(code, `network_settings.${field}`, message)
  if (network['targetPartnerSearchNetwork'] === true) {
    refuse(
      'campaignError.CANNOT_TARGET_PARTNER_SEARCH_NETWORK',
      'target_partner_search_network',
      'This network is open to some partners of Google only.',
    )
  }
  if (network['targetSearchNetwork'] === true && network['targetGoogleSearch'] !== true) {
    refuse(
      'campaignError.CANNOT_TARGET_SEARCH_NETWORK_WITHOUT_GOOGLE_SEARCH',
      'target_search_network',
      'Search partners come with Google search only.',
    )
  }
  if (channel === 'DISPLAY' && network['targetGoogleSearch'] === true) {
    refuse(
      'campaignError.CANNOT_TARGET_SEARCH_NETWORK',
      'target_google_search',
      'A Display campaign does not show on Google search.',
    )
  }
  // What is not said is chosen by Google: only a choice of nothing is wrong.
  const chosen = ['targetGoogleSearch', 'targetSearchNetwork', 'targetContentNetwork']
  const isNothing = chosen.every((field) => network[field] === false)
  if (isNothing)
    op.refuse(
      'campaignError.CAMPAIGN_MUST_TARGET_AT_LEAST_ONE_NETWORK',
      'network_settings',
      'The campaign shows nowhere.',
    )
}

function checkShopping(op: Operation, setting: Message | undefined): void {
  if (!setting) return
  op.require(setting, 'merchantId', 'shopping_setting.merchant_id')
  const label = textOf(setting, 'feedLabel')
  if (label !== '' && !new RegExp(`^[A-Z0-9_-]{1,${MAX_FEED_LABEL}}$`).test(label)) {
    const message = `A feed label has at most ${MAX_FEED_LABEL} capital letters, digits, hyphens and underscores.`
    op.refuse('stringFormatError.ILLEGAL_CHARS', 'shopping_setting.feed_label', message, { trigger: label })
  }
}

/** What Google fills in where a campaign does not say. */
export function settingsDefaults(data: Message): Message {
  const channel = textOf(data, 'advertisingChannelType')
  const geo = {
    positiveGeoTargetType: 'PRESENCE_OR_INTEREST',
    negativeGeoTargetType: 'PRESENCE',
    ...subMessage(data, 'geoTargetTypeSetting'),
  }
  const demandGen = { upgradedTargeting: true, ...subMessage(data, 'demandGenCampaignSettings') }
  const network = { ...NETWORKS[channel], ...subMessage(data, 'networkSettings') }
  return {
    geoTargetTypeSetting: geo,
    adServingOptimizationStatus: 'OPTIMIZE',
    ...(channel === 'DEMAND_GEN' ? { demandGenCampaignSettings: demandGen } : {}),
    ...(NETWORKS[channel] ? { networkSettings: network } : {}),
    ...(channel === 'PERFORMANCE_MAX'
      ? { brandGuidelinesEnabled: data['brandGuidelinesEnabled'] === true }
      : {}),
  }
}

const NETWORKS: Readonly<Record<string, Message>> = {
  SEARCH: {
    targetGoogleSearch: true,
    targetSearchNetwork: false,
    targetContentNetwork: false,
    targetPartnerSearchNetwork: false,
  },
  DISPLAY: {
    targetGoogleSearch: false,
    targetSearchNetwork: false,
    targetContentNetwork: true,
    targetPartnerSearchNetwork: false,
  },
}
