import { type ReactNode, useDeferredValue } from 'react'

interface InSlicesProps {
  meanwhile: ReactNode
  children: ReactNode
}

/**
 * A large part of a page, made in slices between which the browser takes keys and clicks. What comes with an answer is
 * else made in one go.
 */
export function InSlices({ meanwhile, children }: InSlicesProps) {
  const isDue = useDeferredValue(true, false)
  return isDue ? children : meanwhile
}
