import { UnstyledButton } from '@mantine/core'
import type { MetricsTotals } from '../../contract/metrics.ts'
import { formatChange } from '../ui/format.ts'
import { changeOf, METRIC_KEYS, METRICS, type Metric, type MetricKey } from '../ui/metrics.ts'
import classes from './performance.module.css'

/** How many a chart can hold: one axis on each side. */
const MOST = 2

interface MetricTilesProps {
  totals: MetricsTotals
  before: MetricsTotals | undefined
  currencyCode: string
  shown: readonly MetricKey[]
  onShow: (shown: MetricKey[]) => void
}

/** A figure each; pressing one puts it into the chart, in place of the one that has been there longer. */
export function MetricTiles({ totals, before, currencyCode, shown, onShow }: MetricTilesProps) {
  const toggle = (key: MetricKey) => {
    if (!shown.includes(key)) return onShow([...shown, key].slice(-MOST))
    if (shown.length > 1) onShow(shown.filter((other) => other !== key))
  }
  return (
    <div className={classes.tiles} role="group" aria-label="Figures in the chart">
      {METRIC_KEYS.map((key) => {
        const metric: Metric = METRICS[key]
        const value = metric.value(totals)
        return (
          <UnstyledButton
            key={key}
            className={classes.tile}
            aria-pressed={shown.includes(key)}
            data-place={shown.indexOf(key)}
            onClick={() => toggle(key)}
          >
            <span className={classes.tileLabel}>{metric.label}</span>
            <span className={classes.tileValue}>
              {value === null ? '–' : metric.words(value, currencyCode)}
            </span>
            {before !== undefined && <Change metric={metric} now={value} before={metric.value(before)} />}
          </UnstyledButton>
        )
      })}
    </div>
  )
}

function Change({ metric, now, before }: { metric: Metric; now: number | null; before: number | null }) {
  const change = changeOf(now, before)
  if (change === null) return <span className={classes.tileChange}>no days to compare</span>
  const better = metric.isGood === null || Math.abs(change) < 0.005 ? null : metric.isGood === change > 0
  return (
    <span className={classes.tileChange} data-better={better ?? undefined}>
      {formatChange(change)} <span className="visually-hidden">against the days before</span>
    </span>
  )
}
