import { replaceEqualDeep } from '@tanstack/react-query'

interface Pages {
  pages: readonly unknown[]
  pageParams: readonly unknown[]
}

/**
 * Rows that are read again and have not changed stay the same objects, so that they are not drawn again. When a page comes at one
 * end and one goes at the other, those between are the same already: held against what stood in their places they would all be copies.
 */
export function sharePages(before: unknown, after: unknown): unknown {
  const hasMoved = (before as Pages | undefined)?.pageParams[0] !== (after as Pages).pageParams[0]
  return hasMoved ? after : replaceEqualDeep(before, after)
}
