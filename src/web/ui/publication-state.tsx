import type { PublicationKind, PublicationState } from '../../contract/words.ts'
import type { Tone } from './campaign-state.ts'
import classes from './status.module.css'

const RUNNING: Record<PublicationKind, string> = {
  PUBLISH: 'Publishing',
  PAUSE: 'Pausing',
  RESUME: 'Resuming',
}

function words(kind: PublicationKind, state: PublicationState): [Tone, string] {
  switch (state) {
    case 'SUCCEEDED':
      return ['live', 'Succeeded']
    case 'FAILED':
      return ['bad', 'Failed']
    case 'NEEDS_ATTENTION':
      return ['attention', 'Needs attention']
    case 'UNKNOWN':
      return ['busy', 'Checking at Google']
    case 'QUEUED':
      return ['busy', 'Queued']
    default:
      return ['busy', RUNNING[kind]]
  }
}

export function PublicationStateWords({ kind, state }: { kind: PublicationKind; state: PublicationState }) {
  const [tone, label] = words(kind, state)
  return (
    <span className={classes.status} data-tone={tone}>
      <span className={classes.dot} aria-hidden />
      {label}
    </span>
  )
}
