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

/** Nothing is begun that the account's connection cannot end. */
export function requireWritable({
  connection_access,
  connection_state,
}: Pick<AccountRow, 'connection_access' | 'connection_state'>): void {
  if (connection_state === 'DISCONNECTED')
    throw unwritable(
      'disconnected',
      'The connection of this account was ended. Connect it again on the page Accounts.',
    )
  if (connection_access === 'READ_ONLY')
    throw unwritable(
      'read_only',
      'The connection of this account only reads. An administrator can change that on the page Accounts.',
    )
}

function unwritable(code: string, message: string): AppError {
  return new AppError('not_allowed', message, { errors: [{ path: 'accountId', code, message }] })
}
