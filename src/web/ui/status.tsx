import { Tooltip } from '@mantine/core'
import type { StateFacts } from './campaign-state.ts'
import { stateWords } from './campaign-state.ts'
import classes from './status.module.css'

/** Dot, word, and on hover what comes next. Shape and word differ too: colour is never alone. */
export function Status({ facts }: { facts: StateFacts }) {
  const { label, tone, hint } = stateWords(facts)
  return (
    <Tooltip label={hint} disabled={hint === ''}>
      <span className={classes.status} data-tone={tone}>
        <span className={classes.dot} aria-hidden />
        {label}
      </span>
    </Tooltip>
  )
}
