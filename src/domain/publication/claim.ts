import { violates } from '../../store/database-errors.ts'
import { type Claim, claimPublication, renewLease } from '../../store/publications.ts'
import type { Context } from '../context.ts'

export type { Claim }

/** A claim with the time that is left of it. */
export interface Lease {
  readonly claim: Claim
  /** Whether it still holds by this machine's clocks; a process that was stopped for a while learns it here. */
  holds(): boolean
  /** Says that this worker is still at it; false where another one has taken over. */
  renew(): Promise<boolean>
}

/** Takes the next due publication, or undefined. Two workers that reach for one account at once: one of them gets none. */
export async function claimNext(ctx: Context, leaseSeconds: number): Promise<Lease | undefined> {
  // Counted from before the database was asked, so that it ends here before it ends there.
  let asked = clocks()
  let lost = false
  try {
    const claim = await claimPublication(ctx.db, leaseSeconds)
    if (claim === undefined) return undefined
    return {
      claim,
      holds: () => !lost && elapsedMs(asked) < leaseSeconds * 1000,
      renew: async () => {
        const now = clocks()
        if (await renewLease(ctx.db, claim, leaseSeconds)) asked = now
        else lost = true
        return !lost
      },
    }
  } catch (error) {
    if (violates(error, 'publications_one_running_per_account')) return undefined
    throw error
  }
}

interface Clocks {
  steadyMs: number
  wallMs: number
}

function clocks(): Clocks {
  return { steadyMs: performance.now(), wallMs: Date.now() }
}

/** The steady clock is never set back, and the wall clock goes on while a machine sleeps. */
function elapsedMs({ steadyMs, wallMs }: Clocks): number {
  return Math.max(performance.now() - steadyMs, Date.now() - wallMs)
}
