import { useQuery } from '@tanstack/react-query'
import type { CampaignFilters } from '../client/queries.ts'
import { totalsQuery } from '../client/queries.ts'
import { formatCount, formatMoney } from '../ui/format.ts'
import classes from './totals-bar.module.css'

/** What the whole list comes to, and not only what is loaded of it. */
export function TotalsBar({ filters }: { filters: CampaignFilters }) {
  const { data, isPlaceholderData } = useQuery(totalsQuery(filters))
  if (data === undefined) return null
  const { campaigns, exact, dailyBudgetMicros } = data
  const budgets = dailyBudgetMicros.filter(({ micros }) => micros !== '0')
  return (
    <div role="group" aria-label="Totals" className={classes.bar} data-stale={isPlaceholderData || undefined}>
      <span>
        {exact ? '' : 'At least '}
        <b>{formatCount(campaigns)}</b> {campaigns === 1 ? 'campaign' : 'campaigns'}
      </span>
      {budgets.length > 0 && (
        <span>
          Daily budgets{exact ? '' : ' of 100,000 of them'}{' '}
          <b>{budgets.map(({ micros, currencyCode }) => formatMoney(micros, currencyCode)).join(' + ')}</b>
        </span>
      )}
    </div>
  )
}
