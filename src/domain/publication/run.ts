import type { GoogleErrorReport } from '../../contract/publication.ts'
import type { Answer } from '../../google/answer.ts'
import type { Customer, MutateValue, PreparedRequest } from '../../google/google-ads.ts'
import type { Tx } from '../../store/db.ts'
import type { Claim, Work, WorkStep } from '../../store/publications.ts'
import type { Context } from '../context.ts'

/** Another worker has claimed the publication: nothing more may be written or sent. */
export class LostLease extends Error {
  override readonly name = 'LostLease'
}

/** One worker's hold on one publication. */
export interface Run {
  readonly ctx: Context
  readonly claim: Claim
  readonly work: Work
  readonly customer: Customer
  /** A transaction that the fence guards; throws LostLease where somebody else has taken over. */
  write<Result>(change: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Sends a journalled request once; what it changes here is stored in the transaction that notes the answer. */
  send(
    step: WorkStep,
    request: PreparedRequest,
    onApplied: (tx: Tx, value: MutateValue) => Promise<void>,
  ): Promise<Answer<MutateValue>>
}

/** How a step came out, and so what becomes of the publication. */
export type StepEnd =
  | { kind: 'done' }
  /** Google did nothing; ask again later. */
  | { kind: 'wait'; message: string; retryAfterMs: number | null; errors?: readonly GoogleErrorReport[] }
  /** Google may have done it; look before anything is sent again. */
  | { kind: 'unknown'; message: string; retryAfterMs?: number | null; errors?: readonly GoogleErrorReport[] }
  /** Google refused it. `nothingMade`: it surely has no trace of it, so the name is free again. */
  | { kind: 'failed'; message: string; errors: readonly GoogleErrorReport[]; nothingMade: boolean }
  /** A person has to look. */
  | { kind: 'attention'; message: string; errors?: readonly GoogleErrorReport[] }
