import type { PlanQuota } from '../../contract/quota.ts'

/** How the day's operations stand, beside what something costs. */
export function quotaWords({ used, limit, left }: Pick<PlanQuota, 'used' | 'limit' | 'left'>): string {
  const count = (n: number): string => n.toLocaleString('en')
  if (limit === null || left === null) return `${count(used)} used in the last 24 hours`
  return `${count(left)} of ${count(limit)} left in 24 hours`
}
