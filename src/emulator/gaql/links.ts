import { campaignsOfBudgetKey, childrenKey } from '../indexes.ts'
import { textOf } from '../schema.ts'
import type { Row, State } from '../state.ts'

/** Resource names of a campaign's labels. */
export function liveLabels(state: State, campaign: Row): string[] {
  return state.lookUp(childrenKey('campaign_label', campaign.name)).map(({ data }) => textOf(data, 'label'))
}

/** How many campaigns use a budget. */
export function referenceCount(state: State, budget: Row): number {
  return state.lookUp(campaignsOfBudgetKey(budget.name)).filter(({ data }) => data['status'] !== 'REMOVED')
    .length
}
