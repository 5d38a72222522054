import { InvalidArgumentError, Option } from 'commander'
import type { AccountLimits } from '../contract/people.ts'
import { ACCOUNT_ROLES, type AccountRole } from '../contract/words.ts'
import type { NamedLimit } from '../domain/account-limits.ts'

/** `--account ID=role`, as often as there are accounts. */
export function accountOption(description: string): Option {
  return new Option('--account <id=role...>', description).argParser<NamedLimit[] | undefined>(
    (text, before) => [...(before ?? []), limitOf(text)],
  )
}

/** Limits as a table shows them. */
export function limitWords(accounts: AccountLimits): string {
  if (accounts === null) return 'all accounts'
  if (accounts.length === 0) return 'no account'
  return accounts.map(({ name, role }) => `${name}: ${role}`).join(', ')
}

function limitOf(text: string): NamedLimit {
  const at = text.lastIndexOf('=')
  const [account, role] = [text.slice(0, at).trim(), text.slice(at + 1).trim()]
  if (at > 0 && account !== '' && isRole(role)) return { account, role }
  throw new InvalidArgumentError(
    `An account and what may be done there, such as 123-456-7890=editor; one of ${ACCOUNT_ROLES.join(', ')}.`,
  )
}

function isRole(text: string): text is AccountRole {
  return (ACCOUNT_ROLES as readonly string[]).includes(text)
}
