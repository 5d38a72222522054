import { refusalIn } from '../../contract/actions.ts'
import type { Account } from '../../contract/session.ts'
import { formatCustomerId } from '../ui/format.ts'
import { useAccounts, useSession } from './use-session.ts'

interface AccountOptions {
  /** For a select: those in which nothing may be made are there, and say so. */
  options: { value: string; label: string; disabled: boolean }[]
  /** The account to begin with: the wanted one where one may edit there, else the first where one may. */
  firstOf: (...wanted: (string | undefined)[]) => Account | undefined
}

/** The accounts in which a campaign can be made. */
export function useAccountOptions(): AccountOptions {
  const accounts = useAccounts()
  const { workspace } = useSession()
  const may = ({ id }: Account): boolean => refusalIn(workspace, 'edit', id) === null
  return {
    options: accounts.map((account) => ({
      value: account.id,
      label: `${account.name} (${formatCustomerId(account.customerId)})${may(account) ? '' : ', you only read there'}`,
      disabled: !may(account),
    })),
    firstOf: (...wanted) => {
      const open = accounts.filter(may)
      const found = wanted.map((id) => open.find((account) => account.id === id))
      return found.find((account) => account !== undefined) ?? open[0] ?? accounts[0]
    },
  }
}
