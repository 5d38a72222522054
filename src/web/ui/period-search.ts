import { COMPARISONS, type Comparison, type Period, PERIODS } from './periods.ts'

/** Which days a page of figures shows, in its address; what is not set is the usual. */
export interface PeriodSearch {
  days?: Period | undefined
  from?: string | undefined
  to?: string | undefined
  compare?: Comparison | undefined
  /** Keys of one or two figures, with a comma between. */
  show?: string | undefined
}

export function periodSearch(search: Record<string, unknown>): PeriodSearch {
  const word = (key: string): string | undefined => {
    const value = search[key]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  return {
    days: PERIODS.find((period) => period === word('days')),
    from: word('from'),
    to: word('to'),
    compare: COMPARISONS.find((comparison) => comparison === word('compare')),
    show: word('show'),
  }
}
