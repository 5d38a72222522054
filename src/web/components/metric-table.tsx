import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DayMetrics } from '../../contract/metrics.ts'
import { formatDate } from '../ui/format.ts'
import { METRIC_KEYS, METRICS, type Metric } from '../ui/metrics.ts'
import history from './history.module.css'
import classes from './performance.module.css'

const FIRST = 31

interface MetricTableProps {
  days: readonly DayMetrics[]
  currencyCode: string
}

/** Every day, the newest first: what the chart shows, to read. */
export function MetricTable({ days, currencyCode }: MetricTableProps) {
  const [whole, setWhole] = useState(false)
  const newest = days.toReversed()
  return (
    <div className={history.scroll}>
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
          </tr>
        </thead>
        <tbody>
          {(whole ? newest : newest.slice(0, FIRST)).map((day) => (
            <tr key={day.date}>
              <th scope="row">{formatDate(day.date)}</th>
              {METRIC_KEYS.map((key) => {
                const metric: Metric = METRICS[key]
                const value = metric.value(day)
                return (
                  <td key={key} className={classes.number}>
                    {value === null ? '–' : metric.words(value, currencyCode)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {!whole && newest.length > FIRST && (
        <Button variant="default" mt="sm" onClick={() => setWhole(true)}>
          Show all {newest.length} days
        </Button>
      )}
    </div>
  )
}
