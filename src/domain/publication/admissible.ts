import type { Work } from '../../store/publications.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import { isSpelled } from '../plan/operations.ts'

/**
 * Why nothing of this publication is sent; undefined where it is as publications are opened. The database holds this too: here
 * it meets what was written before it did, or past it.
 */
export function inadmissible({ kind, activate, steps, plan }: Work): string | undefined {
  const { operations = [] } = plan as Partial<StoredPlan>
  if (kind !== 'PUBLISH' && operations.length > 0)
    return 'It pauses or resumes, and yet it holds changes. Nothing was sent.'
  if (!operations.every(({ body }) => isSpelled(body)))
    return 'It holds a change that is spelled as this program spells none. Nothing was sent.'
  const stray = steps.find(
    (step, index) =>
      (step.kind === 'ACTIVATE' ? kind === 'PUBLISH' && !activate : kind !== 'PUBLISH') ||
      // Uploads alone come more than once.
      (step.kind !== 'UPLOAD_ASSET' && steps.findIndex((other) => other.kind === step.kind) < index),
  )
  return stray === undefined
    ? undefined
    : `It has a step that does not belong to it (${stray.kind}). Nothing was sent.`
}
