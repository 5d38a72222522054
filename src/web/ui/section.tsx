import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './section.module.css'

interface SectionProps {
  id?: string
  title: string
  text?: ReactNode
  aside?: ReactNode
  children: ReactNode
}

export function Section({ id, title, text, aside, children }: SectionProps) {
  const titleId = useId()
  return (
    <section id={id} className={classes.section} aria-labelledby={titleId}>
      <div className={classes.head}>
        <div>
          <Title order={2} id={titleId}>
            {title}
          </Title>
          {text !== undefined && <div className={classes.text}>{text}</div>}
        </div>
        {aside}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
