import { AppError } from '../base/errors.ts'
import type { Answer } from '../google/answer.ts'
import { reportErrors } from './publication/error-words.ts'
import { QUOTA_WAIT } from './quota.ts'

/** A read of Google that failed, for somebody who waits for it. */
export function googleFailure(answer: Exclude<Answer<unknown>, { kind: 'applied' }>): AppError {
  const [first] = reportErrors(answer.errors, { plan: { operations: [], assetIds: [] } })
  const words = `${first?.message ?? 'Google gave no reason.'} ${first?.fix ?? ''}`.trim()
  const details = { googleCode: first?.code ?? null, googleRequestId: answer.requestId }
  if (answer.kind === 'refused') return new AppError('google_refused', words, { details })
  const retryAfterMs = answer.kind === 'not_applied' ? answer.retryAfterMs : null
  const message = first?.code === QUOTA_WAIT ? words : `Google Ads cannot be reached: ${words}`
  return new AppError('google_unreachable', message, {
    details,
    retryAfterSeconds: Math.ceil((retryAfterMs ?? 5000) / 1000),
  })
}
