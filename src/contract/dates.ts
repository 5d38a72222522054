/** Calendar dates as `YYYY-MM-DD` strings: they sort as they are and belong to no time zone. */

const DAY_MS = 86_400_000

const instant = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** Today's date where the account is. Throws a RangeError on a time zone that does not exist. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]))
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
}

/** The last moment of a date where the account is. */
export function endOfDayIn(timeZone: string, date: string): Date {
  // The first moment of a later date is between these two, wherever on earth and whatever the clocks do.
  let [before, after] = [instant(date) - DAY_MS, instant(date) + 3 * DAY_MS]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (todayIn(timeZone, new Date(middle)) > date) after = middle
    else before = middle
  }
  return new Date(before)
}

export function addDays(date: string, days: number): string {
  return new Date(instant(date) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from the first date to the second; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((instant(to) - instant(from)) / DAY_MS)
}

export function isValidTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
