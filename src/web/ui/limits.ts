import type { AccountLimits } from '../../contract/people.ts'
import { ROLE_LABELS } from './roles.ts'

/** Where somebody may do something, in a line. */
export function limitWords(accounts: AccountLimits): string {
  if (accounts === null) return 'All accounts'
  if (accounts.length === 0) return 'No account: reads only'
  return `Only ${accounts.map(({ name, role }) => `${name} (${ROLE_LABELS[role].label})`).join(', ')}`
}
