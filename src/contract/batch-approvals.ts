import type { BatchPlanItem } from './batch.ts'

/** Whether a plan of a batch lacks approvals; the program and the page leave it out until it has them. */
export function isShort(approvals: BatchPlanItem['approvals']): boolean {
  return approvals !== null && approvals.given < approvals.needed
}

export function approvalsWords({ needed, given }: { needed: number; given: number }): string {
  const needs = needed === 1 ? 'one approval' : `${needed} approvals`
  return `It needs ${needs} and has ${given === 0 ? 'none' : given}.`
}
