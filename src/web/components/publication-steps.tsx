import { Loader } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconCircleXFilled, IconHelpCircle } from '@tabler/icons-react'
import type { Publication } from '../../contract/publication.ts'
import type { StepState } from '../../contract/words.ts'
import { Fold } from '../ui/fold.tsx'
import { formatDuration } from '../ui/format.ts'
import classes from './publication-steps.module.css'
import { useMoment } from './use-session.ts'

type Step = Publication['steps'][number]

const STATE_WORDS: Record<StepState, string> = {
  PENDING: 'Waiting',
  SENDING: 'Under way',
  UNKNOWN: 'Answer lost',
  DONE: 'Done',
  FAILED: 'Failed',
}
const OUTCOME_WORDS: Record<Step['attempts'][number]['outcome'], string> = {
  UNANSWERED: 'no answer yet',
  APPLIED: 'done at Google',
  REFUSED: 'refused by Google',
  NOT_APPLIED: 'not done, safe to try again',
  UNKNOWN: 'answer lost',
}

/** The steps of a publication as they happen. */
export function PublicationSteps({ steps, accountId }: { steps: readonly Step[]; accountId: string }) {
  return (
    <ol className={classes.steps} aria-label="Steps">
      {steps.map((step) => (
        <li key={step.position} className={classes.step} data-state={step.state}>
          <span className={classes.icon}>
            <StepIcon state={step.state} />
          </span>
          <div className={classes.words}>
            <div className={classes.line}>
              <b>{step.title}</b>
              <span className={classes.state}>{STATE_WORDS[step.state]}</span>
              <span className={classes.time}>{timeOf(step)}</span>
            </div>
            {step.attempts.length > 0 && <Attempts step={step} accountId={accountId} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

function timeOf(step: Step): string {
  if (step.startedAt === null || step.finishedAt === null) return ''
  return formatDuration(Date.parse(step.finishedAt) - Date.parse(step.startedAt))
}

function StepIcon({ state }: { state: StepState }) {
  if (state === 'DONE') return <IconCircleCheckFilled size={18} className={classes.good} aria-hidden />
  if (state === 'FAILED') return <IconCircleXFilled size={18} className={classes.bad} aria-hidden />
  if (state === 'UNKNOWN') return <IconHelpCircle size={18} className={classes.warn} aria-hidden />
  if (state === 'SENDING') return <Loader size={16} aria-hidden />
  return <IconCircle size={18} className={classes.idle} aria-hidden />
}

function Attempts({ step, accountId }: { step: Step; accountId: string }) {
  const moment = useMoment(accountId)
  const label = step.attempts.length === 1 ? 'One request' : `${step.attempts.length} requests`
  return (
    <Fold label={label}>
      <ul className={classes.attempts}>
        {step.attempts.map((attempt) => (
          <li key={attempt.number}>
            {attempt.number}. {moment(attempt.sentAt)}: {OUTCOME_WORDS[attempt.outcome]}
            {attempt.httpStatus !== null && `, HTTP ${attempt.httpStatus}`}
            {attempt.googleRequestId !== null && (
              <>
                , request <code>{attempt.googleRequestId}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
