import '@mantine/charts/styles.css'
import { Alert, SegmentedControl, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Campaign } from '../../contract/campaign.ts'
import { addDays, todayIn } from '../../contract/dates.ts'
import { campaignMetricsQuery, publicationsQuery } from '../client/queries.ts'
import { formatAgo } from '../ui/format.ts'
import { everyDay, type MetricKey, type Range, rangeBefore } from '../ui/metrics.ts'
import { Notice } from '../ui/notice.tsx'
import { MetricTable } from './metric-table.tsx'
import { MetricTiles } from './metric-tiles.tsx'
import { MonthPacing } from './month-pacing.tsx'
import { PageError } from './page-state.tsx'
import classes from './performance.module.css'
import { PerformanceChart } from './performance-chart.tsx'
import { useAccount } from './use-session.ts'

const SPANS = { '7': 'Last 7 days', '30': 'Last 30 days', '90': 'Last 90 days', '365': 'Last year' } as const
type Span = keyof typeof SPANS

/** What the campaign did: figures, a chart, the month's budget, and every day as a row. */
export function Performance({ campaign }: { campaign: Campaign }) {
  const timeZone = useAccount(campaign.accountId)?.timeZone ?? 'UTC'
  const [span, setSpan] = useState<Span>('30')
  const [compared, setCompared] = useState(true)
  const today = todayIn(timeZone)
  const range = { from: addDays(today, 1 - Number(span)), to: today }
  return (
    <Stack gap="md">
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Days"
          data={Object.entries(SPANS).map(([value, label]) => ({ value, label }))}
          value={span}
          onChange={(value) => setSpan(value as Span)}
        />
        <Switch
          size="xs"
          label="Compare with the days before"
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
      </div>
      <Figures campaign={campaign} range={range} today={today} compared={compared} />
    </Stack>
  )
}

interface FiguresProps {
  campaign: Campaign
  range: Range
  today: string
  compared: boolean
}

function Figures({ campaign, range, today, compared }: FiguresProps) {
  const [shown, setShown] = useState<MetricKey[]>(['clicks', 'cost'])
  const now = useQuery(campaignMetricsQuery(campaign.id, range))
  const before = useQuery({ ...campaignMetricsQuery(campaign.id, rangeBefore(range)), enabled: compared })
  const marks = usePublicationDays(campaign)
  const days = useMemo(
    () => (now.data === undefined ? [] : everyDay(now.data.days, now.data.from, now.data.to)),
    [now.data],
  )
  const earlier = useMemo(
    () =>
      !compared || before.data === undefined || before.data.days.length === 0
        ? []
        : everyDay(before.data.days, before.data.from, before.data.to),
    [before.data, compared],
  )
  if (now.isPending) return <Skeleton h={420} />
  if (now.isError) return <PageError error={now.error} reset={() => void now.refetch()} />
  const { currencyCode, syncedAt, problem } = now.data
  return (
    <>
      {problem !== null && (
        <Alert color="orange" variant="light" title="The last reading of Google failed">
          {problem}
        </Alert>
      )}
      <MetricTiles
        totals={now.data.totals}
        before={compared ? before.data?.totals : undefined}
        currencyCode={currencyCode}
        shown={shown}
        onShow={setShown}
      />
      {now.data.days.length === 0 ? (
        <Notice
          title="No numbers in these days"
          text={
            campaign.googleCampaignId === null
              ? 'A campaign has numbers once it is published and people see its ads.'
              : 'Google has reported nothing for this campaign in these days. Numbers of today come in through the day.'
          }
        />
      ) : (
        <PerformanceChart
          days={days}
          earlier={earlier}
          shown={shown}
          marks={marks}
          currencyCode={currencyCode}
        />
      )}
      <Text size="xs" c="dimmed">
        {syncedAt === null
          ? 'Google has not been asked yet.'
          : `As Google said ${formatAgo(syncedAt)}. Conversions of a day still change for weeks.`}{' '}
        Days are those of the account, in {now.data.timeZone}.
      </Text>
      {campaign.dailyBudgetMicros !== null && (
        <MonthPacing campaign={campaign} today={today} dailyBudgetMicros={campaign.dailyBudgetMicros} />
      )}
      {now.data.days.length > 0 && <MetricTable days={days} currencyCode={currencyCode} />}
    </>
  )
}

/** The days on which something was published, for the chart. */
function usePublicationDays(campaign: Campaign): string[] {
  const timeZone = useAccount(campaign.accountId)?.timeZone ?? 'UTC'
  const { data } = useInfiniteQuery(publicationsQuery(campaign.id))
  return useMemo(() => {
    const ended = (data?.pages ?? []).flatMap(({ items }) => items)
    const days = ended
      .filter(({ state, kind }) => state === 'SUCCEEDED' && kind === 'PUBLISH')
      .map(({ finishedAt, createdAt }) => todayIn(timeZone, new Date(finishedAt ?? createdAt)))
    return [...new Set(days)]
  }, [data, timeZone])
}
