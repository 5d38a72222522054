import { textOf } from './schema.ts'
import type { Row } from './state.ts'

/** Keys under which a row is found without reading its table. A removed row gives up its name. */
export function indexKeys(row: Row): string[] {
  const { data, customerId } = row
  const isLive = data['status'] !== 'REMOVED'
  switch (row.table) {
    case 'campaign':
      return [
        campaignsOfBudgetKey(textOf(data, 'campaignBudget')),
        campaignNamedKey(customerId, textOf(data, 'name')),
        ...(isLive ? [campaignNameKey(customerId, textOf(data, 'name'))] : []),
        ...(isLive && data['missingEuPoliticalAdvertisingDeclaration'] === true
          ? [undeclaredKey(customerId)]
          : []),
      ]
    case 'campaign_budget':
      return isLive && data['explicitlyShared'] === true
        ? [budgetNameKey(customerId, textOf(data, 'name'))]
        : []
    case 'ad_group':
      return [
        childrenKey('ad_group', textOf(data, 'campaign')),
        ...(isLive ? [adGroupNameKey(textOf(data, 'campaign'), textOf(data, 'name'))] : []),
      ]
    case 'ad_group_ad':
    case 'ad_group_criterion':
      return [childrenKey(row.table, textOf(data, 'adGroup')), ...adKeys(row)]
    case 'campaign_criterion':
    case 'campaign_asset':
      return [childrenKey(row.table, textOf(data, 'campaign'))]
    case 'asset_group':
      return [
        childrenKey('asset_group', textOf(data, 'campaign')),
        ...(isLive ? [assetGroupNameKey(textOf(data, 'campaign'), textOf(data, 'name'))] : []),
      ]
    case 'asset_group_asset':
    case 'asset_group_signal':
      return [childrenKey(row.table, textOf(data, 'assetGroup'))]
    case 'asset':
      return [
        assetNameKey(customerId, textOf(data, 'name')),
        ...(row.contentHash === undefined ? [] : [assetContentKey(customerId, row.contentHash)]),
      ]
    case 'label':
      return isLive ? [labelNameKey(customerId, textOf(data, 'name'))] : []
    case 'change_event':
      return []
    case 'campaign_label':
      return [
        childrenKey('campaign_label', textOf(data, 'campaign')),
        childrenKey('campaign_label', textOf(data, 'label')),
      ]
  }
}

export const campaignNameKey = (customerId: string, name: string): string =>
  `campaign.name ${customerId} ${name}`
/** Removed ones as well. */
export const campaignNamedKey = (customerId: string, name: string): string =>
  `campaign named ${customerId} ${name}`
/** Campaigns that do not say whether they contain EU political advertising. */
export const undeclaredKey = (customerId: string): string => `campaign undeclared ${customerId}`
export const campaignsOfBudgetKey = (budget: string): string => `campaign.campaign_budget ${budget}`
export const budgetNameKey = (customerId: string, name: string): string =>
  `campaign_budget.name ${customerId} ${name}`
export const adGroupNameKey = (campaign: string, name: string): string => `ad_group.name ${campaign} ${name}`
export const assetGroupNameKey = (campaign: string, name: string): string =>
  `asset_group.name ${campaign} ${name}`
export const labelNameKey = (customerId: string, name: string): string => `label.name ${customerId} ${name}`
export const assetNameKey = (customerId: string, name: string): string => `asset.name ${customerId} ${name}`
export const assetContentKey = (customerId: string, hash: string): string =>
  `asset.content ${customerId} ${hash}`
export const adKey = (ad: string): string => `ad ${ad}`
/** Rows of a table that belong to a parent, by the parent's resource name. */
export const childrenKey = (table: Row['table'], parent: string): string => `${table} of ${parent}`

function adKeys(row: Row): string[] {
  const ad = row.data['ad']
  return typeof ad === 'object' && !Array.isArray(ad) ? [adKey(textOf(ad, 'resourceName'))] : []
}
