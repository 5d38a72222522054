import type { ReactNode } from 'react'
import classes from './fold.module.css'

/** Details that are there for those who ask. */
export function Fold({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <details className={classes.fold}>
      <summary>{label}</summary>
      <div>{children}</div>
    </details>
  )
}

export function Json({ value }: { value: unknown }) {
  return (
    <pre className={classes.json} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </pre>
  )
}
