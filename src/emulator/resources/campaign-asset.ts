import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { keyOf } from '../resource-name.ts'
import { textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { followsBrandGuidelines } from './asset-group-assets.ts'
import { BRAND_FIELD_TYPES, checkLinkedAsset, checkLinkStatus } from './asset-field-types.ts'
import { checkBrandAtEnd } from './brand-assets.ts'

export const campaignAssetRules: ResourceRules = {
  table: 'campaign_asset',
  type: 'resources.CampaignAsset',
  collection: 'campaignAssets',
  noun: 'campaign_asset',
  composite: true,
  create(op, data) {
    const areNamed = [
      op.require(data, 'campaign', 'campaign'),
      op.require(data, 'asset', 'asset'),
      op.require(data, 'fieldType', 'field_type'),
    ]
    if (areNamed.includes(false)) return undefined
    const campaign = op.referenced(textOf(data, 'campaign'), 'campaign', 'campaign')
    const asset = op.referenced(textOf(data, 'asset'), 'asset', 'asset')
    if (!campaign || !asset || !checkAlive(op, campaign)) return undefined
    const fieldType = textOf(data, 'fieldType')
    checkPlace(op, campaign, fieldType)
    if (!op.failed) checkLinkedAsset(op, asset, fieldType)
    const key = `${keyOf(campaign.name)}~${keyOf(asset.name)}~${fieldType}`
    if (op.state.find(`customers/${op.customerId}/campaignAssets/${key}`)) {
      const message = 'The asset stands in this place of the campaign already.'
      op.refuse('mutateError.RESOURCE_ALREADY_EXISTS', 'asset', message, { trigger: asset.name })
    }
    checkBrandAtEnd(op, campaign.name)
    data['status'] ??= 'ENABLED'
    return { key, data: { ...data, source: 'ADVERTISER' } }
  },
  update(op, before, next) {
    checkLinkStatus(op, next)
    checkBrandAtEnd(op, textOf(before.data, 'campaign'))
  },
  remove(op, row) {
    op.state.delete(row.name)
    checkBrandAtEnd(op, textOf(row.data, 'campaign'))
  },
}

function checkAlive(op: Operation, campaign: Row): boolean {
  if (campaign.data['status'] !== 'REMOVED') return true
  op.refuse(
    'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
    'campaign',
    'The campaign is removed.',
    { trigger: campaign.name },
  )
  return false
}

function checkPlace(op: Operation, campaign: Row, fieldType: string): void {
  const channel = textOf(campaign.data, 'advertisingChannelType')
  if (!BRAND_FIELD_TYPES.has(fieldType)) {
    const message = `This server offers ${[...BRAND_FIELD_TYPES].join(', ')} on campaigns.`
    op.refuse('assetLinkError.UNSUPPORTED_FIELD_TYPE', 'field_type', message, { trigger: fieldType })
  } else if (channel !== 'PERFORMANCE_MAX') {
    const message = `A ${channel} campaign has its brand in its ads.`
    op.refuse('assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_CAMPAIGN_TYPE', 'field_type', message, {
      trigger: fieldType,
    })
  } else if (!followsBrandGuidelines(campaign)) {
    const message = 'Without brand guidelines, business name and logos are linked to each asset group.'
    op.refuse('assetLinkError.BRAND_ASSETS_NOT_LINKED_AT_ASSET_GROUP_LEVEL', 'field_type', message, {
      trigger: fieldType,
    })
  }
}
