import type { GoogleErrorReport } from '../../contract/publication.ts'
import type { GoogleError } from '../../google/answer.ts'
import type { Work } from '../../store/publications.ts'
import { wordsOf } from '../google-words/words-of.ts'
import type { Words } from '../google-words/word-table.ts'
import { localPath } from '../plan/field-paths.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import type { StepEnd } from './run.ts'

/** Google's errors with the field of the campaign that each is about, in words. */
export function reportErrors(errors: readonly GoogleError[], work: Pick<Work, 'plan'>): GoogleErrorReport[] {
  const { operations } = work.plan as StoredPlan
  // What fails only because its parent failed would hide the parent's own error.
  const own = errors.filter(({ code }) => code !== 'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS')
  return (own.length > 0 ? own : errors).map((error) => {
    const operation = error.operationIndex === null ? undefined : operations[error.operationIndex]
    const [message, fix] = wordsOf(error.code) ?? unknownWords(error)
    return {
      path: operation === undefined ? null : localPath(operation, error.field),
      code: error.code,
      message,
      googleMessage: error.message || null,
      fix,
    }
  })
}

/** A code that nobody here has met: Google's own message, which is English and mostly clear, or the code as words. */
function unknownWords({ code, message }: GoogleError): Words {
  if (message !== '') return [message, null]
  const words = code
    .slice(code.indexOf('.') + 1)
    .replaceAll('_', ' ')
    .toLowerCase()
  return [`Google refused it and gave no reason but “${words}”.`, null]
}

/** Somebody else's campaign has the name. */
export function nameClash(work: Pick<Work, 'published_name'>): StepEnd {
  const message = `The account already has another campaign called “${work.published_name}”.`
  const errors = [
    {
      path: 'name',
      code: 'campaignError.DUPLICATE_CAMPAIGN_NAME',
      message,
      googleMessage: null,
      fix: 'Choose another name and publish again.',
    },
  ]
  return { kind: 'failed', message, errors, nothingMade: true }
}
