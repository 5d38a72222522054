import { LineChart } from '@mantine/charts'
import { useMantineColorScheme } from '@mantine/core'
import type { DayMetrics } from '../../contract/metrics.ts'
import { formatDate, formatDay } from '../ui/format.ts'
import { type DayMark, groupMarks } from '../ui/marks.ts'
import { METRICS, type Metric, type MetricKey } from '../ui/metrics.ts'
import type { Range } from '../ui/periods.ts'
import { ChartMarks } from './chart-marks.tsx'
import classes from './performance.module.css'

const COLOURS = ['iris.6', 'orange.6'] as const
/** How wide the two axes are; where there is no right one, the last day keeps a little room. */
const AXIS = 64
const EDGE = 18

interface PerformanceChartProps {
  range: Range
  days: readonly DayMetrics[]
  /** For each of `days` the one that it is compared with, or null; empty: no comparison. */
  beside: readonly (DayMetrics | null)[]
  shown: readonly MetricKey[]
  marks: readonly DayMark[]
  currencyCode: string
}

/** One or two figures over time, each with an axis of its own. What it shows also stands in the table under it. */
export function PerformanceChart(props: PerformanceChartProps) {
  const { range, days, beside, shown, marks, currencyCode } = props
  const { colorScheme } = useMantineColorScheme()
  const metrics = shown.map((key): Metric => METRICS[key])
  const [left, right] = metrics
  const isCompared = beside.length > 0
  const groups = groupMarks(marks, range)
  const short = (metric: Metric | undefined) => (value: number) => metric?.short(value, currencyCode) ?? ''
  return (
    <figure
      className={classes.chart}
      aria-label={`${shown.length === 2 ? 'Two figures' : 'One figure'} by day`}
    >
      <figcaption className={classes.legend}>
        {metrics.map(({ label }, index) => (
          <span key={label} data-place={index}>
            {label}
          </span>
        ))}
        {isCompared && <span className={classes.dashed}>dashed: compared with</span>}
      </figcaption>
      <LineChart
        key={colorScheme}
        h={280}
        data={rowsOf(metrics, days, beside)}
        dataKey="date"
        series={seriesOf(metrics, isCompared)}
        withDots={days.length <= 31}
        dotProps={{ r: 2.5 }}
        activeDotProps={{ r: 4 }}
        curveType="linear"
        strokeWidth={1.8}
        gridAxis="x"
        withRightYAxis={right !== undefined}
        lineChartProps={{ margin: { top: 4, right: right === undefined ? EDGE : 0, bottom: 0, left: 0 } }}
        xAxisProps={{ tickFormatter: formatDay, minTickGap: 28 }}
        yAxisProps={{ width: AXIS, tickFormatter: short(left) }}
        rightYAxisProps={{ width: AXIS, tickFormatter: short(right) }}
        referenceLines={groups.map(({ date }) => ({ x: date, color: 'gray.5', strokeDasharray: '2 3' }))}
        tooltipProps={{
          cursor: { stroke: 'var(--mantine-color-dimmed)', strokeWidth: 1 },
          content: <Tip metrics={metrics} marks={marks} currencyCode={currencyCode} />,
        }}
        tooltipAnimationDuration={0}
        lineProps={(series) => ({
          isAnimationActive: false,
          connectNulls: false,
          ...(isEarlier(series.name) ? { strokeWidth: 1.2, dot: false, strokeOpacity: 0.7 } : {}),
        })}
      />
      <ChartMarks groups={groups} range={range} before={AXIS} after={right === undefined ? EDGE : AXIS} />
    </figure>
  )
}

interface DayRow {
  date: string
  /** The day that it is compared with. */
  beside: string | null
  [figure: string]: string | number | null
}

function rowsOf(
  metrics: readonly Metric[],
  days: readonly DayMetrics[],
  beside: readonly (DayMetrics | null)[],
): DayRow[] {
  return days.map((day, index) => {
    const other = beside[index] ?? null
    const figures = metrics.flatMap(({ label, value }) => [
      [label, value(day)],
      ...(other === null ? [] : [[earlierOf(label), value(other)]]),
    ])
    return { ...Object.fromEntries(figures), date: day.date, beside: other?.date ?? null }
  })
}

/** What is drawn first lies behind: the days that are only compared with. */
function seriesOf(metrics: readonly Metric[], isCompared: boolean) {
  const lines = metrics.map(({ label }, index) => ({
    label,
    color: COLOURS[index]!,
    ...(index === 0 ? {} : { yAxisId: 'right' as const }),
  }))
  return [
    ...(isCompared
      ? lines.map(({ label, ...line }) => ({ name: earlierOf(label), strokeDasharray: '4 4', ...line }))
      : []),
    ...lines.map(({ label, ...line }) => ({ name: label, ...line })),
  ]
}

const EARLIER = ', compared'
const earlierOf = (label: string): string => `${label}${EARLIER}`
const isEarlier = (name: string): boolean => name.endsWith(EARLIER)

/** The chart gives the first two. */
interface TipProps {
  label?: unknown
  payload?: readonly { payload?: unknown }[] | undefined
  metrics: readonly Metric[]
  marks: readonly DayMark[]
  currencyCode: string
}

function Tip({ label, payload = [], metrics, marks, currencyCode }: TipProps) {
  const row = payload[0]?.payload as DayRow | undefined
  if (typeof label !== 'string' || row === undefined) return null
  const words = (metric: Metric, value: string | number | null | undefined): string =>
    typeof value === 'number' ? metric.words(value, currencyCode) : '–'
  return (
    <div className={classes.tip}>
      <b>{formatDate(label)}</b>
      {metrics.map((metric) => (
        <div key={metric.label}>
          {metric.label}: {words(metric, row[metric.label])}
        </div>
      ))}
      {row.beside !== null && (
        <>
          <b>{formatDate(row.beside)}</b>
          {metrics.map((metric) => (
            <div key={metric.label}>
              {metric.label}: {words(metric, row[earlierOf(metric.label)])}
            </div>
          ))}
        </>
      )}
      {marks
        .filter(({ date }) => date === label)
        .slice(0, 3)
        .map((mark, index) => (
          <div key={index} className={classes.tipMark}>
            {mark.words} {mark.who}
          </div>
        ))}
    </div>
  )
}
