import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DayMetrics, MetricsTotals } from '../../contract/metrics.ts'
import { formatDate } from '../ui/format.ts'
import type { DayMark } from '../ui/marks.ts'
import { METRIC_KEYS, METRICS, type Metric } from '../ui/metrics.ts'
import { MarkList } from './chart-marks.tsx'
import history from './history.module.css'
import { MetricChange } from './metric-change.tsx'
import classes from './performance.module.css'

const FIRST = 31

interface MetricTableProps {
  days: readonly DayMetrics[]
  /** For each of `days` the one that it is compared with, or null; empty: no comparison. */
  beside: readonly (DayMetrics | null)[]
  totals: MetricsTotals
  before: MetricsTotals | undefined
  marks: readonly DayMark[]
  currencyCode: string
}

/** Every day, the newest first: what the chart shows, to read. */
export function MetricTable({ days, beside, totals, before, marks, currencyCode }: MetricTableProps) {
  const [whole, setWhole] = useState(false)
  const rows = days.map((day, index) => ({ day, other: beside[index] ?? null })).toReversed()
  const byDate = Map.groupBy(marks, ({ date }) => date)
  const isCompared = beside.length > 0
  return (
    <section aria-label="Figures by day" tabIndex={0} className={history.scroll}>
      <table className={`${history.table} ${classes.days}`}>
        <caption className="visually-hidden">Figures by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {METRIC_KEYS.map((key) => (
              <th key={key} scope="col" className={classes.number}>
                {METRICS[key].label}
              </th>
            ))}
            {marks.length > 0 && <th scope="col">What was done</th>}
          </tr>
        </thead>
        <tbody>
          <tr className={classes.sum}>
            <th scope="row">All days</th>
            <Cells
              numbers={totals}
              other={before ?? null}
              isCompared={isCompared}
              currencyCode={currencyCode}
            />
            {marks.length > 0 && <td />}
          </tr>
          {(whole ? rows : rows.slice(0, FIRST)).map(({ day, other }) => (
            <tr key={day.date}>
              <th scope="row">
                {formatDate(day.date)}
                {isCompared && other !== null && <small>against {formatDate(other.date)}</small>}
              </th>
              <Cells numbers={day} other={other} isCompared={isCompared} currencyCode={currencyCode} />
              {marks.length > 0 && (
                <td>
                  <MarkList marks={byDate.get(day.date) ?? []} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {!whole && rows.length > FIRST && (
        <Button variant="default" mt="sm" onClick={() => setWhole(true)}>
          Show all {rows.length} days
        </Button>
      )}
    </section>
  )
}

interface CellsProps {
  numbers: MetricsTotals
  other: MetricsTotals | null
  isCompared: boolean
  currencyCode: string
}

function Cells({ numbers, other, isCompared, currencyCode }: CellsProps) {
  return METRIC_KEYS.map((key) => {
    const metric: Metric = METRICS[key]
    const value = metric.value(numbers)
    return (
      <td key={key} className={classes.number}>
        {value === null ? '–' : metric.words(value, currencyCode)}
        {isCompared && (
          <MetricChange
            metric={metric}
            now={value}
            before={other === null ? null : metric.value(other)}
            currencyCode={currencyCode}
          />
        )}
      </td>
    )
  })
}
