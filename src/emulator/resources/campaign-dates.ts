import type { Operation } from '../mutate/operation.ts'
import { type Message, textOf } from '../schema.ts'

const LAST_DAY = '2037-12-30'

/** Brings a campaign's dates into one form and refuses those that cannot be. `before` is what an update starts from. */
export function checkDates(op: Operation, data: Message, before?: Message): void {
  const start = readDateTime(op, data, 'startDateTime', 'start_date_time')
  const end = readDateTime(op, data, 'endDateTime', 'end_date_time')
  if (start !== undefined && !start.endsWith(' 00:00:00')) {
    op.refuse(
      'dateError.DATE_RANGE_ERROR_START_TIME_MUST_BE_THE_START_OF_A_DAY',
      'start_date_time',
      'A campaign starts at 00:00:00.',
      { trigger: start },
    )
  }
  if (end !== undefined && !end.endsWith(' 23:59:59')) {
    op.refuse(
      'dateError.DATE_RANGE_ERROR_END_TIME_MUST_BE_THE_END_OF_A_DAY',
      'end_date_time',
      'A campaign ends at 23:59:59.',
      { trigger: end },
    )
  }
  if (op.failed) return
  const isNewStart = start !== undefined && start !== textOf(before, 'startDateTime')
  if (isNewStart && before && textOf(before, 'startDateTime').slice(0, 10) < op.today) {
    const message = 'The campaign has started: its start is fixed.'
    op.refuse('dateRangeError.CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED', 'start_date_time', message, {
      trigger: start,
    })
  } else if (isNewStart && start.slice(0, 10) < op.today) {
    op.refuse(
      'dateRangeError.CANNOT_SET_DATE_TO_PAST',
      'start_date_time',
      `The start is before today, ${op.today} in the account.`,
      { trigger: start },
    )
  }
  if (end !== undefined && end !== textOf(before, 'endDateTime') && end.slice(0, 10) < op.today) {
    op.refuse(
      'dateRangeError.CANNOT_SET_DATE_TO_PAST',
      'end_date_time',
      `The end is before today, ${op.today} in the account.`,
      { trigger: end },
    )
  }
  if (end !== undefined && end.slice(0, 10) > LAST_DAY) {
    op.refuse(
      'dateRangeError.AFTER_MAXIMUM_ALLOWABLE_DATE',
      'end_date_time',
      `The last possible day is ${LAST_DAY}.`,
      { trigger: end },
    )
  }
  if (start !== undefined && end !== undefined && start > end) {
    op.refuse('dateRangeError.START_DATE_AFTER_END_DATE', 'start_date_time', 'The start is after the end.', {
      trigger: start,
    })
  }
}

function readDateTime(op: Operation, data: Message, json: string, field: string): string | undefined {
  const text = data[json]
  if (typeof text !== 'string' || text === '') {
    delete data[json]
    return undefined
  }
  // Google's samples leave the dashes out, and Google takes it.
  const [, year, month, day, time] = /^(\d{4})-?(\d{2})-?(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text) ?? []
  if (year === undefined) {
    op.refuse('dateError.INVALID_STRING_DATE_TIME_SECONDS', field, 'The form is yyyy-MM-dd HH:mm:ss.', {
      trigger: text,
    })
    return undefined
  }
  const date = `${year}-${month}-${day}`
  const parsed = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== date) {
    op.refuse('dateError.INVALID_FIELD_VALUES_IN_DATE_TIME', field, 'There is no such date.', {
      trigger: text,
    })
    return undefined
  }
  data[json] = `${date} ${time}`
  return `${date} ${time}`
}
