import { Progress, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Campaign } from '../../contract/campaign.ts'
import { formatMicros } from '../../contract/money.ts'
import { campaignMetricsQuery } from '../client/queries.ts'
import { formatPercent } from '../ui/format.ts'
import { pacingOf } from '../ui/metrics.ts'
import classes from './performance.module.css'

interface MonthPacingProps {
  campaign: Campaign
  today: string
  dailyBudgetMicros: string
}

/** How much of the month's most is spent, beside how much of the month has gone. */
export function MonthPacing({ campaign, today, dailyBudgetMicros }: MonthPacingProps) {
  const range = { from: `${today.slice(0, 7)}-01`, to: today }
  const { data } = useQuery(campaignMetricsQuery(campaign.id, range))
  if (data === undefined || campaign.googleCampaignId === null) return null
  const { spent, most, part } = pacingOf(data.days, today, dailyBudgetMicros)
  const used = most === 0 ? 0 : spent / most
  const money = (units: number): string => formatMicros(String(Math.round(units * 1e6)), data.currencyCode)
  return (
    <section className={classes.pacing} aria-label="This month">
      <div className={classes.pacingHead}>
        <b>This month</b>
        <span>
          {money(spent)} of at most {money(most)}
        </span>
      </div>
      <Progress
        value={Math.min(100, used * 100)}
        size="sm"
        aria-label={`Spent: ${formatPercent(used)} of the most that this month may cost`}
      />
      <Text size="xs" c="dimmed">
        {formatPercent(used)} of the budget in {formatPercent(part)} of the month. Google spends at most 30.4
        daily budgets in a month, and at most two on one day.
      </Text>
    </section>
  )
}
