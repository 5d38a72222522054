import { AppError } from '../base/errors.ts'
import type { EditVerdict } from '../contract/campaign-edits.ts'
import { PROTECTED } from './campaign-answer.ts'
import { BEYOND_LIMITS } from './judge-edits.ts'

interface Obstacle {
  id: string
  error: EditVerdict | null
}

/** Half an undo would be there to stay, because an edit is undone once: throws where something that passes is in the way of one. */
export function refuseHalfUndo(items: readonly Obstacle[]): void {
  const beyond = items.find(({ error }) => error?.code === BEYOND_LIMITS)
  if (beyond !== undefined) throw undoneElsewhere(beyond)
  const busy = items.find(({ error }) => PASSING.includes(error?.code ?? ''))
  if (busy !== undefined) throw notNow(busy)
}

/** An edit is undone whole, by somebody who may change all that it changed. */
function undoneElsewhere({ id, error }: Obstacle): AppError {
  const message = `Nothing was undone, because the edit changed more than you may. ${error!.message}`
  return new AppError('forbidden', message, { details: { campaignId: id } })
}

/** What passes, by itself or by an administrator: the undo waits for it. */
const PASSING: readonly string[] = ['publication_open', PROTECTED]

function notNow({ id, error }: Obstacle): AppError {
  const message = `Nothing was undone: ${error!.message} ${error!.fix}`
  return new AppError('conflict', message, {
    errors: [{ path: '', code: error!.code, message: error!.message }],
    details: { campaignId: id },
  })
}
