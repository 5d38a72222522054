import type { GoogleErrorReport } from '../../contract/publication.ts'
import type { Answer } from '../../google/answer.ts'
import type { Customer, MutateValue, PreparedRequest } from '../../google/google-ads.ts'
import type { Tx } from '../../store/db.ts'
import type { Claim, Work, WorkStep } from '../../store/publications.ts'
import type { Context } from '../context.ts'

/** Another worker has claimed the publication, or may have: nothing more may be written or sent. */
export class LostLease extends Error {
  override readonly name = 'LostLease'
}

/** How long is waited before something is called by its name. */
export interface Patience {
  /** Google's search may show a change this much later than the answer to it; only then is a difference a difference. */
  searchSeconds: number
  /** A lost answer that cannot be cleared up for this long is for a person. */
  unclearSeconds: number
  /** So is a step that Google puts off for this long: its daily quota takes up to a day to free. */
  putOffSeconds: number
}

export const PATIENCE: Patience = { searchSeconds: 60, unclearSeconds: 900, putOffSeconds: 172_800 }

export interface RunOptions {
  /** Whether this worker may still act on its claim, by its own steady clock. */
  mayAct: () => boolean
  /** Aborted when the program ends: the publication is then given back between two steps. */
  stopping?: AbortSignal
  patience?: Partial<Patience>
  /** Hears of every place that the work passes. For the proof, which stops workers there; production leaves it out. */
  onPoint?: (name: string) => void
}

/** One worker's hold on one publication. */
export interface Run {
  readonly ctx: Context
  readonly claim: Claim
  readonly work: Work
  readonly customer: Customer
  readonly patience: Patience
  /** Says that a place is passed. */
  readonly point: (name: string) => void
  /** A transaction that the fence guards; throws LostLease where somebody else has taken over. */
  readonly write: <Result>(change: (tx: Tx) => Promise<Result>) => Promise<Result>
  /** Sends a journalled request once; what it changes here is stored in the transaction that notes the answer. */
  readonly send: (
    step: WorkStep,
    request: PreparedRequest,
    onApplied: (tx: Tx, value: MutateValue) => Promise<void>,
  ) => Promise<Answer<MutateValue>>
}

/** How a step came out, and so what becomes of the publication. */
export type StepEnd =
  | { kind: 'done' }
  /** Google did nothing, or shows nothing yet; ask again later. */
  | { kind: 'wait'; message: string; retryAfterMs: number | null; errors?: readonly GoogleErrorReport[] }
  /** Google may have done it; look before anything is sent again. */
  | { kind: 'unknown'; message: string; retryAfterMs?: number | null; errors?: readonly GoogleErrorReport[] }
  /** Google refused it. `nothingMade`: it surely has no trace of it, so the name is free again. */
  | { kind: 'failed'; message: string; errors: readonly GoogleErrorReport[]; nothingMade: boolean }
  /** A person has to look. */
  | { kind: 'attention'; message: string; errors?: readonly GoogleErrorReport[] }
