import { AppError } from '../base/errors.ts'
import { findApprovalGate } from '../store/approvals.ts'
import type { Tx } from '../store/db.ts'
import type { NewPublication } from '../store/publications.ts'

type Opening = Pick<NewPublication, 'campaignId' | 'kind' | 'planHash' | 'version' | 'plan'>

/**
 * Throws `conflict` where a publication does not have the approvals that the policy asks for. The database refuses it too,
 * whoever writes the row; this is first, because it has words. A pause is free.
 */
export async function requireApprovals(tx: Tx, workspaceId: string, opening: Opening): Promise<void> {
  const { kind, campaignId, planHash, version, plan } = opening
  if (kind === 'PAUSE') return
  const asked = planHash === null ? null : { hash: planHash, version, sent: plan }
  const { needed, given } = await findApprovalGate(tx, workspaceId, campaignId, asked)
  if (needed <= given) return
  throw new AppError('conflict', kind === 'RESUME' ? resumeWords(needed) : planWords(needed, given), {
    details: { code: 'approval_needed', needed, given },
  })
}

function planWords(needed: number, given: number): string {
  const has = given === 0 ? 'has none' : `has ${given}`
  return `This plan needs ${countOf(needed)} and ${has}. Ask for approval where the plan is reviewed; nothing was published.`
}

function resumeWords(needed: number): string {
  return `What would be resumed was published without the ${countOf(needed)} that it needs now. Ask for approval of its plan, and publish that enabled.`
}

export function countOf(approvals: number): string {
  return approvals === 1 ? 'one approval' : `${approvals} approvals`
}
