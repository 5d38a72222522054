import type { Work } from '../../store/publications.ts'
import type { StoredPlan } from '../plan/make-plan.ts'

/** Google counts a search as one operation, whatever it returns. What they are for: */
const READ_STATUS = 2
const FIND_BY_NAME_AND_LABEL = 2
const FIND_AUTHORS = 1
const FIND_GUARD = 1
const REMOVE_GUARD = 1

/**
 * How many of Google's operations it takes to finish a publication from where it stands, one look-up of a lost answer
 * included: a plan is not begun without them. `readTree` is what it costs to read the campaign.
 */
export function remainingCost({ plan, steps }: Pick<Work, 'plan' | 'steps'>, readTree: number): number {
  const { operations } = plan as StoredPlan
  const isCreate = operations.some(({ action, resource }) => action === 'create' && resource === 'Campaign')
  const isGuarded = !isCreate && operations.some(({ action }) => action !== 'update')
  const lookUp = readTree + (isCreate ? FIND_BY_NAME_AND_LABEL : FIND_GUARD)
  const costs = {
    UPLOAD_ASSET: 1,
    MUTATE: (isCreate ? 0 : readTree + FIND_AUTHORS) + operations.length + (isGuarded ? 1 : 0) + lookUp,
    VERIFY: readTree + (isCreate ? 0 : FIND_GUARD) + (isGuarded ? REMOVE_GUARD : 0),
    ACTIVATE: 1,
  }
  const open = steps.filter(({ state }) => state !== 'DONE')
  return open.reduce((sum, { kind }) => sum + costs[kind], READ_STATUS)
}

/** Whether something of it was sent already: it is then finished before anything new is begun. */
export function isBegun({ steps }: Pick<Work, 'steps'>): boolean {
  return steps.some(({ attempts }) => attempts > 0)
}
