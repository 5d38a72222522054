import { LineChart } from '@mantine/charts'
import { useMantineColorScheme } from '@mantine/core'
import type { DayMetrics } from '../../contract/metrics.ts'
import { formatDate, formatDay } from '../ui/format.ts'
import { METRICS, type Metric, type MetricKey } from '../ui/metrics.ts'
import classes from './performance.module.css'

const COLOURS = ['iris.6', 'orange.6'] as const

interface PerformanceChartProps {
  days: readonly DayMetrics[]
  /** The days before, one for each of `days`; empty: no comparison. */
  earlier: readonly DayMetrics[]
  shown: readonly MetricKey[]
  /** Dates of publications. */
  marks: readonly string[]
  currencyCode: string
}

/** One or two figures over time, each with an axis of its own. What it shows also stands in the table under it. */
export function PerformanceChart({ days, earlier, shown, marks, currencyCode }: PerformanceChartProps) {
  const { colorScheme } = useMantineColorScheme()
  const metrics = shown.map((key): Metric => METRICS[key])
  const [left, right] = metrics
  const data = days.map((day, index) => {
    const before = earlier[index]
    return {
      date: day.date,
      ...Object.fromEntries(metrics.map(({ label, value }) => [label, value(day)])),
      ...(before === undefined
        ? {}
        : Object.fromEntries(metrics.map(({ label, value }) => [beforeOf(label), value(before)]))),
    }
  })
  const words = (label: string) => {
    const metric = metrics.find((one) => label === one.label || label === beforeOf(one.label))
    return (value: number) => metric?.words(value, currencyCode) ?? String(value)
  }
  const series = metrics.flatMap(({ label }, index) => {
    const common = { color: COLOURS[index]!, ...(index === 0 ? {} : { yAxisId: 'right' as const }) }
    return [
      { name: label, ...common },
      ...(earlier.length === 0 ? [] : [{ name: beforeOf(label), strokeDasharray: '4 4', ...common }]),
    ]
  })
  // The word stands inside the chart, on the side where there is room.
  const middle = days[Math.floor(days.length / 2)]?.date ?? ''
  const inRange = new Set(days.map(({ date }) => date))
  return (
    <figure
      className={classes.chart}
      aria-label={`${shown.length === 2 ? 'Two figures' : 'One figure'} by day`}
    >
      <LineChart
        key={colorScheme}
        h={280}
        data={data}
        dataKey="date"
        series={series}
        withDots={days.length <= 31}
        dotProps={{ r: 2.5 }}
        curveType="linear"
        strokeWidth={1.8}
        gridAxis="x"
        withLegend
        legendProps={{ verticalAlign: 'top', height: 36 }}
        withRightYAxis={right !== undefined}
        xAxisProps={{ tickFormatter: formatDay, minTickGap: 28 }}
        yAxisProps={{ width: 72, tickFormatter: left === undefined ? String : words(left.label) }}
        rightYAxisProps={{ width: 72, tickFormatter: right === undefined ? String : words(right.label) }}
        referenceLines={marks
          .filter((date) => inRange.has(date))
          .map((date) => ({
            x: date,
            label: 'published',
            color: 'gray.6',
            labelPosition: date > middle ? 'insideTopRight' : 'insideTopLeft',
          }))}
        tooltipProps={{ content: <Tip words={words} /> }}
        tooltipAnimationDuration={0}
        lineProps={{ isAnimationActive: false, connectNulls: false }}
      />
    </figure>
  )
}

const beforeOf = (label: string): string => `${label}, days before`

/** The chart gives the first two. */
interface TipProps {
  label?: unknown
  payload?: readonly { name?: unknown; value?: unknown; color?: string | undefined }[] | undefined
  words: (label: string) => (value: number) => string
}

function Tip({ label, payload = [], words }: TipProps) {
  if (typeof label !== 'string' || payload.length === 0) return null
  return (
    <div className={classes.tip}>
      <b>{formatDate(label)}</b>
      {payload.map(({ name, value }) => (
        <div key={String(name)}>
          {String(name)}: {typeof value === 'number' ? words(String(name))(value) : '–'}
        </div>
      ))}
    </div>
  )
}
