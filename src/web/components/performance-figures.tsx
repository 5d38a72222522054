import { Alert, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { DayMetrics, MetricsTotals } from '../../contract/metrics.ts'
import { formatAgo, formatDate } from '../ui/format.ts'
import type { DayMark } from '../ui/marks.ts'
import { Fold } from '../ui/fold.tsx'
import { everyDay } from '../ui/metrics.ts'
import { daysBeside, isKnown } from '../ui/periods.ts'
import { MetricTable } from './metric-table.tsx'
import { MetricTiles } from './metric-tiles.tsx'
import { PerformanceChart } from './performance-chart.tsx'
import type { ShownPeriod } from './use-period.ts'

export interface Counted {
  days: readonly DayMetrics[]
  totals: MetricsTotals
}

interface PerformanceFiguresProps {
  period: ShownPeriod
  now: Counted
  /** undefined: compared with nothing, or not read yet. */
  before: Counted | undefined
  /** Before it nothing is known; null: never read. */
  firstDay: string | null
  marks: readonly DayMark[]
  currencyCode: string
  today: string
  /** In place of the chart and the table where there are no numbers. */
  empty: ReactNode
  /** Where other tables come first. */
  isTableFolded?: boolean
  /** Between the chart and the table. */
  children?: ReactNode
}

/** Figures of days: as tiles, as a chart and as a table, each beside the days that they are compared with. */
export function PerformanceFigures(props: PerformanceFiguresProps) {
  const { period, now, firstDay, marks, currencyCode, today, empty, children, isTableFolded = false } = props
  const { range, compared, comparison, shown, change } = period
  const isComparable = compared !== null && isKnown(compared, firstDay)
  const before = isComparable ? props.before : undefined
  const days = useMemo(() => everyDay(now.days, range.from, range.to), [now.days, range.from, range.to])
  const beside = useMemo(() => {
    if (before === undefined || compared === null || before.days.length === 0) return []
    const earlier = everyDay(before.days, compared.from, compared.to)
    return daysBeside(days, earlier, range, comparison)
  }, [before, compared, comparison, days, range])
  const isEmpty = now.days.length === 0
  const table = (
    <MetricTable
      days={days}
      beside={beside}
      totals={now.totals}
      before={before?.totals}
      marks={marks}
      currencyCode={currencyCode}
    />
  )
  return (
    <>
      <MetricTiles
        totals={now.totals}
        before={before?.totals}
        currencyCode={currencyCode}
        shown={shown}
        onShow={(keys) => change({ show: keys.join(',') })}
      />
      {compared !== null && firstDay !== null && !isComparable && (
        <Text size="xs" c="dimmed" role="status">
          Compared with nothing: numbers were read from {formatDate(firstDay)} on, and the days before begin
          earlier.
        </Text>
      )}
      {isEmpty ? (
        empty
      ) : (
        <PerformanceChart
          range={range}
          days={days}
          beside={beside}
          shown={shown}
          marks={marks}
          currencyCode={currencyCode}
        />
      )}
      {range.to >= today && !isEmpty && (
        <Text size="xs" c="dimmed">
          Today is not over: it counts with what it has so far.
        </Text>
      )}
      {children}
      {!isEmpty && (isTableFolded ? <Fold label="Every day as a table">{table}</Fold> : table)}
    </>
  )
}

interface FreshnessProps {
  syncedAt: string | null
  problem: string | null
  /** Whose days they are, in words. */
  zone: string
}

/** How old the numbers are, and what went wrong with the last reading. */
export function Freshness({ syncedAt, problem, zone }: FreshnessProps) {
  return (
    <>
      {problem !== null && (
        <Alert color="orange" variant="light" title="The last reading of Google failed">
          {problem}
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        {syncedAt === null
          ? 'Google has not been asked yet.'
          : `As Google said ${formatAgo(syncedAt)}. Conversions of a day still change for weeks.`}{' '}
        {zone}
      </Text>
    </>
  )
}
