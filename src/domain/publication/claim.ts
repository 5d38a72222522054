import { violates } from '../../store/database-errors.ts'
import { type Claim, claimPublication, renewLease } from '../../store/publications.ts'
import type { Context } from '../context.ts'

export type { Claim }

/** Takes the next due publication, or undefined. Two workers that reach for one account at once: one of them gets none. */
export async function claimNext(ctx: Context, leaseSeconds: number): Promise<Claim | undefined> {
  try {
    return await claimPublication(ctx.db, leaseSeconds)
  } catch (error) {
    if (violates(error, 'publications_one_running_per_account')) return undefined
    throw error
  }
}

/** Says that this worker is still at it; false where another one has taken over. */
export async function keepLease(ctx: Context, claim: Claim, leaseSeconds: number): Promise<boolean> {
  return await renewLease(ctx.db, claim, leaseSeconds)
}
