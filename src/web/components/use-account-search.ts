import { useState } from 'react'
import type { Account } from '../../contract/session.ts'
import { findAccounts, MANY_ACCOUNTS } from '../ui/account-search.ts'
import { useAccounts } from './use-session.ts'

export interface AccountSearch {
  found: readonly Account[]
  /** What was typed, as the box shows it. */
  typed: string
  /** For the box that is searched by; null: there are so few that they need none. */
  box: { value: string; onChange: (event: { currentTarget: { value: string } }) => void } | null
}

/** The accounts, and those among them that somebody looks for. */
export function useAccountSearch(): AccountSearch {
  const accounts = useAccounts()
  const [typed, setTyped] = useState('')
  if (accounts.length <= MANY_ACCOUNTS) return { found: accounts, typed: '', box: null }
  return {
    found: findAccounts(accounts, typed),
    typed,
    box: { value: typed, onChange: (event) => setTyped(event.currentTarget.value) },
  }
}
