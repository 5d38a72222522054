import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { keyOf } from '../resource-name.ts'
import { textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkAssetsAtEnd, followsBrandGuidelines } from './asset-group-assets.ts'
import { BRAND_FIELD_TYPES, checkLinkedAsset, checkLinkStatus } from './asset-field-types.ts'
import { checkBrandAtEnd } from './brand-assets.ts'

export const assetGroupAssetRules: ResourceRules = {
  table: 'asset_group_asset',
  type: 'resources.AssetGroupAsset',
  collection: 'assetGroupAssets',
  noun: 'asset_group_asset',
  composite: true,
  create(op, data) {
    const areNamed = ['assetGroup', 'asset', 'fieldType'].map((field) =>
      op.require(data, field, snake(field)),
    )
    if (areNamed.includes(false)) return undefined
    const assetGroup = op.referenced(textOf(data, 'assetGroup'), 'asset_group', 'asset_group')
    const asset = op.referenced(textOf(data, 'asset'), 'asset', 'asset')
    if (!assetGroup || !asset || !checkAlive(op, assetGroup)) return undefined
    const fieldType = textOf(data, 'fieldType')
    checkLevel(op, assetGroup, fieldType)
    checkLinkedAsset(op, asset, fieldType)
    const key = `${keyOf(assetGroup.name)}~${keyOf(asset.name)}~${fieldType}`
    if (op.state.find(`customers/${op.customerId}/assetGroupAssets/${key}`)) {
      const message = 'The asset stands in this place of the asset group already.'
      op.refuse('assetGroupAssetError.DUPLICATE_RESOURCE', 'asset', message, { trigger: asset.name })
    }
    judgeAtEnd(op, assetGroup)
    data['status'] ??= 'ENABLED'
    return { key, data: { ...data, source: 'ADVERTISER' } }
  },
  update(op, before, next) {
    const assetGroup = op.state.find(textOf(before.data, 'assetGroup'))
    if (!assetGroup || !checkAlive(op, assetGroup)) return
    if (next['fieldType'] !== before.data['fieldType']) {
      const message = 'A link stays what it was made as: remove it and make another.'
      op.refuse('fieldError.IMMUTABLE_FIELD', 'field_type', message, { trigger: textOf(next, 'fieldType') })
    }
    checkLinkStatus(op, next)
    judgeAtEnd(op, assetGroup)
  },
  remove(op, row) {
    op.state.delete(row.name)
    const assetGroup = op.state.find(textOf(row.data, 'assetGroup'))
    if (assetGroup) judgeAtEnd(op, assetGroup)
  },
}

function judgeAtEnd(op: Operation, assetGroup: Row): void {
  checkAssetsAtEnd(op, assetGroup.name)
  checkBrandAtEnd(op, textOf(assetGroup.data, 'campaign'))
}

function checkAlive(op: Operation, assetGroup: Row): boolean {
  const campaign = op.state.find(textOf(assetGroup.data, 'campaign'))
  for (const parent of [assetGroup, campaign]) {
    if (parent?.data['status'] !== 'REMOVED') continue
    op.refuse(
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
      'asset_group',
      'The asset group or its campaign is removed.',
      { trigger: parent.name },
    )
    return false
  }
  return true
}

/** A brand is shown the same in the whole campaign, or by each asset group for itself. */
function checkLevel(op: Operation, assetGroup: Row, fieldType: string): void {
  const campaign = op.state.find(textOf(assetGroup.data, 'campaign'))
  if (!campaign || !followsBrandGuidelines(campaign) || !BRAND_FIELD_TYPES.has(fieldType)) return
  const message = 'With brand guidelines, business name and logos are linked to the campaign.'
  op.refuse('assetLinkError.BRAND_ASSETS_NOT_LINKED_AT_CAMPAIGN_LEVEL', 'field_type', message, {
    trigger: fieldType,
  })
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
