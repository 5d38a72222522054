import type { StateFacts } from './campaign-state.ts'
import { stateWords } from './campaign-state.ts'
import classes from './status.module.css'

/** Dot, word, and on hover what comes next. Shape and word differ too: colour is never alone. */
export function Status({ facts }: { facts: StateFacts }) {
  const { label, tone, hint } = stateWords(facts)
  // The browser's own tooltip: a table has one for each row on the screen, and it has to scroll.
  return (
    <span className={classes.status} data-tone={tone} title={hint === '' ? undefined : hint}>
      <span className={classes.dot} aria-hidden />
      {label}
    </span>
  )
}
