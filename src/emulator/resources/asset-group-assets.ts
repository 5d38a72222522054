import { childrenKey } from '../indexes.ts'
import type { Operation } from '../mutate/operation.ts'
import { keyOf } from '../resource-name.ts'
import { subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { displayWidth } from '../display-width.ts'
import { BRAND_FIELD_TYPES, FIELD_TYPES, textOfAsset } from './asset-field-types.ts'

/** One description has to fit where there is little room. */
const SHORT_DESCRIPTION = 60

/** Judges at the end of the request whether an asset group has what it needs, and no more than it may have. */
export function checkAssetsAtEnd(op: Operation, name: string): void {
  op.checkAtEnd(`assets of ${name}`, () => {
    const assetGroup = op.state.find(name)
    const campaign = assetGroup && op.state.find(textOf(assetGroup.data, 'campaign'))
    if (!campaign || assetGroup.data['status'] === 'REMOVED' || campaign.data['status'] === 'REMOVED') return
    const links = linksOf(op, name)
    checkMost(op, links, 'asset group', keyOf(name))
    // With products to show, an asset group may do without assets of its own.
    if (links.length > 0 || !hasProducts(campaign)) checkLeast(op, links, campaign)
  })
}

/** Enabled links of an asset group. */
export function linksOf(op: Operation, assetGroup: string): Row[] {
  return op.state
    .lookUp(childrenKey('asset_group_asset', assetGroup))
    .filter(({ data }) => data['status'] === 'ENABLED')
}

export function followsBrandGuidelines(campaign: Row): boolean {
  return campaign.data['brandGuidelinesEnabled'] === true
}

/** A Merchant Center feed is given. */
export function hasProducts(campaign: Row): boolean {
  return subMessage(campaign.data, 'shoppingSetting')?.['merchantId'] !== undefined
}

/** Refuses more links in one place than that place takes. */
export function checkMost(op: Operation, links: readonly Row[], owner: string, enclosingId: string): void {
  for (const [name, { max }] of Object.entries(FIELD_TYPES)) {
    const existingCount = ofType(links, name).length
    if (existingCount <= max) continue
    const enclosingResource = owner.toUpperCase().replace(' ', '_')
    const resourceCountDetails = { enclosingId, enclosingResource, limit: max, existingCount }
    op.refuse(
      'resourceCountLimitExceededError.RESOURCE_LIMIT',
      'field_type',
      `The ${owner} has at most ${max} of ${name}.`,
      { trigger: name, details: { resourceCountDetails } },
    )
  }
}

function checkLeast(op: Operation, links: readonly Row[], campaign: Row): void {
  for (const [name, { min }] of Object.entries(FIELD_TYPES)) {
    if (!min || (followsBrandGuidelines(campaign) && BRAND_FIELD_TYPES.has(name))) continue
    const count = ofType(links, name).length
    if (count >= min.count) continue
    op.refuse(min.code, '', `The asset group needs at least ${min.count} of ${name} and has ${count}.`, {
      trigger: name,
    })
  }
  const descriptions = ofType(links, 'DESCRIPTION').map((link) => textOfLink(op, link))
  if (descriptions.length > 0 && descriptions.every((text) => displayWidth(text) > SHORT_DESCRIPTION)) {
    const message = `One description has at most ${SHORT_DESCRIPTION} characters.`
    op.refuse('assetGroupError.SHORT_DESCRIPTION_REQUIRED', '', message, { trigger: 'DESCRIPTION' })
  }
}

function textOfLink(op: Operation, { data }: Row): string {
  return textOfAsset(op.state.find(textOf(data, 'asset'))?.data ?? {})
}

export function ofType(links: readonly Row[], fieldType: string): Row[] {
  return links.filter(({ data }) => data['fieldType'] === fieldType)
}
