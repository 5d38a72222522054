import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page-header.module.css'

interface PageHeaderProps {
  title: string
  /** Beside the title: a status, a badge. */
  aside?: ReactNode
  /** Below it: one line of context. */
  under?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, aside, under, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <div className={classes.line}>
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {aside}
        </div>
        {under !== undefined && <div className={classes.under}>{under}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
