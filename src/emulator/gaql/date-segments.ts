import type { Message } from '../schema.ts'
import { addDays } from './dates.ts'

/** Segments that follow from a row's day. */
export const DATE_SEGMENTS: ReadonlySet<string> = new Set([
  'segments.date',
  'segments.day_of_week',
  'segments.week',
  'segments.month',
  'segments.quarter',
  'segments.year',
])
const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']

/** All of a day's segments. A week begins on Monday. */
export function segmentsOfDay(date: string): Message {
  return {
    date,
    dayOfWeek: WEEKDAYS[weekdayOf(date)]!,
    week: startOf('week', date),
    month: startOf('month', date),
    quarter: startOf('quarter', date),
    year: Number(date.slice(0, 4)),
  }
}

/** The first day of the week, month or quarter that a date is in. */
export function startOf(unit: string, date: string): string {
  if (unit === 'week') return addDays(date, -((weekdayOf(date) + 6) % 7))
  if (unit === 'month') return `${date.slice(0, 7)}-01`
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}
