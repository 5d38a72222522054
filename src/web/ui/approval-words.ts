import type { ApprovalState, ApprovalSummary, ReviewLink } from '../../contract/approvals.ts'
import type { VoidCause } from '../../contract/words.ts'
import { formatMoment } from './format.ts'

export const APPROVAL_LABELS: Record<ApprovalState, { label: string; color: string }> = {
  REQUESTED: { label: 'Waiting', color: 'yellow' },
  APPROVED: { label: 'Approved', color: 'green' },
  CHANGES_WANTED: { label: 'Changes wanted', color: 'orange' },
  VOID: { label: 'Void', color: 'gray' },
  CANCELLED: { label: 'Taken back', color: 'gray' },
  USED: { label: 'Published', color: 'blue' },
}

const CAUSES: Record<VoidCause, string> = {
  EDITED: 'the campaign was edited since',
  GOOGLE: 'what Google has changed since',
  RULES: 'the rules changed since',
  DELETED: 'the draft was deleted',
}

/** How a request stands, in a few words. */
export function approvalWords(
  request: Pick<ApprovalSummary, 'state' | 'voidCause' | 'approvalsGiven' | 'approvalsNeeded' | 'endedBy'>,
): string {
  const { state, voidCause, approvalsGiven: given, approvalsNeeded: needed, endedBy } = request
  if (state === 'REQUESTED' || state === 'APPROVED')
    return `${given} of ${needed} ${needed === 1 ? 'approval' : 'approvals'}`
  if (state === 'VOID') return `No longer counts: ${CAUSES[voidCause ?? 'EDITED']}`
  return `${APPROVAL_LABELS[state].label}${endedBy === null ? '' : ` by ${endedBy}`}`
}

const HOUR_MS = 3_600_000

/** When an answer is wanted. */
export function dueWords(dueAt: string, now = Date.now()): string {
  const left = Date.parse(dueAt) - now
  const hours = Math.round(Math.abs(left) / HOUR_MS)
  const span = hours < 1 ? 'less than an hour' : hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
  return left < 0 ? `was due ${span} ago` : `due in ${span} (${formatMoment(dueAt)})`
}

/** Whether a link still opens something, and until when. */
export function linkStanding(
  { revokedAt, expiresAt }: Pick<ReviewLink, 'revokedAt' | 'expiresAt'>,
  now = Date.now(),
): { lives: boolean; words: string } {
  const lives = revokedAt === null && Date.parse(expiresAt) > now
  if (revokedAt !== null) return { lives, words: 'taken back' }
  return { lives, words: `${lives ? 'until' : 'over since'} ${formatMoment(expiresAt)}` }
}
