import { Menu } from '@mantine/core'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import type { AccountSearch } from './use-account-search.ts'

const STAYS = { position: 'sticky', top: 0, zIndex: 1, background: 'var(--mantine-color-body)' } as const

interface AccountSearchMenuProps extends Pick<AccountSearch, 'box'> {
  label: string
  /** Nothing was found, and `children` say so. */
  isEmpty: boolean
  children: ReactNode
}

/** The items of a menu, under a box that searches accounts where there are many. The arrow keys lead from it to what was found. */
export function AccountSearchMenu({ box, label, isEmpty, children }: AccountSearchMenuProps) {
  const input = useRef<HTMLInputElement>(null)
  const isSearched = box !== null
  useLayoutEffect(() => {
    // To the kit all that opens is a menu, in which there can be no box: it is a dialog with a menu in it.
    const dropdown = isSearched ? input.current?.closest('[data-menu-dropdown]') : undefined
    dropdown?.setAttribute('role', 'dialog')
    dropdown?.removeAttribute('aria-orientation')
  }, [isSearched])
  if (!isSearched) return children
  return (
    <>
      <Menu.Search
        ref={input}
        size="xs"
        style={STAYS}
        autoFocus
        aria-label="Search accounts"
        placeholder="Search accounts"
        {...box}
      />
      <div role={isEmpty ? 'status' : 'menu'} aria-label={isEmpty ? undefined : label}>
        {children}
      </div>
    </>
  )
}
