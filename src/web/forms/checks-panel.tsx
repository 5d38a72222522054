import { Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react'
import type { CampaignType } from '../../contract/words.ts'
import { pathWords } from '../ui/field-path.ts'
import { scrollTo } from '../ui/scroll.ts'
import classes from './checks-panel.module.css'
import type { Problem } from './problems.ts'
import { progressOf } from './problems.ts'

interface ChecksPanelProps {
  problems: readonly Problem[]
  type: CampaignType
  onFocus: (path: string) => void
}

/** What publishing still needs. A line leads to its field. */
export function ChecksPanel({ problems, type, onFocus }: ChecksPanelProps) {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  return (
    <section aria-label="Checks" className={classes.panel} id="checks">
      <Text fw={620} size="sm" aria-live="polite">
        {errors.length === 0 ? 'Ready to publish' : `${errors.length} to settle before publishing`}
      </Text>
      {errors.length === 0 && (
        <Text size="xs" c="dimmed">
          No rule of Google’s that we know is broken. The server checks once more.
        </Text>
      )}
      <ul className={classes.list}>
        {[...errors, ...warnings].map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            <UnstyledButton className={classes.line} onClick={() => onFocus(problem.path)}>
              <SeverityIcon severity={problem.severity} />
              <span>
                <span className={classes.where}>{pathWords(problem.path, type)}</span>
                <span className={classes.message}>{problem.message}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function SeverityIcon({ severity }: { severity: Problem['severity'] }) {
  return severity === 'error' ? (
    <IconCircleX size={15} className={classes.bad} aria-label="Error" role="img" />
  ) : (
    <IconAlertTriangle size={15} className={classes.warn} aria-label="Advice" role="img" />
  )
}

interface SectionRailProps {
  problems: readonly Problem[]
  type: CampaignType
  /** Before a section is gone to: it has to be there. */
  onJump: () => void
}

/** The sections of the form with what each still needs. */
export function SectionRail({ problems, type, onJump }: SectionRailProps) {
  return (
    <nav aria-label="Sections of the form" className={classes.rail}>
      {progressOf(problems, type).map(({ id, label, errors, warnings }) => (
        <a
          key={id}
          href={`#${id}`}
          className={classes.stop}
          onClick={(event) => {
            onJump()
            jump(event, id)
          }}
        >
          {errors > 0 ? (
            <span className={classes.open}>
              {errors}
              <span className="visually-hidden"> to settle</span>
            </span>
          ) : (
            <IconCircleCheckFilled
              size={16}
              className={warnings > 0 ? classes.warn : classes.good}
              aria-label="Complete"
              role="img"
            />
          )}
          {label}
        </a>
      ))}
    </nav>
  )
}

/** Scrolls by hand: a changed hash would be a navigation, with a question about unsaved words. */
function jump(event: React.MouseEvent, id: string): void {
  event.preventDefault()
  scrollTo(id)
}
