import type { BatchOutcome } from '../../contract/batch.ts'
import type { Amount } from '../../contract/problem.ts'
import type { Tx } from '../../store/db.ts'
import type { BatchProgress, BatchRow } from '../../store/publish-batches.ts'
import { notify } from '../notify.ts'

export interface BatchEnd extends Pick<BatchRow, 'acting_name' | 'kind'> {
  state: 'FINISHED' | 'STOPPED'
  message: string | null
  /** As it stood before what waited was stopped. */
  progress: readonly BatchProgress[]
  except?: string | null
}

const DONE: readonly BatchOutcome[] = ['DONE', 'UNCHANGED']
const NOT_BEGUN: readonly BatchOutcome[] = ['WAITING', 'STOPPED']

/** Tells in whose name a batch runs that it came to its end, or was stopped, and how its campaigns fared. */
export async function tellOfBatch(
  tx: Tx,
  workspaceId: string,
  id: string,
  { kind, state, message, progress, acting_name: author, except = null }: BatchEnd,
): Promise<void> {
  const count = (outcomes: readonly BatchOutcome[]): number =>
    progress.filter(({ outcome }) => outcomes.includes(outcome)).length
  await notify(tx, workspaceId, {
    kind: state === 'FINISHED' ? 'BATCH_FINISHED' : 'BATCH_STOPPED',
    target: { kind: 'BATCH', id },
    facts: {
      ...(kind === 'PUBLISH' ? {} : { publicationKind: kind }),
      campaigns: progress.length,
      done: count(DONE),
      failed: count(['FAILED', 'REFUSED', 'NEEDS_ATTENTION']),
      stopped: count(NOT_BEGUN),
      ...(message === null ? {} : { message, ...amountsOf(message, progress) }),
    },
    to: { author, orMay: 'publish' },
    except,
  })
}

/** The amounts in the message, so that everybody reads them as they write them. */
function amountsOf(message: string, progress: readonly BatchProgress[]): { amounts?: Amount[] } {
  const inMessage = progress.flatMap(({ amounts }) => amounts).filter(({ text }) => message.includes(text))
  const amounts = [...new Map(inMessage.map((amount) => [amount.text, amount])).values()]
  return amounts.length === 0 ? {} : { amounts }
}
