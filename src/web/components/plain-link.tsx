import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

interface PlainLinkProps {
  /** A path of ours. */
  href: string
  className: string | undefined
  title?: string
  tabIndex?: 0 | -1 | undefined
  children: ReactNode
}

/** A link in the cell of a table. The router's own follows where one is and what was loaded, which is most of what a row costs. */
export function PlainLink({ href, ...rest }: PlainLinkProps) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    const isOwn = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (isOwn || event.defaultPrevented) return
    event.preventDefault()
    void router.navigate({ to: href })
  }
  return <a href={href} draggable={false} data-target onClick={follow} {...rest} />
}
