import type { PlanQuota } from '../../contract/quota.ts'
import { formatCount } from './format.ts'

/** How the day's operations stand, beside what something costs. */
export function quotaWords({ used, limit, left }: Pick<PlanQuota, 'used' | 'limit' | 'left'>): string {
  if (limit === null || left === null) return `${formatCount(used)} used in the last 24 hours`
  return `${formatCount(left)} of ${formatCount(limit)} left in 24 hours`
}
