import type { Answer } from '../../google/answer.ts'
import type { Work } from '../../store/publications.ts'
import { reportErrors } from './error-words.ts'
import type { StepEnd } from './run.ts'

/** What an answer that is not a success means for the publication. */
export function endOf(
  answer: Exclude<Answer<unknown>, { kind: 'applied' }>,
  work: Work,
  nothingMade: boolean,
): StepEnd {
  const errors = reportErrors(answer.errors, work)
  const first = errors[0]?.message ?? 'Google gave no reason.'
  switch (answer.kind) {
    case 'refused':
      return { kind: 'failed', message: `Google refused it: ${first}`, errors, nothingMade }
    case 'not_applied':
      return {
        kind: 'wait',
        message: `Google asks to wait: ${first}`,
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

/** A read that failed changes nothing: it is done again later, unless Google will never answer it. */
export function endOfRead(answer: Exclude<Answer<unknown>, { kind: 'applied' }>, work: Work): StepEnd {
  const errors = reportErrors(answer.errors, work)
  const message = `Google could not be read: ${errors[0]?.message ?? 'no answer'}`
  if (answer.kind === 'refused') return { kind: 'attention', message, errors }
  return {
    kind: 'unknown',
    message,
    retryAfterMs: answer.kind === 'not_applied' ? answer.retryAfterMs : null,
    errors,
  }
}
