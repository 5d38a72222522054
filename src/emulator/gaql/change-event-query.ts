import type { ErrorCode } from '../generated/error-codes.ts'
import { refuse } from '../refusal.ts'
import { addDays } from './dates.ts'
import type { Condition, Query } from './parse.ts'

const FIELD = 'change_event.change_date_time'
const MAX_LIMIT = 10_000
const MAX_AGE_DAYS = 30

/** The change history is only read in bounds: between two times, of the last 30 days, and so many rows. */
export function checkChangeEventQuery({ from, where, limit }: Query, today: string): void {
  if (from !== 'change_event') return
  const dates = where.filter(({ field }) => field === FIELD)
  const start = bound(dates, ['>', '>='], 0)
  const end = bound(dates, ['<', '<='], 1)
  const isNamed = dates.some(({ operator }) => operator === 'DURING' || operator === '=')
  if (!isNamed && (start === undefined || end === undefined)) {
    throw refusal('changeEventError.CHANGE_DATE_RANGE_INFINITE', `Filter ${FIELD} on both ends.`)
  }
  if (start !== undefined && end !== undefined && start > end) {
    throw refusal('changeEventError.CHANGE_DATE_RANGE_NEGATIVE', 'The range ends before it begins.')
  }
  if (start !== undefined && start.slice(0, 10) < addDays(today, -MAX_AGE_DAYS)) {
    throw refusal('changeEventError.START_DATE_TOO_OLD', `The history goes back ${MAX_AGE_DAYS} days.`)
  }
  if (limit === undefined) throw refusal('changeEventError.LIMIT_NOT_SPECIFIED', 'The query needs a LIMIT.')
  if (limit > MAX_LIMIT)
    throw refusal('changeEventError.INVALID_LIMIT_CLAUSE', `The limit is at most ${MAX_LIMIT}.`)
}

function bound(
  conditions: readonly Condition[],
  operators: readonly string[],
  betweenIndex: 0 | 1,
): string | undefined {
  for (const { operator, values } of conditions) {
    if (operators.includes(operator)) return values[0]?.text
    if (operator === 'BETWEEN') return values[betweenIndex]?.text
  }
  return undefined
}

function refusal(code: ErrorCode, message: string): Error {
  return refuse(code, `Error in query: ${message}`)
}
