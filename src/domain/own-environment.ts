import { AppError } from '../base/errors.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Context } from './context.ts'

/** An account lives where it was connected: elsewhere its number is somebody else's, or nobody's. */
export function requireOwnEnvironment(
  { google }: Pick<Context, 'google'>,
  { environment }: Pick<AccountRow, 'environment'>,
): void {
  if (environment === google.environment) return
  const other = environment === 'GOOGLE' ? 'Google' : 'an emulator'
  throw new AppError(
    'not_allowed',
    `This account belongs to ${other}, and this server is connected to something else.`,
    {
      errors: [{ path: 'accountId', code: 'other_environment', message: `The account lives at ${other}.` }],
    },
  )
}
