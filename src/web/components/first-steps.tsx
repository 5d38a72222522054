import { ActionIcon, Anchor, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import type { FirstStep, FirstSteps as Steps } from '../../contract/first-steps.ts'
import { firstStepsQuery } from '../client/first-steps-query.ts'
import classes from './first-steps.module.css'
import { usePutFirstStepsAway } from './use-put-first-steps-away.ts'
import { reasonOf } from './use-deed.ts'
import { useSession } from './use-session.ts'

const DemoDataDialog = lazyPart(() => import('./demo-data-dialog.tsx'), 'DemoDataDialog')

const STEPS: readonly FirstStep[] = ['CHANGE_DRAFT', 'READ_PLAN', 'PUBLISH']

/** How far somebody has come with their first campaign here. Nobody ticks a step: it is read from what happened. */
export function FirstSteps() {
  const { emulator, workspace, actions } = useSession()
  const { data } = useQuery(firstStepsQuery)
  const putAway = usePutFirstStepsAway()
  // The words are known before the answer is: nothing below moves when it comes.
  const items = data?.items ?? STEPS.map((step) => ({ step, done: false }))
  const open = items.filter(({ done }) => !done).length
  return (
    <section className={classes.strip} aria-labelledby="first-steps">
      <div className={classes.head}>
        <h2 id="first-steps" className={classes.title}>
          {open === 0 ? 'First steps: all done' : 'First steps'}
        </h2>
        <Tooltip label="Put it away. The sheet of keyboard shortcuts (?) brings it back.">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-label="Put the first steps away"
            onClick={() => putAway(true)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ol className={classes.steps}>
        {items.map(({ step, done }) => (
          <li key={step}>
            <Step step={step} steps={data} isDone={done} google={emulator ? 'the emulator' : 'Google'} />
          </li>
        ))}
      </ol>
      {workspace.demo && reasonOf(actions, 'deleteDemoData') === null && <DemoFoot />}
    </section>
  )
}

interface StepProps {
  step: FirstStep
  /** undefined: not known yet. */
  steps: Steps | undefined
  isDone: boolean
  google: string
}

function Step({ step, steps, isDone, google }: StepProps) {
  const words: Record<FirstStep, [title: string, text: string]> = {
    CHANGE_DRAFT: ['Change a draft', `It saves itself, and ${google} hears nothing of it yet.`],
    READ_PLAN: ['Review its plan', `What would be sent to ${google}, line by line.`],
    PUBLISH: ['Publish it', `And see it at ${google}, read back and compared.`],
  }
  const [title, text] = words[step]
  const inside: ReactNode = (
    <>
      {isDone ? (
        <IconCircleCheck size={18} className={classes.mark} aria-hidden />
      ) : (
        <IconCircleDashed size={18} className={classes.mark} aria-hidden />
      )}
      <span>
        <b>
          {isDone && <VisuallyHidden>Done: </VisuallyHidden>}
          {title}
        </b>
        <small>{text}</small>
      </span>
    </>
  )
  const look = { className: classes.step, 'data-done': isDone || undefined }
  if (steps === undefined) return <div {...look}>{inside}</div>
  const { campaignId, publicationId } = steps
  if (step === 'PUBLISH' && publicationId !== null) {
    return (
      <Link {...look} to="/publications/$publicationId" params={{ publicationId }}>
        {inside}
      </Link>
    )
  }
  if (campaignId === null) {
    return (
      <Link {...look} to="/campaigns/new">
        {inside}
      </Link>
    )
  }
  return (
    <Link
      {...look}
      to={step === 'CHANGE_DRAFT' ? '/campaigns/$campaignId/edit' : '/campaigns/$campaignId/plan'}
      params={{ campaignId }}
    >
      {inside}
    </Link>
  )
}

function DemoFoot() {
  const [isOpen, setOpen] = useState(false)
  return (
    <p className={classes.foot}>
      The campaigns and images here are demo data to try things with.{' '}
      <Anchor component="button" type="button" inherit onClick={() => setOpen(true)}>
        Delete the demo data
      </Anchor>{' '}
      when you begin for real.
      {isOpen && (
        <Suspense fallback={null}>
          <DemoDataDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </p>
  )
}
