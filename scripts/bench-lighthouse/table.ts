import type { Report } from './lighthouse.ts'

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

const METRICS = {
  FCP: 'first-contentful-paint',
  LCP: 'largest-contentful-paint',
  TBT: 'total-blocking-time',
  CLS: 'cumulative-layout-shift',
  SI: 'speed-index',
} as const

/** A line for each page: medians, and the performance of every run. */
export function tableOf(lines: readonly { name: string; reports: readonly Report[] }[]): string {
  const head = ['', ...CATEGORIES, ...Object.keys(METRICS), 'machine', 'performance of each run']
  const rows = lines.map(({ name, reports }) => {
    const performance = reports.map(({ scores }) => scores['performance'] ?? Number.NaN)
    return [
      name,
      ...CATEGORIES.map((category) => median(reports.map(({ scores }) => scores[category])).toFixed(0)),
      ...Object.entries(METRICS).map(([short, audit]) =>
        median(reports.map(({ metrics }) => metrics[audit])).toFixed(short === 'CLS' ? 3 : 0),
      ),
      median(reports.map(({ machine }) => machine)).toFixed(0),
      performance.join(' '),
    ]
  })
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function median(values: readonly (number | undefined)[]): number {
  const sorted = values.map((value) => value ?? Number.NaN).toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
