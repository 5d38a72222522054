import { formatChange } from '../ui/format.ts'
import { changeOf, type Metric } from '../ui/metrics.ts'
import classes from './performance.module.css'

interface MetricChangeProps {
  metric: Metric
  now: number | null
  before: number | null
  currencyCode: string
  /** With the figure of before, where there is room for it. */
  isLong?: boolean
}

/** How a figure differs from the one that it is compared with. Better and worse are told by the sign too, not by colour alone. */
export function MetricChange({ metric, now, before, currencyCode, isLong = false }: MetricChangeProps) {
  const change = changeOf(now, before)
  if (change === null) {
    return (
      <span className={classes.change}>
        {isLong && (before === null || now === null) ? 'no comparison' : isLong ? 'none before' : '–'}
      </span>
    )
  }
  const better = metric.isGood === null || Math.abs(change) < 0.005 ? null : metric.isGood === change > 0
  return (
    <span className={classes.change} data-better={better ?? undefined}>
      {formatChange(change)}
      {isLong && <span className={classes.from}> from {metric.words(before!, currencyCode)}</span>}
    </span>
  )
}
