import type { Account } from '../../contract/session.ts'

/** More than one sees at a glance: from then on there is something to search them by. */
export const MANY_ACCOUNTS = 12

/** Those whose name has all the words, or whose customer id has the digits, with or without dashes. */
export function findAccounts(accounts: readonly Account[], typed: string): readonly Account[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const digits = /^[\d\s-]+$/.test(typed) ? typed.replace(/\D/g, '') : ''
  return accounts.filter(({ name, customerId }) => {
    const lower = name.toLocaleLowerCase()
    return words.every((word) => lower.includes(word)) || (digits !== '' && customerId.includes(digits))
  })
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** By name, as people count: client 2 before client 10. */
export const inOrder = (accounts: readonly Account[]): Account[] =>
  accounts.toSorted((a, b) => collator.compare(a.name, b.name))
