import { refusal, refusalIn, type Rights } from '../contract/actions.ts'

/** Why somebody may not stop or restore this account, or the workspace (null); null where they may. */
export function stopRefusal(
  rights: Rights,
  action: 'pause' | 'resume',
  accountId: string | null,
): string | null {
  if (accountId !== null) return refusalIn(rights, action, accountId)
  if (rights.accounts !== null)
    return 'You are limited to accounts: the whole workspace is for somebody who is not.'
  return refusal(rights, action)
}
