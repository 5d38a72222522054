import { campaignNamedKey, childrenKey } from '../indexes.ts'
import { resourceName } from '../resource-name.ts'
import type { Row, State, Table } from '../state.ts'
import type { Condition } from './parse.ts'

const COLLECTIONS: Partial<Record<Table, string>> = {
  campaign: 'campaigns',
  campaign_budget: 'campaignBudgets',
  ad_group: 'adGroups',
  asset: 'assets',
  asset_group: 'assetGroups',
  label: 'labels',
}
/** What rows of a table hang on, from the campaign down. */
const BELOW: Partial<Record<Table, readonly Table[]>> = {
  campaign_criterion: ['campaign'],
  campaign_asset: ['campaign'],
  campaign_label: ['campaign'],
  ad_group: ['campaign'],
  asset_group: ['campaign'],
  ad_group_ad: ['campaign', 'ad_group'],
  ad_group_criterion: ['campaign', 'ad_group'],
  asset_group_asset: ['campaign', 'asset_group'],
  asset_group_signal: ['campaign', 'asset_group'],
}

/**
 * The rows of a table that a query can match, as far as a condition names them or what they hang on; undefined where all
 * have to be looked at. An account may hold tens of thousands.
 */
export function candidates(
  state: State,
  customerId: string,
  from: Table,
  where: readonly Condition[],
): Row[] | undefined {
  const direct = named(state, customerId, from, where)
  if (direct)
    return state.inOrder(direct.filter((row) => row.table === from && row.customerId === customerId))
  const parents = BELOW[from] ?? []
  for (const [depth, parent] of parents.entries()) {
    const found = named(state, customerId, parent, where)
    if (!found) continue
    let rows = found.filter((row) => row.customerId === customerId)
    for (const table of [...parents.slice(depth + 1), from])
      rows = rows.flatMap((row) => state.lookUp(childrenKey(table, row.name)))
    return state.inOrder(rows)
  }
  return undefined
}

/** Rows that a condition names by resource name, id, or a campaign's name. */
function named(
  state: State,
  customerId: string,
  table: Table,
  where: readonly Condition[],
): Row[] | undefined {
  for (const { field, operator, values } of where) {
    if (operator !== '=' && operator !== 'IN') continue
    const texts = [...new Set(values.map(({ text }) => text))]
    if (field === `${table}.resource_name`) return texts.flatMap((name) => state.find(name) ?? [])
    const collection = COLLECTIONS[table]
    if (field === `${table}.id` && collection !== undefined)
      return texts.flatMap((id) => state.find(resourceName(customerId, collection, String(BigInt(id)))) ?? [])
    if (field === 'campaign.name' && table === 'campaign')
      return texts.flatMap((name) => state.lookUp(campaignNamedKey(customerId, name)))
  }
  return undefined
}
