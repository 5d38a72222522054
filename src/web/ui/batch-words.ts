import type { Batch, BatchOutcome } from '../../contract/batch.ts'
import type { Tone } from './campaign-state.ts'
import { formatCount } from './format.ts'

/** What an outcome of a batch that publishes is called, and its tone. */
const OUTCOME_WORDS: Record<BatchOutcome, readonly [tone: Tone, label: string]> = {
  WAITING: ['draft', 'Waiting'],
  PUBLISHING: ['busy', 'Publishing'],
  DONE: ['live', 'Published'],
  REFUSED: ['bad', 'Not begun'],
  FAILED: ['bad', 'Failed'],
  NEEDS_ATTENTION: ['attention', 'Needs attention'],
  UNCHANGED: ['paused', 'Nothing to publish'],
  STOPPED: ['paused', 'Stopped'],
}

const OTHER_WORDS: Record<Exclude<Batch['kind'], 'PUBLISH'>, Partial<typeof OUTCOME_WORDS>> = {
  PAUSE: {
    PUBLISHING: ['busy', 'Pausing'],
    DONE: ['paused', 'Paused'],
    UNCHANGED: ['paused', 'Paused before'],
  },
  RESUME: {
    PUBLISHING: ['busy', 'Resuming'],
    DONE: ['live', 'Runs again'],
    UNCHANGED: ['live', 'Ran before'],
  },
}

/** What an outcome is called, and its tone. */
export function outcomeWords(
  kind: Batch['kind'],
  outcome: BatchOutcome,
): readonly [tone: Tone, label: string] {
  return (kind === 'PUBLISH' ? undefined : OTHER_WORDS[kind][outcome]) ?? OUTCOME_WORDS[outcome]
}

/** What a batch does to its campaigns. */
export const BATCH_KINDS: Record<Batch['kind'], string> = {
  PUBLISH: 'Publish',
  PAUSE: 'Pause',
  RESUME: 'Resume',
}

/** In the order in which people want to read them: what needs them first. */
export const OUTCOME_ORDER: readonly BatchOutcome[] = [
  'NEEDS_ATTENTION',
  'FAILED',
  'REFUSED',
  'STOPPED',
  'PUBLISHING',
  'WAITING',
  'UNCHANGED',
  'DONE',
]

/** How a batch stands, in one sentence. */
export function batchSummary({ state, total, outcomes }: Batch): string {
  const done = (outcomes.DONE ?? 0) + (outcomes.UNCHANGED ?? 0)
  const bad = (outcomes.REFUSED ?? 0) + (outcomes.FAILED ?? 0) + (outcomes.NEEDS_ATTENTION ?? 0)
  const said = `${formatCount(done)} of ${formatCount(total)} through${bad === 0 ? '' : `, ${formatCount(bad)} not`}`
  if (state === 'STOPPED') return `Stopped: ${said}.`
  return state === 'FINISHED' ? `Finished: ${said}.` : `Running: ${said}.`
}

/** Whether something of it may still change by itself. */
export function isMoving({ state, outcomes }: Batch): boolean {
  return state === 'RUNNING' || (outcomes.PUBLISHING ?? 0) > 0
}
