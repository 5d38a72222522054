import { refusal, type Rights, roleIn, roleMay } from '../contract/actions.ts'
import { type Batch, BATCH_ACTIONS, type BatchAction, RETRIED } from '../contract/batch.ts'
import type { KeptBatch } from '../store/publish-batches.ts'
import type { Verdict } from './people-rights.ts'

/** What there is nothing of, for each action. */
export const NOTHING_LEFT: Record<BatchAction, string> = {
  retry: 'None of these was refused or failed: there is nothing to retry.',
  cancel: 'Nothing of this batch is waiting: there is nothing to stop.',
  resume: 'Nothing of this batch was stopped.',
}

/** Why somebody may do nothing to a batch: it publishes in every account that it has campaigns of. Null where they may. */
export function batchRefusal(rights: Rights, accountIds: readonly string[]): string | null {
  if (rights.accounts === null) return refusal(rights, 'publish')
  const beyond = accountIds.some((id) => !roleMay(roleIn(rights, id), 'publish'))
  return beyond
    ? 'You are limited to accounts, and this batch has campaigns where you may not publish.'
    : null
}

/** A batch with what the caller may do, and why not. */
export function batchAs(rights: Rights, { accountIds, ...batch }: KeptBatch): Batch {
  const mayNot = batchRefusal(rights, accountIds)
  const count = (outcomes: readonly (keyof Batch['outcomes'])[]): number =>
    outcomes.reduce((sum, outcome) => sum + (batch.outcomes[outcome] ?? 0), 0)
  const left: Record<BatchAction, number> = {
    retry: count(RETRIED),
    cancel: count(['WAITING']),
    resume: count(['STOPPED']),
  }
  const actions = BATCH_ACTIONS.map((action): Verdict<BatchAction> => {
    const reason = mayNot ?? (left[action] === 0 ? NOTHING_LEFT[action] : null)
    return { action, allowed: reason === null, reason }
  })
  return { ...batch, actions }
}
