import { adTypeOf, automationOf, checkAd } from '../ads/check-ad.ts'
import { applyMask } from '../field-mask.ts'
import { adKey, childrenKey } from '../indexes.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { keyOf, resourceName } from '../resource-name.ts'
import { listOf, type Message, messageType, newMessage, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkChoices } from './asset-automation.ts'

const MAX_ADS = 50
/** Enabled ones, beside any number of paused ones. */
const MAX_SEARCH_ADS = 3

export const adGroupAdRules: ResourceRules = {
  table: 'ad_group_ad',
  type: 'resources.AdGroupAd',
  collection: 'adGroupAds',
  noun: 'ad_group_ad',
  composite: true,
  create(op, data) {
    if (!op.require(data, 'adGroup', 'ad_group')) return undefined
    const adGroup = op.referenced(textOf(data, 'adGroup'), 'ad_group', 'ad_group')
    const campaign = adGroup && op.state.find(textOf(adGroup.data, 'campaign'))
    if (!adGroup || !campaign || !checkParents(op, adGroup, campaign)) return undefined
    if (!op.require(data, 'ad', 'ad')) return undefined
    data['status'] ??= 'ENABLED'
    const ad = subMessage(data, 'ad') ?? newMessage()
    checkAd(op, ad, campaign, 'ad.')
    checkAdAutomation(op, data, ad)
    checkCount(op, adGroup, ad, data['status'])
    if (op.failed) return undefined
    const id = op.state.newId()
    const identity = { id, resourceName: resourceName(op.customerId, 'ads', id), type: adTypeOf(ad) }
    return { key: `${keyOf(adGroup.name)}~${id}`, data: { ...data, ad: { ...ad, ...identity } } }
  },
  update(op, before, next) {
    // The ad itself is immutable here and changes through its own operation.
    const adGroup = op.state.find(textOf(before.data, 'adGroup'))
    const ad = subMessage(next, 'ad') ?? newMessage()
    checkAdAutomation(op, next, ad)
    const isEnabled = next['status'] === 'ENABLED' && before.data['status'] !== 'ENABLED'
    if (isEnabled && adGroup) checkCount(op, adGroup, ad, 'ENABLED')
  },
  remove(op, row) {
    op.state.put({ ...row, data: { ...row.data, status: 'REMOVED' } })
  },
}

export const adRules: ResourceRules = {
  table: 'ad_group_ad',
  type: 'resources.Ad',
  collection: 'ads',
  noun: 'ad',
  locate(op, name) {
    return op.state.lookUp(adKey(name))[0]
  },
  update(op, row, sent, paths) {
    const links = op.state.lookUp(adKey(textOf(subMessage(row.data, 'ad'), 'resourceName')))
    if (!links.some(({ data }) => data['status'] === 'ENABLED')) {
      const message = 'The ad is enabled in no ad group, so it cannot be changed.'
      op.refuse('adError.UPDATING_AD_WITH_NO_ENABLED_ASSOCIATION', 'resource_name', message)
      return
    }
    const ad = applyMask(subMessage(row.data, 'ad') ?? newMessage(), sent, paths, messageType('resources.Ad'))
    const adGroup = op.state.find(textOf(row.data, 'adGroup'))
    const campaign = adGroup && op.state.find(textOf(adGroup.data, 'campaign'))
    if (!campaign) return
    checkAd(op, ad, campaign, '')
    if (op.failed) return
    // What was changed is reviewed again.
    for (const link of links)
      op.state.put({ ...link, data: { ...link.data, ad }, reviewedFromMs: op.scope.nowMs })
  },
}

function checkAdAutomation(op: Operation, data: Message, ad: Message): void {
  const settings = listOf(data, 'adGroupAdAssetAutomationSettings')
  if (settings.length === 0) return
  checkChoices(op, settings, 'ad_group_ad_asset_automation_settings', automationOf(ad), (type, field) => {
    const message = `This kind of ad does not have ${type}.`
    op.refuse('fieldError.INVALID_VALUE', field, message, { trigger: type })
  })
}

function checkParents(op: Operation, adGroup: Row, campaign: Row): boolean {
  for (const parent of [campaign, adGroup]) {
    if (parent.data['status'] !== 'REMOVED') continue
    op.refuse(
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
      'ad_group',
      'The ad group or its campaign is removed.',
      { trigger: parent.name },
    )
    return false
  }
  return true
}

function checkCount(op: Operation, adGroup: Row, ad: Message, status: unknown): void {
  const ads = op.state
    .lookUp(childrenKey('ad_group_ad', adGroup.name))
    .filter(({ data }) => data['status'] !== 'REMOVED')
  const searchAds = ads.filter(
    ({ data }) => data['status'] === 'ENABLED' && subMessage(data, 'ad')?.['responsiveSearchAd'],
  )
  if (status === 'ENABLED' && ad['responsiveSearchAd'] && searchAds.length >= MAX_SEARCH_ADS) {
    refuseCount(op, adGroup, MAX_SEARCH_ADS, 'RESPONSIVE_SEARCH_ADS_PER_AD_GROUP', searchAds.length)
  } else if (op.verb === 'create' && ads.length >= MAX_ADS)
    refuseCount(op, adGroup, MAX_ADS, 'TEXT_AND_OTHER_ADS_PER_AD_GROUP', ads.length)
}

function refuseCount(
  op: Operation,
  adGroup: Row,
  limit: number,
  limitType: string,
  existingCount: number,
): void {
  const enclosing = { enclosingId: keyOf(adGroup.name), enclosingResource: 'AD_GROUP' }
  op.refuse(
    'resourceCountLimitExceededError.ADGROUP_LIMIT',
    'ad_group',
    `An ad group has at most ${limit} of these ads.`,
    {
      details: { resourceCountDetails: { ...enclosing, limit, limitType, existingCount } },
    },
  )
}
