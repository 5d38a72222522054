import { CAMPAIGNS_DE } from './campaigns-de.ts'
import { CAMPAIGNS_JP } from './campaigns-jp.ts'
import { CAMPAIGNS_OF_TYPES } from './campaigns-types.ts'
import { CAMPAIGNS_US } from './campaigns-us.ts'
import type { DemoCampaign } from './demo-campaign.ts'

/**
 * All of them, the accounts in turn: the list of campaigns shows the newest first, and should be mixed. The few of other types
 * are made last, so that the first page shows them.
 */
export const CAMPAIGNS: readonly DemoCampaign[] = [
  ...inTurn([CAMPAIGNS_DE, CAMPAIGNS_JP, CAMPAIGNS_US]),
  ...CAMPAIGNS_OF_TYPES,
]

function inTurn<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat()
}
