import { AppError } from '../base/errors.ts'
import type { AskedLimits } from '../contract/people.ts'
import type { AccountRole } from '../contract/words.ts'
import { listAccounts } from '../store/accounts.ts'
import type { Context } from './context.ts'

/** An account as somebody at a terminal names it: by its customer id, its name or our id. */
export interface NamedLimit {
  account: string
  role: AccountRole
}

/** Limits with the accounts that are meant. Throws `not_found` for what is no account of the workspace, or several. */
export async function limitsNamed(
  { db }: Pick<Context, 'db'>,
  workspaceId: string,
  named: readonly NamedLimit[] | null,
): Promise<AskedLimits> {
  if (named === null) return null
  const accounts = await listAccounts(db, workspaceId)
  return named.map(({ account, role }) => {
    const digits = account.replaceAll('-', '')
    const found = accounts.filter(
      ({ id, name, customer_id: customerId }) =>
        id === account || customerId === digits || name.toLowerCase() === account.toLowerCase(),
    )
    if (found.length === 1) return { accountId: found[0]!.id, role }
    throw new AppError('not_found', `There is no one account ${account}: gacm account list shows them.`)
  })
}
