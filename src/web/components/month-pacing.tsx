import { Progress, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Campaign } from '../../contract/campaign.ts'
import { campaignMetricsQuery } from '../client/queries.ts'
import { formatDate, formatMoney, formatPart } from '../ui/format.ts'
import { type Pacing, pacingOf, pacingRange, type Run, runPacingOf, runRange } from '../ui/metrics.ts'
import classes from './performance.module.css'

interface MonthPacingProps {
  campaign: Campaign
  today: string
  dailyBudgetMicros: string
}

/** How much of the month's most a campaign has spent, beside how much of the month has gone. */
export function MonthPacing({ campaign, today, dailyBudgetMicros }: MonthPacingProps) {
  const { data } = useQuery(campaignMetricsQuery(campaign.id, pacingRange(today)))
  if (data === undefined || campaign.googleCampaignId === null) return null
  return (
    <PacingBar pacing={pacingOf(data.days, today, dailyBudgetMicros)} currencyCode={data.currencyCode}>
      Google spends at most 30.4 daily budgets in a month, and at most two on one day.
    </PacingBar>
  )
}

interface RunPacingProps {
  campaign: Campaign
  today: string
  run: Run
}

/** The same of a campaign whose budget is for all of its days. */
export function RunPacing({ campaign, today, run }: RunPacingProps) {
  const { data } = useQuery(campaignMetricsQuery(campaign.id, runRange(run, today)))
  if (data === undefined || campaign.googleCampaignId === null) return null
  return (
    <PacingBar pacing={runPacingOf(data.days, today, run)} currencyCode={data.currencyCode} span="run">
      Google spends the budget over all days until the end, {formatDate(run.endDate)}.
    </PacingBar>
  )
}

interface PacingBarProps {
  pacing: Pacing
  currencyCode: string
  span?: 'month' | 'run'
  /** What else there is to say of it. */
  children: ReactNode
}

/** The month's spend against its budget, and where it will be at the end if it goes on like this. */
export function PacingBar({
  pacing: { spent, most, part, forecast },
  currencyCode,
  span = 'month',
  children,
}: PacingBarProps) {
  const title = span === 'month' ? 'This month' : 'The whole run'
  const of = (amount: number): number => (most === 0 ? 0 : amount / most)
  const money = (units: number): string => formatMoney(String(Math.round(units * 1e6)), currencyCode)
  return (
    <section className={classes.pacing} aria-label={title}>
      <div className={classes.pacingHead}>
        <b>{title}</b>
        <span>
          {money(spent)} of at most {money(most)}
        </span>
      </div>
      <div className={classes.pacingBar}>
        <Progress
          value={Math.min(100, of(spent) * 100)}
          size="sm"
          aria-label={`Spent: ${formatPart(of(spent))} of the most that this ${span} may cost`}
        />
        <span className={classes.today} style={{ left: `${Math.min(100, part * 100)}%` }} title="Today" />
      </div>
      <Text size="sm">
        {forecast === null
          ? `Where the ${span} will end cannot be told yet: too few of the last seven days have cost.`
          : `If it goes on as in the last seven days: ${money(forecast)} at the end of the ${span}, ${formatPart(of(forecast))} of the budget.`}
      </Text>
      <Text size="xs" c="dimmed">
        {formatPart(of(spent))} of the budget in {formatPart(part)} of the {span}. {children}
      </Text>
    </section>
  )
}
