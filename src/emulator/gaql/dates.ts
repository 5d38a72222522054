export interface DateRange {
  from: string
  to: string
}

const DAY_MS = 86_400_000

/** The named ranges of DURING, in the account's dates. */
export function dateRange(name: string, today: string): DateRange | undefined {
  const back = /^LAST_(7|14|30)_DAYS$/.exec(name)?.[1]
  if (back !== undefined) return { from: addDays(today, -Number(back)), to: addDays(today, -1) }
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  switch (name) {
    case 'TODAY':
      return { from: today, to: today }
    case 'YESTERDAY':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case 'THIS_MONTH':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'LAST_MONTH': {
      const to = addDays(`${today.slice(0, 7)}-01`, -1)
      return { from: `${to.slice(0, 7)}-01`, to }
    }
    case 'THIS_WEEK_SUN_TODAY':
      return { from: addDays(today, -weekday), to: today }
    case 'THIS_WEEK_MON_TODAY':
      return { from: addDays(today, -((weekday + 6) % 7)), to: today }
    case 'LAST_WEEK_SUN_SAT':
      return { from: addDays(today, -weekday - 7), to: addDays(today, -weekday - 1) }
    case 'LAST_WEEK_MON_SUN':
      return week(today, weekday, 6)
    case 'LAST_BUSINESS_WEEK':
      return week(today, weekday, 4)
    default:
      return undefined
  }
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day of another month, or that month's last. */
export function addMonths(date: string, months: number): string {
  const first = new Date(`${date.slice(0, 7)}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + months)
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(Number(date.slice(8)), last)
  return `${first.toISOString().slice(0, 7)}-${String(day).padStart(2, '0')}`
}

function week(today: string, weekday: number, length: number): DateRange {
  const monday = addDays(today, -((weekday + 6) % 7) - 7)
  return { from: monday, to: addDays(monday, length) }
}
