import type { Answer } from '../../google/answer.ts'
import type { Work } from '../../store/publications.ts'
import { QUOTA_WAIT } from '../quota.ts'
import { reportErrors } from './error-words.ts'
import type { StepEnd } from './run.ts'

type NotApplied = Exclude<Answer<unknown>, { kind: 'applied' }>

/** What an answer that is not a success means for the publication. */
export function endOf(answer: NotApplied, work: Work, nothingMade: boolean): StepEnd {
  const errors = reportErrors(answer.errors, work)
  const first = errors[0]?.message ?? 'Google gave no reason.'
  switch (answer.kind) {
    case 'refused':
      return { kind: 'failed', message: `Google refused it: ${first}`, errors, nothingMade }
    case 'not_applied':
      return {
        kind: 'wait',
        message: isOurs(answer) ? first : `Google asks to wait: ${first}`,
        retryAfterMs: answer.retryAfterMs,
        errors,
      }
    case 'unknown':
      return {
        kind: 'unknown',
        message: `The answer was lost (${answer.reason}), so Google is asked what happened before anything is sent again.`,
        errors,
      }
  }
}

/** Whether the wait is our own meter's: Google was not asked. */
function isOurs({ errors }: NotApplied): boolean {
  return errors[0]?.code === QUOTA_WAIT
}

/**
 * A read that failed changes nothing: it is done again later, unless Google will never answer it. `kind` says what the
 * publication waits in: `unknown` where a request before it has no certain end.
 */
export function endOfRead(answer: NotApplied, work: Work, kind: 'unknown' | 'wait'): StepEnd {
  const errors = reportErrors(answer.errors, work)
  const first = errors[0]?.message ?? 'no answer'
  const message = isOurs(answer) ? first : `Google could not be read: ${first}`
  if (answer.kind === 'refused') return { kind: 'attention', message, errors }
  return { kind, message, retryAfterMs: answer.kind === 'not_applied' ? answer.retryAfterMs : null, errors }
}

/**
 * Whether Google has surely made nothing of this campaign: neither this publication nor one that was closed before it
 * has sent a create whose end nobody knows.
 */
export function isSurelyNew({ google_campaign_id: googleId, steps, unsettled }: Work): boolean {
  // An image that may or may not have arrived is no trace of the campaign.
  const isClear = steps.every(({ kind, unsure }) => kind === 'UPLOAD_ASSET' || unsure === 0)
  return googleId === null && unsettled.length === 0 && isClear
}
