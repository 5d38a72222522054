import '@mantine/charts/styles.css'
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Campaign } from '../../contract/campaign.ts'
import { todayIn } from '../../contract/dates.ts'
import type { CampaignDrift } from '../../contract/drift.ts'
import { campaignMarksQuery } from '../client/metrics-queries.ts'
import { campaignMetricsQuery } from '../client/queries.ts'
import { marksOf, marksOfDrift } from '../ui/marks.ts'
import { Notice } from '../ui/notice.tsx'
import { ButtonLink } from './button-link.tsx'
import { MonthPacing, RunPacing } from './month-pacing.tsx'
import { PageError } from './page-state.tsx'
import { Freshness, PerformanceFigures } from './performance-figures.tsx'
import { PeriodBar } from './period-bar.tsx'
import { type ShownPeriod, usePeriod } from './use-period.ts'
import { useAccount } from './use-session.ts'

/** What the campaign did: figures, a chart, the month's budget, and every day as a row. */
export function Performance({ campaign }: { campaign: Campaign }) {
  const today = todayIn(useAccount(campaign.accountId)?.timeZone ?? 'UTC')
  const period = usePeriod(today)
  return (
    <Stack gap="md">
      <PeriodBar shown={period} today={today} />
      <Figures campaign={campaign} period={period} today={today} />
    </Stack>
  )
}

interface FiguresProps {
  campaign: Campaign
  period: ShownPeriod
  today: string
}

function Figures({ campaign, period, today }: FiguresProps) {
  const { range, compared } = period
  const now = useQuery(campaignMetricsQuery(campaign.id, range))
  const before = useQuery({
    ...campaignMetricsQuery(campaign.id, compared ?? range),
    enabled: compared !== null,
  })
  const marks = useMarks(campaign, period)
  if (now.isPending) return <Skeleton h={420} />
  if (now.isError) return <PageError error={now.error} reset={() => void now.refetch()} />
  const { currencyCode, syncedAt, problem, firstDay, timeZone } = now.data
  return (
    <>
      <PerformanceFigures
        period={period}
        now={now.data}
        before={before.isPlaceholderData ? undefined : before.data}
        firstDay={firstDay}
        marks={marks}
        currencyCode={currencyCode}
        today={today}
        empty={
          <Notice
            title="No numbers in these days"
            text={
              campaign.googleCampaignId === null
                ? 'A campaign has numbers once it is published and people see its ads.'
                : 'Google has reported nothing for this campaign in these days. Numbers of today come in through the day.'
            }
            action={
              campaign.googleCampaignId === null ? (
                <ButtonLink to="/campaigns/$campaignId/plan" params={{ campaignId: campaign.id }}>
                  Review and publish
                </ButtonLink>
              ) : undefined
            }
          />
        }
      >
        <Freshness
          syncedAt={syncedAt}
          problem={problem}
          zone={`Days are those of the account, in ${timeZone}.`}
        />
        {campaign.dailyBudgetMicros !== null && (
          <MonthPacing campaign={campaign} today={today} dailyBudgetMicros={campaign.dailyBudgetMicros} />
        )}
        {campaign.totalBudgetMicros !== null && campaign.endDate !== null && (
          <RunPacing
            campaign={campaign}
            today={today}
            run={{
              startDate: campaign.startDate,
              endDate: campaign.endDate,
              totalBudgetMicros: campaign.totalBudgetMicros,
            }}
          />
        )}
      </PerformanceFigures>
    </>
  )
}

/** What was done in these days: from here, and at Google, as far as somebody has compared the campaign with it. */
function useMarks(campaign: Campaign, { range }: ShownPeriod) {
  const { data } = useQuery(campaignMarksQuery(campaign.id, range))
  const drift = useQuery<CampaignDrift>({ queryKey: ['campaign', campaign.id, 'drift'], enabled: false })
  return useMemo(
    () => [...marksOf(data?.items ?? [], false), ...marksOfDrift(drift.data)],
    [data, drift.data],
  )
}
