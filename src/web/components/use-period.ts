import { useNavigate, useSearch } from '@tanstack/react-router'
import { METRIC_KEYS, type MetricKey } from '../ui/metrics.ts'
import { type Comparison, comparedRange, type Period, type Range, rangeOf } from '../ui/periods.ts'
import type { PeriodSearch } from '../ui/period-search.ts'

export interface ShownPeriod {
  period: Period
  range: Range
  comparison: Comparison
  /** null: compared with nothing. */
  compared: Range | null
  shown: MetricKey[]
  change: (to: PeriodSearch) => void
}

const FIRST_SHOWN: MetricKey[] = ['clicks', 'cost']

/** Which days, against which others, and which figures: all of it stands in the page's address. */
export function usePeriod(today: string): ShownPeriod {
  const search: PeriodSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const { days: period = '30d', compare: comparison = 'previous' } = search
  const range = rangeOf(period, today, search)
  const asked = (search.show ?? '').split(',')
  const shown = asked.filter((key): key is MetricKey => (METRIC_KEYS as string[]).includes(key)).slice(0, 2)
  return {
    period,
    range,
    comparison,
    compared: comparedRange(range, comparison),
    shown: shown.length === 0 ? FIRST_SHOWN : shown,
    change: (to) => void navigate({ to: '.', search: (before) => ({ ...before, ...to }), replace: true }),
  }
}
