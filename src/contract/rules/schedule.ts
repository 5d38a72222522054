import type { CampaignDocument } from '../campaign.ts'
import { daysBetween } from '../dates.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { OUR_ADVICE, api, error, warning } from './finding.ts'

/** Google's "forever"; no date after it is accepted. */
const LAST_DATE = '2037-12-30'
const FAR_AHEAD_DAYS = 365

/** The first day of the campaign. */
export function* checkStartDate(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const { startDate } = document
  const { today, published, account } = context
  // null means "as soon as it is live": Google filled a date in, and it stays.
  if (startDate === null || startDate === published?.startDate) return
  const path = 'startDate'
  if (published !== null && (published.startDate === null || published.startDate <= today)) {
    yield error({
      path,
      code: 'start_date_fixed',
      message: `The campaign has started at Google${published.startDate === null ? '' : ` on ${published.startDate}`}, so its start date cannot change.`,
      fix:
        published.startDate === null
          ? 'Clear the start date.'
          : `Set the start date back to ${published.startDate}.`,
      source: api('DateError.CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED'),
    })
  } else if (startDate < today) {
    yield error({
      path,
      code: 'start_date_past',
      message: `The campaign would start on ${startDate}, but it is already ${today} in the account's time zone, ${account.timeZone}.`,
      fix: `Choose ${today} or later, or clear the start date to start at once.`,
      source: api('DateError.CANNOT_SET_DATE_TO_PAST'),
    })
  } else if (startDate > LAST_DATE) {
    yield tooLate(path, 'start_date_too_late', startDate)
  } else if (daysBetween(today, startDate) > FAR_AHEAD_DAYS) {
    yield warning({
      path,
      code: 'start_date_far',
      message: `The campaign would start on ${startDate}, more than a year from now.`,
      fix: 'Check the year.',
      source: OUR_ADVICE,
    })
  }
}

/** The last day of the campaign. */
export function* checkEndDate(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const { startDate, endDate } = document
  const { today, published, account } = context
  const path = 'endDate'
  if (endDate === null) {
    if (document.totalBudgetMicros !== null) return
    yield warning({
      path,
      code: 'no_end_date',
      message: 'The campaign has no end date: it spends its budget every day until somebody pauses it.',
      fix: 'Set an end date, or leave it if the campaign is meant to run on.',
      source: api('Campaign.end_date_time'),
    })
    return
  }
  if (endDate < today) {
    const ended = published !== null && published.endDate === endDate
    yield error({
      path,
      code: 'end_date_past',
      message: ended
        ? `The campaign ended on ${endDate}. Google takes no other change of it before the end date is moved.`
        : `The campaign would end on ${endDate}, but it is already ${today} in the account's time zone, ${account.timeZone}.`,
      fix: `Choose ${today} or later, or clear the end date.`,
      source: api(
        ended ? 'INVALID_OPERATION_IF_SERVING_STATUS_HAS_ENDED' : 'DateError.CANNOT_SET_DATE_TO_PAST',
      ),
    })
  }
  if (startDate !== null && endDate < startDate) {
    yield error({
      path,
      code: 'end_date_before_start',
      message: `The campaign would end on ${endDate}, before it starts on ${startDate}.`,
      fix: `Choose ${startDate} or later. The end date is the last day on which ads are shown.`,
      source: api('DateRangeError.START_DATE_AFTER_END_DATE'),
    })
  }
  if (endDate > LAST_DATE) yield tooLate(path, 'end_date_too_late', endDate)
}

function tooLate(path: string, code: string, date: string): Finding {
  return error({
    path,
    code,
    message: `${date} is after ${LAST_DATE}, the last date that Google knows.`,
    fix:
      path === 'endDate'
        ? 'Choose an earlier date, or clear it: no end date means no end.'
        : 'Choose an earlier date.',
    source: api('DateRangeError, latest allowed date'),
  })
}
