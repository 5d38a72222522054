import { UnstyledButton } from '@mantine/core'
import type { MetricsTotals } from '../../contract/metrics.ts'
import { METRIC_KEYS, METRICS, type Metric, type MetricKey } from '../ui/metrics.ts'
import { MetricChange } from './metric-change.tsx'
import classes from './performance.module.css'

/** How many a chart can hold: one axis on each side. */
const MOST = 2

interface MetricTilesProps {
  totals: MetricsTotals
  /** undefined: compared with nothing. */
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
            {before !== undefined && (
              <MetricChange
                metric={metric}
                now={value}
                before={metric.value(before)}
                currencyCode={currencyCode}
                isLong
              />
            )}
          </UnstyledButton>
        )
      })}
    </div>
  )
}
